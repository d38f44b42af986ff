import HTTPTypes
import NIOCore
import Platform
import Synchronization
import Testing

@testable import App

/// What happens in a session reaches everybody who listens once and in order, and nobody else.
@Suite(.timeLimit(.minutes(5)))
struct EventStreamTests {
    private typealias Line = ListeningEar

    /// Everybody loses the line again and again while many people write.
    @Test func everyEventArrivesOnceAcrossBreaks() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let begun = try await scene.lastEvent()
            let last = begun + 120
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<120 {
                    group.addTask { try await scene.tell(.support, ["supporters": .integer(Int64(number))]) }
                }
                for listener in 1...20 {
                    group.addTask {
                        var heard: [Int] = []
                        while heard.last ?? begun < last {
                            let line = try await Line(scene, after: heard.last ?? begun)
                            heard += try await line.numbers(upTo: last, most: 3 + listener)
                            line.cut()
                        }
                        #expect(heard == Array(begun + 1...last))
                    }
                }
                try await group.waitForAll()
            }
            try await scene.waitUntilNobodyListens()
        }
    }

    @Test func aNodeHearsOfWhatAnotherHasWritten() async throws {
        try await TestLaurel.run({ $0.streams.tick = .milliseconds(20) }) { test in
            let scene = try await SessionScene.make(test)
            let last = try await scene.lastEvent()
            let line = try await Line(scene, after: last)
            // Without a bell: the statement says nothing of its topic.
            let session = scene.session.id
            try await test.laurel.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO session_event (session_id, number, kind, content, at)
                    VALUES (\(session), \(last + 1), 'agenda', '{}', 0)
                    """)
            }
            #expect(try await line.numbers(upTo: last + 1) == [last + 1])
        }
    }

    @Test func whoIsTooSlowIsHungUpOnAndReadsOnAfterwards() async throws {
        try await TestLaurel.run({ $0.streams.queued = 5 }) { test in
            let scene = try await SessionScene.make(test)
            let begun = try await scene.lastEvent()
            let slow = try await Line(scene, after: begun, isStuck: true)
            for _ in 0..<12 { try await scene.tell(.comment) }
            await slow.untilHungUp()
            let again = try await Line(scene, after: begun)
            #expect(try await again.numbers(upTo: begun + 12) == Array(begun + 1...begun + 12))
        }
    }

    @Test func whoTakesNothingIsHungUpOn() async throws {
        let change: (inout Settings) -> Void = {
            $0.streams.tick = .milliseconds(10)
            $0.streams.patience = .milliseconds(50)
        }
        try await TestLaurel.run(change) { test in
            let scene = try await SessionScene.make(test)
            let slow = try await Line(scene, after: 0, isStuck: true)
            await slow.untilHungUp()
            try await scene.waitUntilNobodyListens()
        }
    }

    @Test func aSeatHasFewStreamsAndTheNewestStays() async throws {
        try await TestLaurel.run({ $0.streams.ofOwner = 2 }) { test in
            let scene = try await SessionScene.make(test)
            let last = try await scene.lastEvent()
            let oldest = try await Line(scene, after: last)
            let others = [try await Line(scene, after: last), try await Line(scene, after: last)]
            #expect(try await oldest.rest() == [])
            try await scene.tell(.comment)
            for line in others { #expect(try await line.numbers(upTo: last + 1) == [last + 1]) }
        }
    }

    @Test func aHallThatIsFullSaysSo() async throws {
        try await TestLaurel.run({ $0.streams.ofSession = 2 }) { test in
            let scene = try await SessionScene.make(test)
            let lines = [
                try await Line(scene, as: scene.participants[0].seat, after: 0),
                try await Line(scene, as: scene.participants[1].seat, after: 0),
            ]
            let answer = try await scene.guest.browser.get(scene.address.events)
            #expect(answer.status == 503 && answer.text.contains("reload it from time to time"))
            lines[0].cut()
            try await scene.waitUntil { $0.count == 1 }
            _ = try await Line(scene, as: scene.guest.seat, after: 0)
        }
    }

    @Test func theStreamEndsWithTheSeat() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let last = try await scene.lastEvent()
            let (leaving, staying) = (scene.participants[0].seat, scene.participants[1].seat)
            let left = try await Line(scene, as: leaving, after: last)
            let stayed = try await Line(scene, as: staying, after: last)
            let (session, act) = (scene.session, test.act)
            try await test.laurel.database.write { try Joining.leave(leaving, of: session, by: act, $0) }
            #expect(try await left.rest() == [last + 1])
            try await scene.tell(.comment)
            #expect(try await stayed.numbers(upTo: last + 2) == [last + 1, last + 2])
        }
    }

    @Test func theStreamEndsWithTheSession() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let last = try await scene.lastEvent()
            let line = try await Line(scene, after: last)
            try await scene.close()
            #expect(try await line.rest() == [last + 1])
            #expect(line.isOver)
            let answer = try await scene.guest.browser.get(scene.address.events + "?after=\(last)")
            #expect(answer.type == "text/event-stream" && answer.headers[.cacheControl] == "no-store")
            #expect(answer.text.hasPrefix("retry: "))
            #expect(
                answer.text.hasSuffix("id: \(last + 1)\nevent: agenda\ndata: {}\n\nevent: over\ndata: {}\n\n")
            )
        }
    }

    @Test func onlyThoseInTheRoomListen() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            try await scene.close()
            let events = scene.address.events
            for browser in [scene.guest.browser, scene.participants[0].browser, scene.staff] {
                #expect(try await browser.get(events).type == "text/event-stream")
            }
            #expect(try await scene.stranger.get(events).status == 403)
            #expect(try await test.browser().get(events).status == 303)
        }
    }
}
