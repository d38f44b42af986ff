import Platform
import Testing

@testable import App

/// What may happen once happens once, whoever presses at the same time.
struct OutcomeRaceTests {
    private func run(
        reserve: Int = 2, _ body: @escaping @Sendable (ResultScene) async throws -> Void
    ) async throws {
        let change: @Sendable (inout SeasonDocument) -> Void = {
            ResultScene.chain(&$0)
            $0.prizes[0].reserve = reserve
        }
        try await ResultScene.run(ResultScene.six, change: change) { scene in
            let decision = try await scene.adoptLaureates()
            try await scene.tell(decision)
            try await body(scene)
        }
    }

    private func decision(_ scene: ResultScene) async throws -> String {
        try await scene.laurel.database.read { [season = scene.season] tx in
            try Decision.ofSeason(season.id, tx).first { $0.gate == .laureates }?.publicID ?? ""
        }
    }

    /// How many of these succeed when all begin at once.
    private func atOnce(_ deeds: [@Sendable () async throws -> Void]) async -> Int {
        await withTaskGroup(of: Bool.self) { group in
            for deed in deeds { group.addTask { (try? await deed()) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
    }

    @Test func whoConfirmsAndDeclinesAtOnceHasSaidOneThing() async throws {
        try await run { scene in
            let decision = try await decision(scene)
            let notice = try await scene.notices(decision)[0]
            var deeds: [@Sendable () async throws -> Void] = []
            for number in 0..<8 {
                deeds.append { try await scene.reply(notice, confirms: number % 2 == 0) }
            }
            _ = await atOnce(deeds)
            let replies = try await scene.number("SELECT count(*) FROM outcome_reply")
            #expect(replies == 1)
            let declined = try await scene.number(
                "SELECT count(*) FROM outcome_reply WHERE reply = 'declined'")
            #expect(try await scene.notices(decision).count == 2 + declined)
        }
    }

    @Test func twoFreePlacesHaveOneReserve() async throws {
        try await run(reserve: 1) { scene in
            let decision = try await decision(scene)
            let notices = try await scene.notices(decision)
            var deeds: [@Sendable () async throws -> Void] = []
            for notice in notices { deeds.append { try await scene.reply(notice, confirms: false) } }
            let said = await atOnce(deeds)
            #expect(said == 2)
            #expect(try await scene.notices(decision).map(\.title).sorted() == ["Books", "Trees", "Wells"])
            #expect(
                try await scene.number("SELECT count(*) FROM audit_entry WHERE what = 'place left free'") == 1
            )
        }
    }

    @Test func theClockEndsANoticeOnce() async throws {
        try await run { scene in
            let decision = try await decision(scene)
            let notice = try await scene.notices(decision)[0]
            scene.test.clock.advance(ResultScene.week)
            let due = scene.laurel.dueOutcomes
            let now = scene.test.clock.now
            var deeds: [@Sendable () async throws -> Void] = [
                { try await scene.reply(notice, confirms: true) }
            ]
            for _ in 0..<5 { deeds.append { try await due.settle(at: now) } }
            _ = await atOnce(deeds)
            let standing = try await scene.standing(decision)
            #expect(standing.filter { $0.hasSuffix("expired") }.count == 2)
            #expect(standing.filter { $0.hasSuffix("open") }.count == 2 && standing.count == 4)
        }
    }

    @Test func anEmbargoOpensOnce() async throws {
        try await run { scene in
            let decision = try await decision(scene)
            try await scene.confirmAll(decision)
            let (season, act) = (scene.season, try await scene.act(ResultScene.members[1]))
            let shown = try await scene.effect(decision)
            let opens = scene.test.clock.now + .seconds(600)
            try await scene.laurel.database.write {
                try Embargo.set(decision, opensAt: opens, shown: shown, in: season, by: act, $0)
            }
            scene.laurel.due.forget()
            scene.test.clock.advance(.seconds(600))
            let now = scene.test.clock.now
            let (due, visitor) = (scene.laurel.dueOutcomes, scene.test.browser())
            var deeds: [@Sendable () async throws -> Void] = [
                { try await scene.publish(decision, by: 2) }
            ]
            for _ in 0..<4 { deeds.append { try await due.settle(at: now) } }
            deeds.append { _ = try await visitor.get(scene.path + "/laureates") }
            _ = await atOnce(deeds)
            #expect(
                try await scene.number("SELECT count(*) FROM publication WHERE gate = 'laureates'") == 1)
            #expect(try await scene.number("SELECT count(*) FROM honour WHERE gate = 'laureates'") == 2)
            let mails = try await scene.test.mail(to: scene.applications[0].email)
            #expect(mails.count { $0.subject.hasPrefix("You are a laureate") } == 1)
        }
    }
}
