/// One change of the schema, in the SQLite dialect, from which the few words that PostgreSQL writes
/// otherwise are translated. A shipped migration never changes.
public struct Migration: Sendable {
    /// Number and feature, such as `0003-applications`; migrations run in the order of their names.
    public let name: String
    public let statements: String
    /// Tables whose rows can be neither changed nor deleted.
    public let appendOnly: [String]

    public init(_ name: String, appendOnly: [String] = [], _ statements: String) {
        self.name = name
        self.statements = statements
        self.appendOnly = appendOnly
    }

    func text(for dialect: Dialect) -> String {
        let guards = appendOnly.map { table in
            switch dialect {
            case .sqlite: Migration.sqliteGuard(table)
            case .postgres: Migration.postgresGuard(table)
            }
        }
        return dialect.schema(statements) + guards.joined()
    }

    private static func sqliteGuard(_ table: String) -> String {
        ["UPDATE", "DELETE"].map { verb in
            """
            ;CREATE TRIGGER \(table)_no_\(verb.lowercased()) BEFORE \(verb) ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
            """
        }.joined()
    }

    private static func postgresGuard(_ table: String) -> String {
        """
        ;CREATE FUNCTION \(table)_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '\(table) is append-only'; END $$;
        CREATE TRIGGER \(table)_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON \(table)
        FOR EACH STATEMENT EXECUTE FUNCTION \(table)_append_only();
        """
    }

    static func pending(_ migrations: [Migration], connection: any EngineConnection) throws -> [Migration] {
        try connection.script(
            connection.dialect.schema("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT"))
        let applied = try connection.execute(
            RenderedSQL("SELECT name FROM migration", dialect: connection.dialect))
        let names: Set<String> = try Set(applied.map { try $0.only() })
        return migrations.sorted { $0.name < $1.name }.filter { !names.contains($0.name) }
    }

    static func apply(_ migrations: [Migration], connection: any EngineConnection) throws {
        for migration in try pending(migrations, connection: connection) {
            try connection.script(migration.text(for: connection.dialect))
            let record: SQL = "INSERT INTO migration (name) VALUES (\(migration.name))"
            _ = try connection.execute(RenderedSQL(record, dialect: connection.dialect))
        }
    }
}
