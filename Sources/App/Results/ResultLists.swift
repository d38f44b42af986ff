internal import Platform

/// Which results a list shows, from where on, and in which order.
struct ResultFilter: Sendable, Equatable {
    static let pageSize = 50

    enum Standing: String, CaseIterable, Sendable {
        case passing, below, lacking
    }

    enum Order: String, Sendable {
        case best = "-score"
        case worst = "score"
        case widest = "-spread"
        case narrowest = "spread"
    }

    var nomination: String?
    var region: String?
    var standing: Standing?
    var search = ""
    var order = Order.best
    /// The place of the last row of the page before.
    var after: Int?

    init() {}

    /// From an address; what is not known there filters nothing.
    init(_ query: [String: String]) {
        nomination = query["nomination"].flatMap { $0.isEmpty ? nil : $0 }
        region = query["region"].flatMap { $0.isEmpty ? nil : $0 }
        standing = query["standing"].flatMap(Standing.init)
        search = query["search"] ?? ""
        order = query["sort"].flatMap(Order.init) ?? .best
        after = query["after"].flatMap(Int.init)
    }

    /// One page of those that also fulfil `further`, and where the next begins.
    func page(
        of round: Round, further: [SQL] = [], _ tx: Transaction
    ) throws -> (results: [ApplicationResult], next: String?) {
        var conditions: [SQL] = ["result.round_id = \(round.id)"] + further
        if let nomination { conditions.append("nomination.key = \(nomination)") }
        if let region { conditions.append("result.region = \(region)") }
        if let standing { conditions.append(condition(standing)) }
        conditions += try ApplicationSearch(search).matches(in: round.season, tx).conditions
        if let after { conditions.append(condition(after: after)) }
        let rows = try tx.rows(
            """
            \(ApplicationResult.selection) WHERE \(SQL.all(conditions)) ORDER BY \(ordering)
            LIMIT \(Self.pageSize + 1)
            """)
        let results = try rows.prefix(Self.pageSize).map(ApplicationResult.init)
        let next = rows.count > Self.pageSize ? results.last.map { String(place($0)) } : nil
        return (results, next)
    }

    private func condition(_ standing: Standing) -> SQL {
        switch standing {
        case .passing: "result.is_passing = 1"
        case .below: "result.is_passing = 0 AND result.rank IS NOT NULL"
        case .lacking: "result.rank IS NULL"
        }
    }

    private func condition(after place: Int) -> SQL {
        switch order {
        case .best: "result.score_place > \(place)"
        case .worst: "result.score_place < \(place)"
        case .widest: "result.spread_place > \(place)"
        case .narrowest: "result.spread_place < \(place)"
        }
    }

    private var ordering: SQL {
        switch order {
        case .best: "result.score_place"
        case .worst: "result.score_place DESC"
        case .widest: "result.spread_place"
        case .narrowest: "result.spread_place DESC"
        }
    }

    private func place(_ result: ApplicationResult) -> Int {
        switch order {
        case .best, .worst: result.scorePlace
        case .widest, .narrowest: result.spreadPlace
        }
    }
}

/// The jurors of a round by their mean, the most lenient or the most severe first.
struct JurorFilter: Sendable, Equatable {
    static let pageSize = 50

    let isSevereFirst: Bool
    let after: Int?

    init(_ query: [String: String]) {
        isSevereFirst = query["sort"] == "mean"
        after = query["after"].flatMap(Int.init)
    }

    func page(of round: ID<Round>, _ tx: Transaction) throws -> (jurors: [JurorResult], next: String?) {
        var conditions: [SQL] = ["juror_result.round_id = \(round)"]
        if let after {
            conditions.append(
                isSevereFirst ? "juror_result.place < \(after)" : "juror_result.place > \(after)")
        }
        let ordering: SQL = isSevereFirst ? "juror_result.place DESC" : "juror_result.place"
        let rows = try tx.rows(
            """
            SELECT juror_result.*, juror_ranking.part, juror_ranking.leniency, juror_ranking.leniency_low,
                   juror_ranking.leniency_high, juror_ranking.spread AS factor,
                   juror_ranking.spread_low AS factor_low, juror_ranking.spread_high AS factor_high,
                   juror.public_id, juror.organisation,
                   \(Person.shownName()) AS name
            FROM juror_result JOIN juror ON juror.id = juror_result.juror_id
            JOIN person ON person.id = juror.person_id
            LEFT JOIN juror_ranking ON juror_ranking.round_id = juror_result.round_id
                AND juror_ranking.juror_id = juror_result.juror_id
            WHERE \(SQL.all(conditions)) ORDER BY \(ordering) LIMIT \(Self.pageSize + 1)
            """)
        let jurors = try rows.prefix(Self.pageSize).map(JurorResult.init)
        return (jurors, rows.count > Self.pageSize ? jurors.last.map { String($0.place) } : nil)
    }
}
