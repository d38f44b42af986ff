/// The connected parts of the graph of applications and jurors that review them.
struct GraphParts {
    private let partOfApplication: [Int?]
    private let partOfJuror: [Int?]
    /// The applications of each part, the greatest part first.
    let members: [[Int]]

    var count: Int { members.count }

    init(_ standing: Standing) {
        self.init(standing.problem, pairs: standing.pairs)
    }

    /// Applications and jurors without a pair are in no part.
    init(_ problem: AssignmentProblem, pairs: [AssignmentProblem.Pair]) {
        let applications: Int = problem.openDemand.count
        var sets = DisjointSets(count: applications + problem.openCapacity.count)
        var partOfApplication = [Int?](repeating: nil, count: applications)
        var partOfJuror = [Int?](repeating: nil, count: problem.openCapacity.count)
        for pair in pairs { sets.join(pair.application, applications + pair.juror) }
        var members: [Int: [Int]] = [:]
        for pair in pairs {
            let part: Int = sets.representative(of: pair.application)
            if partOfApplication[pair.application] == nil {
                partOfApplication[pair.application] = part
                members[part, default: []].append(pair.application)
            }
            partOfJuror[pair.juror] = part
        }
        self.partOfApplication = partOfApplication
        self.partOfJuror = partOfJuror
        let parts: [[Int]] = members.values.map { $0.sorted() }
        self.members = parts.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    }

    /// All candidates and fixed pairs taken together.
    static func possible(in problem: AssignmentProblem) -> GraphParts {
        let open: [Int] = (0..<problem.table.count).filter { problem.isOpen[$0] }
        return GraphParts(problem, pairs: problem.fixedPairs + open.map { problem.table.pair($0) })
    }

    /// Those of the smallest part first.
    var applicationsOutsideTheGreatest: [Int] { Array(members.dropFirst().reversed().joined()) }

    func part(of application: Int) -> Int? { partOfApplication[application] }

    /// Whether the juror reviews in another part; one who reviews nothing yet joins nothing.
    func isElsewhere(juror: Int, than part: Int?) -> Bool {
        partOfJuror[juror].map { $0 != part } ?? false
    }
}
