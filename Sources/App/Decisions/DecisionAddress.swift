/// The addresses of the directorate's pages.
struct DecisionAddress: Sendable {
    let overview: String

    init(_ season: Season) {
        overview = season.path + "/directorate"
    }

    var drafts: String { overview + "/decisions" }
    func decision(_ publicID: String) -> String { drafts + "/\(publicID)" }
    func candidates(_ publicID: String) -> String { decision(publicID) + "/candidates" }
    func adoption(_ publicID: String) -> String { decision(publicID) + "/adoption" }
    func undoing(_ publicID: String) -> String { adoption(publicID) + "/undo" }
    func publication(_ publicID: String) -> String { decision(publicID) + "/publication" }
}
