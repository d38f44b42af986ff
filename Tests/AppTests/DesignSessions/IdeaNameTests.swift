import Platform
import Testing

@testable import App

/// Who reads names, on every page where one could stand.
struct IdeaNameTests {
    private static func scene(_ test: TestLaurel, _ names: DesignSession.NamesShown) async throws
        -> (SessionScene, String)
    {
        let scene = try await SessionScene.make(test) { $0.namesShown = names }
        let idea = try await scene.proposed("Whose is it", by: scene.participants[0], key: "key-00001")
        let path = scene.address.idea(idea)
        _ = try await scene.participants[0].browser.post(
            path + "/comments",
            ["kind": "for", "text": "Because.", "language": "en", "request_key": "key-00002"])
        return (scene, idea)
    }

    @Test(arguments: DesignSession.NamesShown.allCases)
    func namesAreShownToWhomTheSessionSays(_ names: DesignSession.NamesShown) async throws {
        try await TestLaurel.run { test in
            let (scene, idea) = try await Self.scene(test, names)
            let readers: [(who: String, browser: Browser, levels: Set<DesignSession.NamesShown>)] = [
                ("participant", scene.participants[1].browser, [.participants]),
                ("guest", scene.guest.browser, [.participants]),
                ("scribe", scene.scribe.browser, [.participants]),
                ("moderator", scene.moderator.browser, [.participants]),
                ("facilitator", scene.facilitator.browser, [.participants, .facilitator]),
                ("staff", scene.staff, [.participants, .facilitator, .staff]),
            ]
            for reader in readers {
                let text = try await scene.surfaces(idea, reader.browser)
                #expect(text.contains("Whose is it"), "\(reader.who)")
                #expect(text.contains("Pavel") == reader.levels.contains(names), "\(reader.who), \(names)")
            }
            #expect(try await scene.events().contains("Pavel") == (names == .participants))
            // Authors know their own whoever else does.
            let own = try await scene.participants[0].browser.get(scene.address.ideas + "?mine=yes")
            #expect(own.text.contains("Whose is it") && own.text.contains("<span>You</span>"))
            let others = try await scene.participants[1].browser.get(scene.address.ideas + "?mine=yes")
            #expect(!others.text.contains("Whose is it"))
        }
    }

    /// The same page for everybody but its author, whoever that is.
    @Test func nothingTellsAuthorsApartWhereNamesAreShownToNobody() async throws {
        try await TestLaurel.run { test in
            let (scene, idea) = try await Self.scene(test, .nobody)
            let entries = try await scene.count(
                """
                SELECT count(*) FROM audit_payload JOIN audit_entry ON audit_entry.id = audit_payload.entry_id
                WHERE audit_entry.what IN ('idea proposed', 'comment written')
                """)
            #expect(entries == 2)
            let named = try await scene.count(
                """
                SELECT count(*) FROM audit_payload JOIN audit_entry ON audit_entry.id = audit_payload.entry_id
                WHERE audit_entry.subject_type = 'idea' AND audit_payload.person_id IS NOT NULL
                """)
            #expect(named == 0)
            let before = try await scene.surfaces(idea, scene.participants[1].browser)
            let (from, other) = (scene.participants[0].seat.id, scene.participants[2].seat.id)
            try await test.laurel.database.write { tx in
                try tx.run("UPDATE idea_author SET seat_id = \(other) WHERE seat_id = \(from)")
                try tx.run("UPDATE idea_comment SET seat_id = \(other) WHERE seat_id = \(from)")
            }
            let after = try await scene.surfaces(idea, scene.participants[1].browser)
            #expect(Self.withoutKeys(before) == Self.withoutKeys(after))
        }
    }

    /// Request keys are made anew for each page.
    private static func withoutKeys(_ text: String) -> String {
        text.replacing(#/name="request_key" value="[^"]*"/#, with: "")
    }

    @Test func aModeratorLooksAnAuthorUpWithAReason() async throws {
        try await TestLaurel.run { test in
            let (scene, idea) = try await Self.scene(test, .nobody)
            let path = scene.address.idea(idea) + "/author"
            for other in [scene.participants[1].browser, scene.scribe.browser] {
                #expect(try await other.post(path, ["reason-author": "Curious"]).status == 403)
            }
            let without = try await scene.moderator.browser.post(path)
            #expect(without.status == 422 && !without.text.contains("Pavel"))
            #expect(try await scene.count("SELECT count(*) FROM author_disclosure") == 0)
            let answer = try await scene.moderator.browser.post(path, ["reason-author": "A threat"])
            #expect(answer.status == 200 && answer.text.contains("Pavel"))
            #expect(try await scene.count("SELECT count(*) FROM author_disclosure") == 1)
            let again = try await scene.moderator.browser.get(scene.address.idea(idea))
            #expect(!again.text.contains("Pavel"))
            let events = try await scene.events()
            #expect(!events.contains("Pavel"))
            let unguarded = try await Guard.$removed.withValue(.moderator) {
                try await scene.participants[1].browser.post(path, ["reason-author": "Curious"])
            }
            #expect(unguarded.text.contains("Pavel"))
        }
    }

    @Test func aModeratorLooksNobodyUpWhereNamesAreForStaff() async throws {
        try await TestLaurel.run { test in
            let (scene, idea) = try await Self.scene(test, .staff)
            let path = scene.address.idea(idea) + "/author"
            #expect(try await scene.moderator.browser.post(path, ["reason-author": "A"]).status == 404)
        }
    }

    /// Six of the scene are from Kazakhstan, and one from Somalia.
    @Test func aCountryOfFewPeopleIsNotNamed() async throws {
        try await TestLaurel.run { test in
            let (scene, idea) = try await Self.scene(test, .participants)
            let shown = try await scene.guest.browser.get(scene.address.idea(idea)).text
            #expect(shown.contains("Kazakhstan"))
            let rare = try await scene.proposed("From afar", by: scene.guest, key: "key-00003")
            let blurred = try await scene.surfaces(rare, scene.participants[1].browser)
            #expect(blurred.contains("Guled") && blurred.contains("another country"))
            #expect(!blurred.contains("Somalia"))
        }
    }
}
