internal import Platform

/// The ranking of one nomination in a round, a page of it at a time.
struct RankingBoard: Sendable {
    static let pageSize = 50
    static let mostNamed = 12

    struct Row: Sendable {
        let entry: RankedEntry
        let name: NamedApplication

        var ranking: RecordRanking { entry.ranking }
    }

    /// The applications of the nomination in one part of the jury.
    struct Share: Sendable {
        /// The number of the part, from 0.
        let part: Int
        let count: Int
        /// The first of them.
        let names: [NamedApplication]
    }

    let nomination: SeasonNomination
    /// How many are sought in it.
    let sought: Int
    let ranked: Int
    /// The score of the last who is among the first.
    let cut: Double?
    let rows: [Row]
    let next: String?
    /// By the parts of the jury, that with the most first: there calibrated places are given. No score
    /// compares it with the others.
    let shares: [Share]
    let band: CloseBand
    let lacking: LackingReviews

    /// `wanted` is how many reviews an application is to have.
    init(
        _ entries: [RankedEntry], lacking: [LackingEntry], _ nomination: SeasonNomination, after place: Int?,
        _ ranking: SeasonRanking, wanted: (ID<Application>) -> Int, _ tx: Transaction
    ) throws {
        let own = entries.filter { $0.nomination == nomination.key }
        let page = own.filter { entry in place.map { entry.ranking.place > $0 } ?? true }
        let shown = page.prefix(Self.pageSize)
        let close = own.filter(\.ranking.isTooClose)
        let parts = Dictionary(grouping: own, by: \.ranking.part).sorted { one, other in
            (-one.value.count, one.key) < (-other.value.count, other.key)
        }
        let lacking = lacking.filter { $0.nomination == nomination.key }
        let named = parts.dropFirst().flatMap { $0.value.prefix(Self.mostNamed) }
        let names = try NamedApplication.find(
            Set(
                (Array(shown) + close + named).map(\.application)
                    + lacking.prefix(LackingReviews.mostNamed).map(\.application)), tx)
        self.nomination = nomination
        sought = Int(ranking.places[nomination.key] ?? 0)
        ranked = own.count
        cut = own.filter { $0.ranking.standing == .prospective }.map(\.ranking.recordScore).min()
        rows = shown.compactMap { entry in names[entry.application].map { Row(entry: entry, name: $0) } }
        next = page.count > Self.pageSize ? shown.last.map { String($0.ranking.place) } : nil
        shares = parts.map { part, entries in
            let names = entries.prefix(Self.mostNamed).compactMap { names[$0.application] }
            return Share(part: part, count: entries.count, names: names)
        }
        band = CloseBand(close, names, wanted: wanted)
        self.lacking = LackingReviews(lacking, names)
    }
}

/// What an application is called.
struct NamedApplication: Sendable, Equatable {
    let publicID: String
    let title: String
    let partyName: String
    let country: String
    let isWithdrawn: Bool

    static func find(_ ids: Set<ID<Application>>, _ tx: Transaction) throws -> [ID<Application>:
        NamedApplication]
    {
        let sorted = ids.sorted { $0.rawValue < $1.rawValue }
        let rows = try tx.rows(
            """
            SELECT application.id, application.public_id, application.title, application.country,
                   application.state, party.name AS party_name
            FROM application JOIN party ON party.id = application.party_id
            WHERE application.id IN \(list: sorted)
            """)
        return try Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let state: Application.State = try row["state"]
                return (
                    try row["id"],
                    NamedApplication(
                        publicID: try row["public_id"], title: try row["title"],
                        partyName: try row["party_name"], country: try row["country"],
                        isWithdrawn: state == .withdrawn)
                )
            })
    }
}
