import HTTPTypes
import Platform
import Testing

@testable import App

struct JoiningTests {
    /// Reads the page, types what it asks for, and gives the answer.
    private func join(
        _ browser: Browser, _ scene: SessionScene, code: String = SessionScene.code, name: String = ""
    ) async throws -> Browser.Answer {
        try await browser.get(scene.address.joining)
        return try await browser.post(
            scene.address.joining,
            [
                "code": code, "name": name, "country": "KE", "language": "en",
                "group": scene.groups[1].publicID, "named": "yes",
            ])
    }

    private func seats(_ scene: SessionScene) async throws -> [SessionSeat] {
        let session = scene.session.id
        return try await scene.test.laurel.database.read { tx in
            try tx.rows("SELECT * FROM seat WHERE session_id = \(session) AND left_at IS NULL ORDER BY id")
                .map(SessionSeat.init)
        }
    }

    @Test func aGuestTakesASeatWithTheCodeAndComesBackToIt() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let phone = test.browser()
            let answer = try await join(phone, scene, code: "bcd fgh", name: "Zawadi")
            #expect(answer.status == 303 && answer.location == scene.address.room)
            let seat = try #require(try await seats(scene).last)
            #expect(seat.name == "Zawadi" && seat.country == "KE" && seat.isNamed)
            #expect(seat.person == nil && seat.part == .participant && seat.group == scene.groups[1].id)
            #expect(try await phone.get(scene.address.joining).text.contains("Zawadi"))
            // The session ends in three hours; the browser knows its seat for two weeks more.
            let cookie = answer.headers[values: .setCookie].joined()
            #expect(cookie.contains("Max-Age=1220400"))
        }
    }

    @Test func aWrongCodeOpensNothingAndNeitherDoesAnOldOne() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let wrong = try await join(test.browser(), scene, code: "ZZZZZZ", name: "Eve")
            #expect(wrong.status == 422 && wrong.text.contains("No session has this code"))
            #expect(wrong.text.contains("Eve"), "what was typed stays")
            try await scene.staff.get(scene.address.code)
            try await scene.staff.post(scene.address.code, ["code": SessionScene.code])
            #expect(try await join(test.browser(), scene).status == 422)
            #expect(try await seats(scene).count == 7)
        }
    }

    /// A hall sits behind one address: a few who joke do not stop it, and whoever makes up a browser for each
    /// guess is stopped.
    @Test func aHallIsNotStoppedByAFew() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            for _ in 0..<5 {
                let joker = test.browser()
                try await joker.get("/sign-in")
                for _ in 0..<20 { #expect(try await joker.get("/join?code=XXXXXX").status == 422) }
                #expect(try await joker.get("/join?code=XXXXXX").status == 429)
            }
            #expect(try await join(test.browser(), scene, name: "Zawadi").status == 303)
            for _ in 0..<400 { try await test.browser().get("/join?code=XXXXXX") }
            #expect(try await test.browser().get("/join?code=XXXXXX").status == 429)
            #expect(try await test.browser().get("/join?code=BCDFGH").status == 429)
        }
    }

    @Test func aLoopOfSeatChangesIsStopped() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let phone = scene.guest.browser
            for _ in 0..<Joining.pace.count {
                let answer = try await phone.post(
                    scene.address.joining + "/seat",
                    ["name": "Guled", "language": "en", "group": scene.groups[0].publicID])
                #expect(answer.status == 303)
            }
            #expect(try await phone.post(scene.address.joining + "/leave").status == 429)
            test.clock.advance(.seconds(61))
            #expect(try await phone.post(scene.address.joining + "/leave").status == 303)
        }
    }

    @Test func whoGuessesCodesIsStoppedAndSoIsTheRightOneThen() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let browser = test.browser()
            #expect(
                try await browser.get("/join?code=bcdfgh").location == scene.address.joining + "?code=BCDFGH")
            // The first shows it a page, and gives it the secret by which it is counted.
            for _ in 0..<21 {
                #expect(try await browser.get("/join?code=XXXXXX").status == 422)
            }
            #expect(try await browser.get("/join?code=XXXXXX").status == 429)
            #expect(try await browser.get("/join?code=BCDFGH").status == 429)
            test.clock.advance(.seconds(601))
            #expect(try await browser.get("/join?code=BCDFGH").status == 303)
        }
    }

    @Test func withoutGuestsTheCodeWantsAnAccount() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let session = scene.session.id
            try await test.laurel.database.write {
                try $0.run("UPDATE design_session SET allows_guests = 0 WHERE id = \(session)")
            }
            let phone = test.browser()
            let page = try await phone.get(scene.address.joining)
            #expect(page.text.contains("This session is for people with an account"))
            try await phone.get("/sign-in")
            let fields: KeyValuePairs = ["code": SessionScene.code, "language": "en"]
            #expect(try await phone.post(scene.address.joining, fields).status == 403)
            #expect(try await join(scene.stranger, scene).status == 303)
            #expect(try await seats(scene).count == 8)
        }
    }

    @Test func finalistsOfANamedSeasonJoinWithoutACodeAndOthersDoNot() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let (session, season, at) = (scene.session.id, scene.season.id, test.clock.now)
            try await test.laurel.database.write { tx in
                try SessionEntry.replace(
                    [SessionEntry(season: season, gate: .laureates)], of: session, tx)
                try tx.run(
                    """
                    INSERT INTO party (public_id, kind, name, country, created_at)
                    VALUES ('wells', 'person', 'Wells', 'KE', \(at))
                    """)
                try tx.run(
                    """
                    INSERT INTO party_member (party_id, person_id) SELECT party.id, person.id FROM party, person
                    WHERE person.email = 'stranger@example.org'
                    """)
                try tx.run(
                    """
                    INSERT INTO application (public_id, season_id, nomination_id, party_id, country, language, title,
                        state, created_at)
                    SELECT 'wells', \(season), nomination.id, party.id, 'KE', 'en', 'Wells', 'finalist', \(at)
                    FROM nomination, party WHERE nomination.season_id = \(season) ORDER BY nomination.id LIMIT 1
                    """)
            }
            // Laureates are meant, and this is a finalist.
            #expect(try await join(scene.stranger, scene, code: "").status == 403)
            try await test.laurel.database.write { tx in
                try tx.run("UPDATE application SET state = 'laureate'")
            }
            #expect(try await join(scene.stranger, scene, code: "").status == 303)
            #expect(try await seats(scene).last?.part == .participant)
        }
    }

    @Test func groupsAreChangedAndASeatIsLeftAndTakenAgain() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let member = scene.participants[0]
            try await member.browser.get(scene.address.joining)
            let fields: KeyValuePairs = ["name": "Pavel S.", "language": "ru", "group": "group-two"]
            #expect(try await member.browser.post(scene.address.ownSeat, fields).status == 303)
            let changed = try #require(try await seats(scene).first { $0.id == member.seat.id })
            #expect(changed.group == scene.groups[1].id && changed.name == "Pavel S." && !changed.isNamed)
            // A scribe writes for theirs.
            try await scene.scribe.browser.get(scene.address.joining)
            let refused = try await scene.scribe.browser.post(scene.address.ownSeat, fields)
            #expect(refused.status == 403)
            try await member.browser.post(scene.address.leaving)
            #expect(try await seats(scene).count == 6)
            #expect(try await join(member.browser, scene, code: "").status == 303)
            #expect(try await seats(scene).count == 7)
        }
    }

    // MARK: Claims

    @Test func aGuestsSeatIsJoinedToAnAccountOnce() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let browser = scene.guest.browser
            try await browser.signIn("guled@example.org")
            #expect(
                try await browser.get(scene.address.joining).text.contains("This browser has a seat here"))
            #expect(try await browser.post(scene.address.claim).status == 303)
            let seat = try #require(try await seats(scene).first { $0.id == scene.guest.seat.id })
            let person = try await test.laurel.database.read {
                try Person.find(email: "guled@example.org", $0)
            }
            #expect(seat.person == person?.id && seat.name == "Guled")
            #expect(try await browser.post(scene.address.claim).status == 409)
            // Signed out, the browser alone opens the seat no longer.
            try await browser.post("/sign-out")
            #expect(try await browser.get(scene.address.joining).text.contains("name=\"group\""))
            #expect(try await seats(scene).count == 7)
        }
    }

    @Test func anAccountThatHasASeatKeepsBothApart() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let browser = scene.guest.browser
            try await browser.signIn("pavel@example.org")
            let answer = try await browser.post(scene.address.claim)
            #expect(answer.status == 409 && answer.text.contains("Both seats stay as they are"))
            #expect(try await seats(scene).count == 7)
        }
    }

    // MARK: At the same time

    @Test func theLastSeatIsTakenOnce() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test) { $0.mostSeats = 10 }
            let phones = (0..<8).map { _ in test.browser() }
            for phone in phones { try await phone.get(scene.address.joining) }
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for phone in phones {
                    group.addTask {
                        let fields: KeyValuePairs = ["code": SessionScene.code, "language": "en"]
                        return try await phone.post(scene.address.joining, fields).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 303 }.count == 3)
            #expect(statuses.filter { $0 == 403 }.count == 5)
            #expect(try await seats(scene).count == 10)
        }
    }

    @Test func whoPressesTwiceHasOneSeat() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let phone = test.browser()
            try await phone.get(scene.address.joining)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        let fields: KeyValuePairs = ["code": SessionScene.code, "language": "en"]
                        return try await phone.post(scene.address.joining, fields).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 303, count: 6))
            #expect(try await seats(scene).count == 8)
        }
    }

    @Test func ofTwoAccountsOneClaimsTheSeat() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let secret = try #require(scene.guest.browser.secret)
            let session = scene.session
            let acts = (0..<4).map { _ in test.act }
            let claimed = try await withThrowingTaskGroup(of: Bool.self) { group in
                for (number, act) in acts.enumerated() {
                    group.addTask {
                        try await test.laurel.database.write { tx in
                            let person = try Person.findOrCreate(
                                email: "claimer\(number)@example.org", language: .english,
                                publicID: "claimer\(number)", at: act.at, tx)
                            do {
                                try SeatClaim.claim(secret, for: person, in: session, by: act, tx)
                                return true
                            } catch let problem as Problem where problem.code == .conflict {
                                return false
                            }
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(claimed.filter { $0 }.count == 1)
            #expect(try await seats(scene).count == 7)
        }
    }
}
