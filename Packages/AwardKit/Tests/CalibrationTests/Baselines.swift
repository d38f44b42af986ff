import Calibration

/// What calibration is measured against: raw means, scores in units of their jurors, and additive effects.
enum Baseline: CaseIterable {
    case rawMean
    case zScore
    case additive

    func estimates(_ scores: [Score], applications: Int, jurors: Int) -> [Double] {
        switch self {
        case .rawMean: Self.means(scores.map { ($0.application, $0.value) }, applications)
        case .zScore: Self.zScores(scores, applications, jurors)
        case .additive: Self.additive(scores, applications, jurors)
        }
    }

    private static func zScores(_ scores: [Score], _ applications: Int, _ jurors: Int) -> [Double] {
        let means: [Double] = means(scores.map { ($0.juror, $0.value) }, jurors)
        var squares = [Double](repeating: 0, count: jurors)
        var counts: [Double] = squares
        for score in scores {
            squares[score.juror] += (score.value - means[score.juror]) * (score.value - means[score.juror])
            counts[score.juror] += 1
        }
        let deviations: [Double] = zip(squares, counts).map { ($0 / max($1 - 1, 1)).squareRoot() }
        let standardised: [(Int, Double)] = scores.map { score in
            let deviation: Double = deviations[score.juror]
            let unit: Double = deviation > 0 ? deviation : 1
            return (score.application, (score.value - means[score.juror]) / unit)
        }
        return Self.means(standardised, applications)
    }

    /// Best linear predictions with variances by moments (Gao and Owen 2017), by turns.
    private static func additive(_ scores: [Score], _ applications: Int, _ jurors: Int) -> [Double] {
        let count = Double(scores.count)
        let mean: Double = scores.reduce(0) { $0 + $1.value } / count
        let (withinApplications, applicationWeight) = around(scores.map { ($0.application, $0.value) })
        let (withinJurors, jurorWeight) = around(scores.map { ($0.juror, $0.value) })
        let total: Double = scores.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
        let leniencyAndNoise: Double = withinApplications / (count - Double(applications))
        let qualityAndNoise: Double = withinJurors / (count - Double(jurors))
        let (qualityShare, leniencyShare) = (count - applicationWeight, count - jurorWeight)
        let explained: Double = total - qualityShare * qualityAndNoise - leniencyShare * leniencyAndNoise
        let noise: Double = explained / (count - 1 - qualityShare - leniencyShare)
        let ratios = (
            noise / max(qualityAndNoise - noise, 1e-9), noise / max(leniencyAndNoise - noise, 1e-9)
        )
        var leniencies = [Double](repeating: 0, count: jurors)
        var qualities = [Double](repeating: 0, count: applications)
        for _ in 0..<60 {
            qualities = shrunk(
                scores.map { ($0.application, $0.value - mean - leniencies[$0.juror]) }, applications,
                ratios.0)
            leniencies = shrunk(
                scores.map { ($0.juror, $0.value - mean - qualities[$0.application]) }, jurors, ratios.1)
        }
        return qualities
    }

    private static func means(_ pairs: [(Int, Double)], _ count: Int) -> [Double] { shrunk(pairs, count, 0) }

    private static func shrunk(_ pairs: [(Int, Double)], _ count: Int, _ ratio: Double) -> [Double] {
        var sums = [Double](repeating: 0, count: count)
        var counts = [Double](repeating: ratio, count: count)
        for (index, value) in pairs {
            sums[index] += value
            counts[index] += 1
        }
        return zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    }

    /// The sum of squares around the means of groups, and the mean size of the group of a value.
    private static func around(_ pairs: [(Int, Double)]) -> (squares: Double, weight: Double) {
        let groups: [Int: [(Int, Double)]] = Dictionary(grouping: pairs, by: \.0)
        var (squares, weight) = (0.0, 0.0)
        for group in groups.values {
            let mean: Double = group.reduce(0) { $0 + $1.1 } / Double(group.count)
            squares += group.reduce(0) { $0 + ($1.1 - mean) * ($1.1 - mean) }
            weight += Double(group.count * group.count)
        }
        return (squares, weight / Double(pairs.count))
    }
}

/// The share of the true best that are among the best by the estimates.
func shareOfBest(_ best: Int, _ estimates: [Double], truth: [Double]) -> Double {
    let found: [Int] = estimates.indices.sorted { (-estimates[$0], $0) < (-estimates[$1], $1) }
    let sought: [Int] = truth.indices.sorted { (-truth[$0], $0) < (-truth[$1], $1) }
    return Double(Set(found.prefix(best)).intersection(sought.prefix(best)).count) / Double(best)
}

/// The mean and its standard error.
func meanAndError(_ values: [Double]) -> (mean: Double, error: Double) {
    let count = Double(values.count)
    let mean: Double = values.reduce(0, +) / count
    let squares: Double = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / (count - 1) / count).squareRoot())
}
