extension SideRuleReport {
    init(_ rules: SideRules, _ standing: Standing) {
        let problem: AssignmentProblem = standing.problem
        let pairs = Set(standing.pairs)
        var unmet: [Unmet] = []
        var fewestUnmet: [Int] = []
        for (position, requirement) in rules.requirements.enumerated() {
            let kind = Set(requirement.jurors)
            let applications: [Int] = Set(requirement.applications).sorted().filter(problem.wantsReviews)
            let without: [Int] = applications.filter { application in
                !kind.contains { pairs.contains(.init(application: application, juror: $0)) }
            }
            unmet += without.map { Unmet(requirement: position, application: $0) }
            fewestUnmet.append(without.isEmpty ? 0 : problem.fewest(of: applications, without: kind))
        }
        let fixed = Set(problem.fixedPairs)
        let broken: [SideRules.Exclusion] = rules.exclusions.filter {
            pairs.contains($0.one) && pairs.contains($0.other)
        }
        self.init(
            unmet: unmet, fewestUnmet: fewestUnmet, broken: broken,
            fewestBroken: broken.count { fixed.contains($0.one) && fixed.contains($0.other) },
            tooOften: Self.tooOften(standing.pairs, rules.mostTogether),
            fewestTooOften: Self.tooOften(problem.fixedPairs, rules.mostTogether).count,
            parts: GraphParts(standing).members,
            fewestParts: GraphParts.possible(in: problem).count)
    }

    private static func tooOften(_ pairs: [AssignmentProblem.Pair], _ most: Int?) -> [Together] {
        guard let most else { return [] }
        var times: [[Int]: Int] = [:]
        for (one, first) in pairs.enumerated() {
            for second in pairs[(one + 1)...].prefix(while: { $0.application == first.application }) {
                times[[first.juror, second.juror], default: 0] += 1
            }
        }
        let often: [Together] = times.filter { $0.value > most }.map { Together(jurors: $0, times: $1) }
        return often.sorted { ($0.jurors[0], $0.jurors[1]) < ($1.jurors[0], $1.jurors[1]) }
    }
}

extension AssignmentProblem {
    /// How many of the applications cannot have a juror of a kind even if these jurors had nothing else to
    /// do.
    fileprivate func fewest(of applications: [Int], without kind: Set<Int>) -> Int {
        let met = Set(fixedPairs.filter { kind.contains($0.juror) }.map(\.application))
        var demand = [Int](repeating: 0, count: openDemand.count)
        var hopeless = 0
        for application in applications where !met.contains(application) {
            demand[application] = min(1, openDemand[application])
            hopeless += 1 - demand[application]
        }
        let candidates: [Candidate] = (0..<table.count).compactMap { index in
            let pair: Pair = table.pair(index)
            guard isOpen[index], kind.contains(pair.juror) else { return nil }
            return Candidate(application: pair.application, juror: pair.juror, cost: 0)
        }
        let alone = AssignmentProblem(demand: demand, capacity: openCapacity, candidates: candidates)
        return hopeless + MaximumAssignment.lacking(in: alone)
    }
}
