internal import Platform

extension Guard {
    static let invitedJuror = Guard(name: "invited juror")
    static let seatedJuror = Guard(name: "seated juror")
    static let ownAssignment = Guard(name: "own assignment")
    static let conflictsDeclared = Guard(name: "conflicts declared")
    static let roundIsOpen = Guard(name: "round is open")
}

/// What counts, as conditions on the rows of a statement; each says which tables it speaks of.
enum JuryRules {
    /// Screening admitted it and nobody withdrew it. Of `application`.
    static let isInJury: SQL = "application.state IN ('admitted', 'finalist', 'laureate')"

    /// A conflict of the juror with the applicant stands. Of `juror` and `application`.
    static let isConflictStated: SQL = Impartiality.isConflicted("juror.person_id")

    /// Neither a conflict that stands, nor an application of their own. Of `juror` and `application`.
    static let hasNoConflict: SQL = "NOT \(isConflictStated) AND \(isNotTheirOwn)"

    /// Neither somebody's for whom the juror acts, nor one that they once submitted. Of `juror` and
    /// `application`.
    static let isNotTheirOwn: SQL = "NOT \(Impartiality.isOwn("juror.person_id"))"

    /// Of `assignment`.
    static let isNotRecused: SQL =
        "NOT EXISTS (SELECT 1 FROM recusal WHERE recusal.assignment_id = assignment.id)"

    /// An assignment that stands. Of `assignment`, `juror` and `application`.
    static let stands: SQL = "\(isInJury) AND \(hasNoConflict) AND \(isNotRecused)"

    /// The juror has said of the applicant, under the name that it has now, that there is no conflict. Of
    /// `juror` and `application`.
    static let isDeclaredFree: SQL = """
        EXISTS (SELECT 1 FROM declaration JOIN party ON party.id = declaration.party_id
            WHERE declaration.juror_id = juror.id AND declaration.party_id = application.party_id
            AND declaration.name = party.name)
        """
}

/// A juror who has been invited, as found in the transaction that acts for them.
struct InvitedJuror: Sendable {
    let juror: Juror
    let season: Season

    init(_ who: JurorRole, _ tx: Transaction) throws {
        guard let juror = try Juror.find(person: who.person.id, in: who.season.id, tx) else {
            throw Problem.notFound
        }
        try Guard.invitedJuror.require(juror.invitedAt != nil, orElse: .notFound)
        self.juror = juror
        season = who.season
    }
}

/// A juror who has accepted, as found in the transaction that acts for them.
struct SeatedJuror: Sendable {
    let juror: Juror
    let season: Season

    init(_ who: JurorRole, _ tx: Transaction) throws {
        let invited = try InvitedJuror(who, tx)
        try self.init(invited.juror, invited.season)
    }

    init(_ juror: Juror, _ season: Season) throws {
        try Guard.seatedJuror.require(
            juror.state == .accepted, orElse: Problem(.forbidden, "jury.invitation.answer-first"))
        self.juror = juror
        self.season = season
    }
}
