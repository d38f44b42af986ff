import Platform
import Testing

@testable import App

struct AnswerAdoptionTests {
    @Test func mostOfTheDirectorateAdoptsAndTheAuthorIsNotAlone() async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.draft()
            let meeting = try await scene.meeting([answer], present: [0, 1, 2])
            func obstacle(_ key: String) -> Problem { Problem(.conflict, key, ["quorum": .number(2)]) }

            try await scene.vote(.for, answer, at: meeting, by: 0)
            await #expect(throws: obstacle("answers.tally.no-quorum")) {
                try await scene.adopt(answer, at: meeting)
            }
            try await scene.vote(.recused, answer, at: meeting, by: 1)
            await #expect(throws: obstacle("answers.tally.no-quorum")) {
                try await scene.adopt(answer, at: meeting)
            }
            try await scene.vote(.against, answer, at: meeting, by: 1)
            await #expect(throws: obstacle("answers.tally.no-majority")) {
                try await scene.adopt(answer, at: meeting)
            }
            try await scene.vote(.abstained, answer, at: meeting, by: 1)
            await #expect(throws: obstacle("answers.tally.author-alone")) {
                try await scene.adopt(answer, at: meeting)
            }
            try await scene.vote(.for, answer, at: meeting, by: 2)
            try await scene.adopt(answer, at: meeting)
            #expect(
                try await scene.number("SELECT votes_for * 10 + abstained FROM answer_adoption") == 21)
        }
    }

    @Test func aVoteOnAnEarlierWordingDoesNotCount() async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.draft()
            let meeting = try await scene.meeting([answer])
            for member in [0, 1] { try await scene.vote(.for, answer, at: meeting, by: member) }
            let (season, rules, version) = (scene.season, scene.laurel.rules, try await scene.version(answer))
            let act = try await scene.act(AnswerScene.members[1])
            try await scene.laurel.database.write { tx in
                let edit = AnswerEdit(base: version, outcome: .declined, reason: "Other words.")
                try AnswerDrafting.save(edit, of: answer, fresh: "x", in: season, by: act, rules, tx)
            }
            let none = Problem(.conflict, "answers.tally.no-quorum", ["quorum": .number(2)])
            await #expect(throws: none) { try await scene.adopt(answer, at: meeting) }
            let stale = Problem(.conflict, "answers.conflict")
            await #expect(throws: stale) {
                try await scene.laurel.database.write { tx in
                    let edit = AnswerEdit(base: version, outcome: .declined, reason: "Mine.")
                    try AnswerDrafting.save(edit, of: answer, fresh: "x", in: season, by: act, rules, tx)
                }
            }
        }
    }

    @Test func whatLacksSomethingIsSavedAndNotAdopted() async throws {
        try await AnswerScene.run { scene in
            let bare = try await scene.draft(0) { ($0.outcome, $0.reason) = (.accepted, "") }
            let silent = try await scene.draft(1) { $0.reason = "" }
            let meeting = try await scene.meeting([bare, silent])
            for answer in [bare, silent] {
                for member in [0, 1] { try await scene.vote(.for, answer, at: meeting, by: member) }
            }
            func lacks(_ field: String, _ message: String) -> Problem {
                Problem(.invalid, "answers.not-ready", fields: [.init(field, message)])
            }
            await #expect(throws: lacks("commitments", "answers.commitments.missing")) {
                try await scene.adopt(bare, at: meeting)
            }
            await #expect(throws: lacks("reason", "answers.reason.missing")) {
                try await scene.adopt(silent, at: meeting)
            }
        }
    }

    @Test(arguments: [
        ("prizes/nobody/places", "2", "path", "answers.commitment.path.nowhere"),
        ("contcat", "new@example.org", "after", "season.check.misspelt"),
        ("title", "[]", "after", "season.check.not-texts"),
        ("nominations", "[]", "after", "season.check.too-few"),
    ])
    func whatRulesCouldNeverSayIsSavedAndNotAdopted(
        _ path: String, _ value: String, _ part: String, _ message: String
    ) async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.ruleChange(at: path, to: value)
            let meeting = try await scene.meeting([answer])
            for member in [0, 1] { try await scene.vote(.for, answer, at: meeting, by: member) }
            let refusal = await #expect(throws: Problem.self) { try await scene.adopt(answer, at: meeting) }
            let fault = try #require(refusal?.fields.first)
            #expect(refusal?.message == "answers.not-ready")
            #expect(fault.name.hasPrefix(part + ".") && fault.message == message)
            let page = try await scene.member().get(scene.address.answer(answer))
            #expect(page.text.contains("Before a meeting can adopt it"))
            try await scene.promise(answer, at: "contact", to: "new@example.org")
            for member in [0, 1] { try await scene.vote(.for, answer, at: meeting, by: member) }
            try await scene.adopt(answer, at: meeting)
        }
    }

    /// A prize that the rules do not have yet, of which only the beginning is promised.
    @Test func theBeginningOfANewElementIsAdopted() async throws {
        try await AnswerScene.run { scene in
            let prize = #"{"key": "young-volunteers", "title": {"en": "Young volunteers"}}"#
            let answer = try await scene.ruleChange(at: "prizes/young-volunteers", to: prize)
            try await scene.adopted(answer)
            #expect(try await scene.number("SELECT count(*) FROM answer_adoption") == 1)
        }
    }

    /// The schema has the last word, whatever the code forgets.
    @Test func theSchemaRefusesAnAcceptanceWithoutACommitmentAndARefusalWithoutAReason() async throws {
        try await AnswerScene.run { scene in
            let accepted = try await scene.draft(0) { $0.outcome = .accepted }
            let declined = try await scene.draft(1)
            let promised = try await scene.acceptance(2)
            _ = try await scene.meeting([accepted, declined, promised])
            func adopt(_ answer: String, _ reason: String, with commitment: SQL) -> SQL {
                """
                INSERT INTO answer_adoption (answer_id, version, outcome, reason, commitment_id, meeting_id,
                    members, votes_for, votes_against, abstained, recused, adopted_at, adopted_by)
                SELECT answer.id, answer.version, answer.outcome, \(reason), \(commitment),
                    meeting_item.meeting_id, 3, 2, 0, 0, 0, 1, answer.drafted_by
                FROM answer JOIN meeting_item ON meeting_item.answer_id = answer.id
                WHERE answer.public_id = \(answer)
                """
            }
            let someones: SQL = "(SELECT min(id) FROM commitment)"
            let broken: [SQL] = [
                adopt(accepted, "Why not.", with: "CAST(NULL AS INTEGER)"),
                adopt(accepted, "Why not.", with: someones),
                adopt(declined, "", with: "CAST(NULL AS INTEGER)"),
            ]
            for statement in broken {
                await #expect(throws: DatabaseError.self) { try await scene.run(statement) }
            }
            try await scene.run(adopt(promised, "Gladly.", with: someones))
            await #expect(throws: DatabaseError.self) {
                try await scene.run("UPDATE answer SET version = 9 WHERE public_id = \(promised)")
            }
            await #expect(throws: DatabaseError.self) { try await scene.run("DELETE FROM commitment") }
        }
    }

    @Test func manyWhoAdoptAtOnceMakeOneAdoption() async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.acceptance()
            let meeting = try await scene.meeting([answer], present: [0, 1, 2])
            for member in 0...2 { try await scene.vote(.for, answer, at: meeting, by: member) }
            let adopted = await withTaskGroup(of: Bool.self) { group in
                for member in [0, 1, 2, 0, 1, 2] {
                    group.addTask { (try? await scene.adopt(answer, at: meeting, by: member)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(adopted == 1)
            #expect(try await scene.number("SELECT count(*) FROM answer_adoption") == 1)
            let entries: SQL = "SELECT count(*) FROM audit_entry WHERE what = 'answer adopted'"
            #expect(try await scene.number(entries) == 1)
        }
    }

    @Test func manyWhoBeginAtOnceGetOneDraft() async throws {
        try await AnswerScene.run { scene in
            let season = scene.season
            let drafts = try await withThrowingTaskGroup(of: String.self) { group in
                for member in [0, 1, 2, 0] {
                    let (act, fresh) = (
                        try await scene.act(AnswerScene.members[member]), scene.laurel.randomness.publicID()
                    )
                    group.addTask {
                        try await scene.laurel.database.write { tx in
                            try AnswerDrafting.begin(
                                fresh, on: "idea1", language: "en", in: season, by: act, tx)
                        }
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(drafts.count == 1)
            #expect(try await scene.number("SELECT count(*) FROM answer") == 1)
        }
    }

    @Test func oneAnswerServesATheme() async throws {
        try await AnswerScene.run(ideas: 4) { scene in
            let at = scene.test.clock.now
            try await scene.laurel.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO theme (id, public_id, session_id, title, language, version, created_at, created_by)
                    SELECT 1, 'theme', 1, 'Meetings', 'en', 1, \(at), min(id) FROM person
                    """)
                for idea in 1...3 {
                    try tx.run(
                        """
                        INSERT INTO theme_idea (theme_id, idea_id, session_id, gathered_at, gathered_by)
                        SELECT 1, \(idea), 1, \(at), min(id) FROM person
                        """)
                }
                try tx.run(
                    "INSERT INTO idea_withdrawal (idea_id, withdrawn_at) VALUES (3, \(at))")
            }
            let answer = try await scene.draft()
            let member = try await scene.member()
            let page = try await member.get(scene.address.answer(answer))
            #expect(page.text.contains("Answer 1 more idea of the theme “Meetings” too"))
            let version = try await scene.version(answer)
            let sent = try await member.post(
                scene.address.gathering(answer), ["theme": "theme", "version": String(version)])
            #expect(sent.status == 303)
            #expect(try await scene.number("SELECT sum(idea_id) FROM answer_idea") == 3)
        }
    }

    @Test func aReopenedAnswerIsKeptAndAnotherTakesItsPlace() async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.acceptance()
            try await scene.adopted(answer)
            try await scene.publish(answer)
            let member = try await scene.member(2)
            try await member.get(scene.address.answer(answer))
            let refused = try await member.post(scene.address.reopening(answer), ["reason": " "])
            #expect(refused.status == 422)
            let long = try await member.post(
                scene.address.reopening(answer), ["reason": String(repeating: "why ", count: 900)])
            #expect(long.status == 422 && long.text.contains("why why why"), "what was typed stays")
            let reopened = try await member.post(
                scene.address.reopening(answer), ["reason": "The halls are closed."])
            #expect(reopened.status == 303)
            let standing: SQL = """
                SELECT count(*) FROM answer_idea WHERE idea_id = 1 AND ended_at IS NULL
                """
            #expect(try await scene.number(standing) == 1)
            #expect(try await scene.number("SELECT count(*) FROM commitment") == 2)
            let old = try await scene.test.browser().get(scene.address.promise(answer))
            #expect(old.status == 200 && old.text.contains("The halls are closed."))
            let page = try await scene.test.browser().get(scene.address.promises)
            #expect(page.text.contains("Reopened") && !page.text.contains("Meet four times"))
        }
    }
}
