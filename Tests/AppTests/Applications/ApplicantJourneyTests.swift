import HTTPTypes
import Platform
import Testing

@testable import App

/// The way of an applicant through the pages, as a browser without JavaScript goes it.
struct ApplicantJourneyTests {
    @Test func fromSigningInToTheReceipt() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            let browser = applicant.browser
            let form = try await browser.get(application + "/form")
            #expect(form.status == 200)
            for control in [
                "<textarea id=\"summary\"", "<select id=\"country\"", "type=\"file\"", "budget.0.amount",
                "type=\"tel\" dir=\"ltr\" inputmode=\"tel\"", "autocomplete=\"tel\"",
            ] {
                #expect(form.text.contains(control), "\(control)")
            }
            let saved = try await applicant.save(ApplicantScene.complete, in: application, then: "preview")
            #expect(saved.location == application + "/preview")
            let preview = try await browser.get(saved.location)
            #expect(preview.text.contains("Clean water for Kisumu") && preview.text.contains("Kenya"))
            #expect(preview.text.contains("4,000.50"), "the budget adds up")
            let submitted = try await applicant.submit(application)
            #expect(submitted.location == application + "/receipts?notice=application-submitted")
            let receipt = try await browser.get(submitted.location)
            #expect(receipt.text.contains("The receipt has been mailed to you."))
            let file = try await browser.get(application + "/receipts/1")
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            let keys = try JSON(parsing: try await browser.get("/.well-known/laurel-receipts.json").text)
            let key = try #require(keys["keys"]?.list?.first?["key"]?.text.flatMap { PublicKey($0) })
            let verified = try Receipt.verify(Array(file.text.utf8), trusting: [key])
            #expect(application.hasSuffix(verified.receipt.application))
            #expect(receipt.text.contains(verified.receipt.answersDigest))
        }
    }

    @Test func workIsThereOnAnotherDevice() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            try await applicant.save(
                ["plans": ["First line\r\n\r\n<script>alert(1)</script>"], "started": ["last spring"]],
                in: application)
            let phone = try await applicant.test.browser(signedInAs: "amina@example.org")
            let list = try await phone.get(ApplicantBrowsing.base + "/applications")
            #expect(list.text.contains(application) && list.text.contains("Draft, not submitted"))
            let form = try await phone.get(application + "/form")
            #expect(form.text.contains("First line\n\n&lt;script&gt;alert(1)&lt;/script&gt;</textarea>"))
            let field = form.text.firstMatch(of: #/<input id="started"[^>]*>/#).map { String($0.0) } ?? ""
            #expect(field.contains("value=\"last spring\""))
            #expect(!field.contains("type=\"date\""), "a date field would hide it")
        }
    }

    @Test func theEditedDraftIsToldFromWhatStands() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.submitted()
            #expect(try await !applicant.browser.get(application).text.contains("You have changed the draft"))
            try await applicant.save(["project-title": ["Another name"]], in: application)
            let page = try await applicant.browser.get(application)
            #expect(page.text.contains("Version 1 stands until you submit a newer one."))
            let standing = try await applicant.browser.get(application + "/standing").text
            #expect(standing.contains("Clean water for Kisumu") && !standing.contains("Another name"))
            try await applicant.submit(application)
            let newer = try await applicant.browser.get(application + "/standing").text
            #expect(newer.contains("Another name") && newer.contains("Submitted version 2"))
        }
    }

    @Test func withdrawingShowsItsEffectAndCanBeUndone() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.submitted()
            let browser = applicant.browser
            let question = try await browser.get(application + "/withdrawal")
            #expect(question.text.contains("You can undo this until"))
            let done = try await browser.post(application + "/withdrawal", ["reason": "We need more time"])
            #expect(done.location == application + "?notice=application-withdrawn")
            let page = try await browser.get(application)
            #expect(page.text.contains("Withdrawn") && page.text.contains("Undo the withdrawal"))
            #expect(try await browser.post(application + "/restoration").status == 303)
            #expect(try await browser.get(application).text.contains("Submitted"))
            let subjects = try await applicant.test.mail(to: "amina@example.org").map(\.subject)
            #expect(subjects.suffix(2).contains { $0.contains("has been withdrawn") })
        }
    }

    @Test func twoPeopleWorkOnOneApplication() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            let browser = applicant.browser
            try await browser.get(application)
            let sent = try await browser.post(application + "/collaborators", ["email": "Juma@example.org"])
            #expect(sent.location == application + "?notice=invitation-sent")
            let mail = try #require(try await applicant.test.mail(to: "juma@example.org").last)
            let link = try #require(mail.body.firstMatch(of: #/http\S+(\/seasons\S+)/#)).1
            let juma = try await applicant.test.browser(signedInAs: "juma@example.org")
            #expect(try await juma.get(application).status == 404)
            #expect(try await juma.get(String(link)).text.contains("amina@example.org asks you"))
            let stranger = try await applicant.test.browser(signedInAs: "stranger@example.org")
            #expect(try await stranger.get(String(link)).status == 404)
            #expect(try await stranger.post(String(link)).status == 404)
            #expect(try await juma.post(String(link)).status == 303)
            #expect(try await juma.get(application + "/form").status == 200)
        }
    }

    @Test func theSecondOfTwoSeesBothTextsWithoutJavaScript() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            try await applicant.save(["plans": ["Where we began"]], in: application)
            let phone = try await applicant.test.browser(signedInAs: "amina@example.org")
            let version = try await phone.get(application + "/form").hidden("version")
            try await applicant.save(["plans": ["Written at the desk"]], in: application)
            let typed = ["plans": ["Written on the bus"], "version": [version]]
            let answer = try await phone.send(typed, to: application + "/form")
            #expect(answer.status == 409)
            #expect(answer.text.contains("Written on the bus</textarea>"))
            #expect(answer.text.contains("<p dir=\"auto\">Written at the desk</p>"))
            let later = try await applicant.browser.get(application + "/form").text
            #expect(later.contains("Written on the bus</textarea>"), "kept, on any device")
            let joined = [
                "plans": ["At the desk, then on the bus"], "version": [try answer.hidden("version")],
            ]
            #expect(try await phone.send(joined, to: application + "/form").status == 303)
            let form = try await phone.get(application + "/form").text
            #expect(form.contains("At the desk, then on the bus</textarea>"))
            #expect(!form.contains("Saved in the meantime"))
        }
    }

    @Test func aScriptThatSavesIsToldTheVersionOrTheConflict() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            let saved = try await applicant.save(
                ["plans": ["One"]], in: application, accept: "application/json")
            #expect(saved.status == 200 && saved.text == #"{"version":1}"#)
            let stale = try await applicant.browser.send(
                ["plans": ["Two"], "version": ["0"]], to: application + "/form", accept: "application/json")
            #expect(stale.status == 409 && stale.type == "application/problem+json")
        }
    }

    @Test(arguments: ["en", "ru", "ar"])
    func everyPageReadsInEveryLanguage(_ language: String) async throws {
        try await ApplicantBrowsing.run(language: language) { applicant in
            let application = try await applicant.submitted()
            try await applicant.save(["theme": [""], "budget.0.amount": ["ten"]], in: application)
            let base = ApplicantBrowsing.base
            let pages = [
                base + "/apply", base + "/apply/party?kind=organisation", base + "/applications", application,
                application + "/form?check=yes", application + "/preview", application + "/standing",
                application + "/receipts", application + "/withdrawal",
            ]
            for page in pages {
                let answer = try await applicant.browser.get(page)
                #expect(answer.status == 200, "\(page)")
                #expect(!answer.text.contains("⟦"), "\(page)")
                #expect(answer.text.contains("<html lang=\"\(language)\""), "\(page)")
            }
        }
    }

    @Test func everyPageTakesTheSameFewStatementsHoweverManyApplications() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.submitted()
            let base = ApplicantBrowsing.base
            // The session with its roles is one of them, the season another.
            let expected = [
                base + "/apply": 4, base + "/applications": 3, application: 6, application + "/form": 3,
                application + "/preview": 3, application + "/standing": 4, application + "/receipts": 4,
            ]
            for round in ["one application", "two applications"] {
                if round != "one application" { _ = try await applicant.start() }
                for (page, statements) in expected {
                    let count = try await applicant.statements { try await applicant.browser.get(page) }
                    #expect(count == statements, "\(page) with \(round)")
                }
            }
        }
    }
}

extension ApplicantBrowsing {
    /// The fewest of several counts: jobs that look for work count too, now and then.
    func statements(_ body: () async throws -> Void) async throws -> Int {
        var least = Int.max
        for _ in 0..<4 {
            let before = test.laurel.database.statementCount
            try await body()
            least = min(least, test.laurel.database.statementCount - before)
        }
        return least
    }
}
