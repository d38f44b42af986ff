import Foundation
import Testing

/// A migration that ran somewhere never changes: a later one corrects it.
///
/// `Tests/shipped-migrations.sha256` records those of each release, in the form of `sha256sum`; a release
/// adds its own with `sha256sum Sources/App/Schema/<file> >>Tests/shipped-migrations.sha256`.
struct ShippedMigrationTests {
    @Test func shippedMigrationsAreAsTheyWere() throws {
        let record: URL = Repository.root.appending(path: "Tests/shipped-migrations.sha256")
        #expect(try changed(since: record, in: Repository.root) == [])
    }

    @Test func aChangedOrMissingMigrationIsFound() throws {
        let folder: URL = FileManager.default.temporaryDirectory.appending(path: "migrations-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("create table a".utf8).write(to: folder.appending(path: "0001.sql"))
        let digest = "5d9f08b1dc1a0d6f2cf0a1f0e0a5cb4ac35f5f7f0a0f3ccf0e4b1c0d1b8a8a11"
        let record: URL = folder.appending(path: "record")
        try Data("\(digest)  0001.sql\n\(digest)  0002.sql\n".utf8).write(to: record)
        #expect(try changed(since: record, in: folder) == ["0001.sql", "0002.sql"])
    }

    private func changed(since record: URL, in folder: URL) throws -> [String] {
        guard try !Data(contentsOf: record).isEmpty else { return [] }
        let check = Process()
        let output = Pipe()
        check.executableURL = URL(filePath: "/usr/bin/env")
        check.arguments = ["sha256sum", "--check", record.path]
        check.currentDirectoryURL = folder
        check.environment = ["LC_ALL": "C", "PATH": "/usr/bin:/bin"]
        check.standardOutput = output
        check.standardError = Pipe()
        try check.run()
        let lines: String = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        check.waitUntilExit()
        return lines.split(separator: "\n").filter { !$0.hasSuffix(": OK") }.map { line in
            String(line.prefix { $0 != ":" })
        }
    }
}
