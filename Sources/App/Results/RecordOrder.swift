internal import Platform
internal import Tally

/// The ranking of record: who stands where by the method of a round.
///
/// Ranks count within a nomination and, where scores are calibrated, within a part of the jury, because
/// nothing compares one part with another. Equal scores are told apart by the season's tie-breaks in their
/// order; whoever is still equal shares a place.
struct RecordOrder: Sendable {
    /// How an application stands to what is sought in its nomination.
    enum Standing: String, CaseIterable, Bindable, Sendable {
        /// Among the first.
        case prospective
        /// As good, but its country or region has as many as the rules allow.
        case capped
        /// Behind the first.
        case beyond
        /// Its score does not pass.
        case below
        /// In a part of the jury that cannot be compared with the one in which the places are given.
        case apart
    }

    struct Place: Sendable, Equatable {
        let rank: Int
        let isJoint: Bool
        let passes: Bool
        let standing: Standing
        /// The score of record.
        let score: Rational
        let part: Int
    }

    /// What is ranked, and by what.
    struct Contender: Sendable {
        let entry: RoundEntry
        let region: String?
        let part: Int
        /// The score of record, then the tie-breaks; the greater the better.
        let keys: [Rational]
        let passes: Bool

        var origin: PlaceCaps.Origin { .init(country: entry.country, region: region) }
    }

    private(set) var places: [ID<Application>: Place] = [:]
    /// Nomination by nomination, part by part, the best first.
    private(set) var order: [ID<Application>] = []

    init(_ contenders: [Contender], _ ranking: SeasonRanking) {
        let nominations = Dictionary(grouping: contenders, by: \.entry.nominationKey)
        for (key, contenders) in nominations.sorted(by: { $0.key < $1.key }) {
            let parts = Dictionary(grouping: contenders, by: \.part)
            let sizes = parts.mapValues(\.count).sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
            for (index, part) in sizes.enumerated() {
                let sought = Int(ranking.places[key] ?? 0)
                rank(parts[part.key] ?? [], sought: index == 0 ? sought : nil, ranking)
            }
        }
    }

    /// `sought` is nothing in a part that has no places to give.
    private mutating func rank(_ contenders: [Contender], sought: Int?, _ ranking: SeasonRanking) {
        let sorted = contenders.sorted { one, other in
            if one.keys != other.keys { return other.keys.lexicographicallyPrecedes(one.keys) }
            return one.entry.id.rawValue < other.entry.id.rawValue
        }
        let caps = PlaceCaps(ranking)
        var taken: [PlaceCaps.Origin] = []
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end].keys == sorted[start].keys { end += 1 }
            let group = sorted[start..<end]
            let standings = group.map { standing(of: $0, taken: taken, sought: sought, caps) }
            for (contender, standing) in zip(group, standings) {
                order.append(contender.entry.id)
                places[contender.entry.id] = Place(
                    rank: start + 1, isJoint: group.count > 1, passes: contender.passes, standing: standing,
                    score: contender.keys[0], part: contender.part)
                if standing == .prospective { taken.append(contender.origin) }
            }
            start = end
        }
    }

    /// Those who share a place stand alike: a tie for the last brings more than were sought.
    private func standing(
        of contender: Contender, taken: [PlaceCaps.Origin], sought: Int?, _ caps: PlaceCaps
    ) -> Standing {
        guard let sought else { return .apart }
        if !contender.passes { return .below }
        if taken.count >= sought { return .beyond }
        return caps.isFull(for: contender.origin, among: taken) ? .capped : .prospective
    }
}

extension RecordOrder {
    /// The ranking of counted reviews; `calibrated` and `parts` by application, where there are any.
    init(
        _ applications: [RoundCount.Counted], _ context: RankingContext, kind: RankingKind,
        calibrated: [ID<Application>: Double], parts: [ID<Application>: Int]
    ) {
        let contenders = applications.compactMap { counted -> Contender? in
            guard let summary = counted.result else { return nil }
            let (entry, value) = (counted.entry, calibrated[counted.entry.id])
            let score = kind == .calibrated ? value.map(Self.exact) ?? summary.mean : summary.mean
            let least = context.passing.least(nomination: entry.nominationKey, region: counted.region)
            return Contender(
                entry: entry, region: counted.region,
                part: kind == .calibrated ? parts[entry.id] ?? 0 : 0,
                keys: [score] + context.tieBreaks.map { Self.key($0, counted, summary) },
                passes: least.map { score >= $0 } ?? true)
        }
        self.init(contenders, context.ranking)
    }

    /// To a ten-thousandth of a point: the fit is no finer, so whatever is closer is equal.
    static func exact(_ score: Double) -> Rational {
        Rational(Int((score * 10_000).rounded()), over: 10_000)
    }

    private static func key(
        _ tieBreak: RankingContext.Key, _ counted: RoundCount.Counted, _ summary: Summary
    ) -> Rational {
        switch tieBreak {
        case .criterion(let place): counted.criteria[place]
        case .median: summary.median
        case .reviews: Rational(summary.count)
        // A single score says nothing of its spread, so it does not win by it.
        case .spread: exact(-(summary.standardDeviation ?? 100))
        case .submitted: Rational(-Int(counted.entry.submittedAt?.milliseconds ?? .max / 2))
        }
    }
}

/// What a round ranks by, with everything looked up.
struct RankingContext: Sendable {
    /// A tie-break with its criterion's place in the rubric.
    enum Key: Sendable {
        case criterion(Int)
        case median, reviews, spread, submitted
    }

    let ranking: SeasonRanking
    let passing: PassingScores
    let tieBreaks: [Key]

    init(_ ranking: SeasonRanking, rules: SeasonDocument, criteria: [Criterion]) {
        self.ranking = ranking
        passing = PassingScores(rules)
        tieBreaks = ranking.tieBreaks.compactMap { tieBreak in
            switch tieBreak {
            case .criterion(let key): criteria.firstIndex { $0.key == key }.map(Key.criterion)
            case .median: .median
            case .reviews: .reviews
            case .spread: .spread
            case .submitted: .submitted
            }
        }
    }
}
