import Assignment
import Platform

/// What an assignment came to, as a table, as JSON and in a few sentences.
struct AssignReport {
    private let outcome: AssignmentOutcome
    private let input: AssignmentInput
    private let objective: Assign.Objective
    private let reviews: Int
    private let duration: Duration
    private let scores: [Double]

    init(
        _ outcome: AssignmentOutcome, _ input: AssignmentInput, objective: Assign.Objective, reviews: Int,
        duration: Duration
    ) {
        self.outcome = outcome
        self.input = input
        self.objective = objective
        self.reviews = reviews
        self.duration = duration
        scores = input.scores(of: outcome.pairs)
    }

    /// Sorted by application and juror.
    var assignment: Table {
        Table(
            columns: ["application", "juror", "score"],
            rows: zip(outcome.pairs, scores).map { pair, score in
                [
                    .text(input.applications[pair.application]), .text(input.jurors[pair.juror]),
                    .number(score),
                ]
            })
    }

    private var isOptimal: Bool {
        outcome.isComplete && outcome.total.isProvenBest
            && (objective == .sum || outcome.worstServed.isProvenBest)
    }

    var json: JSON {
        let status = outcome.isComplete ? (isOptimal ? "optimal" : "feasible") : "impossible"
        var fields: [String: JSON] = [
            "status": .string(status),
            "objective": .string(objective.rawValue),
            "explanation": .string(why),
            "applications": .integer(Int64(input.applications.count)),
            "jurors": .integer(Int64(input.jurors.count)),
            "reviews": .integer(Int64(reviews)),
            "forbiddenByConflict": .integer(Int64(input.forbidden)),
            "conflictsUnmatched": .array(unmatched),
            "solveSeconds": .number(duration / .seconds(1)),
            "scoreUnit": .number(input.scale.score(1)),
            "scoresRounded": .bool(!input.scale.isExact),
            "loads": .array(loads),
            "kept": .integer(Int64(outcome.kept)),
            "moved": .array(moved),
            "optimal": .bool(isOptimal),
        ]
        let isComplete: Bool = outcome.isComplete
        fields["totalScore"] = isComplete ? .number(totalScore) : .null
        fields["bound"] = isComplete ? score(outcome.total.bound) : .null
        fields["gap"] = isComplete ? score(outcome.total.gap) : .null
        fields["worstServed"] = isComplete ? score(outcome.worstServed.value) : .null
        fields["worstServedBound"] = isComplete ? score(outcome.worstServed.bound) : .null
        fields["worstServedGap"] = isComplete ? score(outcome.worstServed.gap) : .null
        fields["worstServedApplications"] = isComplete ? names(worstServed) : .array([])
        fields["components"] = isComplete ? .array(components) : .array([])
        fields["fewestComponents"] = isComplete ? .integer(Int64(outcome.rules.fewestParts)) : .null
        fields["componentsGap"] = isComplete ? .integer(Int64(partsGap)) : .null
        fields["shortages"] = .array(outcome.shortages.map(shortage))
        return .object(fields)
    }

    private var unmatched: [JSON] {
        input.unmatched.map { ["application": .string($0.application), "juror": .string($0.juror)] }
    }

    private func score(_ units: Int) -> JSON { .number(input.scale.score(units)) }

    private func names(_ applications: [Int]) -> JSON {
        .array(applications.map { .string(input.applications[$0]) })
    }

    /// In units where these are exact, else the scores as they were given.
    private var totalScore: Double {
        guard !input.scale.isExact else { return input.scale.score(outcome.total.value) }
        return scores.reduce(0, +)
    }

    private var worstServed: [Int] {
        var sums = [Int](repeating: 0, count: input.applications.count)
        for (pair, score) in zip(outcome.pairs, scores) { sums[pair.application] += input.scale.units(score) }
        return sums.indices.filter { sums[$0] == outcome.worstServed.value }
    }

    private var loads: [JSON] {
        var loads = [Int64](repeating: 0, count: input.jurors.count)
        for pair in outcome.pairs { loads[pair.juror] += 1 }
        return loads.enumerated().map { juror, load in
            [
                "juror": .string(input.jurors[juror]), "load": .integer(load),
                "capacity": .integer(Int64(input.capacities[juror])),
            ]
        }
    }

    private var components: [JSON] {
        var parts = [Int](repeating: 0, count: input.applications.count)
        for (part, applications) in outcome.rules.parts.enumerated() {
            for application in applications { parts[application] = part }
        }
        var jurors = [Set<Int>](repeating: [], count: outcome.rules.parts.count)
        for pair in outcome.pairs { jurors[parts[pair.application]].insert(pair.juror) }
        return zip(outcome.rules.parts, jurors).map { applications, jurors in
            [
                "applications": names(applications),
                "jurors": .array(jurors.sorted().map { .string(input.jurors[$0]) }),
            ]
        }
    }

    private var moved: [JSON] {
        let stated: [(NamedPairs.Pair, String)] = outcome.moved.map { moved in
            let pair = NamedPairs.Pair(
                application: input.applications[moved.pair.application],
                juror: input.jurors[moved.pair.juror])
            return (pair, reason(moved))
        }
        let all = (stated + input.gone).sorted { first, second in
            (first.0.application, first.0.juror) < (second.0.application, second.0.juror)
        }
        return all.map { pair, reason in
            [
                "application": .string(pair.application), "juror": .string(pair.juror),
                "reason": .string(reason),
            ]
        }
    }

