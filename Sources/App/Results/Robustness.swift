internal import Calibration
internal import Platform
internal import Tally

/// How a ranking would change if things had been a little otherwise: whether each of the first stays among
/// them without any one juror, with each weight a tenth more or less, and by the ranking that is not the one
/// of record.
struct Robustness: Sendable {
    struct Stay: Sendable, Equatable {
        let application: ID<Application>
        var jurorStays = 0
        var weightStays = 0
        /// Nothing where there is no other ranking.
        var isInOther: Bool?
    }

    /// Those who are among the first by the ranking of record.
    private(set) var stays: [Stay] = []
    let jurors: Int
    private(set) var shifts = 0

    /// One thing that might have been otherwise.
    enum Trial: Sendable {
        case without(ID<Juror>)
        case weight(of: Int, tenths: Int)
    }

    /// What is to be tried.
    let trials: [Trial]
    private let material: RoundMaterial
    private let count: RoundCount
    private let reviewsOf: [ID<Application>: [RoundCount.CountedReview]]

    private var context: RankingContext { material.context }

    /// Everything tried at once.
    init(_ material: RoundMaterial) {
        self.init(beginning: material)
        for trial in trials { attempt(trial) }
    }

    /// With nothing tried yet, for trying it piece by piece.
    init(beginning material: RoundMaterial) {
        self.material = material
        count = material.count()
        let all = count.jurors.map(\.juror)
        jurors = all.count
        reviewsOf = Dictionary(grouping: count.reviews, by: \.application)
        let shifts = material.rubric.criteria.indices.flatMap { place -> [Trial] in
            [.weight(of: place, tenths: 9), .weight(of: place, tenths: 11)]
        }
        trials = all.map(Trial.without) + shifts
        let kind = material.context.ranking.ofRecord
        let record = first(of: count.applications, count.reviews, kind)
        let other = first(of: count.applications, count.reviews, kind == .raw ? .calibrated : .raw)
        let isOther = other.isCalibrated || record.isCalibrated
        stays = record.found.sorted { $0.rawValue < $1.rawValue }.map { application in
            Stay(application: application, isInOther: isOther ? other.found.contains(application) : nil)
        }
    }

    mutating func attempt(_ trial: Trial) {
        let kind = context.ranking.ofRecord
        switch trial {
        case .without(let juror): drop(juror, kind)
        case .weight(let place, let tenths): shift(weightAt: place, toTenths: tenths, kind)
        }
    }

    /// An application that nobody else reviewed has no score left, and so does not stay.
    private mutating func drop(_ juror: ID<Juror>, _ kind: RankingKind) {
        let touched = Set(count.reviews.filter { $0.juror == juror }.map(\.application))
        let counted = count.applications.map { own -> RoundCount.Counted in
            guard own.result != nil, touched.contains(own.entry.id) else { return own }
            let others = (reviewsOf[own.entry.id] ?? []).filter { $0.juror != juror }
            return RoundCount.Counted(own.entry, region: own.region, others, least: 1)
        }
        let reviews = kind == .raw ? [] : count.reviews.filter { $0.juror != juror }
        let found = first(of: counted, reviews, kind).found
        for index in stays.indices where found.contains(stays[index].application) {
            stays[index].jurorStays += 1
        }
    }

    private mutating func shift(
        weightAt place: Int, toTenths tenths: Int, _ kind: RankingKind
    ) {
        let (criteria, scale) = (material.rubric.criteria, material.rubric.scale)
        let shifted = criteria.enumerated().map { index, criterion in
            Rubric.Criterion(weight: criterion.rule.weight * (index == place ? tenths : 10), scale: scale)
        }
        guard let scoring = try? Rubric(shifted) else { return }
        let count = RoundCount(
            rules: material.rules, scoring: scoring, entries: material.entries, reviews: material.reviews)
        let found = first(of: count.applications, count.reviews, kind).found
        shifts += 1
        for index in stays.indices where found.contains(stays[index].application) {
            stays[index].weightStays += 1
        }
    }

