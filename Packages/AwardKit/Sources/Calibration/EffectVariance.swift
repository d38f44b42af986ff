/// How much effects vary around zero, from noisy estimates of them.
///
/// An estimate varies around zero with the sought variance plus the inverse of its information. The answer is
/// the posterior mean under a half-normal prior of the standard deviation (Gelman 2006): with few effects the
/// likeliest variance is too often zero, and zero would claim to know that all jurors are alike. With many
/// the prior hardly counts.
struct EffectVariance {
    private let squares: [Double]
    private let errors: [Double]
    /// Of the half-normal prior.
    private let scale: Double

    init(_ estimates: [Double], information: [Double], scale: Double) {
        let known: [Int] = information.indices.filter { information[$0] > 0 }
        squares = known.map { estimates[$0] * estimates[$0] }
        errors = known.map { 1 / information[$0] }
        self.scale = scale
    }

    /// Simpson's rule over the standard deviations that are not out of the question.
    func mean() -> Double {
        let peak: Double = likeliest()
        let top: Double = logDensity(peak)
        let low: Double = edge(from: peak, towards: 0, top)
        let high: Double = edge(from: peak, towards: peak + 8 * scale, top)
        var (mass, moment) = (0.0, 0.0)
        for node in 0...Self.intervals {
            let deviation: Double = low + (high - low) * Double(node) / Double(Self.intervals)
            let isEnd: Bool = node == 0 || node == Self.intervals
            let weight: Double = isEnd ? 1 : node.isMultiple(of: 2) ? 2 : 4
            let density: Double = weight * exponential(logDensity(deviation) - top)
            mass += density
            moment += density * deviation * deviation
        }
        return moment / mass
    }

    private static let intervals = 24

    /// The deviation of greatest density, by golden-section search.
    private func likeliest() -> Double {
        let ratio: Double = 0.618_033_988_749_894_9
        var (low, high) = (0.0, 4 * scale)
        var (left, right) = (high - ratio * high, ratio * high)
        var (leftDensity, rightDensity) = (logDensity(left), logDensity(right))
        while high - low > 1e-4 * scale {
            if leftDensity >= rightDensity {
                (high, right, rightDensity) = (right, left, leftDensity)
                left = high - ratio * (high - low)
                leftDensity = logDensity(left)
            } else {
                (low, left, leftDensity) = (left, right, rightDensity)
                right = low + ratio * (high - low)
                rightDensity = logDensity(right)
            }
        }
        return (low + high) / 2
    }

    /// Where the density has fallen to a millionth, or the end if it has not.
    private func edge(from peak: Double, towards end: Double, _ top: Double) -> Double {
        guard logDensity(end) < top - 14 else { return end }
        var (inside, outside) = (peak, end)
        for _ in 0..<12 {
            let middle: Double = (inside + outside) / 2
            if logDensity(middle) < top - 14 { outside = middle } else { inside = middle }
        }
        return outside
    }

    private func logDensity(_ deviation: Double) -> Double {
        let variance: Double = deviation * deviation
        var (sum, product, logs) = (0.0, 1.0, 0.0)
        for index in squares.indices {
            let total: Double = variance + errors[index]
            sum += squares[index] / total
            product *= total
            // One logarithm for as many factors as cannot overflow.
            if product < 1e-100 || product > 1e100 {
                logs += logarithm(product)
                product = 1
            }
        }
        logs += logarithm(product)
        return -0.5 * (sum + logs + variance / (scale * scale))
    }
}
