import Foundation
import Platform
import Testing

@testable import App

/// What is sent wrong gets a clear answer, and nothing is lost by it.
struct ApplicantRefusalTests {
    @Test func answersThatAreTooLargeAreShownAgain() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            try await applicant.save(["plans": ["Short"]], in: application)
            let long = String(repeating: "word ", count: ApplicationBounds.answerBytes / 5)
            let answer = try await applicant.save(["plans": [long + "the end"]], in: application)
            #expect(answer.status == 413)
            #expect(answer.text.contains("the end</textarea>"), "what was typed is there to be shortened")
            #expect(answer.text.contains("Your text is still here"))
            let kept = try await applicant.browser.get(application + "/form").text
            #expect(kept.contains("Short</textarea>"))
        }
    }

    @Test func aBodyBeyondTheLimitIsRefusedUnread() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            try await applicant.browser.get(application + "/form")
            let body = Array("plans=".utf8) + Array(repeating: 0x61, count: ApplicationBounds.pageBytes)
            let answer = try await applicant.browser.post(
                application + "/form", body: body, type: "application/x-www-form-urlencoded")
            #expect(answer.status == 413)
            #expect(answer.text.contains("kilobytes can be sent at once"))
        }
    }

    @Test(arguments: ["", "x", "-1", "1.5", "99999999999999999999"])
    func aVersionThatIsNoneIsMalformed(_ version: String) async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            try await applicant.browser.get(application + "/form")
            let answer = try await applicant.browser.send(
                ["plans": ["Text"], "version": [version]], to: application + "/form")
            #expect(answer.status == 422 && answer.text.contains("could not be read"))
        }
    }

    @Test(arguments: [
        ("plans=%zz", "application/x-www-form-urlencoded"),
        ("plans=%ff", "application/x-www-form-urlencoded"),
        ("{\"plans\":\"text\"}", "application/json"), ("--a\r\nbroken", "multipart/form-data; boundary=a"),
        ("plans=%00", "application/x-www-form-urlencoded"),
    ])
    func whatCannotBeReadIsSaidToBeSo(_ body: String, _ type: String) async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            let answer = try await applicant.browser.post(
                application + "/form", body: Array(body.utf8), type: type)
            #expect(answer.status == 422 && answer.text.contains("could not be read"))
        }
    }

    @Test func valuesOfTheWrongTypeAreKeptAndExplained() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            let wrong = ApplicantScene.complete([
                "people-helped": ["a great many"], "country": ["Atlantis"], "theme": ["gardening"],
                "started": ["2999-01-01"], "contact-email": ["amina"], "website": ["javascript:alert(1)"],
                "contact-phone": ["07700 900123"], "budget.0.amount": ["a lot"],
            ])
            try await applicant.save(wrong, in: application)
            let preview = try await applicant.browser.get(application + "/preview")
            #expect(!preview.text.contains("action=\"\(application)/submission\""), "no button yet")
            let form = try await applicant.browser.get(application + "/form?check=yes").text
            for value in [
                "a great many", "Atlantis", "gardening", "2999-01-01", "javascript:alert(1)", "a lot",
                "07700 900123",
            ] {
                #expect(form.contains("value=\"\(value)\""), "\(value) is kept")
            }
            #expect(form.contains("id=\"budget.0.amount-error\""))
            #expect(form.contains("Please begin with a plus sign and the country code"))
            #expect(!form.contains("href=\"javascript:"))
            let forced = try await applicant.browser.post(
                application + "/submission", ["version": "1", "key": "a key of the test"])
            #expect(forced.status == 422)
        }
    }

    @Test func aForgedTokenChangesNothing() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.submitted()
            applicant.browser.forgetToken()
            for path in ["/form", "/submission", "/withdrawal", "/collaborators", "/uploads/evidence"] {
                let answer = try await applicant.browser.send(["version": ["1"]], to: application + path)
                #expect(answer.status == 403, "\(path)")
                #expect(answer.text.contains("still in your browser"), "\(path)")
            }
            #expect(try await applicant.browser.get(application).text.contains("Submitted"))
        }
    }

    @Test func someoneElsesApplicationDoesNotExist() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.submitted()
            let stranger = try await applicant.test.browser(signedInAs: "stranger@example.org")
            let pages = ["", "/form", "/preview", "/standing", "/receipts", "/receipts/1", "/withdrawal"]
            for page in pages {
                #expect(try await applicant.browser.get(application + page).status == 200, "\(page)")
                #expect(try await stranger.get(application + page).status == 404, "\(page)")
            }
            let deeds = ["/form", "/submission", "/withdrawal", "/restoration", "/departure", "/conflict"]
            for deed in deeds {
                let answer = try await stranger.send(
                    ["version": ["1"], "key": ["a key of the test"]], to: application + deed)
                #expect(answer.status == 404, "\(deed)")
            }
            #expect(try await applicant.browser.get(application).text.contains("Submitted"))
        }
    }

    @Test func anApplicationOfAnotherSeasonDoesNotExistHere() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.submitted()
            _ = try await applicant.test.laurel.apply(
                DemoSeasons.document("second"), reason: "Another season", isPublic: true)
            let elsewhere = application.replacing("/third/", with: "/second/")
            #expect(try await applicant.browser.get(elsewhere).status == 404)
            #expect(try await applicant.browser.get(elsewhere + "/form").status == 404)
            #expect(try await applicant.browser.post(elsewhere + "/withdrawal").status == 404)
            let unknown = application.replacing("/third/", with: "/tenth/")
            #expect(try await applicant.browser.get(unknown).status == 404)
        }
    }

    @Test func afterTheDeadlineTheTextIsKeptAndTheAnswerSaysSo() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            try await applicant.save(ApplicantScene.complete, in: application)
            let page = try await applicant.browser.get(application + "/preview")
            applicant.test.clock.advance(.seconds(60 * 86_400))
            let answer = try await applicant.browser.post(
                application + "/submission", ["version": "1", "key": try page.hidden("key")])
            #expect(answer.status == 403)
            #expect(answer.text.contains("The deadline has passed") && answer.text.contains("Clean water"))
            let saved = try await applicant.save(["plans": ["Still here"]], in: application)
            #expect(saved.status == 303)
            let list = try await applicant.browser.get(ApplicantBrowsing.base + "/applications")
            #expect(list.text.contains("was not submitted before the deadline"))
            let start = try await applicant.browser.get(ApplicantBrowsing.base + "/apply")
            #expect(!start.text.contains("Start the application"))
        }
    }

    @Test func anUnknownLanguageFallsBack() async throws {
        try await ApplicantBrowsing.run(language: "xx, tlh;q=0.9, *;q=0.1") { applicant in
            let page = try await applicant.browser.get(ApplicantBrowsing.base + "/apply?lang=zz-bad-code!!")
            #expect(page.status == 200 && page.text.contains("<html lang=\"en\""))
        }
    }

    @Test func whoIsNotSignedInIsLedToSigningInAndBack() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            let nobody = applicant.test.browser()
            let answer = try await nobody.get(application + "/form")
            #expect(answer.status == 303)
            #expect(answer.location.hasPrefix("/sign-in?next=%2Fseasons%2Fthird%2Fapplications"))
        }
    }

    @Test func whatSomebodySaysOfThemselvesIsCheckedAndKept() async throws {
        try await ApplicantBrowsing.run { applicant in
            try await applicant.browser.get(ApplicantBrowsing.base + "/apply/party?kind=person")
            let answer = try await applicant.browser.post(
                ApplicantBrowsing.base + "/apply/party",
                ["kind": "person", "name": "Amina", "country": "XX", "since": "31.02.1998"])
            #expect(answer.status == 422)
            #expect(answer.text.contains("value=\"Amina\"") && answer.text.contains("value=\"31.02.1998\""))
            #expect(answer.text.contains("choose a country"))
        }
    }

    @Test func parallelChangesOfAPartyConflict() async throws {
        try await ApplicantBrowsing.run { applicant in
            _ = try await applicant.start()
            let apply = try await applicant.browser.get(ApplicantBrowsing.base + "/apply").text
            let path = try #require(apply.firstMatch(of: #/\/seasons\/third\/apply\/parties\/[a-z0-9]+/#)).0
            let page = try await applicant.browser.get(String(path))
            let version = try page.hidden("version")
            let fields = ["country": ["KE"], "since": ["1998-05-17"], "version": [version]]
            let first = fields.merging(["name": ["Amina O."]]) { $1 }
            #expect(try await applicant.browser.send(first, to: String(path)).status == 303)
            let second = fields.merging(["name": ["Amina Otieno Odhiambo"]]) { $1 }
            let conflict = try await applicant.browser.send(second, to: String(path))
            #expect(conflict.status == 409)
            #expect(conflict.text.contains("Amina O.") && conflict.text.contains("Amina Otieno Odhiambo"))
        }
    }
}
