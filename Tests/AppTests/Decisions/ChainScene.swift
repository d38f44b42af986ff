import Platform
import Testing

@testable import App

/// A season whose meeting adopts and whose laureates confirm: one prize with two places and two who stand by.
extension ResultScene {
    static let chain: @Sendable (inout SeasonDocument) -> Void = { document in
        document.outcomes.adoption = .meeting
        document.outcomes.confirmationDays = 7
        document.prizes[0].places = 2
        document.prizes[0].reserve = 2
        document.prizes[0].method = .juryRanking
    }

    static let six: [Entry] = [
        .init(title: "Wells", marks: [9, 9]), .init(title: "Books", marks: [8, 8]),
        .init(title: "Trees", marks: [8, 7]), .init(title: "Bread", marks: [7, 7]),
        .init(title: "Boats", marks: [7, 6]), .init(title: "Late", marks: [3, 3]),
    ]

    static let week: Duration = .seconds(7 * 86_400)

    var prize: String { season.rules.prizes[0].key }

    /// Convened, with everybody there and these decisions on the agenda.
    func convene(_ decisions: [String]) async throws -> String {
        let (season, publicID) = (season, laurel.randomness.publicID())
        var found: [Act] = []
        for member in Self.members { found.append(try await act(member)) }
        let acts = found
        try await laurel.database.write { tx in
            let call = MeetingVerbs.Call(heldOn: "2027-03-01", place: "Geneva")
            try MeetingVerbs.convene(call, publicID: publicID, in: season, by: acts[0], tx)
            try MeetingVerbs.schedule(decisions: decisions, at: publicID, in: season, by: acts[0], tx)
            for act in acts {
                try MeetingVerbs.attend(publicID, isThere: true, in: season, by: act, tx)
            }
        }
        return publicID
    }

    func vote(
        _ voice: DirectorateMeeting.Voice, on decision: String, _ pool: String, at meeting: String,
        by member: Int, reason: String = ""
    ) async throws {
        let (season, act) = (season, try await act(Self.members[member]))
        let statement = MeetingStatement(
            voice: voice, reason: reason, version: try await version(decision))
        try await laurel.database.write { tx in
            try MeetingVerbs.speak(
                statement, on: .init(decision: decision, pool: pool), at: meeting, in: season, by: act, tx)
        }
    }

    func adopt(_ decision: String, at meeting: String, by member: Int = 1) async throws {
        let (season, act, version) = (
            season, try await act(Self.members[member]), try await version(decision)
        )
        try await laurel.database.write {
            try DecisionAdoption.adopt(decision, version: version, at: meeting, in: season, by: act, $0)
        }
    }

    /// Voted on in every pool by two members and adopted.
    func resolve(_ decision: String, pools: [String]) async throws {
        let meeting = try await convene([decision])
        for pool in pools {
            for member in [1, 2] {
                try await vote(.for, on: decision, pool, at: meeting, by: member)
            }
        }
        try await adopt(decision, at: meeting)
    }

    /// The finalists are public and the laureates adopted: the best two, with those who stand by.
    func adoptLaureates() async throws -> String {
        let finalists = try await draft(.finalists, [0, 1, 2, 3, 4])
        try await resolve(finalists, pools: ["person"])
        try await publish(finalists)
        let decision = try await propose()
        try await resolve(decision, pools: [prize])
        return decision
    }

    /// A draft on laureates, filled from the ranking of record, with the reasons that it needs.
    func propose(by member: Int = 0) async throws -> String {
        let (season, act, publicID) = (
            season, try await act(Self.members[member]), laurel.randomness.publicID()
        )
        try await laurel.database.write { tx in
            let draft = DecisionDrafting.Draft(gate: .laureates, publicID: publicID)
            let begun = try DecisionDrafting.begin(draft, in: season, by: act, tx)
            try DecisionDrafting.propose(publicID, version: begun.version, in: season, by: act, tx)
            let filled = try Decision.find(publicID, in: season.id, tx)
            let items = try DecisionItem.of(filled, tx).map { item in
                var typed = DecisionEdit.Item(item)
                typed.reason = "It helps."
                return (item.publicID, typed)
            }
            let edit = DecisionEdit(
                base: filled.version, reasons: "Weighed.", items: Dictionary(uniqueKeysWithValues: items))
            try DecisionDrafting.save(edit, of: publicID, in: season, by: act, tx)
        }
        return publicID
    }

    func tell(_ decision: String, by member: Int = 1) async throws {
        let (season, act) = (season, try await act(Self.members[member]))
        let verbs = NoticeVerbs(season, laurel)
        try await laurel.database.write { try verbs.give(decision, by: act, $0) }
        laurel.due.forget()
    }

    /// What was told on a decision, in order.
    func notices(_ decision: String) async throws -> [ConfidentialNotice] {
        try await laurel.database.read { [season] tx in
            try ConfidentialNotice.of(Decision.find(decision, in: season.id, tx).id, tx)
        }
    }

    /// How each stands: the title and what was answered.
    func standing(_ decision: String) async throws -> [String] {
        try await notices(decision).map { "\($0.title) \($0.reply?.rawValue ?? "open")" }
    }

    func reply(_ notice: ConfidentialNotice, confirms: Bool) async throws {
        let number = try #require(applications.firstIndex { $0.id == notice.application })
        let (season, act) = (season, try await act(applications[number].email))
        let verbs = NoticeVerbs(season, laurel)
        let answer = NoticeVerbs.Answer(confirms: confirms, attends: confirms, note: "")
        try await laurel.database.write {
            try verbs.reply(answer, to: notice.publicID, of: notice.application, by: act, $0)
        }
    }

    /// Everybody who was told confirms.
    func confirmAll(_ decision: String) async throws {
        for notice in try await notices(decision) where notice.reply == nil {
            try await reply(notice, confirms: true)
        }
    }

    func applicationPage(_ number: Int) -> String {
        path + "/applications/\(applications[number].publicID)"
    }
}
