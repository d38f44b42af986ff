import HTTPTypes
import Platform
import Testing

@testable import App

struct AnswerPublicationTests {
    /// What everybody outside the directorate may ask for, with whoever asks.
    private func answers(_ scene: AnswerScene, _ browsers: [Browser]) async throws -> [String] {
        let path = scene.season.path
        var paths = ["/", path, scene.address.promises, scene.address.actions, path + "/staff"]
        paths += [scene.address.clarification(session: "forum", idea: "idea1"), scene.address.board]
        paths += ["applications", "statistics"].map { path + "/staff/exports/\($0).csv" }
        var answers: [String] = []
        for browser in browsers {
            for path in paths {
                scene.laurel.pages.clear()
                let answer = try await browser.get(path)
                let headers = answer.headers.map { "\($0.name): \($0.value)" }.sorted()
                answers.append("\(path) \(answer.status) \(headers) \(answer.text)")
            }
        }
        return answers
    }

    @Test func nobodyOutsideTheDirectorateCanTell() async throws {
        try await AnswerScene.run { scene in
            let browsers = [
                scene.test.browser(), try await scene.test.browser(signedInAs: AnswerScene.staff),
                try await scene.test.browser(signedInAs: AnswerScene.author),
            ]
            let mails = try await scene.number("SELECT count(*) FROM mail")
            let events = try await scene.number("SELECT count(*) FROM session_event")
            let before = try await answers(scene, browsers)
            let answer = try await scene.acceptance()
            #expect(try await answers(scene, browsers) == before, "drafted")
            try await scene.adopted(answer)
            #expect(try await answers(scene, browsers) == before, "adopted")
            let hidden = scene.address.promise(answer)
            #expect(try await browsers[0].get(hidden).status == 404)
            #expect(try await scene.number("SELECT count(*) FROM mail") == mails)
            #expect(try await scene.number("SELECT count(*) FROM session_event") == events)
            let season = scene.season.id
            let origins = try await scene.laurel.database.read { try RuleCommitments.origins(of: season, $0) }
            #expect(origins.isEmpty)

            let member = try await scene.member(2)
            let page = try await member.get(scene.address.answer(answer))
            #expect(page.text.contains("Meet four times a year"), "there is something to tell")
            let board = try await member.get(scene.address.board)
            #expect(board.text.contains("Adopted, not yet published"))

            try await scene.publish(answer)
            #expect(try await answers(scene, browsers) != before)
            #expect(try await browsers[0].get(hidden).text.contains("Meet four times a year"))
        }
    }

