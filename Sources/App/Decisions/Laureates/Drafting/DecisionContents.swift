internal import Platform

/// A decision with all that is in it: who is chosen, who stands by, and where it departs from the ranking of
/// record.
struct DecisionContents: Sendable {
    let decision: Decision
    let items: [DecisionItem]
    /// By the key of the prize, in order.
    let reserves: [String: [RankedApplication]]
    /// Why it departs from the ranking, by the key of the pool.
    let departures: [String: String]
    /// Those who could have been chosen for prizes; nobody in a decision on finalists.
    let contenders: [RankedApplication]
    /// Those that pass, stand before somebody who is chosen and are not chosen, by the key of the nomination;
    /// nobody in a decision on laureates.
    private let passedOver: [String: [FinalistRanking.Candidate]]
    private let ranking: FinalistRanking
    /// How firm prizes are; nothing in a decision on finalists.
    private let robustness: [PrizeRobustness.Won: RobustnessReport.Stays]

    /// A fixed number of statements.
    static func of(_ decision: Decision, _ tx: Transaction) throws -> DecisionContents {
        let reserves = try tx.rows(
            """
            SELECT prize.key AS prize, \(RankedApplication.columns) FROM decision_reserve
            JOIN prize ON prize.id = decision_reserve.prize_id
            JOIN application ON application.id = decision_reserve.application_id
            \(RankedApplication.joins(decision.gate))
            WHERE decision_reserve.decision_id = \(decision.id) ORDER BY decision_reserve.position
            """)
        let departures = try tx.rows(
            "SELECT pool, reason FROM decision_departure WHERE decision_id = \(decision.id)")
        let isOnPrizes = decision.gate == .laureates
        let items = try DecisionItem.of(decision, tx)
        return DecisionContents(
            decision: decision, items: items,
            reserves: try reserves.reduce(into: [:]) { lists, row in
                lists[try row["prize"], default: []].append(try RankedApplication(row))
            },
            departures: try Dictionary(
                uniqueKeysWithValues: departures.map { (try $0["pool"], try $0["reason"]) }),
            contenders: isOnPrizes ? try RankedApplication.finalists(of: decision.season, tx) : [],
            passedOver: isOnPrizes ? [:] : try passedOver(by: decision, items, tx),
            ranking: FinalistRanking(
                caps: PlaceCaps(
                    try RoundMethod.kept(of: decision.gate.round(of: "\(decision.season)"), tx)?.ranking)),
            robustness: isOnPrizes ? try PrizeRobustness.of(decision.season, tx) : [:])
    }

    private static func passedOver(
        by decision: Decision, _ items: [DecisionItem], _ tx: Transaction
    ) throws -> [String: [FinalistRanking.Candidate]] {
        let last = items.compactMap(\.rank).max() ?? 0
        let rows = try tx.rows(
            """
            SELECT nomination.key, coalesce(ranking.record_rank, result.rank) AS rank, result.region,
                   coalesce(ranking.part, 0) AS part, application.country FROM result
            LEFT JOIN ranking ON ranking.round_id = result.round_id
                AND ranking.application_id = result.application_id
            JOIN application ON application.id = result.application_id
            JOIN nomination ON nomination.id = application.nomination_id
            WHERE result.round_id = \(decision.gate.round(of: "\(decision.season)"))
                AND result.is_passing = 1 AND coalesce(ranking.record_rank, result.rank) < \(last)
                AND application.state IN ('admitted', 'finalist', 'laureate')
                AND NOT EXISTS (SELECT 1 FROM decision_item WHERE decision_item.decision_id = \(decision.id)
                    AND decision_item.application_id = application.id)
            """)
        return try rows.reduce(into: [:]) { found, row in
            found[try row["key"], default: []].append(
                FinalistRanking.Candidate(
                    rank: try row["rank"], part: try row["part"],
                    origin: .init(country: try row["country"], region: try row["region"])))
        }
    }

    /// What is voted on for itself: a nomination among finalists, a prize among laureates.
    struct Pool: Sendable {
        let key: String
        let title: LocalizedText
        /// Those chosen, by place.
        let chosen: [DecisionItem]
        let reserve: [RankedApplication]
        let departs: Bool
        /// Why; empty where nobody said yet.
        let departure: String
        /// How often those to whom the ranking gives the prize keep it when things are a little otherwise.
        var stays: [ID<Application>: RobustnessReport.Stays] = [:]
    }

    /// Those in which somebody is chosen or stands by, in the order of the rules.
    func pools(_ season: Season) -> [Pool] {
        let rules = season.rules
        let all: [Pool] =
            switch decision.gate {
            case .finalists: rules.nominations.map { pool(of: $0) }
            case .laureates: rules.prizes.map { pool(of: $0, season) }
            }
        return all.filter { !$0.chosen.isEmpty || !$0.reserve.isEmpty }
    }

