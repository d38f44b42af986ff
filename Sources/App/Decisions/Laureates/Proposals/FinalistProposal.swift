internal import Platform

/// The finalists that the ranking of record suggests: the best of each nomination that pass, as many of a
/// country or region as the round's method allows.
struct FinalistProposal: Sendable {
    struct Pool: Sendable {
        let nomination: SeasonNomination
        /// How many are wanted; a tie for the last place brings more.
        let wanted: Int
        let chosen: [ApplicationResult]
        /// Before somebody who is chosen, from where there are as many as may be.
        let capped: [ApplicationResult]
        /// The next that pass.
        let next: [ApplicationResult]
        /// Those that pass in another part of the jury, whose scores nothing compares with the others'.
        let apart: [ApplicationResult]

        var isEmpty: Bool { chosen.isEmpty && capped.isEmpty && next.isEmpty && apart.isEmpty }
    }

    static let most = 200
    static let nextShown = 10
    /// How many more than are wanted are looked at for who may take a place.
    private static let reach = 500

    let round: Round
    let pools: [Pool]

    /// `wanted` by the key of the nomination; where nothing is said, what the rules seek in it, or twice the
    /// places of its prizes.
    static func of(
        _ season: Season, wanted: [String: Int], _ tx: Transaction
    ) throws -> FinalistProposal? {
        guard let round = try Round.closed(in: season.id, tx).first(where: Gate.finalists.isAfter) else {
            return nil
        }
        let ranking = FinalistRanking(caps: PlaceCaps(try RoundMethod.kept(of: "\(round.id)", tx)?.ranking))
        let pools = try season.rules.nominations.map { nomination -> Pool in
            let number = wanted[nomination.key] ?? season.rules.finalistsSought(in: nomination)
            return try pool(nomination, wanted: min(max(0, number), most), ranking, round, tx)
        }
        return FinalistProposal(round: round, pools: pools)
    }

    private static func pool(
        _ nomination: SeasonNomination, wanted: Int, _ ranking: FinalistRanking, _ round: Round,
        _ tx: Transaction
    ) throws -> Pool {
        let rows = try tx.rows(
            """
            \(ApplicationResult.selection) WHERE result.round_id = \(round.id) AND nomination.key = \(nomination.key)
                AND result.is_passing = 1 AND application.state = 'admitted'
            ORDER BY coalesce(ranking.place, result.score_place) LIMIT \(wanted + reach)
            """)
        let passing = try rows.map(ApplicationResult.init)
        let comparable = passing.filter { $0.record?.standing != .apart }
        let isChosen = ranking.chosen(comparable.map(\.candidate), wanted: wanted)
        let pairs = zip(comparable, isChosen)
        let chosen = pairs.filter(\.1).map(\.0)
        let last = chosen.last?.recordRank ?? 0
        let others = pairs.filter { !$1 }.map(\.0)
        return Pool(
            nomination: nomination, wanted: wanted, chosen: chosen,
            capped: others.filter { $0.recordRank <= last },
            next: Array(others.filter { $0.recordRank > last }.prefix(nextShown)),
            apart: Array(passing.filter { $0.record?.standing == .apart }.prefix(nextShown)))
    }
}

extension ApplicationResult {
    /// By the ranking of record; the raw one of a round that was counted before there were others.
    var recordRank: Int { record?.rank ?? rank ?? .max }
    var recordScore: Double? { record?.score ?? (rank == nil ? nil : figures?.mean) }

    fileprivate var candidate: FinalistRanking.Candidate {
        .init(
            rank: recordRank, part: record?.part ?? 0, origin: .init(country: country, region: region))
    }
}

extension SeasonDocument {
    fileprivate func finalistsSought(in nomination: SeasonNomination) -> Int {
        if let sought = ranking.places[nomination.key] { return Int(sought) }
        let places = prizes.filter { $0.nominations.contains(nomination.key) }.map(\.places)
        return 2 * places.reduce(0, +)
    }
}
