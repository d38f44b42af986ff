internal import Platform

/// The finalists that the jury's results suggest: the best of each nomination that pass in their region.
struct FinalistProposal: Sendable {
    struct Pool: Sendable {
        let nomination: SeasonNomination
        /// How many are wanted; a tie for the last place brings more.
        let wanted: Int
        let chosen: [ApplicationResult]
        /// The next that pass.
        let next: [ApplicationResult]
    }

    static let most = 200
    static let nextShown = 10

    let round: Round
    let pools: [Pool]

    /// `wanted` by the key of the nomination; twice the places of its prizes where nothing is said.
    static func of(
        _ season: Season, wanted: [String: Int], _ tx: Transaction
    ) throws -> FinalistProposal? {
        guard let round = try Round.closed(in: season.id, tx).first else { return nil }
        let pools = try season.rules.nominations.map { nomination -> Pool in
            let places = season.rules.prizes.filter { $0.nominations.contains(nomination.key) }.map(\.places)
            let number = wanted[nomination.key] ?? 2 * places.reduce(0, +)
            return try pool(nomination, wanted: min(max(0, number), most), round, tx)
        }
        return FinalistProposal(round: round, pools: pools)
    }

    private static func pool(
        _ nomination: SeasonNomination, wanted: Int, _ round: Round, _ tx: Transaction
    ) throws -> Pool {
        let rows = try tx.rows(
            """
            \(ApplicationResult.selection) WHERE result.round_id = \(round.id) AND nomination.key = \(nomination.key)
                AND result.is_passing = 1 AND application.state = 'admitted'
            ORDER BY result.score_place LIMIT \(wanted + 50)
            """)
        let passing = try rows.map(ApplicationResult.init)
        let last = wanted == 0 ? nil : passing.prefix(wanted).last?.rank
        let chosen = passing.prefix { result in
            guard let last, let rank = result.rank else { return false }
            return rank <= last
        }
        let next = passing.dropFirst(chosen.count).prefix(nextShown)
        return Pool(nomination: nomination, wanted: wanted, chosen: Array(chosen), next: Array(next))
    }
}
