/// From the units of the fit to the scale of the scores.
///
/// Each component has a mean of its own, so that no shift of one is felt in another.
struct Scale: Sendable {
    let means: [Double]
    /// Of all scores around the means of their components.
    let deviation: Double

    /// Two passes: the deviations are from the means, so that no large level drowns them.
    init(_ values: [Double], components: [Int], count: Int) {
        var sums = [Double](repeating: 0, count: count)
        var counts: [Double] = sums
        for (value, component) in zip(values, components) {
            sums[component] += value
            counts[component] += 1
        }
        let means: [Double] = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
        var squares: Double = 0
        for (value, component) in zip(values, components) {
            squares += (value - means[component]) * (value - means[component])
        }
        self.means = means
        deviation = (squares / Double(max(values.count, 1))).squareRoot()
    }

    func score(_ value: Double, in component: Int) -> Double { means[component] + deviation * value }
}
