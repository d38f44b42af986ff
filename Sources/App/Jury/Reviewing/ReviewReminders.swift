internal import Platform

/// Asking jurors for the reviews that are missing.
enum ReviewReminders {
    /// Nobody is asked twice within this time, so that a second press of the button sends nothing.
    static let pause: Duration = .seconds(20 * 3600)

    struct Due: Sendable, Equatable {
        let juror: Juror
        let missing: Int
        let lastAt: Instant?

        func isDue(at now: Instant) -> Bool {
            lastAt.map { $0 + pause <= now } ?? true
        }
    }

    /// Jurors who were sent assignments and have not submitted all of them.
    static func missing(in round: Round, _ tx: Transaction) throws -> [Due] {
        let loads = try JurorLoad.ofRound(round, tx)
        let rows = try tx.rows(
            """
            SELECT juror_id, max(sent_at) AS last_at FROM review_reminder WHERE round_id = \(round.id)
            GROUP BY juror_id
            """)
        let last: [ID<Juror>: Instant] = try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0["juror_id"], try $0["last_at"]) })
        return try Juror.ofSeason(round.season, tx).compactMap { juror in
            guard let load = loads[juror.id], load.missing > 0 else { return nil }
            return Due(juror: juror, missing: load.missing, lastAt: last[juror.id])
        }
    }

    /// Reminds those whom the preview showed, as far as they still are to be; gives how many.
    static func send(
        to shown: Set<String>, in round: Round, mail: JuryMail, by act: Act, _ tx: Transaction
    ) throws -> Int {
        let due = try missing(in: round, tx).filter {
            $0.isDue(at: act.at) && shown.contains($0.juror.publicID)
        }
        for reminder in due {
            try tx.run(
                """
                INSERT INTO review_reminder (round_id, juror_id, sent_at)
                VALUES (\(round.id), \(reminder.juror.id), \(act.at))
                """)
            try tx.send(mail.reminder(reminder.juror, missing: reminder.missing), at: act.at)
            try tx.audit(
                "juror reminded", on: "juror", reminder.juror.id.rawValue, by: act,
                ["missing": .integer(Int64(reminder.missing))])
        }
        return due.count
    }
}
