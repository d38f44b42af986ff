import Platform
import Testing

@testable import App

/// What jurors tell staff of an application, and what staff give jurors: more time.
struct ReviewFlagTests {
    private struct Desk: Sendable {
        let jury: JuryFixture
        let juror: Juror
        let application: JuryFixture.Applied
        let round: Round
        let browser: Browser
        let path: String
        var flags: String { jury.path + "/flags" }
    }

    private func desk(_ test: TestLaurel) async throws -> Desk {
        let jury = try await JuryFixture.make(test)
        let application = try await jury.application("A well", by: "Amina Diallo")
        let juror = try await jury.juror("j@example.org")
        let round = try await jury.round()
        let id = try await jury.assign(juror, application, in: round)
        try await jury.declare(juror)
        let browser = try await jury.browser(of: juror)
        let path = jury.queue + "/reviews/\(id)"
        try await browser.get(path)
        return Desk(
            jury: jury, juror: juror, application: application, round: round, browser: browser, path: path)
    }

    private func administrator(_ test: TestLaurel) async throws -> Browser {
        let act = test.act
        try await test.laurel.database.write { tx in
            let person = try Person.findOrCreate(
                email: "a@example.org", language: .english, publicID: "administrator", at: act.at, tx)
            try Role.grant(.administrator, to: person.id, season: nil, by: act, tx)
        }
        return try await test.browser(signedInAs: "a@example.org")
    }

