import Platform
import TestSupport
import Testing

struct DatabaseTests {
    let database: Database

    init() throws {
        database = try TestEngine.database()
        try database.migrate([
            Migration(
                "0001", appendOnly: ["entry"],
                """
                CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
                CREATE TABLE book (
                    id INTEGER PRIMARY KEY, shelf_id INTEGER NOT NULL REFERENCES shelf(id) ON DELETE CASCADE,
                    title TEXT NOT NULL, weight REAL, cover BLOB, is_lent INTEGER NOT NULL DEFAULT 0) STRICT;
                CREATE TABLE entry (id INTEGER PRIMARY KEY, what TEXT NOT NULL) STRICT;
                CREATE TABLE ballot (id TEXT PRIMARY KEY, choice TEXT NOT NULL) STRICT, WITHOUT ROWID;
                """)
        ])
    }

    @Test func everyTypeComesBackAsItWas() async throws {
        let bytes: [UInt8] = [0, 255, 16]
        let row = try await database.write { tx in
            try tx.run("INSERT INTO shelf (id, name) VALUES (1, \("полка '1'"))")
            return try tx.row(
                """
                INSERT INTO book (shelf_id, title, weight, cover, is_lent)
                VALUES (1, \("كتاب"), \(1.5), \(bytes), \(true)) RETURNING *
                """)
        }
        let found = try #require(row)
        #expect(try found["title"] == "كتاب")
        #expect(try found["weight"] == 1.5)
        #expect(try found["cover"] == bytes)
        #expect(try found["is_lent"] == true)
        let absent = try await database.write { tx in
            try tx.row(
                """
                UPDATE book SET weight = \(nil as Double?), cover = \(nil as [UInt8]?)
                RETURNING weight, cover
                """
            )
        }
        #expect(try absent?["weight"] == nil as Double?)
    }

    @Test func aTableKeepsNoOrderOfItsRowsWhereAskedTo() async throws {
        try await database.write { tx in
            for id in ["c", "a", "b"] {
                try tx.run("INSERT INTO ballot (id, choice) VALUES (\(id), 'yes')")
            }
        }
        #expect(try await database.read { try $0.rows("SELECT * FROM ballot").count } == 3)
        guard !TestEngine.isPostgres else { return }
        let ids: [String] = try await database.read { tx in
            try tx.rows("SELECT id FROM ballot").map { try $0.only() }
        }
        #expect(ids == ["a", "b", "c"])
        await #expect(throws: DatabaseError.self) {
            try await database.read { _ = try $0.rows("SELECT rowid FROM ballot") }
        }
    }

    @Test func listsAndFragmentsBind() async throws {
        try await fill(shelves: 5)
        let names: [String] = try await database.read { tx in
            let condition: SQL = "name IN \(list: ["s1", "s3", "s'9"])"
            let rows = try tx.rows(
                "SELECT name FROM shelf WHERE \(condition) AND id IN \(list: [1, 2, 3]) ORDER BY id")
            return try rows.map { try $0["name"] }
        }
        #expect(names == ["s1", "s3"])
        let none = try await database.read { tx in
            try tx.rows("SELECT name FROM shelf WHERE name IN \(list: [String]()) OR id IN \(list: [Int]())")
        }
        #expect(none.isEmpty, "a list of nothing still has the type of what it would hold")
    }

    @Test func failuresHaveOneVocabulary() async throws {
        try await fill(shelves: 1)
        let failures: [(DatabaseError) -> Bool] = [
            { $0.isUnique },
            { if case .foreignKey = $0 { true } else { false } },
            { if case .notNull = $0 { true } else { false } },
        ]
        let statements: [SQL] = [
            "INSERT INTO shelf (name) VALUES ('s1')",
            "INSERT INTO book (shelf_id, title) VALUES (99, 'x')",
            "INSERT INTO shelf (name) VALUES (\(nil as String?))",
        ]
        for (statement, matches) in zip(statements, failures) {
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { tx in try tx.run(statement) }
            }
            #expect(error.map(matches) == true)
        }
    }

    @Test func aFailedStatementPoisonsUnlessAttempted() async throws {
        try await fill(shelves: 1)
        await #expect(throws: DatabaseError.poisoned) {
            try await database.write { tx in
                try tx.run("INSERT INTO shelf (name) VALUES ('kept?')")
                _ = try? tx.run("INSERT INTO shelf (name) VALUES ('s1')")
            }
        }
        try await database.write { tx in
            let result = try tx.attempt { try tx.run("INSERT INTO shelf (name) VALUES ('s1')") }
            guard case .failure(let error) = result, error.isUnique else {
                Issue.record("a second s1 was let in")
                return
            }
            try tx.run("INSERT INTO shelf (name) VALUES ('after')")
        }
        let names: [String] = try await names()
        #expect(names == ["after", "s1"])
    }

    @Test func readingCannotWrite() async throws {
        await #expect(throws: DatabaseError.self) {
            try await database.read { tx in try tx.run("INSERT INTO shelf (name) VALUES ('x')") }
        }
        #expect(try await names().isEmpty)
    }

    @Test func appendOnlyTablesRefuseChanges() async throws {
        try await database.write { tx in try tx.run("INSERT INTO entry (what) VALUES ('a')") }
        let statements: [SQL] = ["UPDATE entry SET what = 'b'", "DELETE FROM entry"]
        for statement in statements {
            await #expect(throws: DatabaseError.self) {
                try await database.write { tx in try tx.run(statement) }
            }
        }
        let kept: String? = try await database.read { tx in try tx.row("SELECT what FROM entry")?.only() }
        #expect(kept == "a")
    }

    @Test func parallelWritesKeepTheirOwnFailures() async throws {
        let stored = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let name = number % 5 == 0 ? nil : "n\(number)"
                    let result = try? await database.write { tx in
                        try tx.run("INSERT INTO shelf (name) VALUES (\(name))")
                    }
                    return result != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(stored == 160)
        #expect(try await names().count == 160)
    }

    @Test func aCapHoldsUnderParallelWriters() async throws {
        let isIn = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let added = try? await database.write { tx in
                        let count: Int = try tx.row("SELECT count(*) FROM shelf")?.only() ?? 0
                        guard count < 1 else { return false }
                        try tx.run("INSERT INTO shelf (name) VALUES (\("c\(number)"))")
                        return true
                    }
                    return added == true
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(isIn == 1)
    }

    @Test func migrationsRunOnce() async throws {
        try database.migrate([Migration("0001", "CREATE TABLE shelf (nonsense)")])
        try database.migrate([Migration("0002", "CREATE TABLE lamp (id INTEGER PRIMARY KEY) STRICT")])
        _ = try await database.write { tx in try tx.row("INSERT INTO lamp DEFAULT VALUES RETURNING id") }
    }

    private func fill(shelves: Int) async throws {
        try await database.write { tx in
            for number in 1...shelves {
                try tx.run("INSERT INTO shelf (name) VALUES (\("s\(number)"))")
            }
        }
    }

    private func names() async throws -> [String] {
        try await database.read { tx in
            try tx.rows("SELECT name FROM shelf ORDER BY name").map { try $0.only() }
        }
    }
}
