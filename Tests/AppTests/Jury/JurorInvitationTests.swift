import Platform
import Testing

@testable import App

struct JurorInvitationTests {
    private static func entry(_ email: String, languages: String = "en") -> [(String, String)] {
        [("email", email), ("name", "Somebody"), ("languages", languages), ("capacity", "5")]
    }

    private static func shown(in page: Browser.Answer) throws -> String {
        String(try #require(page.text.firstMatch(of: /name="shown" value="([\w-]+)"/)).1)
    }

    private static func change(
        _ capacity: String, _ organisation: String, over shown: String
    ) -> [(String, String)] {
        [
            ("organisation", organisation), ("country", "FR"), ("languages", "en"), ("capacity", capacity),
            ("shown", shown),
        ]
    }

    @Test func nobodyGetsMailBeforeStaffHaveSeenAndConfirmedIt() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let staff = try await jury.staffBrowser()
            let added = try await staff.send(
                jury.path + "/jurors/new", Self.entry("olga@example.org", languages: "ru"))
            #expect(added.status == 303)
            #expect(try await test.mail(to: "olga@example.org").isEmpty)
            let preview = try await staff.get(jury.path + "/invitations")
            #expect(preview.text.contains("Приглашение в жюри"), "as she will read it")
            #expect(try await test.mail(to: "olga@example.org").isEmpty, "looking sends nothing")
            try await staff.confirm(jury.path + "/invitations", preview)
            let mail = try await test.mail(to: "olga@example.org")
            #expect(mail.count == 1)
            #expect(mail[0].body.contains("не более 5 заявок"))
            #expect(mail[0].body.contains("/seasons/second/jury/invitation"))
        }
    }

    @Test func confirmingTwiceSendsOnceAndNobodyWhoWasNotShown() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let staff = try await jury.staffBrowser()
            try await staff.send(jury.path + "/jurors/new", Self.entry("first@example.org"))
            let preview = try await staff.get(jury.path + "/invitations")
            test.clock.advance(.seconds(1))
            try await staff.send(jury.path + "/jurors/new", Self.entry("second@example.org"))
            for _ in 0..<2 { try await staff.confirm(jury.path + "/invitations", preview) }
            #expect(try await test.mail(to: "first@example.org").count == 1)
            #expect(try await test.mail(to: "second@example.org").isEmpty)
        }
    }

    @Test func aTableAddsEverybodyOrNobody() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let staff = try await jury.staffBrowser()
            let good = "email,name,languages\na@example.org,A,ru\nb@example.org,B,ar\n"
            let bad = good + "broken,C,en\n"
            let refused = try await staff.send(jury.path + "/jurors/import", [("text", bad)])
            #expect(refused.status == 422)
            #expect(refused.text.contains("broken,C,en"), "what was typed is still there")
            #expect(try await jury.count("SELECT count(*) FROM juror") == 0)
            #expect(try await staff.send(jury.path + "/jurors/import", [("text", good)]).status == 303)
            try await staff.confirm(
                jury.path + "/invitations", try await staff.get(jury.path + "/invitations"))
            #expect(try await test.mail(to: "a@example.org")[0].subject.contains("Приглашение"))
            #expect(try await test.mail(to: "b@example.org")[0].subject.contains("دعوة"))
            let again = try await staff.send(
                jury.path + "/jurors/import", [("text", good + "c@example.org,C,en\n")])
            #expect(again.status == 422)
            #expect(again.text.contains("already"))
            #expect(try await jury.count("SELECT count(*) FROM juror") == 2)
        }
    }

    @Test func aFileIsReadAndAnotherEncodingIsRefused() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let staff = try await jury.staffBrowser()
            func upload(_ content: [UInt8]) async throws -> Browser.Answer {
                let head =
                    "--edge\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n\(staff.formToken)\r\n"
                    + "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"jury.csv\"\r\n\r\n"
                return try await staff.post(
                    jury.path + "/jurors/import",
                    body: Array(head.utf8) + content + Array("\r\n--edge--\r\n".utf8),
                    type: "multipart/form-data; boundary=edge")
            }
            let latin = try await upload(
                Array("email,name,languages\na@example.org,J".utf8) + [0xF6] + Array("rg,de".utf8))
            #expect(latin.status == 422)
            #expect(latin.text.contains("UTF-8"))
            let unicode = try await upload(Array("email,name,languages\na@example.org,Jörg,de".utf8))
            #expect(unicode.status == 303)
            #expect(try await jury.count("SELECT count(*) FROM person WHERE name = 'Jörg'") == 1)
        }
    }

    @Test func whatIsWrongWithOneJurorIsSaidBesideIt() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let staff = try await jury.staffBrowser()
            let wrong = try await staff.send(
                jury.path + "/jurors/new", [("email", "nobody"), ("name", "Kept name"), ("capacity", "-1")])
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("Kept name"))
            for fault in ["name@example.org", "This is needed", "from 0 to 300"] {
                #expect(wrong.text.contains(fault), "\(fault)")
            }
            try await jury.juror("known@example.org")
            let twice = try await staff.send(jury.path + "/jurors/new", Self.entry("known@example.org"))
            #expect(twice.status == 422)
            #expect(twice.text.contains("already"))
        }
    }

    @Test func nobodyChangesAJurorOverWhatTheyHaveNotSeen() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let juror = try await jury.juror("j@example.org")
            let staff = try await jury.staffBrowser()
            let page = jury.path + "/jurors/\(juror.publicID)"
            let first = try Self.shown(in: try await staff.get(page))
            let once = try await staff.send(page, Self.change("12", "Red Cross", over: first))
            let repeated = try await staff.send(page, Self.change("12", "Red Cross", over: first))
            #expect(once.status == 303 && repeated.status == 303, "by the network")
            let stale = try await staff.send(page, Self.change("20", "Greenpeace", over: first))
            #expect(stale.status == 409 && stale.text.contains("changed this juror meanwhile"))
            #expect(stale.text.contains("<bdi>Red Cross</bdi>") && stale.text.contains("<bdi>12</bdi>"))
            #expect(stale.text.contains("value=\"Greenpeace\"") && stale.text.contains("value=\"20\""))
            #expect(try await jury.count("SELECT capacity FROM juror") == 12)
            let wrong = try await staff.send(page, Self.change("many", "Greenpeace", over: first))
            #expect(wrong.status == 422)
            #expect(try Self.shown(in: wrong) == first, "who only typed wrong has still not seen it")
            let seen = try Self.shown(in: stale)
            #expect(try await staff.send(page, Self.change("20", "Greenpeace", over: seen)).status == 303)
            #expect(try await jury.count("SELECT capacity FROM juror") == 20)
        }
    }

    @Test func aJurorAcceptsOrDeclinesWithAReason() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let juror = try await jury.juror("j@example.org", accepted: false)
            let browser = try await jury.browser(of: juror)
            #expect(try await browser.get(jury.queue).location == jury.queue + "/invitation")
            try await browser.get(jury.queue + "/invitation")
            let silent = try await browser.post(
                jury.queue + "/invitation/decline", ["cause": "other", "reason": "  "])
            #expect(silent.status == 422)
            #expect(silent.text.contains("Say in a few words what it is"))
            #expect(silent.text.contains("value=\"other\" checked"), "what was chosen stays chosen")
            let wordy = try await browser.post(
                jury.queue + "/invitation/decline", ["cause": "", "reason": "On leave"])
            #expect(wordy.text.contains("Please give a reason") && wordy.text.contains("On leave"))
            try await browser.post(
                jury.queue + "/invitation/decline", ["cause": "time", "reason": "On leave"])
            #expect(try await browser.get(jury.queue + "/conflicts").status == 403)
            let staff = try await jury.staffBrowser()
            for page in ["/jurors", "/jurors/\(juror.publicID)"] {
                let text = try await staff.get(jury.path + page).text
                #expect(text.contains("I have no time: <bdi>On leave</bdi>"))
            }
            let accepted = try await browser.post(jury.queue + "/invitation/accept")
            #expect(accepted.location.hasPrefix(jury.queue + "/conflicts"), "a changed mind is welcome")
            #expect(try await browser.post(jury.queue + "/invitation/accept").status == 303)
            #expect(
                try await browser.post(jury.queue + "/invitation/decline", ["cause": "field"]).status == 409)
            #expect(try await jury.count("SELECT count(*) FROM juror WHERE accepted_at IS NOT NULL") == 1)
        }
    }

    @Test func onlyTheInvitedSeeTheInvitation() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let stranger = try await test.browser(signedInAs: "stranger@example.org")
            #expect(try await stranger.get(jury.queue + "/invitation").status == 403)
            let juror = try await jury.juror("j@example.org", accepted: false)
            try await test.laurel.database.write {
                try $0.run("UPDATE juror SET invited_at = \(nil as Instant?) WHERE id = \(juror.id)")
            }
            let early = try await test.browser(signedInAs: "j@example.org")
            #expect(try await early.get(jury.queue + "/invitation").status == 404)
            #expect(try await test.browser().get(jury.queue + "/invitation").location.hasPrefix("/sign-in"))
            for path in [
                "", "/jurors", "/invitations", "/coverage", "/reminders", "/jurors/\(juror.publicID)",
            ] {
                #expect(try await early.get(jury.path + path).status == 403, "\(path)")
            }
        }
    }

    @Test func theListIsFilteredSortedAndSearched() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            try await jury.juror("anna@example.org")
            try await jury.juror("boris@example.org", accepted: false)
            let staff = try await jury.staffBrowser()
            let accepted = try await staff.get(jury.path + "/jurors?state=accepted").text
            #expect(accepted.contains("anna@") && !accepted.contains("Juror boris@"))
            let found = try await staff.get(jury.path + "/jurors?search=BORIS").text
            #expect(found.contains("Juror boris@") && !found.contains("Juror anna@"))
            let sorted = try await staff.get(jury.path + "/jurors?sort=-name").text
            let (first, second) = (
                sorted.firstRange(of: "Juror boris@"), sorted.firstRange(of: "Juror anna@")
            )
            #expect(try #require(first).lowerBound < #require(second).lowerBound)
        }
    }

    @Test func theListGoesOnBehindItsLastRow() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let rows = (100..<160).map { "p\($0)@example.org,Person \($0),en" }.joined(separator: "\n")
            let staff = try await jury.staffBrowser()
            try await staff.send(jury.path + "/jurors/import", [("text", "email,name,languages\n" + rows)])
            let first = try await staff.get(jury.path + "/jurors").text
            #expect(first.contains("Person 149") && !first.contains("Person 150"))
            let next = try #require(first.firstMatch(of: #/href="([^"]*after=[^"]*)"/#)).1
            let second = try await staff.get(String(next)).text
            #expect(
                second.contains("Person 150") && second.contains("Person 159")
                    && !second.contains("Person 149"))
        }
    }

    @Test func panelsAreMadeAndRenamedOnceEach() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let staff = try await jury.staffBrowser()
            #expect(try await staff.post(jury.path + "/panels", ["name": "Health"]).status == 303)
            #expect(try await staff.post(jury.path + "/panels", ["name": "Nature"]).status == 303)
            #expect(try await staff.post(jury.path + "/panels", ["name": " Health "]).status == 422)
            #expect(try await staff.post(jury.path + "/panels", ["name": ""]).status == 422)
            let page = try await staff.get(jury.path + "/panels").text
            let ids = page.matches(of: #/panels/([a-z0-9]{16})"/#).map { String($0.1) }
            #expect(ids.count == 2)
            let other = jury.path + "/panels/\(ids[1])"
            let clash = try await staff.post(other, ["shown": "Nature", "name": "Health"])
            #expect(clash.status == 422)
            #expect(clash.text.contains("There is a panel with this name already"))
            #expect(try await staff.post(other, ["shown": "Nature", "name": "Climate"]).status == 303)
            let stale = try await staff.post(other, ["shown": "Nature", "name": "Seas"])
            #expect(stale.status == 409 && stale.text.contains("Climate") && stale.text.contains("Seas"))
            #expect(try await staff.get(jury.path + "/panels").text.contains("Climate"))
            #expect(try await staff.post(jury.path + "/panels/aaaaaaaaaaaaaaaa", ["name": "X"]).status == 404)
        }
    }
}

extension Browser {
    /// Presses the button under a preview, with the hidden fields that it carries.
    @discardableResult
    func confirm(_ path: String, _ preview: Answer) async throws -> Answer {
        let forms = preview.text.split(separator: "<form").filter { $0.contains("method=\"post\"") }
        let form = forms.first { $0.contains("action=\"\(path)\"") } ?? ""
        let fields = form.matches(of: #/type="hidden" name="([^"]*)" value="([^"]*)"/#).filter {
            $0.1 != "_token"
        }
        return try await send(path, fields.map { (String($0.1), String($0.2)) })
    }
}