    @Test func aFlagReachesStaffAndIsAnswered() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let staff = try await desk.jury.staffBrowser()
            #expect(try await staff.get(desk.flags).text.contains("Nothing reported"))
            let silent = try await desk.browser.post(desk.path + "/flags", ["flag": "", "flag-note": ""])
            #expect(silent.status == 422 && silent.text.contains("Say what it is about"))
            let sent = try await desk.browser.post(
                desk.path + "/flags", ["flag": "copy", "flag-note": "I read this elsewhere"])
            #expect(sent.status == 303)
            let mail = try await test.mail(to: JuryFixture.staff)
            #expect(mail.contains { $0.subject.contains("reported") && !$0.body.contains("elsewhere") })
            #expect(try await staff.get(desk.flags).text.contains("I read this elsewhere"))
            let again = try await desk.browser.post(
                desk.path + "/flags", ["flag": "copy", "flag-note": "Once more"])
            #expect(again.status == 422 && again.text.contains("Once more"))
            let flag = try await publicID(test)
            #expect(try await staff.post(desk.flags + "/\(flag)/seen", [:]).status == 303)
            #expect(try await desk.browser.get(desk.path).text.contains("Seen"))
            let mute = try await staff.post(desk.flags + "/\(flag)/settlement", ["answer": ""])
            #expect(mute.status == 422)
            let answered = try await staff.post(
                desk.flags + "/\(flag)/settlement", ["answer": "It is their own."])
            #expect(answered.status == 303)
            let second = try await staff.post(desk.flags + "/\(flag)/settlement", ["answer": "Or not."])
            #expect(second.status == 409 && second.text.contains("It is their own."))
            #expect(second.text.contains("Or not."), "and what was typed is kept")
            let repeated = try await staff.post(
                desk.flags + "/\(flag)/settlement", ["answer": "It is their own."])
            #expect(repeated.status == 303, "the network repeats it")
            #expect(try await desk.browser.get(desk.path).text.contains("It is their own."))
        }
    }

    @Test func onlyAdministratorsReadOfDanger() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let administrator = try await administrator(test)
            _ = try await desk.browser.post(
                desk.path + "/flags", ["flag": "safeguarding", "flag-note": "A child is hit"])
            let flag = try await publicID(test)
            #expect(try await administrator.get(desk.flags).text.contains("A child is hit"))
            let staff = try await desk.jury.staffBrowser()
            #expect(try await !staff.get(desk.flags).text.contains("A child is hit"))
            #expect(try await staff.post(desk.flags + "/\(flag)/seen", [:]).status == 404)
            #expect(
                try await test.mail(to: JuryFixture.staff).allSatisfy { !$0.subject.contains("reported") })
            #expect(try await test.mail(to: "a@example.org").contains { $0.subject.contains("reported") })
        }
    }

    @Test func whoseRoleHasEndedIsNotTold() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let at = test.clock.now
            _ = try await administrator(test)
            _ = try await desk.jury.staffBrowser()
            try await test.laurel.database.write { tx in
                _ = try tx.run(
                    """
                    UPDATE role SET ended_at = \(at) WHERE person_id =
                        (SELECT id FROM person WHERE email = \(JuryFixture.staff))
                    """)
            }
            _ = try await desk.browser.post(
                desk.path + "/flags", ["flag": "copy", "flag-note": "I read this elsewhere"])
            #expect(try await test.mail(to: "a@example.org").contains { $0.subject.contains("reported") })
            #expect(
                try await test.mail(to: JuryFixture.staff).allSatisfy { !$0.subject.contains("reported") })
        }
    }

    @Test func otherJurorsSeeNothingOfAFlag() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let other = try await desk.jury.juror("other@example.org")
            let id = try await desk.jury.assign(other, desk.application, in: desk.round)
            try await desk.jury.declare(other)
            let browser = try await desk.jury.browser(of: other)
            let path = desk.jury.queue + "/reviews/\(id)"
            let before = try await browser.get(path).text
            _ = try await desk.browser.post(
                desk.path + "/flags", ["flag": "nomination", "flag-note": "Not a person"])
            #expect(try await desk.browser.get(desk.path).text.contains("Not a person"))
            #expect(try await browser.get(path).text == before)
            #expect(try await browser.post(desk.path + "/flags", ["flag": "copy"]).status == 404)
        }
    }

    @Test func theSameFlagAtOnceIsOne() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await desk.browser.post(
                            desk.path + "/flags", ["flag": "copy", "flag-note": "Copied"]
                        ).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 303 } == 1)
            #expect(try await desk.jury.count("SELECT count(*) FROM review_flag") == 1)
        }
    }

    @Test func theListOfFlagsAsksAsMuchForMany() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let staff = try await desk.jury.staffBrowser()
            func statements() async throws -> Int {
                let before = test.laurel.database.statementCount
                _ = try await staff.get(desk.flags)
                return test.laurel.database.statementCount - before
            }
            _ = try await desk.browser.post(desk.path + "/flags", ["flag": "copy", "flag-note": "One"])
            let one = try await statements()
            let at = test.clock.now
            try await test.laurel.database.write { tx in
                for number in 0..<60 {
                    try tx.run(
                        """
                        INSERT INTO review_flag (public_id, season_id, assignment_id, kind, note, raised_at,
                            seen_at, seen_by, settled_at, settled_by, answer)
                        SELECT \("flag\(number)"), season_id, id, 'copy', 'Settled long ago', \(at), \(at), 1,
                               \(at), 1, 'Done' FROM assignment
                        """)
                }
            }
            #expect(try await statements() == one)
            let page = try await staff.get(desk.flags).text
            #expect(page.contains("One") && page.contains("after="), "what waits comes first")
            let after = try #require(page.firstMatch(of: /after=([A-Za-z0-9_-]+)/)).1
            let rest = try await staff.get(desk.flags + "?after=\(after)").text
            #expect(rest.contains("Settled long ago") && !rest.contains("after=flag"))
            let second = try await staff.post(desk.flags + "/flag0/settlement", ["answer": "Too late"])
            #expect(second.status == 409 && second.text.contains("Too late"), "wherever it stands by now")
        }
    }

    // MARK: More time

    @Test func whoWasGivenMoreTimeSubmitsLater() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let other = try await desk.jury.juror("other@example.org")
            let id = try await desk.jury.assign(other, desk.application, in: desk.round)
            try await desk.jury.declare(other)
            let staff = try await desk.jury.staffBrowser()
            let path = desk.jury.path + "/extensions"
            #expect(try await staff.get(path).text.contains("Nobody was given more time"))
            let wrong = try await staff.post(
                path, ["juror": desk.juror.publicID, "until": "2027-03-02T12:00", "reason": "Ill"])
            #expect(wrong.status == 422 && wrong.text.contains("later than the end"))
            #expect(wrong.text.contains("2027-03-02T12:00") && wrong.text.contains("Ill"))
            let given = try await staff.post(
                path, ["juror": desk.juror.publicID, "until": "2027-04-20T12:00", "reason": "Ill"])
            #expect(given.status == 303)
            #expect(try await staff.get(path).text.contains("Ill"))
            test.clock.advance(.seconds(40 * 86_400))
            let browser = try await desk.jury.browser(of: desk.juror)
            #expect(try await browser.send(desk.path, desk.jury.review(6)).status == 303)
            let late = try await desk.jury.browser(of: other)
            let refused = try await late.send(desk.jury.queue + "/reviews/\(id)", desk.jury.review(6))
            #expect(refused.status == 403)
            test.clock.advance(.seconds(15 * 86_400))
            let changed = try await desk.jury.browser(of: desk.juror).send(
                desk.path, desk.jury.review(9, version: 1))
            #expect(changed.status == 403, "more time ends, too")
            #expect(changed.text.contains("value=\"9\" checked"), "and shows what was typed")
        }
    }

    @Test func theTimeGivenInAnEarlierRoundIsStillRead() async throws {
        try await TestLaurel.run { test in
            let desk = try await desk(test)
            let staff = try await desk.jury.staffBrowser()
            let path = desk.jury.path + "/extensions"
            try await staff.get(path)
            let given = try await staff.post(
                path, ["juror": desk.juror.publicID, "until": "2027-04-20T12:00", "reason": "Ill"])
            #expect(given.status == 303)
            try await desk.jury.close(desk.round)
            try await desk.jury.round("Second round")
            let newest = try await staff.get(path).text
            let link = path + "?round=\(desk.round.publicID)"
            #expect(newest.contains("Nobody was given more time") && newest.contains("href=\"\(link)\""))
            let earlier = try await staff.get(link).text
            #expect(earlier.contains("Ill") && !earlier.contains("name=\"until\""), "read, not given")
        }
    }

    private func publicID(_ test: TestLaurel) async throws -> String {
        try await test.laurel.database.read { try $0.row("SELECT public_id FROM review_flag")?.only() ?? "" }
    }
}
