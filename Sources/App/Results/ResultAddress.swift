/// The addresses of the results.
struct ResultAddress: Sendable {
    let list: String
    /// Where the directorate reads what staff read, without the jurors.
    let directorate: String

    init(_ season: Season) {
        list = season.staff + "/results"
        directorate = season.path + "/directorate/results"
    }

    var board: String { list + "/board" }
    var provisional: String { list + "/provisional" }
    var jurors: String { list + "/jurors" }
    var proposal: String { list + "/proposal" }
    func application(_ publicID: String) -> String { list + "/applications/\(publicID)" }
    func count(_ round: String) -> String { list + "/rounds/\(round)/count" }
}
