/// Chooses which pair to ask about next, so that few answers put the items in order.
///
/// Two items are in the wrong order with a chance that depends on their difference and its variance. The
/// pair is asked whose answer is expected to lower the sum of those chances most: what the answer does to
/// the variance of every difference, weighted by how likely the two items are as good as equal and by how
/// fast a smaller variance then helps. (The weighted A-optimality of experimental design; compare Chaloner
/// and Verdinelli, *Bayesian experimental design: a review*, 1995.)
///
/// Pairs asked for one after another take each other into account, so that many people can be asked at once:
/// what an answer tells is known before it is given. After new answers, make a new one from a new fit.
public struct PairChoice: Sendable {
    private let strengths: [Double]
    private let judges: JudgeTable
    private let averageJudge: Int
    private var covariance: SquareMatrix

    /// More items than this take too long to weigh against each other.
    public static let largestItemCount = 1_000

    /// - Precondition: there are at most `largestItemCount` items.
    public init(_ model: PairwiseModel) {
        precondition(model.strengths.count <= Self.largestItemCount, "there are too many items")
        strengths = model.strengths
        judges = JudgeTable(model.parameters, model.posterior)
        averageJudge = model.posterior.layout.judges
        covariance = StrengthPrecision(model).covariance()
    }

    /// The next pair, its sides drawn by lot; nil where no pair is allowed. Equally useful pairs are drawn by
    /// lot too.
    ///
    /// A pair is allowed or not whichever way round: it is asked with the smaller number first.
    public mutating func next(
        where isAllowed: (Int, Int) -> Bool = { _, _ in true },
        using generator: inout some RandomNumberGenerator
    ) -> (left: Int, right: Int)? {
        let (shortlist, weights) = survey(where: isAllowed, using: &generator)
        var best: (candidate: Candidate, gain: Double)?
        for candidate in shortlist {
            let gain: Double = gain(of: candidate, weights)
            if gain > best?.gain ?? -.infinity { best = (candidate, gain) }
        }
        guard let chosen = best?.candidate else { return nil }
        absorb(chosen)
        let isTurned: Bool = Bool.random(using: &generator)
        return isTurned ? (chosen.second, chosen.first) : (chosen.first, chosen.second)
    }

    private struct Candidate {
        let first: Int
        let second: Int
        /// What an answer tells about the difference.
        let information: Double
        let merit: Double
    }

    /// Weighing a pair against all others takes time, so only those are weighed that promise most by
    /// themselves: uncertain, informative and probably close.
    private static let shortlistLength = 20

    /// The pairs worth weighing, and for each two items how much a smaller variance of their difference helps
    /// to order them.
    private func survey(
        where isAllowed: (Int, Int) -> Bool, using generator: inout some RandomNumberGenerator
    ) -> (shortlist: [Candidate], weights: SquareMatrix) {
        var shortlist: [Candidate] = []
        var weights = SquareMatrix(size: strengths.count)
        for first in strengths.indices {
            for second in strengths.indices.dropFirst(first + 1) {
                let difference: Double = strengths[first] - strengths[second]
                let variance: Double = variance(first, second)
                let closeness: Double = exponential(-0.5 * difference * difference / variance)
                weights[first, second] = closeness / variance
                guard isAllowed(first, second) else { continue }
                let information: Double = information(difference, variance)
                let lot = 1 + 1e-9 * Double.random(in: 0..<1, using: &generator)
                Self.enter(
                    Candidate(
                        first: first, second: second, information: information,
                        merit: information * variance * closeness * lot), in: &shortlist)
            }
        }
        return (shortlist, weights)
    }

    /// Keeps the list short and the best first.
    private static func enter(_ candidate: Candidate, in shortlist: inout [Candidate]) {
        if shortlist.count == shortlistLength {
            guard let last = shortlist.last, candidate.merit > last.merit else { return }
            shortlist.removeLast()
        }
        let place: Int = shortlist.firstIndex { candidate.merit > $0.merit } ?? shortlist.count
        shortlist.insert(candidate, at: place)
    }

    private func variance(_ first: Int, _ second: Int) -> Double {
        max(1e-12, covariance[first, first] + covariance[second, second] - 2 * covariance[first, second])
    }

    /// What an answer of the average judge tells, as expected while the difference is uncertain.
    private func information(_ difference: Double, _ variance: Double) -> Double {
        // MacKay's moderation (1992) of a logistic curve by a normal uncertainty.
        let moderated: Double = difference / (1 + variance * .pi / 8).squareRoot()
        let (left, right, _) = judges.chances(judge: averageJudge, at: moderated)
        return 0.25 * (left + right - (left - right) * (left - right))
    }

    /// By how much an answer lowers the weighted variances of all differences.
    private func gain(of candidate: Candidate, _ weights: SquareMatrix) -> Double {
        let (first, second) = (candidate.first, candidate.second)
        let shifts: [Double] = strengths.indices.map { covariance[$0, first] - covariance[$0, second] }
        var sum = 0.0
        for row in shifts.indices {
            for column in shifts.indices.dropFirst(row + 1) {
                let shift: Double = shifts[row] - shifts[column]
                sum += weights[row, column] * shift * shift
            }
        }
        let information: Double = candidate.information
        return sum * information / (1 + information * variance(first, second))
    }

    /// Lowers the covariance by what the answer will tell.
    private mutating func absorb(_ candidate: Candidate) {
        let (first, second) = (candidate.first, candidate.second)
        let shifts: [Double] = strengths.indices.map { covariance[$0, first] - covariance[$0, second] }
        let information: Double = candidate.information
        let factor: Double = information / (1 + information * variance(first, second))
        for row in shifts.indices {
            for column in shifts.indices { covariance[row, column] -= factor * shifts[row] * shifts[column] }
        }
    }
}
