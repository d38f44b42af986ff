internal import SplitMix

/// What is known about all strengths together: the weights of the pairs that were compared, and the prior.
///
/// It is the inverse of the strengths' covariance: the Laplacian of the graph of comparisons, plus the
/// prior's precision on the diagonal. The traits of judges and sides are taken as they were fitted.
struct StrengthPrecision {
    let items: Int
    let prior: Double
    private let pairs: [ComparedPairs.Pair]
    private let weights: [Double]
    let diagonal: [Double]

    init(_ model: PairwiseModel) {
        items = model.strengths.count
        prior = 1 / (model.posterior.priors.strength * model.posterior.priors.strength)
        pairs = model.posterior.compared.pairs
        weights = model.posterior.pairWeights(at: model.parameters)
        var diagonal = [Double](repeating: prior, count: items)
        for (pair, weight) in zip(pairs, weights) {
            diagonal[pair.first] += weight
            diagonal[pair.second] += weight
        }
        self.diagonal = diagonal
    }

    func multiply(_ vector: [Double], into product: inout [Double]) {
        for item in 0..<items { product[item] = diagonal[item] * vector[item] }
        for (pair, weight) in zip(pairs, weights) {
            product[pair.first] -= weight * vector[pair.second]
            product[pair.second] -= weight * vector[pair.first]
        }
    }

    /// The covariance of the strengths: exact, in time that grows with the cube of their number.
    func covariance() -> SquareMatrix {
        var matrix = SquareMatrix(size: items)
        for item in 0..<items { matrix[item, item] = diagonal[item] }
        for (pair, weight) in zip(pairs, weights) {
            matrix[pair.first, pair.second] -= weight
            matrix[pair.second, pair.first] -= weight
        }
        matrix.invertPositiveDefinite()
        return matrix
    }

    /// The variances of the strengths around their mean.
    ///
    /// Exact up to a limit of items. Beyond, they are estimated from random signs (Bekas, Kokiopoulou and
    /// Saad, *An estimator for the diagonal of a matrix*, 2007), to some percent, the same on every run.
    func centredVariances(exactUpTo limit: Int = 500) -> [Double] {
        guard items > limit else {
            let covariance: SquareMatrix = covariance()
            // The mean's own variance is the prior's over the number: comparisons say nothing about it.
            let ofMean: Double = 1 / (prior * Double(max(1, items)))
            return (0..<items).map { max(0, covariance[$0, $0] - ofMean) }
        }
        var signs = SignSource()
        var sums = [Double](repeating: 0, count: items)
        for _ in 0..<Self.probes {
            let probe: [Double] = (0..<items).map { _ in signs.next() }
            let answer: [Double] = centred(solve(centred(probe)))
            for item in 0..<items { sums[item] += probe[item] * answer[item] }
        }
        // No variance is less than that of an item all of whose opponents are known exactly.
        return (0..<items).map { max(sums[$0] / Double(Self.probes), (1 - 1 / Double(items)) / diagonal[$0]) }
    }

    private static let probes = 100

    /// Conjugate gradients (Hestenes and Stiefel 1952), scaled by the diagonal.
    private func solve(_ right: [Double]) -> [Double] {
        var solution = [Double](repeating: 0, count: items)
        var residual: [Double] = right
        var scaled: [Double] = zip(residual, diagonal).map { $0 / $1 }
        var direction: [Double] = scaled
        var product = solution
        var norm: Double = dot(residual, scaled)
        let goal: Double = 1e-8 * norm
        for _ in 0..<1_000 where norm > goal {
            multiply(direction, into: &product)
            let length: Double = norm / dot(direction, product)
            for item in 0..<items {
                solution[item] += length * direction[item]
                residual[item] -= length * product[item]
                scaled[item] = residual[item] / diagonal[item]
            }
            let next: Double = dot(residual, scaled)
            for item in 0..<items { direction[item] = scaled[item] + next / norm * direction[item] }
            norm = next
        }
        return solution
    }

    private func centred(_ vector: [Double]) -> [Double] {
        let mean: Double = vector.reduce(0, +) / Double(vector.count)
        return vector.map { $0 - mean }
    }
}

/// Signs that look random and are the same on every run.
private struct SignSource {
    private var bits = SplitMix64(seed: 0)

    mutating func next() -> Double {
        bits.next() >> 63 == 0 ? 1 : -1
    }
}
