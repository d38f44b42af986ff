import Platform
import Testing

@testable import App

struct AssignmentTests {
    /// Three jurors who read English, one who reads French; four applications, one of them in Swahili.
    private func season(_ test: TestLaurel) async throws -> (JuryFixture, [Juror], [JuryFixture.Applied]) {
        let jury = try await JuryFixture.make(test)
        var jurors: [Juror] = []
        for number in 1...3 {
            jurors.append(try await jury.juror("j\(number)@example.org", languages: ["en"]))
        }
        jurors.append(try await jury.juror("fr@example.org", languages: ["fr"]))
        var applications: [JuryFixture.Applied] = []
        for number in 1...3 {
            applications.append(try await jury.application("Project \(number)", by: "Applicant \(number)"))
        }
        applications.append(try await jury.application("Mradi", by: "Mwombaji", language: "sw"))
        return (jury, jurors, applications)
    }

    @Test func aPreviewWritesNothingAndSaysWhy() async throws {
        try await TestLaurel.run { test in
            let (jury, _, _) = try await season(test)
            try await jury.round()
            let staff = try await jury.staffBrowser()
            let preview = try await staff.get(jury.path + "/assign").text
            #expect(preview.contains("9 new assignments"))
            #expect(preview.contains("reads English") && preview.contains("takes any region"))
            #expect(preview.contains("3 reviews cannot be assigned"))
            #expect(preview.contains("4 jurors do not read its language"))
            #expect(try await jury.count("SELECT count(*) FROM assignment") == 0)
        }
    }

