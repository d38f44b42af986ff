import Platform
import Synchronization
import TestSupport
import Testing

@testable import App

/// Every page finds its rows: no statement reads a table from one end to the other, except those that stay
/// short however old an award grows.
@Suite(.timeLimit(.minutes(10)), .enabled(if: !TestEngine.isPostgres, "the plans are SQLite's"))
struct QueryPlanTests {
    /// Tables that seasons, people at work and the installation itself fill, and the requests and moves that
    /// wait for an answer, which have indexes of their own.
    static let short: Set = [
        "conflict", "installation_key", "migration", "nomination_move_open", "publication", "role",
        "screening_request_open", "season",
    ]

    private static let readers: [Onlooker] = [
        .nobody, .applicant, .juror, .screener, .staff, .administrator, .author, .facilitator, .participant,
    ]

    @Test func everyStatementIsLookedUp() async throws {
        try await HiddenScene.run { scene in
            var found: [String: String] = [:]
            for address in try await scene.addresses() where address.isRead {
                let statements = try await Self.statements(behind: address, scene)
                for scan in try await Self.scans(statements, scene.test.laurel.database) {
                    found[scan] = address.route.pattern
                }
            }
            for (scan, route) in found { Issue.record("\(route): \(scan)") }
        }
    }

    @Test func aTableWithoutAnIndexIsNoticed() async throws {
        try await TestLaurel.run { test in
            let scans = try await Self.scans(
                ["SELECT id FROM application WHERE title = 'Wells'"], test.laurel.database)
            #expect(scans == ["SCAN application"])
        }
    }

    private static func statements(behind address: SceneAddress, _ scene: HiddenScene) async throws -> [SQL] {
        let (heard, database) = (Heard(), scene.test.laurel.database)
        database.listen { heard.add($0) }
        defer { database.listen(nil) }
        try await Inquiry.make(of: scene) { inquiry in
            for reader in readers { _ = try await inquiry.ask(address.path, as: reader) }
        }
        return heard.statements
    }

    /// Steps that read a table, or an index, whole; what a statement makes for itself is not a table.
    private static func scans(_ statements: [SQL], _ database: Database) async throws -> Set<String> {
        try await database.read { tx in
            var scans: Set<String> = []
            for statement in statements {
                let steps: [String] = try tx.rows("EXPLAIN QUERY PLAN \(statement)").map { try $0["detail"] }
                let made = Set(steps.compactMap(madeName))
                scans.formUnion(steps.filter { isScan($0, made) })
            }
            return scans
        }
    }

    private static func madeName(_ step: String) -> String? {
        let words = step.split(separator: " ").map(String.init)
        return ["CO-ROUTINE", "MATERIALIZE"].contains(words.first) ? words.last : nil
    }

    private static func isScan(_ step: String, _ made: Set<String>) -> Bool {
        let words = step.split(separator: " ").map(String.init)
        guard words.count > 1, words.first == "SCAN" || step.contains("AUTOMATIC") else { return false }
        let isOfRequest = words[1].hasPrefix("(") || step.contains("CONSTANT ROW") || words[1] == "json_each"
        return !isOfRequest && !made.contains(words[1]) && short.isDisjoint(with: words)
    }
}

private final class Heard: Sendable {
    private let all = Mutex<[SQL]>([])

    var statements: [SQL] { all.withLock { $0 } }

    func add(_ statement: SQL) {
        all.withLock { $0.append(statement) }
    }
}
