/// What jurors mark, on which scales, and how much each criterion counts.
///
/// A rubric turns the marks of a review into one score between 0, every mark the worst, and 100, every mark
/// the best. Scores are exact; they have a common denominator, so everything counted from them can be exact
/// too.
public struct Rubric: Hashable, Sendable {
    /// What is marked, and how much that counts.
    public struct Criterion: Hashable, Sendable {
        /// How much it counts: its share of the score is its share of all weights.
        public let weight: Int
        /// From the worst mark to the best, in the smallest steps that jurors may give: 1 to 5 in halves is
        /// `2...10`.
        public let scale: ClosedRange<Int>

        public init(weight: Int, scale: ClosedRange<Int>) {
            self.weight = weight
            self.scale = scale
        }
    }

    /// Why no scores can be made with a rubric; criteria are counted from zero.
    public enum Invalid: Error, Hashable {
        case noCriteria
        case weightNotPositive(criterion: Int)
        case scaleWithoutSteps(criterion: Int)
        /// Weights and scales are so large, or have so little in common, that exact scores could overflow.
        case tooFine
    }

    /// A mark that is not on its scale, or marks that are not one for each criterion.
    public enum InvalidMarks: Error, Hashable {
        case wrongNumber
        case offScale(criterion: Int)
    }

    /// Full marks are cut into no more parts than this, so that 100,000 scores can be added and squared.
    static let mostParts = 1_000_000_000

    /// In the order of a review's marks.
    public let criteria: [Criterion]
    /// What one step on the scale of each criterion is worth, in parts of the full marks.
    private let partsPerStep: [Int]
    /// All parts of the full marks: the total weight times the least common multiple of the steps.
    private let fullMarks: Int

    public init(_ criteria: [Criterion]) throws(Invalid) {
        guard !criteria.isEmpty else { throw .noCriteria }
        var totalWeight = 0
        var commonSteps = 1
        for (index, criterion) in criteria.enumerated() {
            let steps: Int = try Self.steps(of: criterion, at: index)
            totalWeight += criterion.weight
            commonSteps = leastCommonMultiple(commonSteps, steps)
            guard max(totalWeight, commonSteps) <= Self.mostParts, totalWeight * commonSteps <= Self.mostParts
            else {
                throw .tooFine
            }
        }
        self.criteria = criteria
        fullMarks = totalWeight * commonSteps
        partsPerStep = criteria.map {
            $0.weight * (commonSteps / ($0.scale.upperBound - $0.scale.lowerBound))
        }
    }

    /// The score that marks add up to, in the order of the criteria; nil where a mark is missing.
    ///
    /// Nothing stands in for a missing mark. To leave it out would give its weight to the other criteria, so
    /// that a juror could raise a score by not marking; to take it for the worst would punish the applicant
    /// for the juror.
    public func score(of marks: [Int?]) throws(InvalidMarks) -> Rational? {
        guard marks.count == criteria.count else { throw .wrongNumber }
        var parts = 0
        for (index, criterion) in criteria.enumerated() {
            guard let mark = marks[index] else { continue }
            guard criterion.scale.contains(mark) else { throw .offScale(criterion: index) }
            parts += partsPerStep[index] * (mark - criterion.scale.lowerBound)
        }
        return marks.contains(nil) ? nil : Rational(100 * parts, over: fullMarks)
    }

    private static func steps(of criterion: Criterion, at index: Int) throws(Invalid) -> Int {
        let (worst, best) = (criterion.scale.lowerBound, criterion.scale.upperBound)
        guard criterion.weight > 0 else { throw .weightNotPositive(criterion: index) }
        guard worst < best else { throw .scaleWithoutSteps(criterion: index) }
        guard max(criterion.weight, best) <= mostParts, worst >= -mostParts else { throw .tooFine }
        return best - worst
    }
}