    @Test func proposalsReachJurorsOnceTheyAreSent() async throws {
        try await TestLaurel.run { test in
            let (jury, jurors, _) = try await season(test)
            try await jury.round()
            let staff = try await jury.staffBrowser()
            let assigned = try await staff.confirm(
                jury.path + "/assign", try await staff.get(jury.path + "/assign"))
            #expect(assigned.status == 303)
            #expect(try await jury.count("SELECT count(*) FROM assignment WHERE sent_at IS NULL") == 9)
            for juror in jurors { try await jury.declare(juror) }
            let browser = try await jury.browser(of: jurors[0])
            #expect(try await !browser.get(jury.queue).text.contains("Project 1"))
            let preview = try await staff.get(jury.path + "/proposals")
            #expect(preview.text.contains("3 applications have been assigned to you"))
            for _ in 0..<2 { try await staff.confirm(jury.path + "/proposals", preview) }
            #expect(try await browser.get(jury.queue).text.contains("Project 1"))
            #expect(
                try await test.mail(to: "j1@example.org").count { $0.subject.contains("3 applications") } == 1
            )
            #expect(try await test.mail(to: "fr@example.org").isEmpty)
        }
    }

    @Test func whatChangedSinceThePreviewIsNotConfirmed() async throws {
        try await TestLaurel.run { test in
            let (jury, jurors, applications) = try await season(test)
            try await jury.round()
            let staff = try await jury.staffBrowser()
            let preview = try await staff.get(jury.path + "/assign")
            try await staff.post(
                jury.path + "/coverage/\(applications[0].publicID)/conflicts", ["juror": jurors[0].publicID])
            let refused = try await staff.confirm(jury.path + "/assign", preview)
            #expect(refused.status == 409)
            #expect(refused.text.contains("8 new assignments"), "the new proposal is shown")
            #expect(try await jury.count("SELECT count(*) FROM assignment") == 0)
        }
    }

    @Test func parallelConfirmationsKeepOnePlan() async throws {
        try await TestLaurel.run { test in
            let (jury, _, _) = try await season(test)
            try await jury.round()
            let staff = try await jury.staffBrowser()
            let preview = try await staff.get(jury.path + "/assign")
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await staff.confirm(jury.path + "/assign", preview).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count { $0 == 303 } == 1)
            #expect(answers.count { $0 == 409 } == 5)
            #expect(try await jury.count("SELECT count(*) FROM assignment") == 9)
        }
    }

    @Test func aNewRunAddsOnlyWhatIsMissing() async throws {
        try await TestLaurel.run { test in
            let (jury, jurors, applications) = try await season(test)
            let round = try await jury.round()
            try await jury.assign(jurors[0], applications[0], in: round)
            let staff = try await jury.staffBrowser()
            try await staff.confirm(jury.path + "/assign", try await staff.get(jury.path + "/assign"))
            #expect(try await jury.count("SELECT count(*) FROM assignment") == 9)
            #expect(try await jury.count("SELECT count(*) FROM assignment WHERE origin = 'hand'") == 1)
            #expect(try await staff.get(jury.path + "/assign").text.contains("Nothing to assign"))
            try await staff.post(jury.path + "/proposals/discard")
            #expect(
                try await jury.count("SELECT count(*) FROM assignment") == 1, "what was made by hand stays")
        }
    }

    @Test func aScopeLimitsWhoIsAskedAboutWhat() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            try await jury.application("Of a person", by: "P", nomination: "person")
            try await jury.application("Of an organisation", by: "O", nomination: "organisation")
            try await jury.juror("a@example.org")
            try await jury.round()
            let staff = try await jury.staffBrowser()
            let all = try await staff.get(jury.path + "/assign").text
            #expect(all.contains("Of a person") && all.contains("Of an organisation"))
            let preview = try await staff.get(jury.path + "/assign?nomination=organisation")
            #expect(!preview.text.contains("Of a person"))
            try await staff.confirm(jury.path + "/assign", preview)
            #expect(try await jury.count("SELECT count(*) FROM assignment") == 1)
            try await staff.post(jury.path + "/panels", ["name": "Empty"])
            let panel = try #require(
                try await staff.get(jury.path + "/panels").text.firstMatch(of: #/panels/([a-z0-9]{16})"/#)
            ).1
            #expect(
                try await staff.get(jury.path + "/assign?panel=\(panel)").text.contains("Nothing to assign"))
        }
    }

    // MARK: By hand

    @Test func staffAddAndTakeAway() async throws {
        try await TestLaurel.run { test in
            let (jury, jurors, applications) = try await season(test)
            try await jury.round()
            let staff = try await jury.staffBrowser()
            let page = jury.path + "/coverage/\(applications[3].publicID)"
            #expect(
                try await staff.get(page).text.contains("does not list Swahili"), "by hand it is possible")
            let fields: KeyValuePairs = ["juror": jurors[0].publicID, "reason": "Grew up in Mombasa"]
            for _ in 0..<2 { try await staff.post(page + "/assignments", fields) }
            #expect(try await jury.count("SELECT count(*) FROM assignment") == 1)
            let text = try await staff.get(page).text
            let id = try #require(text.firstMatch(of: #/assignments/([a-z0-9]{16})/remove/#)).1
            #expect(try await staff.post(page + "/assignments/\(id)/remove").status == 303)
            #expect(
                try await jury.count("SELECT count(*) FROM assignment") == 0, "what was never sent vanishes")
        }
    }

    @Test func whatWasSentIsTakenAwayWithAReasonAndCountsNoMore() async throws {
        try await TestLaurel.run { test in
            let (jury, jurors, applications) = try await season(test)
            let round = try await jury.round()
            let id = try await jury.assign(jurors[0], applications[0], in: round)
            try await jury.declare(jurors[0])
            let browser = try await jury.browser(of: jurors[0])
            try await browser.get(jury.queue + "/reviews/\(id)")
            try await browser.send(jury.queue + "/reviews/\(id)", jury.review(7))
            let staff = try await jury.staffBrowser()
            let page = jury.path + "/coverage/\(applications[0].publicID)"
            #expect(try await staff.post(page + "/assignments/\(id)/remove").status == 422)
            #expect(try await browser.get(jury.queue + "/reviews/\(id)").status == 200)
            try await staff.post(page + "/assignments/\(id)/remove", ["reason": "Wrong panel"])
            #expect(try await browser.get(jury.queue + "/reviews/\(id)").status == 404)
            #expect(try await staff.get(page).text.contains("Wrong panel"))
            let again = try await staff.post(page + "/assignments/\(id)/remove", ["reason": "Unwell"])
            #expect(again.status == 409 && again.text.contains("Yours was not added"))
            let cache = test.laurel.rules
            let marks = try await test.laurel.database.read {
                try ReviewMarks.ofRound(round, RoundRubric.of(round, cache, $0), $0)
            }
            #expect(marks.isEmpty)
            try await staff.post(page + "/assignments", ["juror": jurors[0].publicID])
            #expect(try await browser.get(jury.queue + "/reviews/\(id)").status == 200, "and given back")
        }
    }

    @Test func handsRespectConflictsRoomAndRecusals() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let application = try await jury.application("A project", by: "Somebody")
            let other = try await jury.application("Another", by: "Another")
            let full = try await jury.juror("full@example.org", capacity: 1)
            let close = try await jury.juror("close@example.org")
            let away = try await jury.juror("away@example.org", accepted: false)
            let tired = try await jury.juror("tired@example.org")
            let round = try await jury.round()
            try await jury.assign(full, other, in: round)
            let tiredID = try await jury.assign(tired, application, in: round)
            try await jury.declare(tired)
            let tiredBrowser = try await jury.browser(of: tired)
            try await tiredBrowser.post(jury.queue + "/reviews/\(tiredID)/recuse", ["cause": "time"])
            let staff = try await jury.staffBrowser()
            let page = jury.path + "/coverage/\(application.publicID)"
            try await staff.post(page + "/conflicts", ["juror": close.publicID])
            for juror in [full, close, away, tired] {
                let refused = try await staff.post(page + "/assignments", ["juror": juror.publicID])
                #expect(refused.status == 409, "\(juror.person.email)")
            }
            #expect(try await jury.count("SELECT count(*) FROM assignment") == 2)
            let rules = jury.season.rules
            let plan = try await test.laurel.database.read {
                try AssignmentSituation.read(round, rules, .init(), $0).plan()
            }
            let asked = plan.pairings.filter { $0.application == application.id }.map(\.juror)
            #expect(asked == [], "nor is anybody of them asked automatically")
            #expect(plan.pairings.map(\.application).contains(other.id), "though others can be")
        }
    }

    @Test func idsOfOtherSeasonsDoNotExist() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let application = try await jury.application("A project", by: "Somebody")
            let juror = try await jury.juror("j@example.org")
            let id = try await jury.assign(juror, application, in: try await jury.round())
            let other = try await JuryFixture.make(test) { $0.season = "other" }
            let foreign = try await other.application("Foreign", by: "Foreigner")
            let foreignJuror = try await other.juror("f@example.org")
            try await other.round()
            let staff = try await jury.staffBrowser()
            let page = jury.path + "/coverage/"
            #expect(try await staff.get(page + foreign.publicID).status == 404)
            #expect(try await staff.get(jury.path + "/jurors/\(foreignJuror.publicID)").status == 404)
            let assigning = try await staff.post(
                page + application.publicID + "/assignments", ["juror": foreignJuror.publicID])
            #expect(assigning.status == 404)
            let removing = try await staff.post(
                other.path + "/coverage/\(foreign.publicID)/assignments/\(id)/remove", ["reason": "x"])
            #expect(removing.status == 404)
            #expect(try await jury.count("SELECT count(*) FROM recusal") == 0)
        }
    }
}