    private func pool(of nomination: SeasonNomination) -> Pool {
        let chosen = items.filter { $0.nomination == nomination.key }
        let ranked = chosen.filter(\.candidate.isPassing).compactMap(\.candidate.candidate)
        let departs =
            ranked.count < chosen.count
            || ranking.departs(ranked, passedOver: passedOver[nomination.key] ?? [])
        return Pool(
            key: nomination.key, title: nomination.title, chosen: chosen, reserve: [], departs: departs,
            departure: departures[nomination.key] ?? "")
    }

    private func pool(of prize: SeasonPrize, _ season: Season) -> Pool {
        let chosen = items.filter { $0.wins(prize.key) }
        let reserve = reserves[prize.key] ?? []
        return Pool(
            key: prize.key, title: prize.title, chosen: chosen, reserve: reserve,
            departs: prize.method != .vote && departs(prize, chosen.map(\.candidate), reserve, season),
            departure: departures[prize.key] ?? "",
            stays: Dictionary(
                uniqueKeysWithValues: robustness.filter { $0.key.prize == prize.key }
                    .map { ($0.key.application, $0.value) }))
    }

    /// Whether somebody is passed over: one who could win the prize, comes before one who is chosen, and wins
    /// nothing else in their stead; or whether the reserve stands in another order.
    private func departs(
        _ prize: SeasonPrize, _ chosen: [RankedApplication], _ reserve: [RankedApplication], _ season: Season
    ) -> Bool {
        let listed = chosen + reserve
        guard listed.allSatisfy(\.isPassing) else { return true }
        let passedOver = contenders.filter { candidate in
            candidate.isPassing && prize.isOpen(to: candidate, in: season)
                && !listed.contains { $0.publicID == candidate.publicID }
                && !wins(candidate, asManyAs: season.rules.outcomes.prizesPerApplication)
        }
        let isPassed = passedOver.contains { other in listed.contains { other.precedes($0) } }
        let isMixed = reserve.contains { other in chosen.contains { other.precedes($0) } }
        let isTurned = zip(reserve, reserve.dropFirst()).contains { $1.precedes($0) }
        return isPassed || isMixed || isTurned
    }

    private func wins(_ candidate: RankedApplication, asManyAs most: Int) -> Bool {
        let item = items.first { $0.publicID == candidate.publicID }
        return item.map { $0.prizes.count >= most } ?? false
    }

    /// Without the pools from which somebody keeps away, and all that is in them.
    func without(_ hidden: Set<String>, in season: Season) -> DecisionContents {
        guard !hidden.isEmpty else { return self }
        return DecisionContents(
            decision: decision,
            items: items.filter { item in
                item.prizes.isEmpty || decision.gate == .finalists
                    ? !openPools(to: item.candidate, season).isSubset(of: hidden)
                    : hidden.isDisjoint(with: item.prizes)
            },
            reserves: reserves.filter { !hidden.contains($0.key) },
            departures: departures.filter { !hidden.contains($0.key) },
            contenders: contenders.filter { !openPools(to: $0, season).isSubset(of: hidden) },
            passedOver: passedOver.filter { !hidden.contains($0.key) }, ranking: ranking,
            robustness: robustness)
    }

    private func openPools(to candidate: RankedApplication, _ season: Season) -> Set<String> {
        decision.gate.pools(of: candidate, in: season)
    }
}

extension Gate {
    /// The keys of the pools in which an application may be chosen.
    func pools(of candidate: RankedApplication, in season: Season) -> Set<String> {
        switch self {
        case .finalists: [candidate.nomination]
        case .laureates:
            Set(season.rules.prizes.filter { $0.isOpen(to: candidate, in: season) }.map(\.key))
        }
    }
}

/// Where a member of the directorate keeps away: the pools that hold somebody too close to them, and those in
/// which they stepped aside.
enum MemberConflicts {
    static func pools(
        for member: ID<Person>, in decision: Decision, of season: Season, _ tx: Transaction
    ) throws -> Set<String> {
        let close = try candidates(for: member, at: decision.gate, in: season.id, tx)
            .filter { decision.gate == .finalists || $0.state != .admitted }
        let recused = try tx.rows(
            """
            SELECT DISTINCT pool FROM decision_voice
            WHERE decision_id = \(decision.id) AND person_id = \(member) AND voice = 'recused'
            """)
        let stepped: [String] = try recused.map { try $0.only() }
        return close.reduce(into: Set(stepped)) {
            $0.formUnion(decision.gate.pools(of: $1, in: season))
        }
    }

    /// The applications with which a member has a conflict that stands.
    static func candidates(
        for member: ID<Person>, at gate: Gate, in season: ID<Season>, _ tx: Transaction
    ) throws -> [RankedApplication] {
        let rows = try tx.rows(
            """
            SELECT \(RankedApplication.columns) FROM application \(RankedApplication.joins(gate))
            WHERE application.season_id = \(season)
                AND application.state IN ('admitted', 'finalist', 'laureate') 
                AND \(Impartiality.isConflicted("\(member)"))
            ORDER BY application.id
            """)
        return try rows.map(RankedApplication.init)
    }
}
