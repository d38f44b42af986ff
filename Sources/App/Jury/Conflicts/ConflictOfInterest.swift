internal import Platform

// Conflicts of interest: who must not judge whom.
//
// A conflict stands between a person and an applicant (a party) in one season. Jurors declare them before any
// text opens, anybody who works on the season declares their own, applicants name persons and organisations
// in words, and facts that two have in common suggest them; staff confirm or dismiss, pin and lift. What
// stands counts at once and everywhere (`JuryRules`, `Impartiality`): a review that is in stays and does not
// count, the place is free, the pair is not made again.
//
// Tables: conflict, declaration, conflict_dismissal, named_conflict. Invariants: at most one conflict of a
// pair stands; none is deleted; what is pinned is lifted by staff alone and with a reason; what was dismissed
// or lifted is not suggested again of the same facts; only what somebody stated or confirmed counts.

/// What brings two people too close.
enum ConflictKind: String, CaseIterable, Sendable, Bindable {
    case oneself = "self"
    case family, employer, organisation, country, mentor
    case coAuthor = "co-author"
    case other
}

/// A conflict that somebody stated or confirmed, standing or lifted.
struct ConflictOfInterest: Sendable, Equatable {
    static let longestNote = 1_000

    enum Origin: String, Sendable, Bindable {
        case declared, applicant, staff, suggested
    }

    /// Why a conflict no longer stands.
    struct Lifting: Sendable, Equatable {
        let at: Instant
        let reason: String
    }

    let id: ID<ConflictOfInterest>
    let publicID: String
    let season: ID<Season>
    let person: ID<Person>
    let party: ID<Party>
    let kind: ConflictKind
    let origin: Origin
    let basis: String
    let note: String
    let statedAt: Instant
    let isPinned: Bool
    let lifting: Lifting?

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        season = try row["season_id"]
        person = try row["person_id"]
        party = try row["party_id"]
        kind = try row["kind"]
        origin = try row["origin"]
        basis = try row["basis"]
        note = try row["note"]
        statedAt = try row["stated_at"]
        isPinned = try row["is_pinned"]
        let (liftedAt, reason): (Instant?, String) = (try row["lifted_at"], try row["lift_reason"])
        lifting = liftedAt.map { Lifting(at: $0, reason: reason) }
    }

    static func find(
        _ publicID: String, in season: ID<Season>, _ tx: Transaction
    ) throws -> ConflictOfInterest {
        let row = try tx.row(
            "SELECT * FROM conflict WHERE public_id = \(publicID) AND season_id = \(season)")
        guard let row else { throw Problem.notFound }
        return try ConflictOfInterest(row)
    }

    /// The one that stands between two, if any.
    static func standing(
        between person: ID<Person>, and party: ID<Party>, in season: ID<Season>, _ tx: Transaction
    ) throws -> ConflictOfInterest? {
        try tx.row(
            """
            SELECT * FROM conflict WHERE person_id = \(person) AND party_id = \(party)
                AND season_id = \(season) AND lifted_at IS NULL
            """
        ).map(ConflictOfInterest.init)
    }

    /// Jurors and applicants of a season who must not meet, as rows of `juror_id` and `party_id`.
    static func pairs(in season: ID<Season>) -> SQL {
        """
        SELECT juror.id AS juror_id, conflict.party_id FROM conflict
            JOIN juror ON juror.person_id = conflict.person_id AND juror.season_id = conflict.season_id
            WHERE conflict.season_id = \(season) AND conflict.lifted_at IS NULL
        UNION SELECT juror.id, party_member.party_id FROM party_member
            JOIN juror ON juror.person_id = party_member.person_id WHERE juror.season_id = \(season)
        UNION SELECT juror.id, application.party_id FROM submission
            JOIN application ON application.id = submission.application_id
            JOIN juror ON juror.person_id = submission.submitted_by
            WHERE juror.season_id = \(season) AND application.season_id = \(season)
        """
    }
}
