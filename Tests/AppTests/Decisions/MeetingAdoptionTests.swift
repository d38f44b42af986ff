import HTTPTypes
import Platform
import Testing

@testable import App

/// Decisions that a meeting adopts, pool by pool.
struct MeetingAdoptionTests {
    private func run(_ body: @escaping @Sendable (ResultScene) async throws -> Void) async throws {
        try await ResultScene.run(ResultScene.six, change: ResultScene.chain, body)
    }

    @Test func aMeetingAdoptsThroughItsPages() async throws {
        try await run { scene in
            let decision = try await scene.draft(.finalists, [0, 1, 2])
            let author = try await scene.test.browser(signedInAs: ResultScene.members[0])
            let path = scene.directorate + "/decisions/\(decision)"
            #expect(try await author.get(path).text.contains("a meeting of the directorate adopts"))
            let alone = try await scene.test.browser(signedInAs: ResultScene.members[1])
            try await alone.get(path)
            #expect(try await alone.post(path + "/adoption", ["version": "1"]).status == 409)

            try await author.get(scene.directorate + "/meetings")
            let convened = try await author.post(
                scene.directorate + "/meetings", ["date": "2027-03-01", "place": "Geneva"])
            let meeting = String(convened.location.prefix { $0 != "?" })
            try await author.get(meeting)
            let agenda = try await author.post(meeting + "/decisions", ["decision": decision])
            #expect(agenda.status == 303)
            let matter = meeting + "/decisions/\(decision)"
            #expect(try await author.get(meeting).text.contains("href=\"\(matter)\""))
            for member in ResultScene.members {
                let browser = try await scene.test.browser(signedInAs: member)
                try await browser.get(meeting)
                try await browser.post(meeting + "/attendance", ["there": "yes"])
                let said = try await browser.post(
                    matter + "/voice", ["version": "1", "pool": "person", "voice-person": "for"])
                #expect(said.status == 303)
            }
            try await alone.get(matter)
            #expect(try await alone.post(matter + "/adoption", ["version": "1"]).status == 303)
            #expect(try await alone.get(matter).text.contains("Adopted"))
            #expect(try await scene.number("SELECT votes_for FROM decision_vote") == 3)
        }
    }

    @Test func withoutQuorumOrMajorityNothingIsAdopted() async throws {
        try await run { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            let meeting = try await scene.convene([decision])
            try await scene.vote(.for, on: decision, "person", at: meeting, by: 1)
            let few = Problem(.conflict, "answers.tally.no-quorum", ["quorum": .number(2)])
            await #expect(throws: few) { try await scene.adopt(decision, at: meeting) }
            try await scene.vote(.against, on: decision, "person", at: meeting, by: 2)
            let against = Problem(.conflict, "answers.tally.no-majority", ["quorum": .number(2)])
            await #expect(throws: against) { try await scene.adopt(decision, at: meeting) }
            try await scene.vote(.for, on: decision, "person", at: meeting, by: 0)
            try await scene.adopt(decision, at: meeting)
            #expect(try await scene.number("SELECT count(*) FROM decision_adoption") == 1)
        }
    }

    @Test func votesOnAnOlderTextDoNotCount() async throws {
        try await run { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            let meeting = try await scene.convene([decision])
            for member in [1, 2] {
                try await scene.vote(.for, on: decision, "person", at: meeting, by: member)
            }
            let (season, act) = (scene.season, try await scene.act(ResultScene.members[0]))
            try await scene.laurel.database.write { tx in
                let edit = DecisionEdit(base: 1, reasons: "Other reasons.")
                try DecisionDrafting.save(edit, of: decision, in: season, by: act, tx)
            }
            await #expect(throws: Problem.self) { try await scene.adopt(decision, at: meeting) }
        }
    }

    @Test func whoHasAConflictDoesNotVote() async throws {
        try await run { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            let meeting = try await scene.convene([decision])
            let (season, wells) = (scene.season.id, scene.applications[0].id)
            let (at, email) = (scene.test.clock.now, ResultScene.members[2])
            try await scene.run(
                """
                INSERT INTO conflict (public_id, season_id, person_id, party_id, kind, origin, stated_at, is_pinned)
                SELECT 'conflict', \(season), person.id, application.party_id, 'mentor', 'declared', \(at), 0
                FROM person, application WHERE person.email = \(email) AND application.id = \(wells)
                """)
            let voice = { @Sendable in
                try await scene.vote(.for, on: decision, "person", at: meeting, by: 2)
            }
            let closed = Problem(.forbidden, "decisions.pool.hidden")
            await #expect(throws: closed) { try await voice() }
            for member in [0, 1] {
                try await scene.vote(.for, on: decision, "person", at: meeting, by: member)
            }
            await #expect(throws: closed) { try await scene.adopt(decision, at: meeting, by: 2) }
            try await Guard.$removed.withValue(.hasNoConflict) { try await voice() }
            try await scene.adopt(decision, at: meeting)
        }
    }

    @Test func whoStepsAsideSeesNothingOfIt() async throws {
        try await run { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            let meeting = try await scene.convene([decision])
            try await scene.vote(.against, on: decision, "person", at: meeting, by: 1)
            let path = scene.directorate + "/meetings/\(meeting)/decisions/\(decision)"
            let member = try await scene.test.browser(signedInAs: ResultScene.members[2])
            let free = try await member.get(path).text
            #expect(free.contains("Wells") && free.contains("Against"))
            let aside = try await member.post(
                path + "/voice",
                [
                    "version": "1", "pool": "person", "voice-person": "recused",
                    "reason-person": "We work together.",
                ])
            #expect(aside.status == 303)
            for page in [path, scene.directorate + "/decisions/\(decision)"] {
                let text = try await member.get(page).text
                #expect(text.contains("You keep away"), "\(page)")
                #expect(!text.contains("Wells") && !text.contains("Books") && !text.contains("90.00"))
            }
            let hidden = try await member.get(path).text
            for other in [0, 1] {
                try await scene.vote(.for, on: decision, "person", at: meeting, by: other)
            }
            #expect(try await member.get(path).text == hidden, "nor what others say meanwhile")
        }
    }

    @Test func whoStepsAsideStaysAside() async throws {
        try await run { scene in
            let decision = try await scene.draft(.finalists, [0, 1])
            let meeting = try await scene.convene([decision])
            await #expect(throws: Problem(.invalid, "answers.recusal.reason")) {
                try await scene.vote(.recused, on: decision, "person", at: meeting, by: 2)
            }
            try await scene.vote(
                .recused, on: decision, "person", at: meeting, by: 2, reason: "We work together.")
            let closed = Problem(.forbidden, "decisions.pool.hidden")
            await #expect(throws: closed) {
                try await scene.vote(.for, on: decision, "person", at: meeting, by: 2)
            }
        }
    }
}
