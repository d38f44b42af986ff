internal import Foundation
public import Platform

/// The engine that this run of the tests is for: SQLite, or PostgreSQL where LAUREL_TEST_ENGINE says so.
/// Each test has a database of its own.
public enum TestEngine {
    private static let environment = ProcessInfo.processInfo.environment
    public static let isPostgres = environment["LAUREL_TEST_ENGINE"] == "postgres"

    public static func database() throws -> Database {
        guard isPostgres else {
            return try .sqlite(path: temporaryFolder() + "/test.sqlite", readers: 2)
        }
        let connection = environment["LAUREL_TEST_POSTGRES"] ?? ""
        return try .postgres(connection: freshSchema(connection), connections: 3)
    }

    /// Goes when the tests are over: what every run left behind would fill a disk.
    private static let root: URL = {
        atexit { try? FileManager.default.removeItem(at: TestEngine.root) }
        let run = "laurel-tests/\(ProcessInfo.processInfo.processIdentifier)-\(UUID())"
        return FileManager.default.temporaryDirectory.appending(path: run)
    }()

    /// A folder that nobody else uses.
    public static func temporaryFolder() throws -> String {
        let folder = root.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.path
    }

    private static func freshSchema(_ connection: String) throws -> String {
        let name = "test_" + UUID().uuidString.replacing("-", with: "").lowercased()
        let admin = try Database.postgres(connection: connection, connections: 1)
        try admin.migrate([Migration("schema-\(name)", "CREATE SCHEMA \(name)")])
        admin.close()
        return "\(connection) options='-c search_path=\(name)'"
    }
}