    private func reason(_ moved: MovedPair) -> String {
        switch moved.reason {
        case .notCandidate:
            input.isConflict(moved.pair) ? "a conflict forbids the pair" : "the pair is not eligible any more"
        case .overCapacity: "the juror takes fewer reviews than before"
        case .overDemand: "the application gets fewer reviews than before"
        case .neededElsewhere: "the juror's place is needed elsewhere"
        }
    }
}

extension AssignReport {
    /// How it went, for people.
    var why: String {
        guard outcome.isComplete else {
            let shown: [String] = outcome.shortages.prefix(5).map(AssignmentShortage(input).sentence)
            let rest: Int = outcome.shortages.count - shown.count
            let more: [String] = rest > 0 ? ["\(rest) more such shortages stand in the report."] : []
            return (["It cannot be done."] + shown + more).joined(separator: " ")
        }
        return [found, fairness, parts, kept, strangers].compactMap(\.self).joined(separator: " ")
    }

    private func text(_ units: Int) -> String { JSON.number(input.scale.score(units)).canonical }

    private var found: String {
        let proof: String =
            outcome.total.isProvenBest
            ? "proven the best" : "at most \(text(outcome.total.gap)) below the best"
        let total: String = JSON.number(totalScore).canonical
        return "\(outcome.pairs.count) reviews of \(input.applications.count) applications assigned; "
            + "the total of \(total) is \(proof)."
    }

    private var fairness: String? {
        guard objective == .fair else { return nil }
        let proof: String =
            outcome.worstServed.isProvenBest
            ? "proven the best" : "at most \(text(outcome.worstServed.gap)) below the best"
        return "The worst-served application has \(text(outcome.worstServed.value)), which is \(proof)."
    }

    private var partsGap: Int { outcome.rules.parts.count - outcome.rules.fewestParts }

    private var parts: String? {
        guard outcome.rules.parts.count > 1 else { return nil }
        let proof: String =
            partsGap == 0
            ? "no assignment has fewer" : "no assignment has fewer than \(outcome.rules.fewestParts)"
        let count: Int = outcome.rules.parts.count
        return "The reviews fall into \(count) parts that no common juror connects; \(proof)."
    }

    private var kept: String? {
        let movedCount: Int = outcome.moved.count + input.gone.count
        guard outcome.kept + movedCount > 0 else { return nil }
        return "\(outcome.kept) earlier pairs stay, \(movedCount) moved."
    }

    /// A misspelt application would otherwise leave its conflict without effect, unseen.
    private var strangers: String? {
        let names: [String] = Set(input.unmatched.map(\.application)).sorted()
        guard !names.isEmpty else { return nil }
        let shown: String = names.prefix(5).map { "“\($0)”" }.joined(separator: ", ")
        let rest: String = names.count > 5 ? " and \(names.count - 5) more" : ""
        return "Conflicts name applications that have no pairs: \(shown)\(rest)."
    }

    private func shortage(_ shortage: Shortage) -> JSON {
        func jurors(_ numbers: [Int]) -> JSON { .array(numbers.map { .string(input.jurors[$0]) }) }
        return [
            "applications": names(shortage.applications), "fullJurors": jurors(shortage.fullJurors),
            "exhaustedJurors": jurors(shortage.exhaustedJurors),
            "needed": .integer(Int64(shortage.needed)), "places": .integer(Int64(shortage.places)),
            "missing": .integer(Int64(shortage.missing)),
            "raise": shortage.raise.map { .integer(Int64($0)) } ?? .null,
            "explanation": .string(AssignmentShortage(input).sentence(shortage)),
        ]
    }
}

/// Puts into words who is lacking, and what would do.
private struct AssignmentShortage {
    private let input: AssignmentInput

    init(_ input: AssignmentInput) {
        self.input = input
    }

    func sentence(_ shortage: Shortage) -> String {
        let count: Int = shortage.applications.count
        let applications: String = count == 1 ? "1 application" : "\(count) applications"
        let named: String = list(shortage.applications, input.applications)
        return
            "\(applications) (\(named)) need \(shortage.needed) reviews, but those who may review them have "
            + "\(shortage.places) places: \(shortage.missing) are missing. \(remedy(shortage))"
    }

    private func remedy(_ shortage: Shortage) -> String {
        let jurors: String =
            shortage.missing == 1
            ? "Add a juror who may review them" : "Add \(shortage.missing) jurors who may review them"
        guard let raise = shortage.raise, !shortage.fullJurors.isEmpty else {
            return "\(jurors), or allow more pairs; higher capacities would not do."
        }
        let named: String = list(shortage.fullJurors, input.jurors)
        return "\(jurors), or raise the capacity of \(named) by \(raise)."
    }

    private func list(_ numbers: [Int], _ names: [String]) -> String {
        let shown: String = numbers.prefix(5).map { "“\(names[$0])”" }.joined(separator: ", ")
        return numbers.count > 5 ? shown + " and \(numbers.count - 5) more" : shown
    }
}
