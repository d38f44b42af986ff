import Platform
import Testing

@testable import App

/// Whichever guard of a session is taken away, somebody gets further than they should.
struct SessionGuardTests {
    @Test func whoIsNotToldOfASessionFindsNone() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            try await scene.hide()
            #expect(try await scene.staff.get(scene.address.page).status == 200)
            #expect(try await scene.facilitator.browser.get(scene.address.page).status == 200)
            #expect(try await scene.stranger.get(scene.address.page).status == 404)
            #expect(try await scene.stranger.get(scene.address.calendar).status == 404)
            #expect(try await scene.stranger.get(scene.address.joining).status == 404)
            let shown = try await Guard.$removed.withValue(.sessionIsKnown) {
                try await scene.stranger.get(scene.address.page).status
            }
            #expect(shown == 200)
        }
    }

    @Test func onlyThoseWhoLeadASessionPrepareIt() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let address = scene.address
            let pages = [
                address.setup, address.details, address.groups, address.agenda, address.standing,
                address.code,
                address.invitations, address.seats,
            ]
            let others = [
                scene.moderator.browser, scene.scribe.browser, scene.participants[0].browser, scene.stranger,
            ]
            for page in pages {
                #expect(try await scene.staff.get(page).status == 200, "\(page)")
                #expect(try await scene.facilitator.browser.get(page).status == 200, "\(page)")
                #expect(try await scene.guest.browser.get(page).status == 303, "\(page)")
                for browser in others { #expect(try await browser.get(page).status == 403, "\(page)") }
            }
            let shown = try await Guard.$removed.withValue(.facilitator) {
                try await scene.stranger.get(address.setup).status
            }
            #expect(shown == 200)
        }
    }

    @Test func onlyThoseWhoLeadASessionChangeIt() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let address = scene.address
            let actions = [
                address.details, address.groups, address.agenda, address.standing, address.code,
                address.invitations, address.sending, address.invitation,
                address.seat(scene.guest.seat.publicID),
            ]
            for browser in [scene.moderator.browser, scene.participants[0].browser, scene.stranger] {
                try await browser.get("/account")
                for action in actions {
                    let fields: KeyValuePairs = [
                        "version": "1", "deed": "close", "part": "facilitator", "email": "pavel@example.org",
                        "code": SessionScene.code, "text": "somebody@example.org",
                    ]
                    let answer = try await browser.post(action, fields)
                    #expect(answer.status == 403, "\(action)")
                }
            }
            let session = scene.session
            let now = try await test.laurel.database.read {
                try DesignSession.find(session.publicID, in: session.season, $0)
            }
            #expect(now == session)
        }
    }
}

extension SessionScene {
    /// As if it had not been announced yet.
    func hide() async throws {
        let id = session.id
        try await test.laurel.database.write {
            try $0.run(
                "UPDATE design_session SET announced_at = NULL, opened_at = NULL WHERE id = \(id)")
        }
    }
}
