import Platform
import Testing

@testable import App

struct SessionSetupTests {
    @Test func theSceneStandsOpenWithEverybodyInTheirSeats() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            #expect(scene.session.isOpen)
            #expect(scene.groups.map(\.publicID) == ["group-one", "group-two"])
            #expect(scene.steps.map(\.kind) == [.welcome, .propose, .prioritise])
            #expect(scene.facilitator.seat.part == .facilitator)
            #expect(scene.scribe.seat.group == scene.groups[0].id)
            #expect(scene.guest.seat.person == nil)
            let (session, clock) = (scene.session.id, test.clock.now)
            let (taken, events) = try await test.laurel.database.read { tx in
                (try Joining.taken(in: session, tx), try SessionEvent.after(0, of: session, most: 100, tx))
            }
            #expect(taken == 7 && clock == TestClock.start)
            #expect(events.last?.content == .object(["seats": .integer(7)]))
            #expect(events.map(\.number) == Array(1...events.count))
        }
    }

    /// Of two who started from the same version the second is told.
    @Test func groupsKeepTheirRowsAndOnlyEmptyOnesGo() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let (session, act) = (scene.session, test.act)
            let empty = PlannedGroup(publicID: "group-three", name: LocalizedText(english: "Media"))
            let turned = [empty] + SessionScene.plannedGroups.reversed()
            try await test.laurel.database.write { tx in
                try SessionSetup.save(groups: turned, of: session, since: 1, by: act, tx)
            }
            let after = try await test.laurel.database.read { try SessionGroup.of(session.id, $0) }
            #expect(after.map(\.publicID) == ["group-three", "group-two", "group-one"])
            #expect(after.last?.id == scene.groups[0].id)
            await #expect(throws: Problem(.conflict, "sessions.setup.conflict")) {
                try await test.laurel.database.write { tx in
                    try SessionSetup.save(groups: turned, of: session, since: 1, by: act, tx)
                }
            }
            try await test.laurel.database.write { tx in
                try SessionSetup.save(
                    groups: SessionScene.plannedGroups, of: session, since: 2, by: act, tx)
            }
            await #expect(throws: Problem(.conflict, "sessions.setup.group.in-use")) {
                try await test.laurel.database.write { tx in
                    try SessionSetup.save(groups: [], of: session, since: 3, by: act, tx)
                }
            }
        }
    }
}
