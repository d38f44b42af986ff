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
    func proposal(_ publicID: String) -> String { decision(publicID) + "/proposal" }
    func notices(_ publicID: String) -> String { decision(publicID) + "/notices" }
    func lifting(_ publicID: String) -> String { decision(publicID) + "/embargo/lifting" }
    var corrections: String { overview + "/corrections" }

    /// The decisions on the agenda of a meeting.
    func matters(_ meeting: String) -> String { overview + "/meetings/\(meeting)/decisions" }
    func matter(_ decision: String, at meeting: String) -> String { matters(meeting) + "/\(decision)" }
    func voice(_ decision: String, at meeting: String) -> String { matter(decision, at: meeting) + "/voice" }
    func adoption(_ decision: String, at meeting: String) -> String {
        matter(decision, at: meeting) + "/adoption"
    }
}
