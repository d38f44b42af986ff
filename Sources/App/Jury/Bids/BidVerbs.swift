internal import Platform

/// Saying what one wants to review.
enum BidVerbs {
    /// What a page said of each application on it; nothing where nothing was chosen.
    typealias Statement = [String: Bid.Wish?]

    /// Keeps what the juror says of each application that may come to them. Whatever may not, or not any
    /// more, is passed over.
    static func state(
        _ statement: Statement, by who: SeatedJuror, under bidding: Bidding, act: Act, _ tx: Transaction
    ) throws {
        guard bidding.isOpen(at: act.at) else { throw Problem(.closed, "jury.bids.closed.problem") }
        let changed = try BiddableApplication.of(who, bidding, tx).filter { application in
            guard let stated = statement[application.publicID] else { return false }
            return stated != application.wish
        }
        guard !changed.isEmpty else { return }
        for application in changed {
            try keep(statement[application.publicID] ?? nil, on: application.id, who, at: act.at, tx)
        }
        try tx.audit(
            "bids stated", on: "juror", who.juror.id.rawValue, by: act,
            [
                "bids": .array(
                    changed.map { application in
                        let wish = statement[application.publicID] ?? nil
                        return [
                            "application": .integer(application.id.rawValue),
                            "wish": wish.map { .string($0.rawValue) } ?? .null,
                        ]
                    })
            ])
    }

    private static func keep(
        _ wish: Bid.Wish?, on application: ID<Application>, _ who: SeatedJuror, at moment: Instant,
        _ tx: Transaction
    ) throws {
        guard let wish else {
            try tx.run(
                "DELETE FROM bid WHERE juror_id = \(who.juror.id) AND application_id = \(application)")
            return
        }
        try tx.run(
            """
            INSERT INTO bid (juror_id, application_id, wish, stated_at)
            VALUES (\(who.juror.id), \(application), \(wish), \(moment))
            ON CONFLICT (juror_id, application_id) DO UPDATE SET wish = excluded.wish,
                stated_at = excluded.stated_at
            """)
    }

    /// The juror recognises who applies. It is no slip, for they have seen the application: only staff lift
    /// it, so that nobody learns in this way who is behind a title and reviews it nevertheless.
    static func stateConflict(
        _ conflict: ConflictOfInterest.Statement, with publicID: String, by who: SeatedJuror,
        under bidding: Bidding, conflictID: String, act: Act, _ tx: Transaction
    ) throws {
        let application = try find(publicID, for: who, under: bidding, tx)
        let party: ID<Party>? = try tx.row(
            "SELECT party_id FROM application WHERE id = \(application.id)")?.only()
        guard let party else { throw Problem.notFound }
        try ConflictVerbs.state(
            conflict, between: who.juror.person.id, and: party, in: who.season.id, publicID: conflictID,
            by: act, tx)
    }

    /// One that may come to the juror.
    static func find(
        _ publicID: String, for who: SeatedJuror, under bidding: Bidding, _ tx: Transaction
    ) throws -> BiddableApplication {
        let found = try BiddableApplication.of(who, bidding, tx).first { $0.publicID == publicID }
        guard let found else { throw Problem.notFound }
        return found
    }
}
