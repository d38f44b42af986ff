import Platform
import Testing

@testable import App

/// Who counts at a meeting: whoever has a conflict or steps aside is neither for nor against, nor in the
/// quorum; and nobody decides alone.
struct QuorumTests {
    private func run(_ body: @escaping @Sendable (ResultScene) async throws -> Void) async throws {
        try await ResultScene.run(ResultScene.six, change: ResultScene.chain, body)
    }

    /// Further members of the directorate, of whom a conflict with the first applicant stands.
    private func seatConflicted(_ emails: [String], _ scene: ResultScene) async throws {
        let (season, act) = (scene.season.id, scene.test.act)
        try await scene.laurel.database.write { tx in
            for email in emails {
                let person = try Person.findOrCreate(
                    email: email, language: .english, publicID: "p-" + email, at: act.at, tx)
                try Role.grant(.directorate, to: person.id, season: season, by: act, tx)
            }
        }
        for email in emails { try await conflict(of: email, scene) }
    }

    private func conflict(of email: String, _ scene: ResultScene) async throws {
        let (season, wells, at) = (scene.season.id, scene.applications[0].id, scene.test.clock.now)
        try await scene.run(
            """
            INSERT INTO conflict (public_id, season_id, person_id, party_id, kind, origin, stated_at, is_pinned)
            SELECT \("conflict-" + email), \(season), person.id, application.party_id, 'mentor', 'declared', \(at), 0
            FROM person, application WHERE person.email = \(email) AND application.id = \(wells)
            """)
    }

    @Test func membersWithAConflictAreNotWaitedFor() async throws {
        try await run { scene in
            try await seatConflicted(["fourth@example.org", "fifth@example.org"], scene)
            let decision = try await scene.draft(.finalists, [0, 1])
            let meeting = try await scene.convene([decision])
            try await scene.vote(.for, on: decision, "person", at: meeting, by: 1)
            let few = Problem(.conflict, "answers.tally.no-quorum", ["quorum": .number(2)])
            await #expect(throws: few) { try await scene.adopt(decision, at: meeting) }
            try await scene.vote(.for, on: decision, "person", at: meeting, by: 2)
            let member = try await scene.test.browser(signedInAs: ResultScene.members[1])
            let matter = scene.directorate + "/meetings/\(meeting)/decisions/\(decision)"
            #expect(try await member.get(matter).text.contains("3 of 5 members may vote on it"))
            try await scene.adopt(decision, at: meeting)
            #expect(try await scene.number("SELECT members FROM decision_vote") == 3)
            #expect(try await member.get(matter).text.contains("3 members had the right to vote"))
        }
    }

    @Test func aVoteFromBeforeAConflictDoesNotCount() async throws {
        try await run { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            let meeting = try await scene.convene([decision])
            for member in [1, 2] {
                try await scene.vote(.for, on: decision, "person", at: meeting, by: member)
            }
            try await conflict(of: ResultScene.members[2], scene)
            let few = Problem(.conflict, "answers.tally.no-quorum", ["quorum": .number(2)])
            await #expect(throws: few) { try await scene.adopt(decision, at: meeting) }
        }
    }

    /// The text changes and another meeting takes it up: whoever stepped aside is not waited for there.
    @Test func whoSteppedAsideOnceIsInNoLaterQuorum() async throws {
        try await run { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            let first = try await scene.convene([decision])
            try await scene.vote(
                .recused, on: decision, "person", at: first, by: 2, reason: "We work together.")
            let (season, act) = (scene.season, try await scene.act(ResultScene.members[0]))
            try await scene.laurel.database.write { tx in
                let edit = DecisionEdit(base: 1, reasons: "Other reasons.")
                try DecisionDrafting.save(edit, of: decision, in: season, by: act, tx)
            }
            let second = try await scene.convene([decision])
            for member in [0, 1] {
                try await scene.vote(.for, on: decision, "person", at: second, by: member)
            }
            try await scene.adopt(decision, at: second)
            #expect(try await scene.number("SELECT members FROM decision_vote") == 2)
            #expect(try await scene.number("SELECT recused FROM decision_vote") == 1)
        }
    }

    @Test func whereAllButOneStepAsideNobodyDecidesAlone() async throws {
        try await run { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            let meeting = try await scene.convene([decision])
            for member in [0, 2] {
                try await scene.vote(
                    .recused, on: decision, "person", at: meeting, by: member, reason: "We work together.")
            }
            try await scene.vote(.for, on: decision, "person", at: meeting, by: 1)
            let few = Problem(.conflict, "answers.tally.no-quorum", ["quorum": .number(2)])
            await #expect(throws: few) { try await scene.adopt(decision, at: meeting) }
        }
    }
}
