internal import Platform

/// How well an application is covered in a round, in reviews that stand.
struct Coverage: Sendable, Equatable {
    let application: JuryApplication
    /// How many reviews it is to have, with the further ones that were asked for.
    var demand = 0
    var proposed = 0
    var sent = 0
    var submitted = 0

    /// What staff look for in the list, as its address says.
    struct Query: Sendable, Equatable {
        enum Lack: String, Sendable, CaseIterable {
            /// Fewer jurors than the rules ask for.
            case jurors
            /// Fewer reviews than there are jurors.
            case reviews
        }

        var nomination: ID<Nomination>?
        var lack: Lack?
        /// The public id of the application after which the page begins.
        var after: String?
        var limit = 50
    }

    /// One page, in the order of submission; one more than the limit where there is a next page.
    static func page(
        _ query: Query, in round: Round, demand: Int, _ tx: Transaction
    ) throws -> [Coverage] {
        let rows = try tx.rows(
            """
            \(JuryApplication.columns) WHERE \(round.judges)
                AND \(filter(query, round, demand))
            ORDER BY application.submitted_at, application.id LIMIT \(query.limit + 1)
            """)
        var coverage = try rows.map { Coverage(application: try JuryApplication($0)) }
        let counts = try counts(of: coverage.map(\.application.id), in: round, tx)
        let further = try FurtherReview.counts(in: round, tx)
        for index in coverage.indices {
            coverage[index].demand = demand + further[coverage[index].application.id, default: 0]
            guard let count = counts[coverage[index].application.id] else { continue }
            coverage[index].proposed = count.proposed
            coverage[index].sent = count.sent
            coverage[index].submitted = count.submitted
        }
        return coverage
    }

    private static func filter(_ query: Query, _ round: Round, _ demand: Int) -> SQL {
        var conditions: [SQL] = []
        if let nomination = query.nomination {
            conditions.append("application.nomination_id = \(nomination)")
        }
        switch query.lack {
        case .jurors:
            conditions.append(
                "\(count("assignment.id", round)) < \(demand) + \(FurtherReview.count(in: round))")
        case .reviews:
            conditions.append("\(count("review.submitted_at", round)) < \(count("assignment.id", round))")
        case nil: break
        }
        if let after = query.after {
            conditions.append(
                """
                (application.submitted_at, application.id) >
                    (SELECT submitted_at, id FROM application WHERE public_id = \(after)
                        AND season_id = \(round.season))
                """)
        }
        return .all(conditions)
    }

    /// How many assignments of the application of the row stand in the round.
    private static func count(_ what: SQL, _ round: Round) -> SQL {
        """
        (SELECT count(\(what)) FROM assignment JOIN juror ON juror.id = assignment.juror_id
            LEFT JOIN review ON review.assignment_id = assignment.id
            WHERE assignment.application_id = application.id AND assignment.round_id = \(round.id)
                AND \(JuryRules.stands))
        """
    }

    private static func counts(
        of applications: [ID<Application>], in round: Round, _ tx: Transaction
    ) throws -> [ID<Application>: JurorLoad] {
        let rows = try tx.rows(
            """
            SELECT assignment.application_id, count(*) AS all_of_them, count(assignment.sent_at) AS sent,
                   count(review.submitted_at) AS submitted
            FROM assignment JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            LEFT JOIN review ON review.assignment_id = assignment.id
            WHERE assignment.round_id = \(round.id) AND assignment.application_id IN \(list: applications)
                AND \(JuryRules.stands)
            GROUP BY assignment.application_id
            """)
        var counts: [ID<Application>: JurorLoad] = [:]
        for row in rows {
            let (all, sent): (Int, Int) = (try row["all_of_them"], try row["sent"])
            counts[try row["application_id"]] = JurorLoad(
                proposed: all - sent, sent: sent, submitted: try row["submitted"])
        }
        return counts
    }
}
