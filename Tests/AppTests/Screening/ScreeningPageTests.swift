import HTTPTypes
import Platform
import Testing

@testable import App

/// Screening through its pages, as people use it.
struct ScreeningPageTests {
    @Test func aScreenerFindsReadsDecidesAndUndoes() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant(), without: ["plans"])
            let address = ScreeningAddress(scene.season)
            let browser = try await scene.test.browser(signedInAs: scene.screener.email)
            let queue = try await browser.get(address.queue)
            #expect(queue.status == 200)
            #expect(queue.text.contains("href=\"\(address.application(application))\""))
            #expect(queue.text.contains("Clean water for Kisumu") && queue.text.contains("Amina Otieno"))
            let page = try await browser.get(address.application(application))
            #expect(page.text.contains("16 of 17 required fields"))
            #expect(page.text.contains("Sixty schools drink clean water."), "the answers as submitted")
            let decided = try await browser.post(
                address.decision(application), ["verdict": "reject", "reason": "no-results", "version": "1"])
            #expect(decided.status == 303 && decided.location.hasSuffix("notice=screening-rejected"))
            let after = try await browser.get(decided.location).text
            #expect(after.contains("Undo the decision") && after.contains("No results yet"))
            let moment = try #require(after.firstMatch(of: #/name="decided" value="(\d+)"/#)).1
            let undone = try await browser.post(address.undoing(application), ["decided": String(moment)])
            #expect(undone.status == 303)
            #expect(try await scene.find(application)?.state == .submitted)
        }
    }

    @Test func whatWasTypedComesBackWithItsProblem() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            let address = ScreeningAddress(scene.season)
            let browser = try await scene.test.browser(signedInAs: scene.screener.email)
            try await browser.get(address.application(application))
            let ruling = try await browser.post(
                address.decision(application), ["verdict": "reject", "note": "Keep <this>", "version": "1"])
            #expect(ruling.status == 422)
            #expect(ruling.text.contains("Choose the reason") && ruling.text.contains("Keep &lt;this&gt;"))
            let nothing = try await browser.post(address.decision(application), ["version": "1"])
            #expect(nothing.status == 422 && nothing.text.contains("Choose whether to admit or to reject."))
            let question = try await browser.post(
                address.questions(application), ["question": "Keep that", "due": "yesterday"])
            #expect(question.status == 422 && question.text.contains("Keep that"))
            #expect(question.text.contains("at most 60 days"))
            let move = try await browser.post(
                address.moves(application), ["nomination": "organisation", "move-reason": "Keep it"])
            #expect(move.status == 422)
            let malformed = try await browser.post(address.decision(application), ["verdict": "admit"])
            #expect(malformed.status == 422)
            #expect(try await scene.find(application)?.decision == nil)
        }
    }

    @Test func theSecondScreenerSeesTheDecisionOfTheFirst() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            let address = ScreeningAddress(scene.season)
            let second = try await scene.test.person("second@example.org")
            try await scene.test.grant(.screener, to: second, in: scene.season)
            let browser = try await scene.test.browser(signedInAs: second.email)
            try await browser.get(address.application(application))
            try await scene.decide(.admit, application)
            let answer = try await browser.post(
                address.decision(application), ["verdict": "reject", "reason": "duplicate", "version": "1"])
            #expect(answer.status == 409)
            #expect(answer.text.contains("screener@example.org was faster"))
            #expect(answer.text.contains("Undo the decision"))
        }
    }

    @Test func aQuestionIsAskedAndTakenBack() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            let address = ScreeningAddress(scene.season)
            let browser = try await scene.test.browser(signedInAs: scene.screener.email)
            try await browser.get(address.application(application))
            let asked = try await browser.post(
                address.questions(application), ["question": "The report?", "due": "2027-03-09"])
            #expect(asked.status == 303)
            let page = try await browser.get(asked.location).text
            #expect(page.contains("The applicant is asked for something") && page.contains("The report?"))
            #expect(try await browser.get(address.queue + "?state=waiting").text.contains("Clean water"))
            let cancel = try #require(page.firstMatch(of: #/action="([^"]+questions/[^"]+/cancellation)"/#)).1
            #expect(try await browser.post(String(cancel)).status == 303)
            let again = try await browser.post(String(cancel))
            #expect(again.status == 409 && again.text.contains("answered or taken back"))
        }
    }

    @Test func severalAreAdmittedAfterALook() async throws {
        try await ScreeningScene.run { scene in
            for number in 1...3 {
                let entry = try await scene.applicant("a\(number)@example.org")
                try await scene.submit(
                    entry, title: "Project \(number)",
                    without: number == 3 ? ["plans", "budget", "results", "summary", "theme", "rules"] : [])
            }
            let address = ScreeningAddress(scene.season)
            let browser = try await scene.test.browser(signedInAs: scene.screener.email)
            let preview = try await browser.get(address.together).text
            #expect(preview.contains("Admit 2 applications") && preview.contains("1 is not complete enough"))
            let selection = preview.matches(of: #/name="application" value="([^"]+)"/#).map { String($0.1) }
            #expect(selection.count == 2)
            #expect(try await scene.counts()[.admitted] == 0, "looking changes nothing")
            let all = try await browser.post(
                address.together, ["application": selection[0], "application": selection[1]])
            #expect(all.location.hasSuffix("screening-admitted-together"))
            #expect(try await scene.counts()[.admitted] == 2)
            let again = try await browser.post(address.together, ["application": selection[0]])
            #expect(again.location.hasSuffix("screening-admitted-some"))
        }
    }

    @Test func emptyListsSayWhyAndFiltersCanBeShared() async throws {
        try await ScreeningScene.run { scene in
            let address = ScreeningAddress(scene.season)
            let browser = try await scene.test.browser(signedInAs: scene.screener.email)
            #expect(
                try await browser.get(address.queue).text.contains("Everything that was submitted is decided")
            )
            try await scene.submit(scene.applicant())
            let none = try await browser.get(address.queue + "?country=PE&search=%3Cscript%3E")
            #expect(none.text.contains("Nothing matches") && !none.text.contains("<script>"))
            let one = try await browser.get(address.queue + "?country=KE&search=clea&nomination=person")
            #expect(one.text.contains("Clean water for Kisumu"))
            #expect(one.text.contains("value=\"clea\""), "the form shows what is searched for")
        }
    }

    @Test func nobodyWithoutTheRoleGetsInAndNobodyToTheirOwn() async throws {
        try await ScreeningScene.run { scene in
            let entry = try await scene.applicant()
            let application = try await scene.submit(entry)
            let address = ScreeningAddress(scene.season)
            let pages = [
                address.queue, address.together, address.application(application), address.applications,
            ]
            let stranger = scene.test.browser()
            let applicant = try await scene.test.browser(signedInAs: entry.person.email)
            for page in pages {
                #expect(try await stranger.get(page).status == 303)
                #expect(try await applicant.get(page).status == 403)
            }
            #expect(
                try await applicant.post(address.decision(application), ["verdict": "admit", "version": "1"])
                    .status == 403)
            try await scene.test.grant(.screener, to: entry.person, in: scene.season)
            #expect(try await applicant.get(address.application(application)).status == 404)
            #expect(try await applicant.get(address.applications).status == 403, "that list is of staff")
            let own = try await applicant.get(address.queue).text
            #expect(!own.contains("Clean water"))
            let decided = try await applicant.post(
                address.decision(application), ["verdict": "admit", "version": "1"])
            #expect(decided.status == 404)
            #expect(try await scene.find(application)?.state == .submitted)
            let other = try await scene.test.season("second")
            #expect(
                try await applicant.get(ScreeningAddress(other).queue).status == 403,
                "the role is of one season")
        }
    }

    @Test func theOwnApplicationsFateLeavesNoTraceInTheLists() async throws {
        try await ScreeningScene.run { scene in
            let entry = try await scene.screenersOwn()
            let own = try await scene.submit(entry, title: "Own")
            try await scene.submit(scene.applicant())
            let address = ScreeningAddress(scene.season)
            let browser = try await scene.test.browser(signedInAs: scene.screener.email)
            let other = try await scene.test.person("second@example.org")
            try await scene.test.grant(.screener, to: other, in: scene.season)
            let shelves = ["to-screen", "waiting", "admitted", "rejected"].map {
                address.queue + "?state=\($0)"
            }
            var before: [String] = []
            for shelf in shelves { before.append(try await browser.get(shelf).text) }
            let seen = try await scene.test.browser(signedInAs: other.email).get(shelves[0]).text
            #expect(seen.contains("Own"), "somebody else sees it")
            try await scene.decide(.reject, own, reason: "duplicate", by: other)
            for (shelf, text) in zip(shelves, before) { #expect(try await browser.get(shelf).text == text) }
        }
    }

    @Test func filesOpenToScreenersOfThatApplicationOnly() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            let other = try await scene.submit(scene.applicant("b@example.org"))
            let stored = try scene.laurel.files.write(Array("%PDF-1.4 report".utf8))
            let (now, type) = (scene.now, SniffedType.pdf.rawValue)
            try await scene.laurel.database.write { tx in
                let id: Int64? = try tx.row(
                    """
                    INSERT INTO stored_file (public_id, storage_key, name, media_type, size, digest,
                        created_at)
                    VALUES ('report', \(stored.key.description), 'Report.pdf', \(type), \(stored.size),
                            \(stored.digest), \(now)) RETURNING id
                    """)?.only()
                try tx.run(
                    """
                    INSERT INTO application_file (application_id, file_id, field)
                    SELECT id, \(id), 'evidence' FROM application WHERE public_id = \(application)
                    """)
            }
            let address = ScreeningAddress(scene.season)
            let browser = try await scene.test.browser(signedInAs: scene.screener.email)
            let file = try await browser.get(address.file("report", of: application))
            #expect(file.status == 200 && file.text.contains("%PDF"))
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            #expect(try await browser.get(address.file("report", of: other)).status == 404)
        }
    }

    @Test func pagesTakeAFixedNumberOfStatements() async throws {
        try await ScreeningScene.run { scene in
            let entry = try await scene.applicant()
            let first = try await scene.submit(entry)
            try await scene.submit(entry, title: "Another")
            let address = ScreeningAddress(scene.season)
            let database = scene.laurel.database
            let browser = try await scene.test.browser(signedInAs: scene.screener.email)
            let few = try await costs(
                [address.queue, address.application(first), address.together], browser, database)
            try await ApplicationCrowd(season: scene.season, count: 1_500).insert(into: database)
            let many = try await costs(
                [address.queue, address.application(first), address.together], browser, database)
            // Who asks, for which season and whether they apply in it takes three.
            #expect(few == [5, 8, 6] && many == few)
        }
    }

    private func costs(_ pages: [String], _ browser: Browser, _ database: Database) async throws -> [Int] {
        var costs: [Int] = []
        for page in pages {
            let cost = try await database.fewestStatements {
                let answer = try await browser.get(page)
                #expect(answer.status == 200)
            }
            costs.append(cost)
        }
        return costs
    }

    @Test(arguments: ["ru", "ar"])
    func everyPageIsInTheReadersLanguage(_ language: String) async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            try await scene.decide(.reject, application, reason: "no-results", note: "Ok")
            let open = try await scene.submit(
                scene.applicant("b@example.org", born: "2015-01-01"), without: ["plans"])
            let address = ScreeningAddress(scene.season)
            let browser = try await scene.test.browser(
                signedInAs: scene.screener.email, language: language)
            _ = try await browser.post("/account", ["name": "", "language": language, "zone": ""])
            let pages = [
                address.queue, address.queue + "?state=rejected", address.queue + "?state=waiting",
                address.together,
                address.application(application), address.application(open),
            ]
            for page in pages {
                let answer = try await browser.get(page)
                #expect(answer.status == 200)
                #expect(answer.text.contains("<html lang=\"\(language)\""))
                #expect(!answer.text.contains("⟦"), "\(page) lacks a text")
            }
        }
    }
}
