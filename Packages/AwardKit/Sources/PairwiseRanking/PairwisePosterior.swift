/// How well parameters explain the comparisons and agree with the priors: what a fit makes least.
///
/// Of a comparison by judge w, left and right win and tie in the proportions `exp(η/2) : exp(-η/2) :
/// exp(τ)`, where `η = reliability(w) · (strength difference + departure of the pair) + side + side(w)` and
/// `τ = tie + tie(w)`. With one reliability and no sides this is Davidson's model (1970), and without ties
/// that of Bradley and Terry (1952).
struct PairwisePosterior: Sendable {
    let compared: ComparedPairs
    let layout: ParameterLayout
    let priors: PairwisePriors

    /// One over the priors' variances, parameter by parameter.
    let precisions: [Double]

    init(compared: ComparedPairs, items: Int, judges: Int, priors: PairwisePriors) {
        self.compared = compared
        self.priors = priors
        layout = ParameterLayout(items: items, departures: compared.departureCount, judges: judges)
        var precisions = [Double](repeating: 0, count: layout.count)
        func set(_ range: Range<Int>, _ deviation: Double) {
            for index in range { precisions[index] = 1 / (deviation * deviation) }
        }
        set(layout.strengths, priors.strength)
        set(layout.departures, priors.pair)
        set(layout.reliabilities, priors.reliability)
        set(layout.judgeSides, priors.judgeSide)
        set(layout.judgeTies, priors.judgeTie)
        set(layout.side..<layout.side + 1, priors.side)
        set(layout.tie..<layout.tie + 1, priors.tie)
        self.precisions = precisions
    }

    /// The negative logarithm of the posterior density, but for a constant, and its gradient.
    func value(at parameters: [Double], gradient: inout [Double]) -> Double {
        var judges = JudgeTable(parameters, self)
        var sum = 0.0
        for index in parameters.indices {
            gradient[index] = precisions[index] * parameters[index]
            sum += 0.5 * precisions[index] * parameters[index] * parameters[index]
        }
        for pair in compared.pairs {
            let difference: Double = difference(of: pair, parameters)
            var slope = 0.0
            for index in pair.answers { slope += judges.take(compared.answers[index], at: difference) }
            gradient[pair.first] -= slope
            gradient[pair.second] += slope
            if let departure = pair.departure { gradient[layout.departures.lowerBound + departure] -= slope }
        }
        judges.write(to: &gradient, layout, hasTies: compared.hasTies)
        return sum + judges.total()
    }

    /// The diagonal of the second derivatives as they are expected at the parameters.
    func curvature(at parameters: [Double]) -> [Double] {
        let judges = JudgeTable(parameters, self)
        var diagonal: [Double] = precisions
        for pair in compared.pairs {
            let difference: Double = difference(of: pair, parameters)
            var weight = 0.0
            for answer in compared.answers[pair.answers] {
                let (left, right, tie) = judges.chances(of: answer, at: difference)
                let information: Double = 0.25 * (left + right - (left - right) * (left - right))
                let reliability: Double = judges.reliabilities[answer.judge]
                weight += reliability * reliability * information
                diagonal[layout.side] += information
                diagonal[layout.tie] += tie * (1 - tie)
                guard answer.judge < layout.judges else { continue }
                diagonal[layout.reliabilities.lowerBound + answer.judge] +=
                    difference * difference * information
                diagonal[layout.judgeSides.lowerBound + answer.judge] += information
                diagonal[layout.judgeTies.lowerBound + answer.judge] += tie * (1 - tie)
            }
            diagonal[pair.first] += weight
            diagonal[pair.second] += weight
            if let departure = pair.departure { diagonal[layout.departures.lowerBound + departure] += weight }
        }
        return diagonal
    }

    /// What the answers say about each pair's difference in strength: the information in them, less what the
    /// pair's own departure could explain just as well.
    func pairWeights(at parameters: [Double]) -> [Double] {
        let judges = JudgeTable(parameters, self)
        let departurePrecision: Double = 1 / (priors.pair * priors.pair)
        return compared.pairs.map { pair in
            let difference: Double = difference(of: pair, parameters)
            var weight = 0.0
            for answer in compared.answers[pair.answers] {
                let (left, right, _) = judges.chances(of: answer, at: difference)
                let reliability: Double = judges.reliabilities[answer.judge]
                let information: Double = 0.25 * (left + right - (left - right) * (left - right))
                weight += reliability * reliability * information
            }
            guard pair.departure != nil else { return weight }
            return weight * departurePrecision / (weight + departurePrecision)
        }
    }

    private func difference(of pair: ComparedPairs.Pair, _ parameters: [Double]) -> Double {
        let difference: Double = parameters[pair.first] - parameters[pair.second]
        guard let departure = pair.departure else { return difference }
        return difference + parameters[layout.departures.lowerBound + departure]
    }
}

/// Where each parameter stands in the list that is fitted.
struct ParameterLayout: Sendable {
    let items: Int
    let judges: Int
    let strengths: Range<Int>
    let departures: Range<Int>
    /// Less 1 each, so that nothing known is zero.
    let reliabilities: Range<Int>
    let judgeSides: Range<Int>
    let judgeTies: Range<Int>
    let side: Int
    let tie: Int
    let count: Int

    init(items: Int, departures departureCount: Int, judges: Int) {
        self.items = items
        self.judges = judges
        strengths = 0..<items
        departures = strengths.upperBound..<strengths.upperBound + departureCount
        reliabilities = departures.upperBound..<departures.upperBound + judges
        judgeSides = reliabilities.upperBound..<reliabilities.upperBound + judges
        judgeTies = judgeSides.upperBound..<judgeSides.upperBound + judges
        side = judgeTies.upperBound
        tie = side + 1
        count = tie + 1
    }
}
