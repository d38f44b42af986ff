import Foundation
import NIOCore
import NIOPosix

/// A Laurel of one's own: a process on a free port that keeps its data in a folder that outlives it.
final class ServerProcess {
    struct Place: Sendable {
        let program: String
        let data: String
        let log: String
        /// Where its mail goes; it stays in the outbox where there is no port.
        var mailPort: Int?
        /// Put before the command, such as a tracer with its options.
        var wrapper: [String] = []
    }

    let place: Place
    let target: Target
    private var process = Process()

    init(_ place: Place) throws {
        self.place = place
        target = Target(host: "127.0.0.1", port: try Self.freePort())
    }

    var database: String { place.data + "/laurel.sqlite" }

    func start() throws {
        process = Process()
        var arguments =
            place.wrapper + [
                place.program, "serve", "--data-directory", place.data, "--port", "\(target.port)",
                "--address",
                "http://\(target.host):\(target.port)", "--log-level", "warning",
            ]
        if let port = place.mailPort {
            arguments += ["--smtp-host", "127.0.0.1", "--smtp-port", "\(port)", "--smtp-security", "none"]
        }
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let log = try Self.appending(to: place.log)
        process.standardOutput = log
        process.standardError = log
        try process.run()
    }

    /// Runs a command of the same program on the same data and gives what it printed.
    @discardableResult
    func command(_ arguments: String...) throws -> String {
        try Tool.output(of: place.program, arguments + ["--data-directory", place.data])
    }

    /// Asks until the server says that it is ready, and gives how long that took.
    func waitUntilReady(on loop: any EventLoop) async throws -> Duration {
        let clock = ContinuousClock()
        let began = clock.now
        let probe = Visitor(number: 0, target: target, loop: loop)
        while clock.now - began < .seconds(60) {
            guard process.isRunning else {
                throw AnswerError.unexpected("the server ended; see \(place.log)")
            }
            if (try? await probe.open("/readyz")) != nil {
                await probe.close()
                return clock.now - began
            }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw AnswerError.unexpected("the server was not ready within a minute; see \(place.log)")
    }

    /// What it holds of the machine's memory, in MiB.
    func residentMebibytes() throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        let kilobytes = line.split(separator: " ").compactMap { Double($0) }.first ?? 0
        return kilobytes / 1024
    }

    /// Seconds of processor time that it has used.
    func processorSeconds() throws -> Double {
        try Machine.processorSeconds(of: "\(process.processIdentifier)")
    }

    var identifier: Int32 { process.processIdentifier }

    func waitUntilEnded() {
        process.waitUntilExit()
    }

    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    private static func appending(to path: String) throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: path) {
            try Data().write(to: URL(fileURLWithPath: path))
        }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
        return handle
    }

    static func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(socket, generic, length) == 0 && getsockname(socket, generic, &length) == 0
            }
        }
        guard isBound else { throw AnswerError.unexpected("no port of this machine is free") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
