/// Finds out why reviews are lacking: the sets of applications that want more than their candidates can give.
///
/// Where as many reviews are assigned as possible, the applications and jurors that can be reached from a
/// lacking application, over pairs that might be chosen and then over pairs that might be given up, are the
/// source side of a minimum cut (Ford and Fulkerson 1956). Everything reached from one application is the
/// least such set; sets that overlap are one. Jurors whom fixed pairs fill are reached as well: they have no
/// place to give up, but could be given one. Sets that would share such a place are one, too.
struct ShortageSearch {
    private let standing: Standing
    private let problem: AssignmentProblem
    private let shortfall: [Int]
    private var isReached: [Bool]
    /// The application from which each juror was reached first.
    private var firstSeekers: [Int?]

    static func shortages(of standing: Standing) -> [Shortage] {
        var search = ShortageSearch(standing)
        return search.shortages()
    }

    /// Which jurors with places would make up for a lacking review if they had one more. Those without any
    /// are in no market, and have no price.
    static func jurorsWhoCouldHelp(_ standing: Standing) -> [Bool] {
        var search = ShortageSearch(standing)
        var sets = DisjointSets(count: search.shortfall.count)
        search.reachAll(joining: &sets)
        return zip(search.firstSeekers, search.problem.openCapacity).map { $0 != nil && $1 > 0 }
    }

    private init(_ standing: Standing) {
        self.standing = standing
        problem = standing.problem
        shortfall = standing.shortfall
        isReached = Array(repeating: false, count: problem.openDemand.count)
        firstSeekers = Array(repeating: nil, count: problem.openCapacity.count)
    }

    private mutating func shortages() -> [Shortage] {
        var sets = DisjointSets(count: shortfall.count)
        reachAll(joining: &sets)
        var members: [Int: [Int]] = [:]
        for application in shortfall.indices where isReached[application] {
            members[sets.representative(of: application), default: []].append(application)
        }
        let groups: [[Int]] = members.values.sorted { $0[0] < $1[0] }
        return groups.map { shortage(of: $0) }
    }

    private mutating func reachAll(joining sets: inout DisjointSets) {
        for application in shortfall.indices where shortfall[application] > 0 {
            reach(from: application, joining: &sets)
        }
    }

    /// Walks everything that can be reached and was not before; joins what it meets.
    private mutating func reach(from start: Int, joining sets: inout DisjointSets) {
        var waiting: [Int] = [start]
        isReached[start] = true
        while let application = waiting.popLast() {
            for index in problem.table.row(of: application)
            where problem.isEligible[index] && !standing.isChosen[index] {
                let juror = Int(problem.table.jurors[index])
                if let first = firstSeekers[juror] {
                    sets.join(application, first)
                    continue
                }
                firstSeekers[juror] = application
                for held in standing.ofJuror[juror] {
                    let holder = Int(problem.table.applications[held])
                    sets.join(application, holder)
                    if isReached[holder] { continue }
                    isReached[holder] = true
                    waiting.append(holder)
                }
            }
        }
    }

    private func shortage(of applications: [Int]) -> Shortage {
        var (full, exhausted): (Set<Int>, Set<Int>) = ([], [])
        for application in applications {
            for index in problem.table.row(of: application) where problem.isEligible[index] {
                let juror = Int(problem.table.jurors[index])
                if firstSeekers[juror] != nil { full.insert(juror) } else { exhausted.insert(juror) }
            }
        }
        let needed: Int = applications.reduce(0) { $0 + problem.openDemand[$1] }
        let missing: Int = applications.reduce(0) { $0 + shortfall[$1] }
        return Shortage(
            applications: applications, fullJurors: full.sorted(), exhaustedJurors: exhausted.sorted(),
            needed: needed, places: needed - missing, missing: missing,
            raise: raise(of: full.sorted(), for: applications))
    }

    /// The least raise of these jurors' limits with which the applications have all they want, by halving.
    private func raise(of jurors: [Int], for applications: [Int]) -> Int? {
        let overload: Int = jurors.reduce(0) { max($0, problem.overload[$1]) }
        var (tooLittle, enough) = (0, applications.count + overload)
        guard isEnough(raise: enough, of: jurors, for: applications) else { return nil }
        while enough - tooLittle > 1 {
            let middle: Int = (tooLittle + enough) / 2
            if isEnough(raise: middle, of: jurors, for: applications) {
                enough = middle
            } else {
                tooLittle = middle
            }
        }
        return enough
    }

    /// What other jurors give to the applications they give already.
    private func isEnough(raise: Int, of jurors: [Int], for applications: [Int]) -> Bool {
        let position = Dictionary(uniqueKeysWithValues: zip(jurors, jurors.indices))
        var demand: [Int] = []
        var candidates: [AssignmentProblem.Candidate] = []
        for (row, application) in applications.enumerated() {
            var wanted: Int = problem.openDemand[application]
            for index in problem.table.row(of: application) where problem.isEligible[index] {
                if let juror = position[Int(problem.table.jurors[index])] {
                    candidates.append(.init(application: row, juror: juror, cost: 0))
                } else {
                    wanted -= 1
                }
            }
            demand.append(wanted)
        }
        let capacity: [Int] = jurors.map { max(0, problem.openCapacity[$0] + raise - problem.overload[$0]) }
        let raised = AssignmentProblem(demand: demand, capacity: capacity, candidates: candidates)
        return raised.solve().totalShortfall == 0
    }
}
