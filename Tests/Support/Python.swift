public import Foundation
public import Testing

/// Python as an independent reader of what we write, and as the mail server that takes our mail.
public enum Python {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Runs the tests' own environment where it was prepared, else the system's.
    public static func process(_ script: String, _ arguments: [String]) -> Process {
        let prepared = root.appending(path: ".venv/bin/python").path
        let isPrepared = FileManager.default.isExecutableFile(atPath: prepared)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [isPrepared ? prepared : "python3", "-c", script] + arguments
        return process
    }

    /// Whether the tests that need Python run. In continuous integration they must, or fail without it.
    public static let isExpected: Bool = {
        guard ProcessInfo.processInfo.environment["CI"] != "true" else { return true }
        return (try? run("import aiosmtpd")) != nil
    }()

    public struct Failure: Error {
        let status: Int32
    }

    /// Runs a script to its end and gives what it printed.
    @discardableResult
    public static func run(_ script: String, _ arguments: [String] = []) throws -> [UInt8] {
        let process = process(script, arguments)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return Array(printed)
    }
}

extension Trait where Self == ConditionTrait {
    public static var needsPython: Self {
        .enabled(if: Python.isExpected, "python3 with aiosmtpd is missing: run bin/ensure test")
    }
}

/// A directory that is gone when the test is over.
public func withTemporaryDirectory<R>(_ body: (URL) throws -> R) throws -> R {
    let directory = FileManager.default.temporaryDirectory.appending(path: "laurel-test-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: directory) }
    return try body(directory)
}
