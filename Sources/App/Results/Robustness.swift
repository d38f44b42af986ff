internal import Platform

/// How often those whom the ranking of record finds, such as the first of each nomination, are found again
/// when things are a little otherwise.
struct Robustness<Found: Hashable & Sendable>: Sendable {
    struct Stay: Sendable, Equatable {
        var jurorStays = 0
        var weightStays = 0
        /// Nothing where there is no other ranking.
        var isInOther: Bool?
    }

    private(set) var stays: [Found: Stay]
    private(set) var shifts = 0
    let trials: RankingTrials
    private let find: @Sendable (RecordOrder) -> Set<Found>

    var jurors: Int { trials.jurors }

    /// With nothing tried yet, for trying it piece by piece.
    init(_ trials: RankingTrials, find: @escaping @Sendable (RecordOrder) -> Set<Found>) {
        self.trials = trials
        self.find = find
        let other = trials.other().map(find)
        stays = Dictionary(
            uniqueKeysWithValues: find(trials.record()).map { found in
                (found, Stay(isInOther: other?.contains(found)))
            })
    }

    mutating func attempt(_ trial: RankingTrials.Trial) {
        guard let order = trials.order(trial) else { return }
        let found = find(order)
        let again = stays.keys.filter(found.contains)
        switch trial {
        case .without:
            for one in again { stays[one]?.jurorStays += 1 }
        case .weight:
            shifts += 1
            for one in again { stays[one]?.weightStays += 1 }
        }
    }

    /// Everything tried, piece by piece, so that whoever waits for another calculation waits for one piece
    /// only.
    static func calculated(
        _ material: RoundMaterial, find: @escaping @Sendable (RecordOrder) -> Set<Found>
    ) async throws -> Robustness {
        var robustness = try await WorkThreads.calculation.run {
            Robustness(RankingTrials(material), find: find)
        }
        for trial in robustness.trials.trials where !robustness.stays.isEmpty {
            let before = robustness
            robustness = try await WorkThreads.calculation.run {
                var next = before
                next.attempt(trial)
                return next
            }
        }
        return robustness
    }
}

extension RecordOrder {
    /// Those among the first of their nominations.
    var prospective: Set<ID<Application>> {
        Set(places.filter { $0.value.standing == .prospective }.keys)
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
        let robustness = try await Robustness.calculated(material) { $0.prospective }
        let now = laurel.clock()
        return { tx in
            guard try Self.isCurrent(round, countedAt, tx) else { return }
            try robustness.store(for: round, at: now, tx)
        }
    }

    /// Whether the round was not counted again since; then another job is on its way.
    private static func isCurrent(_ round: ID<Round>, _ countedAt: Instant, _ tx: Transaction) throws -> Bool
    {
        try RoundResult.of(round, tx)?.countedAt == countedAt
    }
}

extension Robustness where Found == ID<Application> {
    fileprivate func store(for round: ID<Round>, at moment: Instant, _ tx: Transaction) throws {
        try tx.run("DELETE FROM robustness WHERE round_id = \(round)")
        try tx.run("DELETE FROM robustness_report WHERE round_id = \(round)")
        let leaving = stays.values.count { $0.isInOther == false }
        try tx.run(
            """
            INSERT INTO robustness_report (round_id, computed_at, jurors, shifts, changes_by_other)
            VALUES (\(round), \(moment), \(jurors), \(shifts), \(leaving))
            """)
        for rows in Results.batches(stays.map { values(of: $0, $1, in: round) }) {
            try tx.run(
                """
                INSERT INTO robustness (round_id, application_id, juror_trials, juror_stays, weight_trials,
                    weight_stays, stays_in_other)
                VALUES \(rows)
                """)
        }
    }

    private func values(of application: ID<Application>, _ stay: Stay, in round: ID<Round>) -> SQL {
        """
        (\(round), \(application), \(jurors), \(stay.jurorStays), \(shifts), \(stay.weightStays),
        \(stay.isInOther))
        """
    }
}
