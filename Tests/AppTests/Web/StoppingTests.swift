import Foundation
import Glibc
import TestSupport
import Testing

/// A Laurel in a process of its own, told to stop in the middle of things.
@Suite(.timeLimit(.minutes(5)))
struct StoppingTests {
    @Test func aRequestThatHasBegunIsAnswered() throws {
        let server = try LaurelProcess()
        let request = try LoopbackConnection(port: server.port)
        try request.send("POST /sign-in HTTP/1.1\r\nHost: laurel\r\nContent-Length: 11\r\n")
        try request.send("Content-Type: application/x-www-form-urlencoded\r\n\r\nemail")
        // Each loop of the server has answered somebody later, so it has read the beginning.
        for _ in 0..<2 * ProcessInfo.processInfo.activeProcessorCount {
            let other = try LoopbackConnection(port: server.port)
            try other.send("GET /healthz HTTP/1.1\r\nHost: laurel\r\nConnection: close\r\n\r\n")
            #expect(try other.receive().hasPrefix("HTTP/1.1 200"))
        }
        server.terminate()
        while (try? LoopbackConnection(port: server.port)) != nil {}
        try request.send("=a%40b")
        #expect(try request.receive().hasPrefix("HTTP/1.1 403"), "the form carries no token")
        #expect(server.waitForEnd() == 0)
    }

    @Test func whoNeverFinishesARequestHoldsNobodyUp() throws {
        let server = try LaurelProcess("--stop-seconds", "1")
        let request = try LoopbackConnection(port: server.port)
        try request.send("POST /sign-in HTTP/1.1\r\nHost: laurel\r\nContent-Length: 11\r\n\r\n")
        let other = try LoopbackConnection(port: server.port)
        try other.send("GET /healthz HTTP/1.1\r\nHost: laurel\r\nConnection: close\r\n\r\n")
        #expect(try other.receive().hasPrefix("HTTP/1.1 200"))
        server.terminate()
        _ = server.waitForEnd()
    }

    @Test func whoFallsSilentWithinARequestIsHungUpOn() throws {
        let server = try LaurelProcess("--idle-seconds", "1")
        let request = try LoopbackConnection(port: server.port)
        try request.send("POST /sign-in HTTP/1.1\r\nHost: laurel\r\nContent-Length: 11\r\n\r\nemail")
        #expect((try? request.receive())?.hasPrefix("HTTP/1.1 200") != true, "it is closed, not waited for")
        server.terminate()
        #expect(server.waitForEnd() == 0)
    }

    @Test func aWrongSettingStopsTheStartWithASentence() throws {
        let process = LaurelProcess.process(["serve", "--port", "many"])
        let output = Pipe()
        process.standardError = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus != 0)
        #expect(text.contains("The setting port is “many”, but it has to be a number from 0 to 65535."))
    }
}

/// A server on a free port with fresh data, which ends with the object at the latest.
private final class LaurelProcess {
    let port: UInt16
    private let process: Process
    private let folder: String

    init(_ options: String...) throws {
        folder = try TestEngine.temporaryFolder()
        process = Self.process(["serve", "--data-directory", folder, "--port", "0"] + options)
        let output = Pipe()
        process.standardError = output
        try process.run()
        port = try Self.port(in: output.fileHandleForReading)
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(atPath: folder)
    }

    func terminate() {
        process.terminate()
    }

    func waitForEnd() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// The program that was built beside these tests.
    static func process(_ arguments: [String]) -> Process {
        let process = Process()
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.executableURL = tests.deletingLastPathComponent().appending(path: "laurel")
        process.arguments = arguments
        process.environment = [:]
        return process
    }

    /// The port that the server says it listens on.
    private static func port(in log: FileHandle) throws -> UInt16 {
        var text = ""
        while true {
            let part = log.availableData
            guard !part.isEmpty else { throw LoopbackError(number: 0, text) }
            text += String(decoding: part, as: UTF8.self)
            if let found = text.firstMatch(of: #/127\.0\.0\.1:(\d+)\s/#), let port = UInt16(found.1) {
                return port
            }
        }
    }
}
