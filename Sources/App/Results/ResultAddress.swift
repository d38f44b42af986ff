/// The addresses of the results.
struct ResultAddress: Sendable {
    let list: String

    init(_ season: Season) {
        list = season.staff + "/results"
    }

    var jurors: String { list + "/jurors" }
    var proposal: String { list + "/proposal" }
    func application(_ publicID: String) -> String { list + "/applications/\(publicID)" }
    func count(_ round: String) -> String { list + "/rounds/\(round)/count" }
}
