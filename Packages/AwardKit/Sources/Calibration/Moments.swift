/// The mean and the standard deviation of values, the latter of a whole population.
///
/// Two passes: the deviations are from the mean, so that no large level drowns them.
func meanAndDeviation(_ values: [Double]) -> (mean: Double, deviation: Double) {
    guard !values.isEmpty else { return (0, 0) }
    let count = Double(values.count)
    let mean: Double = values.reduce(0, +) / count
    let squares: Double = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / count).squareRoot())
}
