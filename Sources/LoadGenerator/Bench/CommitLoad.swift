import Foundation
import Platform

/// The ceiling of every write: durable transactions of one row, on the engine and disk that the server uses.
struct CommitLoad: Sendable {
    let writers: Int
    let time: Duration

    func perSecond(in folder: String) async throws -> Double {
        let path = "\(folder)/commits-\(UUID().uuidString).sqlite"
        let database = try Database.sqlite(path: path, readers: 1)
        defer {
            database.close()
            try? FileManager.default.removeItem(atPath: path)
        }
        try await database.write { tx in
            try tx.run("CREATE TABLE line (id INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT")
        }
        let clock = ContinuousClock()
        let began = clock.now
        let end = began + time
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<writers {
                group.addTask { try await Self.write(into: database, "line of writer \(writer)", until: end) }
            }
            return try await group.reduce(0, +)
        }
        return Double(count) / (clock.now - began).inSeconds
    }

    private static func write(
        into database: Database, _ content: String, until end: ContinuousClock.Instant
    ) async throws -> Int {
        var count = 0
        while ContinuousClock.now < end {
            try await database.write { try $0.run("INSERT INTO line (content) VALUES (\(content))") }
            count += 1
        }
        return count
    }
}