    @Test func everybodyConcernedIsToldOnceInTheirLanguage() async throws {
        try await AnswerScene.run(names: .nobody) { scene in
            let answer = try await scene.acceptance()
            try await scene.adopted(answer)
            let member = try await scene.member(2)
            let effect = try await member.get(scene.address.publication(answer))
            #expect(effect.text.contains("<dt>Mails</dt><dd>2</dd>"))
            #expect(!effect.text.contains(AnswerScene.author))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for member in [0, 1, 2, 0, 1, 2] {
                    group.addTask { try await scene.publish(answer, by: member) }
                }
                try await group.waitForAll()
            }
            #expect(try await scene.number("SELECT count(*) FROM answer_publication") == 1)
            let author = try await scene.test.mail(to: AnswerScene.author)
            let supporter = try await scene.test.mail(to: AnswerScene.supporter)
            #expect(author.map(\.subject) == ["Дирекция ответила: ваша идея"])
            #expect(supporter.map(\.subject) == ["أجابت الإدارة: فكرتك"])
            #expect(try await scene.test.mail(to: AnswerScene.silent).isEmpty)
            #expect(author.first?.body.contains("Proposal 1") == true)
            let record: SQL = """
                SELECT count(*) FROM audit_payload WHERE content LIKE '%author@%' OR content LIKE '%seat%'
                """
            #expect(try await scene.number(record) == 0)
            let page = try await member.get(scene.address.answer(answer))
            #expect(!page.text.contains(AnswerScene.author))
        }
    }

    @Test func onlyWhatWasAdoptedIsPublished() async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.acceptance()
            await #expect(throws: Problem(.conflict, "answers.not-adopted")) {
                try await scene.publish(answer)
            }
        }
    }

    @Test func thePublicReadsWhatBecameOfIdeas() async throws {
        try await AnswerScene.run { scene in
            try await scene.run(
                """
                INSERT INTO idea_review (idea_id, version, first_due_on, triaged_at, triaged_by)
                SELECT id, 1, CASE WHEN id = 1 THEN '2027-03-01' ELSE '2027-02-01' END, 1,
                    (SELECT min(id) FROM person) FROM idea WHERE id < 3
                """)
            let empty = try await scene.test.browser().get(scene.address.promises)
            #expect(empty.text.contains("<dd>0%</dd>"))
            let answer = try await scene.acceptance()
            try await scene.adopted(answer)
            try await scene.publish(answer)
            let page = try await scene.test.browser().get(scene.address.promises)
            #expect(page.text.contains("Meet four times a year") && page.text.contains("Proposal 1"))
            #expect(page.text.contains("<dd>50%</dd>"), "one in time, one that is overdue")
            #expect(!page.text.contains(AnswerScene.staff), "an address is nothing to show")
            let read = try await scene.test.browser(language: "ru").get(scene.address.promise(answer))
            #expect(read.text.contains("Gladly.") && read.text.contains("Принята"))
        }
    }

    /// Rules that were applied between the meeting and the publication, and say otherwise.
    @Test func whatNewerRulesDoNotSayIsNotPublished() async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.ruleChange(at: "contact", to: "new@example.org")
            try await scene.adopted(answer)
            scene.test.clock.advance(.seconds(60))
            try await scene.apply(contact: "other@example.org")
            let refusal = await #expect(throws: Problem.self) { try await scene.publish(answer) }
            #expect(refusal?.message == "answers.publish.broken" && refusal?.code == .conflict)
            let page = try await scene.member().get(scene.address.publication(answer))
            #expect(page.text.contains("what this answer promises. Put the change"))
            scene.test.clock.advance(.seconds(60))
            try await scene.drafted(contact: "new@example.org")
            try await scene.publish(answer)
            #expect(try await scene.number("SELECT count(*) FROM answer_publication") == 1)
        }
    }

    @Test func evidenceOutlivesThatAnAnswerIsThoughtOver() async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.acceptance()
            try await scene.adopted(answer)
            let action: String? = try await scene.laurel.database.read { tx in
                try tx.row("SELECT public_id FROM commitment")?.only()
            }
            let staff = try await scene.test.browser(signedInAs: AnswerScene.members[0])
            try await staff.get(scene.address.action(try #require(action)))
            let report: KeyValuePairs = [
                "reports": "0", "state": "under-way", "evidence": "The first was held.",
                "date": "2027-03-01",
            ]
            #expect(try await staff.post(scene.address.action(try #require(action)), report).status == 303)
            try await staff.get(scene.address.answer(answer))
            let reopened = try await staff.post(
                scene.address.reopening(answer), ["reason": "The halls are closed."])
            let next = try #require(reopened.location.split(separator: "/").last?.split(separator: "?").first)
            try await scene.adopted(String(next))
            try await scene.publish(String(next))
            let page = try await scene.test.browser().get(scene.address.promises)
            #expect(page.text.contains("The first was held.") && page.text.contains("Under way"))
        }
    }

    /// A date that is moved once it is late changes nothing of whether an answer was in time.
    @Test func theFirstDateCountsHoweverOftenItIsMoved() async throws {
        try await AnswerScene.run(ideas: 2) { scene in
            let member = try await scene.member()
            func triage(_ version: Int, until day: String) async throws {
                try await member.get(scene.address.board)
                let fields: KeyValuePairs = ["idea": "idea1:\(version)", "new-due": day]
                #expect(try await member.post(scene.address.triage, fields).status == 303)
            }
            func share() async throws -> Bool {
                scene.laurel.pages.clear()
                return try await scene.test.browser().get(scene.address.promises).text.contains("<dd>0%</dd>")
            }
            try await triage(0, until: "2028-03-05")
            try await triage(1, until: "2027-03-05")
            scene.test.clock.advance(.seconds(10 * 86_400))
            #expect(try await share(), "a slip of the first day was put right")
            try await triage(2, until: "2027-12-31")
            #expect(try await share(), "a date that was moved later")
            let idea = try await member.get(scene.address.idea("idea1"))
            #expect(idea.text.contains("At first 5 March 2027"))
        }
    }

    @Test func actionsGoOnWithEvidence() async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.acceptance()
            try await scene.adopted(answer)
            try await scene.publish(answer)
            let action: String? = try await scene.laurel.database.read { tx in
                try tx.row("SELECT public_id FROM commitment")?.only()
            }
            let path = scene.address.action(try #require(action))
            let staff = try await scene.test.browser(signedInAs: AnswerScene.staff)
            #expect(try await staff.get(scene.address.actions).text.contains("Meet four times"))
            try await staff.get(path)
            let bare = try await staff.post(
                path, ["reports": "0", "state": "done", "date": "2027-03-01", "link": "javascript:alert(1)"])
            #expect(bare.status == 422)
            #expect(bare.text.contains("javascript:alert(1)"), "what was typed stays")
            let fields: KeyValuePairs = [
                "reports": "0", "state": "under-way", "evidence": "The first was held.",
                "link": "https://example.org/one", "date": "2027-03-01",
            ]
            #expect(try await staff.post(path, fields).status == 303)
            #expect(try await staff.post(path, fields).status == 409, "over a report that was not seen")
            scene.laurel.pages.clear()
            let page = try await scene.test.browser().get(scene.address.promises)
            #expect(page.text.contains("The first was held.") && page.text.contains("Under way"))
            scene.test.clock.advance(.seconds(20 * 24 * 3600))
            scene.laurel.pages.clear()
            #expect(try await scene.test.browser().get(scene.address.promises).text.contains("Overdue"))
            let dashboard = try await scene.member().get(scene.season.path + "/directorate")
            #expect(dashboard.text.contains("1 thing is overdue"))
        }
    }

    /// The next season has rules only once its draft is applied; what is promised for it is promised before.
    @Test func aChangeOfTheNextSeasonIsPromisedWhileItIsADraft() async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.draft { ($0.outcome, $0.added) = (.accepted, .rule) }
            let (season, rules) = (scene.season, scene.laurel.rules)
            let (act, version) = (
                try await scene.act(AnswerScene.members[0]), try await scene.version(answer)
            )
            let (next, promised) = try await scene.laurel.database.write { tx in
                try SeasonDrafts.start("next", from: season, by: act, tx)
                let found = try IdeaAnswer.find(answer, in: season.id, tx)
                let commitment = try #require(try Commitment.of([found.id], tx).first)
                var edit = AnswerEdit(base: version, outcome: .accepted, reason: "Yes.")
                edit.promises[commitment.publicID] = .init(
                    season: "next", path: "contact", after: "new@example.org")
                try AnswerDrafting.save(edit, of: answer, fresh: "x", in: season, by: act, rules, tx)
                let id: ID<Season>? = try tx.row("SELECT id FROM season WHERE key = 'next'")?.only()
                return (try #require(id), try #require(try Commitment.of([found.id], tx).first))
            }
            #expect(promised.season == "next" && promised.before == .string(season.rules.contact))
            let member = try await scene.member(0)
            #expect(try await member.get(scene.address.answer(answer)).text.contains("value=\"next\""))
            try await scene.adopted(answer)
            try await scene.publish(answer)
            let draft = try await scene.laurel.database.read { tx in
                try SeasonDraft.open("next", from: season.id, tx).rules.json
            }
            let lost = try await scene.laurel.database.read { tx in
                try RuleCommitments.promised(for: next, in: draft, tx)
            }
            #expect(lost.map(\.state) == [.lost])
        }
    }

    @Test func aRuleChangeIsFollowedUntilItIsInForce() async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.draft { ($0.outcome, $0.added) = (.accepted, .rule) }
            let (season, rules) = (scene.season, scene.laurel.rules)
            let (act, version) = (
                try await scene.act(AnswerScene.members[0]), try await scene.version(answer)
            )
            try await scene.laurel.database.write { tx in
                let found = try IdeaAnswer.find(answer, in: season.id, tx)
                let commitment = try #require(try Commitment.of([found.id], tx).first)
                var edit = AnswerEdit(base: version, outcome: .accepted, reason: "Yes.")
                edit.promises[commitment.publicID] = .init(
                    season: season.key, path: "contact", after: "new@example.org")
                try AnswerDrafting.save(edit, of: answer, fresh: "x", in: season, by: act, rules, tx)
            }
            try await scene.adopted(answer)
            try await scene.publish(answer)
            let (lost, origins) = try await scene.laurel.database.read { tx in
                (
                    try RuleCommitments.promised(for: season.id, in: season.rules.json, tx),
                    try RuleCommitments.origins(of: season.id, tx)
                )
            }
            #expect(lost.map(\.state) == [.lost])
            #expect(origins.map(\.path) == [RulePath("contact")])
            #expect(origins.map(\.title) == ["Proposal 1"])
            #expect(origins.map(\.link) == [scene.address.promise(answer)])
            var changed = season.rules
            changed.contact = "new@example.org"
            let fulfilled = changed
            let kept = try await scene.laurel.database.read {
                try RuleCommitments.promised(for: season.id, in: fulfilled.json, $0)
            }
            #expect(kept.map(\.isKept) == [true])
            let laurel = scene.laurel
            let text = try await laurel.description(
                of: SeasonDiff(from: season.rules, to: fulfilled), to: fulfilled)
            #expect(text.contains("~ contact") && text.contains("kept: contact, Proposal 1 <"))
            let same = SeasonDiff(from: season.rules, to: season.rules)
            let broken = try await laurel.description(of: same, to: season.rules)
            #expect(broken.contains("lost: contact, Proposal 1 <"), "though nothing differs")
            try await scene.run(
                """
                INSERT INTO idea_hiding (idea_id, reason, hidden_at, hidden_by)
                SELECT idea.id, 'Names somebody', 0, person.id FROM idea, person
                WHERE person.id = (SELECT min(id) FROM person)
                """)
            let hidden = try await laurel.description(of: same, to: season.rules)
            #expect(hidden.contains("lost: contact, … <") && !hidden.contains("Proposal"))
            let page = try await scene.test.browser().get(scene.address.promises)
            #expect(page.text.contains("new@example.org") && page.text.contains("Promised"))
        }
    }
}
