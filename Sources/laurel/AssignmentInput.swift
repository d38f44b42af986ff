import Assignment

/// What the files together ask for, in numbers.
struct AssignmentInput {
    let applications: [String]
    let jurors: [String]
    let capacities: [Int]
    let scale: ScoreScale
    /// How many eligible pairs a conflict forbids.
    let forbidden: Int
    /// The earlier pairs whose application and juror are still there.
    let previous: [AssignmentProblem.Pair]
    /// Earlier pairs of which the application or the juror is gone, and which of the two.
    let gone: [(pair: NamedPairs.Pair, reason: String)]
    /// Conflicts whose application has no pairs, so that they forbid nothing.
    let unmatched: [NamedPairs.Pair]
    private let conflicts: Set<AssignmentProblem.Pair>
    /// Without those that a conflict forbids, sorted.
    private let rows: [EligibleFile.Row]

    init(
        _ jurorFile: JurorFile, _ eligible: EligibleFile, conflicts: NamedPairs?, previous: NamedPairs?
    ) {
        func numbered(_ pair: NamedPairs.Pair) -> AssignmentProblem.Pair? {
            guard let application = eligible.applications.known(pair.application),
                let juror = jurorFile.jurors.known(pair.juror)
            else { return nil }
            return AssignmentProblem.Pair(application: application, juror: juror)
        }
        let forbidden = Set((conflicts?.pairs ?? []).compactMap(numbered))
        let rows: [EligibleFile.Row] = eligible.rows.filter {
            forbidden.isEmpty
                || !forbidden.contains(AssignmentProblem.Pair(application: $0.application, juror: $0.juror))
        }
        let earlier: [NamedPairs.Pair] = (previous?.pairs ?? []).sorted()
        unmatched = (conflicts?.pairs ?? []).filter { numbered($0) == nil }.sorted()
        applications = eligible.applications.names
        jurors = jurorFile.jurors.names
        capacities = jurorFile.capacities
        scale = eligible.scale
        self.forbidden = eligible.rows.count - rows.count
        self.conflicts = forbidden
        self.rows = rows
        self.previous = earlier.compactMap(numbered)
        gone = earlier.filter { numbered($0) == nil }.map { pair in
            let isJuror: Bool = jurorFile.jurors.known(pair.juror) == nil
            return (pair, isJuror ? "the juror is not among the jurors" : "the application has no pairs")
        }
    }

    func problem(reviews: Int) -> AssignmentProblem {
        AssignmentProblem(
            demand: Array(repeating: reviews, count: applications.count), capacity: capacities,
            candidates: rows.map { row in
                AssignmentProblem.Candidate(
                    application: row.application, juror: row.juror, cost: -scale.units(row.score))
            })
    }

    func isConflict(_ pair: AssignmentProblem.Pair) -> Bool {
        conflicts.contains(pair)
    }

    /// The scores of pairs as they stand in the file; both are sorted.
    func scores(of pairs: [AssignmentProblem.Pair]) -> [Double] {
        var next = 0
        return pairs.map { pair in
            while (rows[next].application, rows[next].juror) < (pair.application, pair.juror) { next += 1 }
            return rows[next].score
        }
    }
}
