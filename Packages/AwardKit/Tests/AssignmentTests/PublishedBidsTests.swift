import Assignment
import Foundation
import Testing

/// Bids of real conferences, in the folder that LAUREL_SHARED names.
@Suite("conformance", .enabled(if: PublishedBids.folder != nil))
struct PublishedBidsTests {
    /// The best sum is the one reported with the perturbed-maximisation experiments (NeurIPS 2023).
    @Test func reachesTheBestSumOfAAMAS2016() throws {
        let bids = try PublishedBids(named: "aamas2016")
        #expect((bids.papers, bids.reviewers) == (442, 161))
        let (problem, solution) = solve(bids)
        #expect(solution.pairs.count == 1_326)
        #expect(Double(-solution.cost) / 100 == 933.75)
        #expect(problem.lowerBound(jurorPrices: solution.jurorPrices) == solution.cost)
    }

    /// The fairest reported with the same experiments, at the best total reported for it.
    @Test func servesTheWorstServedOfAAMAS2016BestAndProvesIt() throws {
        let bids = try PublishedBids(named: "aamas2016")
        let fairest = bids.problem.assign(AssignmentPolicy(objective: .fair))
        print("aamas2016, fair: \(fairest.worstServed), total \(fairest.total)")
        #expect(fairest.worstServed == Bounded(value: 100, bound: 100))
        #expect(fairest.total.value >= 93_250)
        #expect(fairest.total.bound <= 93_300)
        #expect(fairest.isComplete)
    }

    @Test(arguments: ["preflib1", "preflib2", "preflib3"])
    func provesTheBestSum(name: String) throws {
        let bids = try PublishedBids(named: name)
        let (problem, solution) = solve(bids)
        #expect(solution.pairs.count == 3 * bids.papers)
        #expect(problem.lowerBound(jurorPrices: solution.jurorPrices) == solution.cost)
    }

    private func solve(_ bids: PublishedBids) -> (AssignmentProblem, AssignmentSolution) {
        let problem = bids.problem
        let clock = ContinuousClock()
        let start: ContinuousClock.Instant = clock.now
        let solution = problem.solve()
        print(
            "\(bids.name): \(bids.papers) papers, \(bids.reviewers) reviewers, solved in \(clock.now - start)"
        )
        return (problem, solution)
    }
}

/// A dense matrix of bids: a line "papers reviewers", then a row of decimals for each paper.
struct PublishedBids {
    static let folder: String? = ProcessInfo.processInfo.environment["LAUREL_SHARED"]

    let name: String
    let papers: Int
    let reviewers: Int
    /// Every pair, at minus the bid in hundredths.
    let candidates: [Candidate]

    /// Three reviews a paper, at most ten a reviewer.
    var problem: AssignmentProblem {
        AssignmentProblem(
            demand: Array(repeating: 3, count: papers), capacity: Array(repeating: 10, count: reviewers),
            candidates: candidates)
    }

    init(named name: String) throws {
        let folder: String = try #require(Self.folder)
        let text = try String(contentsOfFile: "\(folder)/data/assignment/\(name).in", encoding: .utf8)
        let lines: [Substring] = text.split(whereSeparator: \.isNewline)
        let sizes: [Int] = lines[0].split(separator: " ").compactMap { Int($0) }
        self.name = name
        (papers, reviewers) = (sizes[0], sizes[1])
        var candidates: [Candidate] = []
        for (paper, line) in lines.dropFirst().enumerated() {
            for (reviewer, word) in line.split(separator: " ").enumerated() {
                let bid: Double = try #require(Double(word))
                let cost = -Int((bid * 100).rounded())
                candidates.append(Candidate(application: paper, juror: reviewer, cost: cost))
            }
        }
        try #require(candidates.count == papers * reviewers)
        self.candidates = candidates
    }
}