    private func first(
        of counted: [RoundCount.Counted], _ reviews: [RoundCount.CountedReview], _ kind: RankingKind
    ) -> (found: Set<ID<Application>>, isCalibrated: Bool) {
        var values: [ID<Application>: Double] = [:]
        var parts: [ID<Application>: Int] = [:]
        if kind == .calibrated {
            let numbered = NumberedScores(counted, reviews)
            let calibrated = CalibratedScores(
                of: numbered.scores, applicationCount: numbered.applications.count,
                jurorCount: numbered.jurors.count, nominations: numbered.nominations,
                minimum: context.ranking.minimum)
            for (index, application) in numbered.applications.enumerated() {
                values[application] = calibrated.values[index]
                parts[application] = calibrated.components[index]
            }
        }
        let order = RecordOrder(counted, context, kind: kind, calibrated: values, parts: parts)
        let found = order.places.filter { $0.value.standing == .prospective }
        return (Set(found.keys), !values.isEmpty)
    }
}

/// Counts how robust a round is after it was counted, and stores that with its results.
struct RobustnessJob: Sendable {
    static let kind: StaticString = "robustness"
    static let kindName = "robustness"
    let laurel: Laurel

    static func payload(_ round: ID<Round>, countedAt: Instant) -> [String: JSON] {
        ["round": .integer(round.rawValue), "counted": .integer(countedAt.milliseconds)]
    }

    @Sendable func perform(_ job: Job) async throws -> JobRunner.Outcome {
        guard let number = job.payload["round"]?.int, let counted = job.payload["counted"]?.int else {
            return { _ in }
        }
        let (round, countedAt) = (ID<Round>(rawValue: Int64(number)), Instant(milliseconds: Int64(counted)))
        let rules = laurel.rules
        let material = try await laurel.database.read { tx -> RoundMaterial? in
            guard try Self.isCurrent(round, countedAt, tx) else { return nil }
            return try RoundMaterial(Round.find(round, tx), rules, tx)
        }
        guard let material else { return { _ in } }
        let robustness = try await Self.robustness(material)
        let now = laurel.clock()
        return { tx in
            guard try Self.isCurrent(round, countedAt, tx) else { return }
            try robustness.store(for: round, at: now, tx)
        }
    }

    /// Piece by piece, so that whoever waits for another calculation waits for one piece only.
    private static func robustness(_ material: RoundMaterial) async throws -> Robustness {
        var robustness = try await WorkThreads.calculation.run { Robustness(beginning: material) }
        for trial in robustness.trials where !robustness.stays.isEmpty {
            let before = robustness
            robustness = try await WorkThreads.calculation.run {
                var next = before
                next.attempt(trial)
                return next
            }
        }
        return robustness
    }

    /// Whether the round was not counted again since; then another job is on its way.
    private static func isCurrent(_ round: ID<Round>, _ countedAt: Instant, _ tx: Transaction) throws -> Bool
    {
        try RoundResult.of(round, tx)?.countedAt == countedAt
    }
}

extension Robustness {
    fileprivate func store(for round: ID<Round>, at moment: Instant, _ tx: Transaction) throws {
        try tx.run("DELETE FROM robustness WHERE round_id = \(round)")
        try tx.run("DELETE FROM robustness_report WHERE round_id = \(round)")
        let leaving = stays.count { $0.isInOther == false }
        try tx.run(
            """
            INSERT INTO robustness_report (round_id, computed_at, jurors, shifts, changes_by_other)
            VALUES (\(round), \(moment), \(jurors), \(shifts), \(leaving))
            """)
        for rows in Results.batches(stays.map { values(of: $0, in: round) }) {
            try tx.run(
                """
                INSERT INTO robustness (round_id, application_id, juror_trials, juror_stays, weight_trials,
                    weight_stays, stays_in_other)
                VALUES \(rows)
                """)
        }
    }

    private func values(of stay: Stay, in round: ID<Round>) -> SQL {
        """
        (\(round), \(stay.application), \(jurors), \(stay.jurorStays), \(shifts), \(stay.weightStays),
        \(stay.isInOther))
        """
    }
}
