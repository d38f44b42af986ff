/// Every judge's traits at given parameters, the average judge last, and the slopes that gather for them.
struct JudgeTable {
    let reliabilities: [Double]
    /// Half the inclination to the left, and the weight of a tie.
    private let halfSides: [Double]
    private let ties: [Double]
    private let tieWeights: [Double]
    private var slopes: [(reliability: Double, side: Double, tie: Double)]
    /// Minus the logarithm of the chance of the answers taken, but for the logarithm of `product`, which is
    /// taken seldom, since it is slow.
    private var surprise = 0.0
    private var product = 1.0

    init(_ parameters: [Double], _ posterior: PairwisePosterior) {
        let layout: ParameterLayout = posterior.layout
        func traits(_ range: Range<Int>, around base: Double) -> [Double] {
            parameters[range].map { base + $0 } + [base]
        }
        reliabilities = traits(layout.reliabilities, around: 1)
        halfSides = traits(layout.judgeSides, around: parameters[layout.side]).map { $0 / 2 }
        ties = traits(layout.judgeTies, around: parameters[layout.tie])
        // Where nobody ever answered with a tie, ties were not on offer.
        tieWeights = posterior.compared.hasTies ? ties.map(exponential) : ties.map { _ in 0 }
        slopes = Array(repeating: (0, 0, 0), count: layout.judges + 1)
    }

    /// Counts an answer and returns the slope of its logarithmic chance along the difference.
    @inline(__always)
    mutating func take(_ answer: ComparedPairs.Answer, at difference: Double) -> Double {
        let judge: Int = answer.judge
        let reliability: Double = reliabilities[judge] * answer.orientation
        let half: Double = 0.5 * reliability * difference + halfSides[judge]
        let left: Double = exponential(half)
        let right: Double = 1 / left
        let tieWeight: Double = tieWeights[judge]
        let total: Double = left + right + tieWeight
        let sideSlope: Double = 0.5 * (answer.outcome - (left - right) / total)
        let isTie: Bool = answer.outcome == 0
        slopes[judge].reliability += answer.orientation * difference * sideSlope
        slopes[judge].side += sideSlope
        slopes[judge].tie += (isTie ? 1 : 0) - tieWeight / total
        surprise -= isTie ? ties[judge] : answer.outcome * half
        product *= total
        if product > 1e100 { settle() }
        return reliability * sideSlope
    }

    private mutating func settle() {
        surprise += logarithm(product)
        product = 1
    }

    /// Minus the logarithm of the chance of all answers that were taken.
    mutating func total() -> Double {
        settle()
        return surprise
    }

    /// The chances of left, right and a tie.
    func chances(
        of answer: ComparedPairs.Answer, at difference: Double
    ) -> (left: Double, right: Double, tie: Double) {
        chances(judge: answer.judge, at: difference * answer.orientation)
    }

    /// The chances of left, right and a tie, where the left item is ahead by the difference.
    func chances(judge: Int, at difference: Double) -> (left: Double, right: Double, tie: Double) {
        let left: Double = exponential(0.5 * reliabilities[judge] * difference + halfSides[judge])
        let right: Double = 1 / left
        let total: Double = left + right + tieWeights[judge]
        return (left / total, right / total, tieWeights[judge] / total)
    }

    func write(to gradient: inout [Double], _ layout: ParameterLayout, hasTies: Bool) {
        for (judge, slope) in slopes.enumerated() {
            gradient[layout.side] -= slope.side
            if hasTies { gradient[layout.tie] -= slope.tie }
            guard judge < layout.judges else { continue }
            gradient[layout.reliabilities.lowerBound + judge] -= slope.reliability
            gradient[layout.judgeSides.lowerBound + judge] -= slope.side
            if hasTies { gradient[layout.judgeTies.lowerBound + judge] -= slope.tie }
        }
    }
}
