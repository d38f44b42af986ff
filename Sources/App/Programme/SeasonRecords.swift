internal import Platform
internal import Synchronization

/// A season of the programme, with the rules that hold in it now.
struct Season: Sendable {
    let id: ID<Season>
    let key: String
    let isPublic: Bool
    let rulesVersion: ID<RulesVersion>?

    init(_ row: Row) throws {
        id = try row["id"]
        key = try row["key"]
        isPublic = try row["is_public"]
        rulesVersion = try row["rules_version_id"]
    }

    static func find(key: String, _ cache: RulesCache, _ tx: Transaction) throws -> Season? {
        try tx.row("SELECT * FROM season WHERE key = \(key)").map(Season.init)
    }
}

/// Rules as they were applied once, for good.
enum RulesVersion {}

/// The rules that were read before: a version never changes, so it is read and understood once.
final class RulesCache: Sendable {
}
