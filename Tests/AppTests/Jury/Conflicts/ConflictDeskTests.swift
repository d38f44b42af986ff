import Platform
import Testing

@testable import App

/// Pinning, lifting, taking back, and what applicants name.
struct ConflictDeskTests {
    private func declared(_ jury: JuryFixture, _ browser: Browser, _ near: JuryFixture.Applied) async throws {
        try await browser.send(
            jury.queue + "/conflicts",
            [("shown", near.shown), ("conflict", near.partyPublicID), near.family, ("note", "My aunt")])
    }

    private func publicID(_ jury: JuryFixture) async throws -> String {
        let found = try await jury.test.laurel.database.read { tx -> String? in
            try tx.row("SELECT public_id FROM conflict ORDER BY id DESC LIMIT 1")?.only()
        }
        return try #require(found)
    }

    @Test func aSlipIsTakenBackUntilItIsPinned() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let near = try await jury.application("Near", by: "My aunt")
            try await jury.application("Far", by: "Somebody who is still to be gone through")
            let juror = try await jury.juror("j@example.org")
            let (browser, staff) = (try await jury.browser(of: juror), try await jury.staffBrowser())
            let names = jury.queue + "/conflicts"
            try await declared(jury, browser, near)
            #expect(try await browser.get(names).text.contains("Family or close friends"))
            let slip = try await publicID(jury)
            #expect(try await browser.post(names + "/\(slip)/withdrawal").status == 303)
            #expect(
                try await browser.get(names).text.contains("value=\"\(near.partyPublicID)\""), "asked again")

            try await declared(jury, browser, near)
            let firm = try await publicID(jury)
            #expect(firm != slip)
            try await staff.post(jury.path + "/conflicts/\(firm)/pin")
            #expect(try await browser.post(names + "/\(firm)/withdrawal").status == 409)
            #expect(try await browser.get(names).text.contains("Lifted only by staff"))
            let other = try await jury.browser(of: try await jury.juror("other@example.org"))
            #expect(try await other.post(names + "/\(firm)/withdrawal").status == 404, "nobody else's")
        }
    }

    /// However many judge: whom a list left out would be suggested to nobody.
    @Test func everybodyIsComparedAndWhoIsNotShownIsCounted() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let applied = try await jury.application("Near", by: "Amina Diallo")
            let at = test.clock.now
            try await test.laurel.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO person (public_id, email, name, language, created_at)
                    WITH RECURSIVE counter (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counter WHERE i < 2100)
                    SELECT 'crowd' || i, 'crowd' || i || '@example.org',
                           CASE WHEN i = 2100 THEN 'Diallo Amina' ELSE 'Crowd ' || i END, 'en', \(at) FROM counter
                    """)
                try tx.run(
                    """
                    INSERT INTO role (person_id, kind, season_id, granted_at)
                    SELECT id, 'screener', \(jury.season.id), \(at) FROM person WHERE public_id LIKE 'crowd%'
                    """)
                try tx.run(
                    """
                    INSERT INTO named_conflict (public_id, season_id, party_id, subject, name, kind, note,
                                                named_at, named_by)
                    VALUES ('naming', \(jury.season.id), \(applied.party), 'person', 'Crowd', 'family', '',
                            \(at), 1)
                    """)
            }
            let staff = try await jury.staffBrowser()
            let desk = try await staff.get(jury.path + "/conflicts").text
            #expect(desk.contains("value=\"crowd2100\""), "the last of 2,100")
            let found = try await staff.get(jury.path + "/conflicts/namings/naming?search=crowd").text
            #expect(found.contains("2049 more fit") || found.contains("2,049 more fit"))
        }
    }

    @Test func whoLooksForTheirOwnHearsThatMoreFit() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            for number in 1...20 { try await jury.application("Project", by: "Amina Diallo \(number)") }
            let (staff, page) = (
                try await jury.staffBrowser(), "/seasons/\(jury.season.key)/conflicts?search=Amina"
            )
            #expect(try await !staff.get(page).text.contains("More applicants fit"))
            try await jury.application("Project", by: "Amina Diallo, the last")
            let more = try await staff.get(page).text
            #expect(more.contains("More applicants fit") && !more.contains("the last"))
            #expect(try await staff.get(page + "%20last").text.contains("the last"))
        }
    }

    /// Name by name, and by declaring and taking back, a juror would find out whose a text is.
    @Test func nothingOpensBeforeAllNamesAreGoneThrough() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let round = try await jury.round()
            let (near, far) = (
                try await jury.application("Near", by: "Amina"),
                try await jury.application("Far", by: "Bolat")
            )
            let juror = try await jury.juror("j@example.org")
            let ids = try await [jury.assign(juror, near, in: round), jury.assign(juror, far, in: round)]
            let browser = try await jury.browser(of: juror)
            let (names, reviews) = (jury.queue + "/conflicts", jury.queue + "/reviews/")
            try await browser.send(names, [("shown", near.shown)])
            #expect(try await browser.get(reviews + ids[0]).status == 403, "another name is left")
            #expect(try await !browser.get(jury.queue).text.contains("Near"))
            #expect(try await !browser.get(jury.queue + "/bids").text.contains("Near"))
            try await browser.send(names, [("shown", far.shown)])
            #expect(try await browser.get(reviews + ids[0]).status == 200)
            try await browser.send(reviews + ids[0], jury.review(5))
            let late = try await jury.application("Late", by: "Chen")
            #expect(try await browser.get(reviews + ids[0]).status == 200, "what is begun stays open")
            #expect(try await browser.get(reviews + ids[1]).status == 403)
            try await browser.send(
                names, [("shown", late.shown), ("conflict", late.partyPublicID), late.family])
            #expect(try await browser.get(reviews + ids[1]).status == 200)
            #expect(try await browser.get(names).text.contains("Lifted only by staff"))
            let stated = try await publicID(jury)
            #expect(try await browser.post(names + "/\(stated)/withdrawal").status == 409)
        }
    }

    /// Where titles open to be bid on, whoever declares and takes back one name would see whose title comes.
    @Test func nothingIsTakenBackOnceTitlesOpened() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let near = try await jury.application("Near", by: "Amina")
            let far = try await jury.application("Far", by: "Bolat")
            let browser = try await jury.browser(of: try await jury.juror("j@example.org"))
            let names = jury.queue + "/conflicts"
            try await declared(jury, browser, near)
            try await browser.send(names, [("shown", far.shown)])
            try await jury.application("Late", by: "Chen")
            let stated = try await publicID(jury)
            #expect(try await browser.post(names + "/\(stated)/withdrawal").status == 409)
            #expect(try await browser.get(names).text.contains("Lifted only by staff"))
        }
    }

    @Test func staffLiftWithAReasonThatStays() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let near = try await jury.application("Near", by: "My aunt")
            let juror = try await jury.juror("j@example.org")
            let id = try await jury.assign(juror, near, in: try await jury.round())
            let (browser, staff) = (try await jury.browser(of: juror), try await jury.staffBrowser())
            try await declared(jury, browser, near)
            let lifting = jury.path + "/conflicts/\(try await publicID(jury))/lifting"
            #expect(
                try await staff.get(jury.path + "/conflicts?show=standing").text.contains("Pinned"),
                "what is said after something was sent is no slip")
            let silent = try await staff.post(lifting, ["reason": " "])
            #expect(silent.status == 422)
            let long = String(repeating: "x", count: 1_001)
            #expect(
                try await staff.post(lifting, ["reason": long]).text.contains(long), "what was typed stays")
            #expect(try await staff.post(lifting, ["reason": "Another aunt"]).status == 303)
            #expect(try await staff.post(lifting, ["reason": "Another aunt"]).status == 303, "by the network")
            let second = try await staff.post(lifting, ["reason": "They have fallen out"])
            #expect(second.status == 409 && second.text.contains("They have fallen out"))
            #expect(try await staff.get(lifting).status == 404)
            let lifted = try await staff.get(jury.path + "/conflicts?show=lifted").text
            #expect(lifted.contains("Another aunt") && lifted.contains("My aunt"))
            #expect(
                try await browser.get(jury.queue + "/reviews/\(id)").status == 403, "to be declared again")
            #expect(try await jury.count("SELECT count(*) FROM conflict") == 1, "and is not deleted")
        }
    }

    // MARK: What applicants name

    private func naming(_ fields: [(String, String)] = []) -> [(String, String)] {
        let usual = [
            ("subject", "person"), ("name", "Juror expert@example.org"), ("kind", "employer"),
            ("note", "My former director"),
        ]
        return fields + usual.filter { field in !fields.contains { $0.0 == field.0 } }
    }

    @Test func anApplicantNamesAndStaffMatch() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { $0.jury.conflicts.applicantsMayName = true }
            let own = try await jury.application("Mine", by: "Amina", account: "amina@example.org")
            let juror = try await jury.juror("expert@example.org")
            let id = try await jury.assign(juror, own, in: try await jury.round())
            try await jury.declare(juror)
            let applicant = try await test.browser(signedInAs: "amina@example.org")
            let page = "/seasons/\(jury.season.key)/applications/\(own.publicID)/conflicts"
            #expect(try await applicant.get(page).text.contains("You have named nobody"))
            let wrong = try await applicant.send(page, naming([("name", ""), ("kind", "self")]))
            #expect(wrong.status == 422 && wrong.text.contains("My former director"))
            for _ in 0..<2 { #expect(try await applicant.send(page, naming()).status == 303) }
            #expect(try await jury.count("SELECT count(*) FROM named_conflict") == 1, "twice is once")
            try await applicant.send(page, naming([("name", "Nobody At All")]))
            let before = try await applicant.get(page).text
            #expect(before.contains("Juror expert@example.org") && before.contains("Nobody At All"))

            let staff = try await jury.staffBrowser()
            let desk = jury.path + "/conflicts"
            #expect(try await staff.get(desk).text.contains("Fits what the applicant named"))
            let named = try await test.laurel.database.read { tx -> String in
                try tx.row("SELECT public_id FROM named_conflict ORDER BY id LIMIT 1")?.only() ?? ""
            }
            let matching = desk + "/namings/\(named)"
            #expect(try await staff.get(matching).text.contains("This person is meant"))
            try await staff.post(matching + "/matches", ["judge": juror.person.publicID])
            #expect(try await staff.get(matching).text.contains("The conflict stands"))
            try await staff.post(matching + "/settling")
            let browser = try await jury.browser(of: juror)
            #expect(try await browser.get(jury.queue + "/reviews/\(id)").status == 404)
            #expect(try await !browser.get(jury.queue + "/conflicts").text.contains("Amina"))
            #expect(try await applicant.get(page).text == before, "whether anybody is meant stays with staff")

            let stranger = try await test.browser(signedInAs: "stranger@example.org")
            #expect(try await stranger.get(page).status == 404)
        }
    }

    @Test func settlingWhatIsShownTakesNothingOutOfTheNextPage() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            try await jury.application("A project", by: "Somebody")
            let at = test.clock.now
            try await test.laurel.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO named_conflict (public_id, season_id, party_id, subject, name, kind, named_at, named_by)
                    WITH RECURSIVE counter (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counter WHERE i < 60)
                    SELECT 'naming' || i, application.season_id, application.party_id, 'person', 'Juror no. ' || i,
                           'other', \(at), (SELECT min(id) FROM person) FROM counter CROSS JOIN application
                    """)
            }
            let staff = try await jury.staffBrowser()
            let first = try await staff.get(jury.path + "/conflicts?show=named").text
            let next = try #require(first.firstMatch(of: #/after=([A-Za-z0-9%]+)/#)).1
            try await test.laurel.database.write { tx in
                try tx.run(
                    """
                    UPDATE named_conflict SET settled_at = \(at), settled_by = named_by
                    WHERE public_id IN ('naming1', 'naming2', 'naming50')
                    """)
            }
            let second = try await staff.get(jury.path + "/conflicts?show=named&after=\(next)").text
            for number in 51...60 { #expect(second.contains("Juror no. \(number)<")) }
            #expect(
                !second.contains("Juror no. 49<") && second.contains("Juror no. 50<"),
                "settled ones come last")
        }
    }

    @Test func namesAreBoundedTakenBackAndAskedOnlyWhereTheSeasonSaysSo() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { $0.jury.conflicts.applicantsMayName = true }
            let own = try await jury.application("Mine", by: "Amina", account: "amina@example.org")
            let other = try await jury.application("Other", by: "Juma", account: "juma@example.org")
            let applicant = try await test.browser(signedInAs: "amina@example.org")
            let season = "/seasons/\(jury.season.key)/applications/"
            let page = season + own.publicID + "/conflicts"
            try await applicant.get(page)
            for number in 0..<NamedConflict.mostOfParty {
                try await applicant.send(page, naming([("name", "Person \(number)")]))
            }
            let full = try await applicant.send(page, naming([("name", "One More")]))
            #expect(full.status == 422 && full.text.contains("One More"))
            let first = try await test.laurel.database.read { tx -> String in
                try tx.row("SELECT public_id FROM named_conflict ORDER BY id LIMIT 1")?.only() ?? ""
            }
            let stranger = try await test.browser(signedInAs: "juma@example.org")
            let theirs = season + other.publicID + "/conflicts"
            try await stranger.get(theirs)
            #expect(try await stranger.post(theirs + "/\(first)/withdrawal").status == 404)
            #expect(try await applicant.post(page + "/\(first)/withdrawal").status == 303)
            #expect(try await !applicant.get(page).text.contains("Person 0<"))
            #expect(try await applicant.send(page, naming([("name", "One More")])).status == 303)

            let silent = try await JuryFixture.make(test) { document in
                document.season = "silent"
                document.jury.conflicts.applicantsMayName = false
            }
            let unasked = try await silent.application("Mine", by: "A", account: "amina@example.org")
            let none = "/seasons/silent/applications/\(unasked.publicID)/conflicts"
            #expect(try await applicant.get(none).status == 404)
            #expect(try await applicant.send(none, naming()).status == 404)
        }
    }
}
