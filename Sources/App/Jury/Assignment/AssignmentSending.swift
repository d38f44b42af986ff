internal import Platform

/// Sending what was proposed: from then on it stands in the jurors' queues, and each gets one mail.
enum AssignmentSending {
    /// What a juror would be sent.
    struct Parcel: Sendable, Equatable {
        let juror: Juror
        let count: Int
    }

    /// The proposals made up to a moment, by juror.
    static func waiting(in round: Round, until moment: Instant, _ tx: Transaction) throws -> [Parcel] {
        let rows = try tx.rows(
            """
            SELECT assignment.juror_id, count(*) AS waiting \(waiting(in: round, until: moment))
            GROUP BY assignment.juror_id
            """)
        let counts: [ID<Juror>: Int] = try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0["juror_id"], try $0["waiting"]) })
        return try Juror.ofSeason(round.season, tx).compactMap { juror in
            counts[juror.id].map { Parcel(juror: juror, count: $0) }
        }
    }

    /// The proposals that stand; what a conflict overtook is never sent.
    private static func waiting(in round: Round, until moment: Instant) -> SQL {
        """
        FROM assignment JOIN juror ON juror.id = assignment.juror_id
        JOIN application ON application.id = assignment.application_id
        WHERE assignment.round_id = \(round.id) AND assignment.sent_at IS NULL
            AND assignment.created_at <= \(moment) AND \(JuryRules.stands)
        """
    }

    /// Sends what stood there when the preview was shown; gives how many assignments. Sent twice, the second
    /// finds nothing.
    static func send(in round: Round, shownAt: Instant, mail: JuryMail, by act: Act, _ tx: Transaction) throws
        -> Int
    {
        let parcels = try waiting(in: round, until: shownAt, tx)
        for parcel in parcels {
            try tx.run(
                """
                UPDATE assignment SET sent_at = \(act.at) WHERE id IN (SELECT assignment.id
                    \(waiting(in: round, until: shownAt)) AND assignment.juror_id = \(parcel.juror.id))
                """)
            try tx.send(mail.assignments(parcel.juror, count: parcel.count), at: act.at)
        }
        let total = parcels.reduce(0) { $0 + $1.count }
        guard total > 0 else { return 0 }
        try tx.audit(
            "assignments sent", on: "round", round.id.rawValue, by: act,
            ["assignments": .integer(Int64(total)), "jurors": .integer(Int64(parcels.count))])
        return total
    }
}
