internal import Foundation
internal import Platform
internal import Synchronization

// Programme: seasons and the rules that hold in them.
//
// Rules are a version: canonical JSON that never changes once applied, with rows beside it for what other
// tables point at. A season has one version in force; a submission, a round and a result each keep the one
// they were made under.
//
// Tables: season, rules_version, nomination, prize, criterion, publication. Invariants: a version is never
// changed; a season's current version is its own; a key that was ever used keeps its row.

/// A season of the programme, with the rules that hold in it now. It is handed from hand to hand in every
/// request and its rules are large, so that it is an object: one that never changes.
final class Season: Sendable {
    let id: ID<Season>
    let key: String
    let isPublic: Bool
    let rulesVersion: ID<RulesVersion>
    let rules: SeasonDocument

    private init(_ row: Row, _ cache: RulesCache, _ tx: Transaction) throws {
        id = try row["id"]
        key = try row["key"]
        isPublic = try row["is_public"]
        rulesVersion = try row["rules_version_id"]
        rules = try cache.rules(rulesVersion, tx)
    }

    static func find(key: String, _ cache: RulesCache, _ tx: Transaction) throws -> Season? {
        let row = try tx.row("SELECT * FROM season WHERE key = \(key) AND rules_version_id IS NOT NULL")
        return try row.map { try Season($0, cache, tx) }
    }

    static func find(_ id: ID<Season>, _ cache: RulesCache, _ tx: Transaction) throws -> Season? {
        let row = try tx.row("SELECT * FROM season WHERE id = \(id) AND rules_version_id IS NOT NULL")
        return try row.map { try Season($0, cache, tx) }
    }

    /// All seasons that the public sees, the newest first.
    static func published(_ cache: RulesCache, _ tx: Transaction) throws -> [Season] {
        let rows = try tx.rows(
            """
            SELECT * FROM season WHERE is_public = 1 AND rules_version_id IS NOT NULL
            ORDER BY position DESC LIMIT 50
            """)
        return try rows.map { try Season($0, cache, tx) }
    }

    /// All seasons that have rules, the newest first.
    static func all(_ cache: RulesCache, _ tx: Transaction) throws -> [Season] {
        let rows = try tx.rows(
            "SELECT * FROM season WHERE rules_version_id IS NOT NULL ORDER BY position DESC LIMIT 50")
        return try rows.map { try Season($0, cache, tx) }
    }

    /// The stage of a kind, as an interval; nothing where the season has none.
    func stage(_ kind: StageKind) -> StageInterval? {
        let stage = rules.stages.first { $0.kind == kind }
        // Applied rules have their times fixed, so the moment of loading does not matter any more.
        return stage?.interval(loadedAt: Instant(milliseconds: 0), in: rules.timeZone)
    }
}

/// Rules as they were applied once, for good.
struct RulesVersion: Sendable {
    let id: ID<RulesVersion>
    let number: Int
    let reason: String
    let appliedAt: Instant
}

/// The rules that were read before: a version never changes, so it is read and understood once.
final class RulesCache: Sendable {
    private let versions = Mutex<[ID<RulesVersion>: SeasonDocument]>([:])

    func rules(_ id: ID<RulesVersion>, _ tx: Transaction) throws -> SeasonDocument {
        if let known = versions.withLock({ $0[id] }) { return known }
        guard let text: String = try tx.row("SELECT document FROM rules_version WHERE id = \(id)")?.only()
        else {
            throw DatabaseError.decoding("there is no rules version \(id.rawValue)")
        }
        guard let document = SeasonCheck(json: try JSON(parsing: text)).document else {
            throw DatabaseError.decoding("rules version \(id.rawValue) does not read as rules")
        }
        versions.withLock { $0[id] = document }
        return document
    }
}

/// A nomination's row, for what the rules call by its key.
struct Nomination: Sendable, Equatable {
    let id: ID<Nomination>
    let key: String

    static func ofSeason(_ season: ID<Season>, _ tx: Transaction) throws -> [Nomination] {
        let rows = try tx.rows("SELECT id, key FROM nomination WHERE season_id = \(season) ORDER BY position")
        return try rows.map { Nomination(id: try $0["id"], key: try $0["key"]) }
    }
}
