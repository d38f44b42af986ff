internal import Platform

extension ConflictOfInterest {
    /// What somebody says of a pair.
    struct Statement: Sendable, Equatable {
        let kind: ConflictKind
        let origin: Origin
        var basis = ""
        var note = ""
        /// Whether who says it cannot take it back.
        var isFirm = false
    }
}

/// Stating, pinning and lifting conflicts.
enum ConflictVerbs {
    static let longestReason = 1_000

    /// Keeps a conflict; one that stands already stays as it is. It is pinned where staff had a part in it
    /// and where the person has been sent an application of that applicant: then what they said is no slip.
    static func state(
        _ statement: ConflictOfInterest.Statement, between person: ID<Person>, and party: ID<Party>,
        in season: ID<Season>, publicID: String, by act: Act, _ tx: Transaction
    ) throws {
        try requireLength(statement.note)
        let isLate = try hasBeenSent(to: person, of: party, in: season, tx)
        let stated = try tx.run(
            """
            INSERT INTO conflict (public_id, season_id, person_id, party_id, kind, origin, basis, note,
                                  stated_at, stated_by, is_pinned)
            VALUES (\(publicID), \(season), \(person), \(party), \(statement.kind), \(statement.origin),
                    \(statement.basis), \(statement.note), \(act.at), \(act.person),
                    \(statement.isFirm || statement.origin != .declared || isLate))
            ON CONFLICT (person_id, party_id, season_id) WHERE lifted_at IS NULL DO NOTHING
            """)
        guard stated > 0 else { return }
        try tx.run(
            """
            DELETE FROM declaration WHERE party_id = \(party) AND juror_id IN
                (SELECT id FROM juror WHERE person_id = \(person) AND season_id = \(season))
            """)
        try tx.audit(
            "conflict stated", on: "person", person.rawValue, by: act,
            [
                "party": .integer(party.rawValue), "season": .integer(season.rawValue),
                "kind": .string(statement.kind.rawValue), "origin": .string(statement.origin.rawValue),
                "note": .string(statement.note), "late": .bool(isLate),
            ])
    }

    private static func hasBeenSent(
        to person: ID<Person>, of party: ID<Party>, in season: ID<Season>, _ tx: Transaction
    ) throws -> Bool {
        try tx.row(
            """
            SELECT 1 FROM assignment JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            WHERE juror.person_id = \(person) AND juror.season_id = \(season)
                AND application.party_id = \(party) AND assignment.sent_at IS NOT NULL LIMIT 1
            """) != nil
    }

    static func requireLength(_ note: String) throws {
        guard note.count > ConflictOfInterest.longestNote else { return }
        let arguments: [String: MessageValue] = ["most": .number(ConflictOfInterest.longestNote)]
        throw Problem(.invalid, "problem.check", fields: [.init("note", "problem.too-long", arguments)])
    }

    /// From now on only staff lift it.
    static func pin(_ conflict: ConflictOfInterest, by act: Act, _ tx: Transaction) throws {
        let pinned = try tx.run(
            """
            UPDATE conflict SET is_pinned = 1
            WHERE id = \(conflict.id) AND is_pinned = 0 AND lifted_at IS NULL
            """)
        guard pinned > 0 else { return }
        try audit("conflict pinned", conflict, [:], act, tx)
    }

    /// Staff take a conflict back, whoever stated it, and say why: one of them. The juror says again before
    /// anything of that applicant opens.
    static func lift(
        _ conflict: ConflictOfInterest, because reason: String, by act: Act, _ tx: Transaction
    ) throws {
        try requireReason(reason, longest: longestReason)
        // Sent twice by the network, it is lifted once.
        if conflict.lifting?.reason == reason { return }
        guard conflict.lifting == nil else { throw Problem(.conflict, "jury.conflict-desk.lifted-already") }
        try end(conflict, because: reason, further: "1 = 1", by: act, tx)
    }

    /// Who declared a conflict by mistake takes it back, unless it is pinned.
    static func takeBack(_ conflict: ConflictOfInterest, by act: Act, _ tx: Transaction) throws {
        guard !conflict.isPinned else { throw Problem(.conflict, "jury.conflicts.pinned") }
        try end(conflict, because: "", further: "is_pinned = 0", by: act, tx)
    }

    private static func end(
        _ conflict: ConflictOfInterest, because reason: String, further condition: SQL, by act: Act,
        _ tx: Transaction
    ) throws {
        let lifted = try tx.run(
            """
            UPDATE conflict SET lifted_at = \(act.at), lifted_by = \(act.person), lift_reason = \(reason)
            WHERE id = \(conflict.id) AND lifted_at IS NULL AND \(condition)
            """)
        guard lifted > 0 else { return }
        try audit("conflict lifted", conflict, ["reason": .string(reason)], act, tx)
    }

    private static func audit(
        _ what: StaticString, _ conflict: ConflictOfInterest, _ content: [String: JSON], _ act: Act,
        _ tx: Transaction
    ) throws {
        var content = content
        content["party"] = .integer(conflict.party.rawValue)
        content["season"] = .integer(conflict.season.rawValue)
        try tx.audit(what, on: "person", conflict.person.rawValue, by: act, content)
    }
}

/// What staff say of a juror and an applicant, beside the application.
enum StaffConflict {
    static func state(
        _ juror: Juror, _ application: JuryApplication, kind: ConflictKind = .other, note: String,
        publicID: String, by act: Act, _ tx: Transaction
    ) throws {
        let statement = ConflictOfInterest.Statement(kind: kind, origin: .staff, note: note)
        try ConflictVerbs.state(
            statement, between: juror.person.id, and: application.party, in: juror.season,
            publicID: publicID, by: act, tx)
    }

    static func lift(
        _ juror: Juror, _ application: JuryApplication, because reason: String, by act: Act, _ tx: Transaction
    ) throws {
        let conflict = try ConflictOfInterest.standing(
            between: juror.person.id, and: application.party, in: juror.season, tx)
        guard let conflict else { return }
        try ConflictVerbs.lift(conflict, because: reason, by: act, tx)
    }
}
