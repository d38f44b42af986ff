internal import Platform

/// Whom an applicant would rather not be judged by, in their own words.
///
/// Who sits in the jury may be secret, so nothing answers whether anybody is meant: staff find that out.
struct NamedConflict: Sendable, Equatable {
    static let mostOfParty = 20
    static let longestName = 200
    static let longestNote = 1_000

    enum Subject: String, CaseIterable, Sendable, Bindable {
        case person, organisation
    }

    let id: ID<NamedConflict>
    let publicID: String
    let party: ID<Party>
    let subject: Subject
    let name: String
    let kind: ConflictKind
    let note: String
    let namedAt: Instant
    let isSettled: Bool

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        party = try row["party_id"]
        subject = try row["subject"]
        name = try row["name"]
        kind = try row["kind"]
        note = try row["note"]
        namedAt = try row["named_at"]
        isSettled = try row["settled_at"] as Instant? != nil
    }

    /// Those of an applicant in a season that were not taken back, the oldest first.
    static func of(
        _ party: ID<Party>, in season: ID<Season>, _ tx: Transaction
    ) throws -> [NamedConflict] {
        let rows = try tx.rows(
            """
            SELECT * FROM named_conflict WHERE party_id = \(party) AND season_id = \(season)
                AND withdrawn_at IS NULL ORDER BY id LIMIT \(mostOfParty)
            """)
        return try rows.map(NamedConflict.init)
    }

    /// Those that staff have not looked through: all, or one applicant's.
    static func unsettled(
        in season: ID<Season>, of applicant: String? = nil, _ tx: Transaction
    ) throws -> [NamedConflict] {
        let isMeant: SQL =
            applicant.map { "party_id IN (SELECT id FROM party WHERE public_id = \($0))" } ?? "1 = 1"
        let rows = try tx.rows(
            """
            SELECT * FROM named_conflict WHERE season_id = \(season) AND \(isMeant) AND withdrawn_at IS NULL
                AND settled_at IS NULL ORDER BY id
            """)
        return try rows.map(NamedConflict.init)
    }

    /// Whoever it is about.
    static func find(_ publicID: String, in season: ID<Season>, _ tx: Transaction) throws -> NamedConflict {
        let row = try tx.row(
            """
            SELECT * FROM named_conflict WHERE public_id = \(publicID) AND season_id = \(season)
                AND withdrawn_at IS NULL
            """)
        guard let row else { throw Problem.notFound }
        return try NamedConflict(row)
    }
}

/// What an applicant types.
struct NamedConflictInput: Sendable, Equatable {
    var subject = ""
    var name = ""
    var kind = ""
    var note = ""

    init() {}

    init(_ form: Form) {
        (subject, name) = (form["subject"], form["name"])
        (kind, note) = (form["kind"], form["note"])
    }

    /// What may be between an applicant and somebody else.
    static let kinds = ConflictKind.allCases.filter { $0 != .oneself }

    /// What is wrong with it, all at once.
    var faults: [Problem.Field] {
        var faults: [Problem.Field] = []
        if NamedConflict.Subject(rawValue: subject) == nil {
            faults.append(.init("subject", "jury.naming.subject.missing"))
        }
        if name.asLine.isEmpty { faults.append(.init("name", "jury.naming.name.missing")) }
        if name.asLine.count > NamedConflict.longestName {
            faults.append(
                .init("name", "problem.too-long", ["most": .number(NamedConflict.longestName)]))
        }
        if !Self.kinds.contains(where: { $0.rawValue == kind }) {
            faults.append(.init("kind", "jury.conflicts.kind.missing"))
        }
        if note.asLines.count > NamedConflict.longestNote {
            faults.append(
                .init("note", "problem.too-long", ["most": .number(NamedConflict.longestNote)]))
        }
        return faults
    }
}
