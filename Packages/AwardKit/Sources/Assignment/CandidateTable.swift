/// All candidates of a problem by application: columns of numbers, since millions of them are scanned.
struct CandidateTable: Sendable {
    /// Where the candidates of each application begin, and after the last of them, where all end.
    let rowStarts: [Int]
    let applications: [Int32]
    let jurors: [Int32]
    let costs: [Int]

    /// Sorts by application and juror; of a pair given twice the lower cost stands.
    init(_ candidates: [AssignmentProblem.Candidate], applicationCount: Int) {
        let sorted: [AssignmentProblem.Candidate] = Self.sorted(candidates)
        var rowStarts = [Int](repeating: 0, count: applicationCount + 1)
        var (applications, jurors, costs): ([Int32], [Int32], [Int]) = ([], [], [])
        applications.reserveCapacity(sorted.count)
        jurors.reserveCapacity(sorted.count)
        costs.reserveCapacity(sorted.count)
        var last = AssignmentProblem.Pair(application: -1, juror: -1)
        for candidate in sorted where candidate.pair != last {
            last = candidate.pair
            rowStarts[last.application + 1] += 1
            applications.append(Int32(last.application))
            jurors.append(Int32(last.juror))
            costs.append(candidate.cost)
        }
        for application in 0..<applicationCount {
            rowStarts[application + 1] += rowStarts[application]
        }
        self.rowStarts = rowStarts
        self.applications = applications
        self.jurors = jurors
        self.costs = costs
    }

    private init(_ table: CandidateTable, costs: [Int]) {
        rowStarts = table.rowStarts
        applications = table.applications
        jurors = table.jurors
        self.costs = costs
    }

    /// Most callers list candidates in order already.
    private static func sorted(
        _ candidates: [AssignmentProblem.Candidate]
    ) -> [AssignmentProblem.Candidate] {
        func isBefore(
            _ left: AssignmentProblem.Candidate, _ right: AssignmentProblem.Candidate
        ) -> Bool {
            (left.pair.application, left.pair.juror, left.cost)
                < (right.pair.application, right.pair.juror, right.cost)
        }
        for index in candidates.indices.dropFirst() where isBefore(candidates[index], candidates[index - 1]) {
            return candidates.sorted(by: isBefore)
        }
        return candidates
    }

    /// The same pairs at other costs.
    func with(costs: [Int]) -> CandidateTable { CandidateTable(self, costs: costs) }

    var count: Int { jurors.count }

    func row(of application: Int) -> Range<Int> {
        rowStarts[application]..<rowStarts[application + 1]
    }

    func pair(_ index: Int) -> AssignmentProblem.Pair {
        AssignmentProblem.Pair(application: Int(applications[index]), juror: Int(jurors[index]))
    }

    /// Where a pair stands; nil where it is no candidate.
    func index(of pair: AssignmentProblem.Pair) -> Int? {
        var range: Range<Int> = row(of: pair.application)
        while !range.isEmpty {
            let middle: Int = (range.lowerBound + range.upperBound) / 2
            if jurors[middle] == pair.juror { return middle }
            if jurors[middle] < pair.juror {
                range = middle + 1..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        return nil
    }
}
