internal import Platform

/// An assignment in the hands of the juror whose it is: proof that it was sent to them, that it stands, and
/// that they declared no conflict with its applicant. Nothing of an application opens without one.
struct OpenedAssignment: Sendable {
    let id: ID<Assignment>
    let publicID: String
    let juror: Juror
    let season: Season
    let round: Round
    let application: ID<Application>
    let party: ID<Party>

    init(_ publicID: String, _ who: SeatedJuror, _ cache: RulesCache, _ tx: Transaction) throws {
        let row = try tx.row(
            """
            SELECT assignment.id, assignment.juror_id, assignment.round_id, assignment.application_id,
                   application.party_id,
                   CASE WHEN \(JuryRules.isDeclaredFree) THEN 1 ELSE 0 END AS is_declared,
                   (SELECT count(*) FROM review WHERE review.assignment_id = assignment.id) AS reviews
            FROM assignment JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            WHERE assignment.public_id = \(publicID) AND assignment.season_id = \(who.season.id)
                AND assignment.sent_at IS NOT NULL AND \(JuryRules.stands)
            """)
        guard let row else { throw Problem.notFound }
        let owner: ID<Juror> = try row["juror_id"]
        try Guard.ownAssignment.require(owner == who.juror.id, orElse: .notFound)
        round = try Round.find(try row["round_id"] as ID<Round>, tx)
        let rules = try cache.rules(round.rulesVersion, tx)
        let (isDeclared, isBegun): (Bool, Bool) = (try row["is_declared"], try row["reviews"])
        try Guard.conflictsDeclared.require(
            try isDeclared && (isBegun || ConflictDeclaration.opensTexts(for: who, under: rules, tx)),
            orElse: ConflictDeclaration.namesFirst(who))
        id = try row["id"]
        self.publicID = publicID
        juror = who.juror
        season = who.season
        application = try row["application_id"]
        party = try row["party_id"]
    }

    func requireOpenRound() throws {
        try Guard.roundIsOpen.require(round.isOpen, orElse: Problem(.closed, "jury.round.closed"))
    }
}
