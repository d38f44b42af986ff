import Foundation
import Testing

/// The built `laurel`, run in a folder of its own, as people run it.
struct CommandRun {
    let status: Int32
    let output: String
    let errors: String
    /// What stands in the folder afterwards, by file name.
    let files: [String: String]

    init(_ arguments: [String], files: [String: String]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laurel-command-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        let process = Process()
        process.executableURL = try Self.executable()
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        self.output = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        self.errors = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
        var left: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            left[name] = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }
        self.files = left
    }

    /// It stands beside the tests' own binary.
    private static func executable() throws -> URL {
        let tests = try #require(CommandLine.arguments.first { $0.contains(".xctest") })
        var folder = URL(filePath: tests)
        while folder.path.contains(".xctest") { folder.deleteLastPathComponent() }
        return folder.appending(path: "laurel")
    }
}
