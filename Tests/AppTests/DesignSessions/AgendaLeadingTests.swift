import Foundation
import Platform
import Testing

@testable import App

/// The facilitator leads, and one step is open at most.
struct AgendaLeadingTests {
    private static func steps(_ scene: SessionScene) async throws -> [AgendaStep] {
        let session = scene.session.id
        return try await scene.test.laurel.database.read { try AgendaStep.of(session, $0) }
    }

    @Test func openingAStepClosesTheOneBeforeAndTellsTheRoom() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let (console, leader) = (scene.address.console, scene.facilitator.browser)
            #expect(try await leader.get(console).text.contains("Next: Welcome"))
            for step in scene.steps.prefix(2) {
                #expect(try await leader.post(scene.address.opening(step)).status == 303)
            }
            let page = try await leader.get(console).text
            #expect(page.contains("Next: Setting priorities") && page.contains("<h2>Proposing ideas</h2>"))
            let steps = try await Self.steps(scene)
            #expect(steps.map(\.isOpen) == [false, true, false])
            #expect(steps[1].dueAt == test.clock.now + .seconds(3_600))
            let last = try await scene.lastEvent()
            try await leader.post(scene.address.opening(scene.steps[1]))
            #expect(try await scene.lastEvent() == last, "pressing twice changes nothing")
        }
    }

    @Test func ofTwoWhoGiveMoreTimeAtOnceOneIsTold() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let (step, leader) = (scene.steps[0], scene.facilitator.browser)
            try await leader.get(scene.address.console)
            try await leader.post(scene.address.opening(step))
            let due = (test.clock.now + .seconds(600)).iso8601
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        let fields: KeyValuePairs = ["minutes": "5", "due": due]
                        return try await leader.post(scene.address.extending(step), fields).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [303, 409, 409, 409, 409, 409])
            #expect(try await Self.steps(scene)[0].dueAt == test.clock.now + .seconds(900))
            test.clock.advance(.seconds(1_000))
            let later: KeyValuePairs = ["minutes": "1", "due": (test.clock.now - .seconds(100)).iso8601]
            try await leader.post(scene.address.extending(step), later)
            #expect(try await Self.steps(scene)[0].dueAt == test.clock.now + .seconds(60))
        }
    }

    @Test func oneStepIsOpenHoweverManyAreOpenedAtOnce() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let leader = scene.facilitator.browser
            try await leader.get(scene.address.console)
            try await withThrowingTaskGroup(of: Int.self) { group in
                for step in scene.steps + scene.steps + scene.steps {
                    group.addTask { try await leader.post(scene.address.opening(step)).status }
                }
                for try await status in group { #expect(status == 303) }
            }
            #expect(try await Self.steps(scene).filter(\.isOpen).count == 1)
        }
    }

    @Test func onlyWhoLeadsOpensSteps() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let step = scene.address.opening(scene.steps[0])
            for member in [scene.moderator, scene.scribe, scene.participants[0]] {
                #expect(try await member.browser.get(scene.address.console).status == 403)
                try await member.browser.get("/account")
                #expect(try await member.browser.post(step).status == 403)
            }
            #expect(try await Self.steps(scene).allSatisfy { !$0.isOpen })
            #expect(try await scene.staff.get(scene.address.console).status == 200)
            try await scene.close()
            #expect(try await scene.staff.post(step).status == 403, "it is over")
        }
    }

    @Test func aGroupFromWhichNothingComesIsShown() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let leader = scene.facilitator.browser
            try await leader.get(scene.address.console)
            try await leader.post(scene.address.opening(scene.steps[1]))
            try await scene.propose("Meet more often", by: scene.participants[0].seat, number: 1)
            let before = test.laurel.database.statementCount
            let page = try await leader.get(scene.address.console).text
            let few = test.laurel.database.statementCount - before
            #expect(page.ranges(of: "Quiet for 10 minutes").count == 1)
            for number in 2...9 {
                try await scene.propose("One more", by: scene.guest.seat, number: number)
            }
            let start = test.laurel.database.statementCount
            let later = try await leader.get(scene.address.console).text
            #expect(!later.contains("Quiet for"))
            #expect(test.laurel.database.statementCount - start == few)
        }
    }
}
