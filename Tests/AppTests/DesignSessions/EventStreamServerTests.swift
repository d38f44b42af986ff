import Hummingbird
import HummingbirdTesting
import Platform
import Testing

@testable import App

/// Streams on a socket: they outlive what limits other requests, and hold nobody up.
@Suite(.timeLimit(.minutes(5)))
struct EventStreamServerTests {
    /// Its end is the server's: a listener that takes nothing would keep a server for ever.
    @Test func theServerStopsWhileListenersAreStuck() async throws {
        try await TestLaurel.run({ $0.streams.tick = .milliseconds(50) }) { test in
            let scene = try await SessionScene.make(test)
            // More than what the buffers of a connection take.
            let long = String(repeating: "a", count: 100_000)
            for _ in 0..<200 { try await scene.tell(.comment, ["text": .string(long)]) }
            try await scene.serve { port in
                let stuck = try LoopbackConnection(port: port)
                try stuck.send(scene.requestForEvents(after: 0))
                #expect(try await stuck.received().hasPrefix("HTTP/1.1 200"))
                let idle = try LoopbackConnection(port: port)
                try idle.send(scene.requestForEvents(after: try await scene.lastEvent()))
                #expect(try await idle.received().hasPrefix("HTTP/1.1 200"))
                return [stuck, idle]
            }
            try await scene.waitUntilNobodyListens()
        }
    }

    @Test func aQuietStreamStaysOpenAndTellsOfItself() async throws {
        let change: (inout Settings) -> Void = {
            $0.idleSeconds = 1
            $0.streams.tick = .milliseconds(800)
            $0.streams.ticksOfBeat = 1
        }
        try await TestLaurel.run(change) { test in
            let scene = try await SessionScene.make(test)
            try await scene.serve { port in
                let line = try LoopbackConnection(port: port)
                try line.send(scene.requestForEvents(after: try await scene.lastEvent()))
                var text = ""
                while text.ranges(of: "event: beat").count < 3 { text += try await line.received() }
                try await scene.tell(.agenda)
                while !text.contains("event: agenda") { text += try await line.received() }
                return [line]
            }
        }
    }
}

extension SessionScene {
    /// Serves on a free port as long as the closure lasts; the connections that it gives stay open until the
    /// server has stopped.
    fileprivate func serve(_ body: @escaping @Sendable (UInt16) async throws -> [LoopbackConnection])
        async throws
    {
        var settings = test.laurel.settings
        settings.port = 0
        let server = try await Laurel.open(
            settings: settings, clock: { [clock = test.clock] in clock.now }, randomness: .repeatable(),
            database: test.laurel.database)
        let open = try await server.application().test(.live) { client in
            try await body(UInt16(try #require(client.port)))
        }
        withExtendedLifetime(open) {}
        while server.streams.count > 0 { try await Task.sleep(for: .milliseconds(1)) }
    }

    /// As the guest's browser sends it.
    fileprivate func requestForEvents(after number: Int) -> String {
        """
        GET \(address.events)?after=\(number) HTTP/1.1\r
        Host: laurel\r
        Accept: text/event-stream\r
        Cookie: laurel_browser=\(guest.browser.secret ?? "")\r
        \r

        """
    }
}
