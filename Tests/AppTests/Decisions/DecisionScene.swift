import Platform
import Testing

@testable import App

extension ResultScene {
    /// A decision by the first member on these applications, ready to be adopted.
    @discardableResult
    func draft(_ gate: Gate, _ numbers: [Int], by member: Int = 0, reasons: String = "Weighed all.")
        async throws
        -> String
    {
        let chosen = numbers.map { applications[$0].publicID }
        let (season, act, publicID) = (
            season, try await act(Self.members[member]), laurel.randomness.publicID()
        )
        let draft = DecisionDrafting.Draft(
            gate: gate, publicID: publicID, reasons: reasons, applications: chosen)
        try await laurel.database.write { tx in
            try DecisionDrafting.begin(draft, in: season, by: act, tx)
            guard gate == .laureates else { return }
            let prize = season.rules.prizes[0].key
            let items = chosen.map { ($0, DecisionEdit.Item(prize: prize, reason: "It helps.")) }
            let edit = DecisionEdit(
                base: 1, reasons: reasons, items: Dictionary(uniqueKeysWithValues: items))
            try DecisionDrafting.save(edit, of: publicID, in: season, by: act, tx)
        }
        return publicID
    }

    func version(_ decision: String) async throws -> Int {
        try await number("SELECT version FROM decision WHERE public_id = \(decision)")
    }

    func adopt(_ decision: String, by member: Int = 1) async throws {
        let (season, act, version) = (
            season, try await act(Self.members[member]), try await version(decision)
        )
        try await laurel.database.write {
            try DecisionAdoption.adopt(decision, version: version, in: season, by: act, $0)
        }
    }

    /// The version of what publishing would do now.
    func effect(_ decision: String) async throws -> String {
        try await laurel.database.read { [season] tx in
            try PublicationEffect.of(Decision.find(decision, in: season.id, tx), tx).version
        }
    }

    func publish(_ decision: String, by member: Int = 1) async throws {
        let (season, act) = (season, try await act(Self.members[member]))
        let shown = try await effect(decision)
        let publishing = Publishing(
            letters: OutcomeLetters(season, laurel), statistics: { try SeasonStatistics.compute($0, $1).json }
        )
        try await laurel.database.write {
            try publishing.publish(decision, shown: shown, in: season, by: act, $0)
        }
        laurel.pages.clear()
    }

    /// Drafted, adopted and made public.
    @discardableResult
    func decide(_ gate: Gate, _ numbers: [Int]) async throws -> String {
        let decision = try await draft(gate, numbers)
        try await adopt(decision)
        try await publish(decision)
        return decision
    }

    /// The screener's decision behind a rejected application, and the reason that it gives.
    @discardableResult
    func giveReason(toRejected number: Int) async throws -> ScreeningReason {
        let (rejected, at) = (applications[number].id, test.clock.now)
        let reason = try #require(season.rules.screening.reasons.first)
        try await run(
            """
            INSERT INTO screening_decision (application_id, submission_id, verdict, reason, decided_at, decided_by)
            SELECT \(rejected), submission_id, 'reject', \(reason.key), \(at),
                (SELECT id FROM person WHERE email = \(Self.staff)) FROM application WHERE id = \(rejected)
            """)
        return reason
    }

    func states() async throws -> [String] {
        let ids = applications.map(\.id.rawValue)
        return try await laurel.database.read { tx in
            try tx.rows("SELECT state FROM application WHERE id IN \(list: ids) ORDER BY id").map {
                try $0.only()
            }
        }
    }
}
