internal import Platform

/// What each juror has to do in a round, in assignments that stand.
struct JurorLoad: Sendable, Equatable {
    static let none = JurorLoad(proposed: 0, sent: 0, submitted: 0)

    let proposed: Int
    let sent: Int
    let submitted: Int

    var all: Int { proposed + sent }
    var missing: Int { sent - submitted }

    /// Of some jurors; nothing for who has no assignment, and for nobody where there is no round.
    static func of(
        _ jurors: [ID<Juror>], in round: Round?, _ tx: Transaction
    ) throws -> [ID<Juror>: JurorLoad] {
        guard let round else { return [:] }
        return try counted(round, "assignment.juror_id IN \(list: jurors)", tx)
    }

    static func ofRound(_ round: Round, _ tx: Transaction) throws -> [ID<Juror>: JurorLoad] {
        try counted(round, "1 = 1", tx)
    }

    private static func counted(
        _ round: Round, _ condition: SQL, _ tx: Transaction
    ) throws -> [ID<Juror>: JurorLoad] {
        let rows = try tx.rows(
            """
            SELECT assignment.juror_id, count(*) AS all_of_them, count(assignment.sent_at) AS sent,
                   count(review.submitted_at) AS submitted
            FROM assignment JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            LEFT JOIN review ON review.assignment_id = assignment.id
            WHERE assignment.round_id = \(round.id) AND \(condition) AND \(JuryRules.stands)
            GROUP BY assignment.juror_id
            """)
        var loads: [ID<Juror>: JurorLoad] = [:]
        for row in rows {
            let (all, sent): (Int, Int) = (try row["all_of_them"], try row["sent"])
            loads[try row["juror_id"]] = JurorLoad(
                proposed: all - sent, sent: sent, submitted: try row["submitted"])
        }
        return loads
    }
}
