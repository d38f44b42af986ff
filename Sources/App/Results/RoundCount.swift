internal import Platform
internal import Tally

/// An application that was before the jury.
struct RoundEntry: Sendable, Equatable {
    let id: ID<Application>
    let nomination: ID<Nomination>
    let nominationKey: String
    let country: String
    var submittedAt: Instant?

    static func all(of round: Round, _ tx: Transaction) throws -> [RoundEntry] {
        let rows = try tx.rows(
            """
            SELECT application.id, application.nomination_id, nomination.key, application.country,
                   application.submitted_at
            FROM application JOIN nomination ON nomination.id = application.nomination_id
            WHERE \(round.judges) ORDER BY application.id
            """)
        return try rows.map { row in
            RoundEntry(
                id: try row["id"], nomination: try row["nomination_id"], nominationKey: try row["key"],
                country: try row["country"], submittedAt: try row["submitted_at"])
        }
    }
}

/// What a round comes to, counted from its reviews and nothing else.
struct RoundCount: Sendable {
    struct Counted: Sendable {
        let entry: RoundEntry
        let region: String?
        /// The lowest first.
        let scores: [Rational]
        /// The raw figures; nothing without a review.
        let summary: Summary?
        /// Whether there are as many reviews as the rules ask for.
        let isEnough: Bool
        /// The mean marks, in the order of the rubric's criteria; none without a review.
        let criteria: [Rational]
        var rank: Int?
        var isPassing = false
        var scorePlace = 0
        var spreadPlace = 0

        /// What is ranked, held against passing marks and calibrated: the raw figures, where they are enough.
        var result: Summary? { isEnough ? summary : nil }
    }

    struct CountedReview: Sendable {
        let application: ID<Application>
        let juror: ID<Juror>
        let marks: [Int?]
        let score: Rational
    }

    struct CountedJuror: Sendable {
        let juror: ID<Juror>
        let scores: [Rational]
        let summary: Summary
        var place = 0
    }

    /// By score, the best first; those without a result at the end, by score as well.
    private(set) var applications: [Counted]
    /// By mean, the most lenient first.
    private(set) var jurors: [CountedJuror]
    let reviews: [CountedReview]
    /// Of all scores.
    let mean: Double?

    var ranked: Int { applications.count { $0.rank != nil } }
    var passing: Int { applications.count(where: \.isPassing) }

    init(rules: SeasonDocument, scoring: Rubric, entries: [RoundEntry], reviews marks: [ReviewMarks]) {
        // A mark that is missing has no stand-in, so such a review counts nowhere.
        reviews = marks.compactMap { review in
            guard let score = try? scoring.score(of: review.marks) else { return nil }
            return CountedReview(
                application: review.application, juror: review.juror, marks: review.marks, score: score)
        }
        mean = Summary(of: reviews.map(\.score))?.mean.doubleValue
        let byApplication = Dictionary(grouping: reviews, by: \.application)
        let regions = rules.regionsByCountry
        let least = rules.jury.minimumReviews
        applications = entries.map { entry in
            Counted(entry, region: regions[entry.country], byApplication[entry.id] ?? [], least: least)
        }
        jurors = Self.ordered(Dictionary(grouping: reviews, by: \.juror).mapValues { $0.map(\.score) })
        rank()
        pass(PassingScores(rules))
        place()
    }

    private static func ordered(_ scores: [ID<Juror>: [Rational]]) -> [CountedJuror] {
        let counted = scores.compactMap { juror, scores in
            Summary(of: scores).map { CountedJuror(juror: juror, scores: scores.sorted(), summary: $0) }
        }
        var jurors = counted.sorted { one, other in
            (other.summary.mean, one.juror.rawValue) < (one.summary.mean, other.juror.rawValue)
        }
        for index in jurors.indices { jurors[index].place = index + 1 }
        return jurors
    }

    /// Within each nomination; exactly equal means share a rank.
    private mutating func rank() {
        let indices = applications.indices.filter { applications[$0].result != nil }
        let pools = Dictionary(grouping: indices) { applications[$0].entry.nomination }
        for pool in pools.values {
            let means: [Rational] = pool.compactMap { applications[$0].result?.mean }
            for (index, rank) in zip(pool, competitionRanks(of: means)) {
                applications[index].rank = rank
            }
        }
    }

    private mutating func pass(_ passing: PassingScores) {
        for index in applications.indices {
            let counted = applications[index]
            guard let mean = counted.result?.mean else { continue }
            let least = passing.least(nomination: counted.entry.nominationKey, region: counted.region)
            applications[index].isPassing = least.map { mean >= $0 } ?? true
        }
    }

    /// Says anew who passes, where another score than the raw mean is of record.
    mutating func pass(_ passing: Set<ID<Application>>) {
        for index in applications.indices {
            applications[index].isPassing = passing.contains(applications[index].entry.id)
        }
    }

    /// A mean of few reviews is none to be compared with: whatever has no result follows all that have one.
    private mutating func place() {
        let none: Rational = -1
        let spreads = applications.map { $0.summary?.standardDeviation ?? -1 }
        let bySpread = applications.indices.sorted { (-spreads[$0], $0) < (-spreads[$1], $1) }
        for (place, index) in bySpread.enumerated() { applications[index].spreadPlace = place + 1 }
        applications.sort { one, other in
            if one.isEnough != other.isEnough { return one.isEnough }
            let (left, right) = (one.summary?.mean ?? none, other.summary?.mean ?? none)
            return (right, one.entry.id.rawValue) < (left, other.entry.id.rawValue)
        }
        for index in applications.indices { applications[index].scorePlace = index + 1 }
    }
}

extension RoundCount.Counted {
    /// `least` is how many reviews make a result.
    init(_ entry: RoundEntry, region: String?, _ reviews: [RoundCount.CountedReview], least: Int) {
        let scores = reviews.map(\.score).sorted()
        self.init(
            entry: entry, region: region, scores: scores, summary: Summary(of: scores),
            isEnough: scores.count >= least, criteria: Self.means(reviews))
    }

    private static func means(_ reviews: [RoundCount.CountedReview]) -> [Rational] {
        let criteria: Range<Int> = 0..<(reviews.first?.marks.count ?? 0)
        return criteria.map { criterion in
            let sum: Int = reviews.reduce(0) { $0 + ($1.marks[criterion] ?? 0) }
            return Rational(sum, over: reviews.count)
        }
    }
}

/// The least score, from 0 to 100, with which one may be a finalist.
struct PassingScores: Sendable {
    private let rules: SeasonDocument

    init(_ rules: SeasonDocument) {
        self.rules = rules
    }

    /// The lowest among the prizes that one enters for; nothing where none asks for one.
    func least(nomination: String, region: String?) -> Rational? {
        let prizes = rules.prizes.filter { $0.nominations.contains(nomination) }
        let marks = prizes.compactMap { prize in
            region.flatMap { prize.regionalPassingScores[$0] } ?? prize.passingScore
        }
        return marks.min().map(score)
    }

    /// A mark on the rubric's scale, taken to a thousandth, as a score.
    private func score(_ mark: Double) -> Rational {
        let (minimum, maximum) = (rules.rubric.minimum, rules.rubric.maximum)
        let thousandths = Int((mark * 1_000).rounded())
        return Rational(100 * (thousandths - 1_000 * minimum), over: 1_000 * max(1, maximum - minimum))
    }
}

extension SeasonDocument {
    /// The key of the region of each country, to look many up.
    var regionsByCountry: [String: String] {
        var found: [String: String] = [:]
        for region in regions {
            for country in region.countries { found[country.code] = region.key }
        }
        return found
    }
}
