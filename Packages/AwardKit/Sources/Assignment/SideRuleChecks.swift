extension SideRuleReport {
    init(_ rules: SideRules, _ standing: Standing) {
        let problem: AssignmentProblem = standing.problem
        let pairs = Set(standing.pairs)
        var unmet: [Unmet] = []
        var fewestUnmet = 0
        for (position, requirement) in rules.requirements.enumerated() {
            let kind = Set(requirement.jurors)
            for application in requirement.applications where problem.wantsReviews(application) {
                let has: Bool = kind.contains { pairs.contains(.init(application: application, juror: $0)) }
                if has { continue }
                unmet.append(Unmet(requirement: position, application: application))
                let row: Range<Int> = problem.table.row(of: application)
                let could: Bool = row.contains {
                    problem.isOpen[$0] && kind.contains(Int(problem.table.jurors[$0]))
                }
                if !could { fewestUnmet += 1 }
            }
        }
        let fixed = Set(problem.fixedPairs)
        let broken: [SideRules.Exclusion] = rules.exclusions.filter {
            pairs.contains($0.one) && pairs.contains($0.other)
        }
        self.init(
            unmet: unmet, fewestUnmet: fewestUnmet, broken: broken,
            fewestBroken: broken.count { fixed.contains($0.one) && fixed.contains($0.other) },
            tooOften: Self.tooOften(standing.pairs, rules.mostTogether),
            parts: Self.parts(standing.pairs, of: problem),
            fewestParts: Self.parts(Self.allPairs(of: problem), of: problem).count)
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

    private static func allPairs(of problem: AssignmentProblem) -> [AssignmentProblem.Pair] {
        let open: [Int] = (0..<problem.table.count).filter { problem.isOpen[$0] }
        return problem.fixedPairs + open.map { problem.table.pair($0) }
    }

    /// The parts into which pairs connect applications, the greatest first.
    private static func parts(_ pairs: [AssignmentProblem.Pair], of problem: AssignmentProblem) -> [[Int]] {
        let applications: Int = problem.openDemand.count
        var sets = DisjointSets(count: applications + problem.openCapacity.count)
        var isReviewed = [Bool](repeating: false, count: applications)
        for pair in pairs {
            isReviewed[pair.application] = true
            sets.join(pair.application, applications + pair.juror)
        }
        var parts: [Int: [Int]] = [:]
        for application in isReviewed.indices where isReviewed[application] {
            parts[sets.representative(of: application), default: []].append(application)
        }
        return parts.values.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    }
}
