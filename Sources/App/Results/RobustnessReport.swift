internal import Platform

/// How robust the ranking of a round is, once that is counted.
struct RobustnessReport: Sendable, Equatable {
    struct Stays: Sendable, Equatable {
        let jurorTrials: Int
        let jurorStays: Int
        let weightTrials: Int
        let weightStays: Int
        let isInOther: Bool?

        init(_ row: Row) throws {
            jurorTrials = try row["juror_trials"]
            jurorStays = try row["juror_stays"]
            weightTrials = try row["weight_trials"]
            weightStays = try row["weight_stays"]
            isInOther = try row["stays_in_other"]
        }

        /// Nothing for one that is not among the first, or as long as it is not counted.
        static func of(_ application: ID<Application>, in round: ID<Round>, _ tx: Transaction) throws
            -> Stays?
        {
            try tx.row(
                """
                SELECT * FROM robustness WHERE round_id = \(round) AND application_id = \(application)
                """
            ).map(Stays.init)
        }

        /// Whether nothing that was tried takes it away.
        var isCertain: Bool {
            jurorStays == jurorTrials && weightStays == weightTrials && isInOther != false
        }
    }

    let computedAt: Instant
    let jurors: Int
    let shifts: Int
    let changesByOther: Int
    let stays: [ID<Application>: Stays]

    static func of(_ round: ID<Round>, _ tx: Transaction) throws -> RobustnessReport? {
        let rows = try tx.rows("SELECT * FROM robustness WHERE round_id = \(round)")
        let report = try tx.row("SELECT * FROM robustness_report WHERE round_id = \(round)")
        return try report.map { report in
            RobustnessReport(
                computedAt: try report["computed_at"], jurors: try report["jurors"],
                shifts: try report["shifts"], changesByOther: try report["changes_by_other"],
                stays: try Dictionary(
                    uniqueKeysWithValues: rows.map { (try $0["application_id"], try Stays($0)) }))
        }
    }
}
