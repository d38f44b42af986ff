import NIOCore
import Platform

/// A poll by dots in the hall, led through its pages as a facilitator leads it.
struct RoomPoll: Sendable {
    let path: String
    static let dots = 5
    private static let mostItems = 20

    /// What came out, by item: dots, and ballots with at least one for it.
    struct Counts: Equatable {
        var dots: [String: Int] = [:]
        var voters: [String: Int] = [:]
    }

    /// Drafts a poll about the first ideas, and opens it.
    static func open(_ scene: RoomScene, as facilitator: Visitor) async throws -> RoomPoll {
        try await facilitator.open(scene.path + "/polls/new?method=dots")
        var form = try await facilitator.form(to: "/polls")
        let items = form.fields.filter { $0.name == "item" && $0.isChoice }.prefix(mostItems)
        form.fill([
            "question.en": ["What matters most?"], "allowance": ["\(dots)"], "electorate": ["seats"],
            "item": items.map(\.value),
        ])
        try await facilitator.send(form)
        let setup = await facilitator.path.prefix { $0 != "?" }
        guard setup.hasSuffix("/setup") else {
            throw AnswerError.unexpected("drafting a poll led to \(setup)")
        }
        try await facilitator.send(try await facilitator.form(to: "/opening"))
        return RoomPoll(path: String(setup.dropLast("/setup".count)))
    }

    /// Closes and reveals it, and gives what everybody may now read.
    func reveal(as facilitator: Visitor) async throws -> Counts {
        try await facilitator.open(path + "/setup")
        try await facilitator.send(try await facilitator.form(to: "/closing"))
        try await facilitator.send(try await facilitator.form(to: "/reveal"))
        try await facilitator.open(path + "/results/json")
        let json = try JSON(parsing: Array(await facilitator.page.readableBytesView))
        var counts = Counts()
        for item in json["result"]?["items"]?.list ?? [] {
            guard let name = item["item"]?.text, let dots = item["dots"]?.int, dots > 0 else { continue }
            counts.dots[name] = dots
            counts.voters[name] = item["voters"]?.int
        }
        return counts
    }
}
