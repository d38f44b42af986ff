import Platform
import Testing

@testable import App

struct SessionPageTests {
    /// The form of details as the scene has them, with what is typed otherwise first.
    private static func details(
        _ changes: KeyValuePairs<String, String>, version: Int = 1
    ) -> [(String, String)] {
        let usual: KeyValuePairs = [
            "title-en": "What should change?", "title-ru": "Что изменить?", "purpose-en": "Ideas.",
            "place-en": "Hall 1, Moscow", "link": "https://meet.example.org/hall", "zone": "Europe/Moscow",
            "starts": "2027-03-01T15:00", "ends": "2027-03-01T18:00", "languages": "en", "seats": "50",
            "names": "participants", "guests": "yes", "version": String(version),
        ]
        return changes.map { ($0.key, $0.value) } + usual.map { ($0.key, $0.value) }
    }

    private static func now(_ scene: SessionScene) async throws -> DesignSession {
        let session = scene.session
        return try await scene.test.laurel.database.read {
            try DesignSession.find(session.publicID, in: session.season, $0)
        }
    }

    @Test func everybodyReadsWhatASessionIsForAndWhen() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let anybody = test.browser()
            let list = try await anybody.get(scene.season.sessions)
            #expect(list.text.contains("What should change?"))
            let season = try await test.browser().get(scene.season.path)
            #expect(season.text.contains(scene.season.sessions))
            let page = try await anybody.get(scene.address.page).text
            let shown = [
                "1 March 2027, 15:00–18:00 UTC+3", "1 March 2027 at 12:00 UTC", "Attracting participants",
                "Proposing ideas", "15:10", "Everybody in the session reads who proposed an idea",
                "7 of 50 seats taken",
            ]
            for text in shown { #expect(page.contains(text), "\(text)") }
            #expect(!page.contains("meet.example.org") && !page.contains(SessionScene.code))
            #expect(try await scene.guest.browser.get(scene.address.page).text.contains("meet.example.org"))
            try await scene.hide()
            #expect(try await !test.browser().get(scene.season.sessions).text.contains("What should change?"))
            #expect(try await scene.staff.get(scene.season.sessions).text.contains("What should change?"))
        }
    }

    @Test func staffMakeASessionWithAnAgendaAndACodeOfItsOwn() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            try await scene.staff.get(scene.season.newSession)
            let wrong = try await scene.staff.send(
                scene.season.newSession,
                Self.details(["title-en": "", "title-ru": "", "ends": "2027-03-01T14:00"]))
            #expect(wrong.status == 422 && wrong.text.contains("Give the session a title"))
            #expect(wrong.text.contains("The end must be later"))
            let made = try await scene.staff.send(scene.season.newSession, Self.details([:]))
            #expect(made.status == 303)
            let season = scene.season.id
            let sessions = try await test.laurel.database.read { try DesignSession.ofSeason(season, $0) }
            let session = try #require(sessions.first { $0.publicID != scene.session.publicID })
            #expect(session.state == .prepared && session.joinCode?.count == JoinCode.length)
            let steps = try await test.laurel.database.read { try AgendaStep.of(session.id, $0) }
            #expect(steps.map(\.kind) == AgendaStep.Kind.allCases)
        }
    }

    @Test func ofTwoSavesTheSecondSeesBothTexts() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let (staff, other, path) = (scene.staff, scene.facilitator.browser, scene.address.details)
            try await staff.get(path)
            try await other.get(path)
            let first = Self.details(["title-en": "Theirs", "entries": "third/finalists"])
            #expect(try await staff.send(path, first).status == 303)
            let second = try await other.send(path, Self.details(["title-en": "Mine"]))
            #expect(second.status == 409)
            #expect(second.text.contains("Theirs") && second.text.contains("value=\"Mine\""))
            #expect(second.text.contains("name=\"version\" value=\"2\""))
            let (session, entries) = try await test.laurel.database.read { tx in
                let session = try DesignSession.find("meeting", in: scene.season.id, tx)
                return (session, try SessionEntry.of(session.id, tx))
            }
            #expect(session.title.texts == ["en": "Theirs", "ru": "Что изменить?"])
            #expect(entries == [SessionEntry(season: scene.season.id, gate: .finalists)])
        }
    }

    /// People write under the promise of who reads their names.
    @Test func afterAnIdeaNamesAreShownToNobodyMore() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test) { $0.namesShown = .staff }
            let path = scene.address.details
            try await scene.staff.get(path)
            #expect(try await scene.staff.send(path, Self.details(["names": "facilitator"])).status == 303)
            let (session, group, at) = (scene.session.id, scene.groups[0].id, test.clock.now)
            try await test.laurel.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO idea (public_id, session_id, number, group_id, origin, language, title, change,
                        proposed_at, request_key)
                    VALUES ('idea', \(session), 1, \(group), 'person', 'en', 'More meetings', 'Twice a year.', \(at),
                        'key')
                    """)
            }
            let more = try await scene.staff.send(path, Self.details(["names": "participants"], version: 2))
            #expect(more.status == 422 && more.text.contains("under the promise"))
            #expect(
                try await scene.staff.send(path, Self.details(["names": "nobody"], version: 2)).status == 303)
            #expect(try await Self.now(scene).namesShown == .nobody)
        }
    }

    @Test func groupsAndStepsAreAddedOrderedAndDeleted() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let (staff, address) = (scene.staff, scene.address)
            try await staff.get(address.groups)
            let groups: KeyValuePairs = [
                "version": "1", "group": "group-one", "name-group-one-en": "Attraction",
                "order-group-one": "2",
                "group": "group-two", "name-group-two-en": "Support", "order-group-two": "1", "group": "new",
                "name-new-ru": "СМИ", "order-new": "3", "group": "elsewhere", "name-elsewhere-en": "Forged",
            ]
            #expect(try await staff.post(address.groups, groups).status == 303)
            let saved = try await test.laurel.database.read { try SessionGroup.of(scene.session.id, $0) }
            #expect(saved.map { $0.name.pick(.english).text } == ["Support", "Attraction", "СМИ"])
            let nameless: KeyValuePairs = [
                "version": "2", "group": "group-one", "name-group-one-en": "Attraction", "group": "group-two",
                "name-group-two-en": "Support", "group": "new", "about-new-en": "Without a name",
            ]
            let refused = try await staff.post(address.groups, nameless)
            #expect(refused.status == 422 && refused.text.contains("id=\"name-new-en-error\""))
            #expect(refused.text.contains("Without a name"))
            let steps: KeyValuePairs = [
                "version": "2", "step": "step-welcome", "kind-step-welcome": "welcome",
                "minutes-step-welcome": "5", "step": "step-propose", "kind-step-propose": "propose",
                "minutes-step-propose": "45", "delete-step-propose": "yes", "step": "new",
                "kind-new": "report",
                "minutes-new": "20", "order-new": "0",
            ]
            #expect(try await staff.post(address.agenda, steps).status == 303)
            let agenda = try await test.laurel.database.read { try AgendaStep.of(scene.session.id, $0) }
            #expect(agenda.map(\.kind) == [.report, .welcome] && agenda.map(\.minutes) == [20, 5])
        }
    }

    @Test func aStepThatHasBegunStaysAndAClosedSessionDoesNotChange() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let (session, act) = (scene.session.id, test.act)
            try await test.laurel.database.write { tx in
                try tx.run(
                    """
                    UPDATE agenda_step SET opened_at = \(act.at), due_at = \(act.at)
                    WHERE session_id = \(session) AND kind = 'welcome'
                    """)
            }
            try await scene.staff.get(scene.address.agenda)
            let refused = try await scene.staff.post(
                scene.address.agenda,
                [
                    "version": "1", "step": "step-welcome", "kind-step-welcome": "welcome",
                    "minutes-step-welcome": "5", "delete-step-welcome": "yes",
                ])
            #expect(refused.status == 409 && refused.text.contains("A step that has begun stays"))
            try await scene.staff.get(scene.address.standing)
            #expect(try await scene.staff.post(scene.address.standing, ["deed": "close"]).status == 303)
            #expect(try await Self.now(scene).state == .closed)
            let open: Int? = try await test.laurel.database.read {
                try $0.row(
                    "SELECT count(*) FROM agenda_step WHERE opened_at IS NOT NULL AND closed_at IS NULL")?
                    .only()
            }
            #expect(open == 0)
            let late = try await scene.staff.send(scene.address.details, Self.details([:]))
            #expect(late.status == 403 && late.text.contains("This session is over"))
            #expect(try await scene.stranger.get(scene.address.joining).text.contains("This session is over"))
        }
    }

    @Test func aSessionIsAnnouncedWithAPlaceAndOpenedWithAGroup() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            try await scene.staff.get(scene.season.newSession)
            let made = try await scene.staff.send(
                scene.season.newSession, Self.details(["place-en": "", "link": ""]))
            let standing = made.location.split(separator: "?")[0] + "/standing"
            let effect = try await scene.staff.get(String(standing))
            #expect(effect.text.contains("Everybody finds the session"))
            let nowhere = try await scene.staff.post(String(standing), ["deed": "announce"])
            #expect(nowhere.status == 422 && nowhere.text.contains("Say where people meet"))
            try await scene.hide()
            let session = scene.session
            let act = test.act
            try await test.laurel.database.write { tx in
                try tx.run("UPDATE seat SET group_id = NULL")
                let hidden = try DesignSession.find(session.publicID, in: session.season, tx)
                try SessionSetup.save(groups: [], of: hidden, since: 1, by: act, tx)
            }
            try await scene.staff.get(scene.address.standing)
            try await scene.staff.post(scene.address.standing, ["deed": "announce"])
            let refused = try await scene.staff.post(scene.address.standing, ["deed": "open"])
            #expect(refused.status == 422 && refused.text.contains("at least one group"))
        }
    }

    // MARK: Seats

    @Test func partsAreGivenToThoseWhoMayHaveThem() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let address = scene.address
            try await scene.facilitator.browser.get(address.seats)
            let pavel = scene.participants[0].seat.publicID
            let scribe: KeyValuePairs = ["part": "scribe", "group": "group-two"]
            #expect(try await scene.facilitator.browser.post(address.seat(pavel), scribe).status == 303)
            let seat = try await test.laurel.database.read {
                try $0.row("SELECT * FROM seat WHERE public_id = \(pavel)").map(SessionSeat.init)
            }
            #expect(seat?.part == .scribe && seat?.group == scene.groups[1].id)
            let guest = address.seat(scene.guest.seat.publicID)
            let refused = try await scene.facilitator.browser.post(guest, ["part": "moderator"])
            #expect(refused.status == 422 && refused.text.contains("needs an account"))
            let idle = try await scene.facilitator.browser.post(guest, ["part": "scribe"])
            #expect(idle.status == 422 && idle.text.contains("Choose the group"))
        }
    }

    @Test(arguments: DesignSession.NamesShown.allCases)
    func theListOfSeatsNamesWhomTheSessionShows(_ level: DesignSession.NamesShown) async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test) { $0.namesShown = level }
            let lead = try await scene.facilitator.browser.get(scene.address.seats).text
            let staff = try await scene.staff.get(scene.address.seats).text
            #expect(lead.contains("Priya") == [.participants, .facilitator].contains(level))
            #expect(staff.contains("Priya") == (level != .nobody))
            // Those with a part are known by it.
            #expect(lead.contains("Sofia") && staff.contains("Sofia"))
            #expect(!lead.contains("priya@example.org") && !staff.contains("priya@example.org"))
        }
    }

    @Test func manySeatsAskTheDatabaseNoMoreOften() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test) { $0.mostSeats = 500 }
            let pages = [
                scene.address.seats, scene.address.setup, scene.address.page, scene.address.invitations,
            ]
            func counts() async throws -> [Int] {
                var counts: [Int] = []
                for page in pages {
                    let before = test.laurel.database.statementCount
                    #expect(try await scene.staff.get(page).status == 200)
                    counts.append(test.laurel.database.statementCount - before)
                }
                return counts
            }
            let few = try await counts()
            let (session, act) = (scene.session, test.act)
            try await test.laurel.database.write { tx in
                for number in 0..<60 {
                    let arrival = Joining.Arrival(
                        publicID: "many-\(number)", owner: .browser("secret \(number)"),
                        code: SessionScene.code, language: "en")
                    try Joining.take(arrival, in: session, by: act, tx)
                }
            }
            #expect(try await counts() == few)
            let first = try await scene.staff.get(scene.address.seats).text
            #expect(first.contains("Seat 50") && !first.contains("Seat 51"))
            let second = try await scene.staff.get(scene.address.seats + "?after=50").text
            #expect(second.contains("Seat 67"))
        }
    }
}
