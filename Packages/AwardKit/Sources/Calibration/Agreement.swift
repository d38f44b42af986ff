/// How far jurors agree, before anything is calibrated.
///
/// All three are one where all agree and around zero where scores say nothing about applications; they may be
/// negative. Each is nil where the scores leave it open. Applications may have different jurors and different
/// numbers of them, and a juror may score one again.
public struct Agreement: Hashable, Sendable {
    /// Krippendorff's alpha for interval data: one less the disagreement within applications over that among
    /// all scores (Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011). Applications with a
    /// single score do not count.
    public let alpha: Double?
    /// ICC(1): how much of the variance of a single score lies between applications, if every review has
    /// jurors of its own (Shrout and Fleiss 1979; unequal numbers as in Lessells and Boag 1987).
    public let oneWay: Double?
    /// ICC(2,1): the same where a juror's leniency is told apart from noise and both count as disagreement.
    /// The variances are those of Gao and Owen (2017), which for complete tables are the classical ones.
    public let twoWay: Double?

    /// - Precondition: numbers are in range, values are finite.
    public init(of scores: [Score], applicationCount: Int, jurorCount: Int) {
        let table = ScoreTable(scores, applicationCount: applicationCount, jurorCount: jurorCount)
        let sums = SumsOfSquares(table)
        oneWay = sums.oneWay
        twoWay = sums.twoWay
        alpha = Self.alpha(table)
    }

    /// Every pair of scores within an application disagrees by the square of its difference; an application
    /// counts by its scores.
    private static func alpha(_ table: ScoreTable) -> Double? {
        let rows: [ArraySlice<Double>] = (0..<table.applicationCount)
            .map { table.values[table[$0]] }
            .filter { $0.count > 1 }
        let paired: [Double] = rows.flatMap { $0 }
        guard paired.count > 1 else { return nil }
        let count = Double(paired.count)
        let within: Double = rows.reduce(0) { sum, row in
            sum + 2 * squaresAroundMean(row) * Double(row.count) / Double(row.count - 1)
        }
        let among: Double = 2 * squaresAroundMean(paired[...]) * count / (count - 1)
        return among > 0 ? 1 - within / among : nil
    }
}

/// The sums of squares around the means of applications, of jurors and of all, with what they are expected to
/// be.
private struct SumsOfSquares {
    let scores: Double
    /// The sums of the squared numbers of scores, over the number of all scores.
    var applicationWeight = 0.0
    var jurorWeight = 0.0
    var applications = 0.0
    var jurors = 0.0
    var withinApplications = 0.0
    var withinJurors = 0.0
    let total: Double

    init(_ table: ScoreTable) {
        scores = Double(table.values.count)
        total = squaresAroundMean(table.values[...])
        for application in 0..<table.applicationCount where !table[application].isEmpty {
            let row: ArraySlice<Double> = table.values[table[application]]
            applications += 1
            applicationWeight += Double(row.count * row.count)
            withinApplications += squaresAroundMean(row)
        }
        var columns = [[Double]](repeating: [], count: table.jurorCount)
        for (juror, value) in zip(table.jurors, table.values) { columns[juror].append(value) }
        for column in columns where !column.isEmpty {
            jurors += 1
            jurorWeight += Double(column.count * column.count)
            withinJurors += squaresAroundMean(column[...])
        }
        applicationWeight /= max(scores, 1)
        jurorWeight /= max(scores, 1)
    }

    var oneWay: Double? {
        guard applications > 1, scores > applications else { return nil }
        let within: Double = withinApplications / (scores - applications)
        let between: Double = (total - withinApplications) / (applications - 1)
        let reviews: Double = (scores - applicationWeight) / (applications - 1)
        let whole: Double = between + (reviews - 1) * within
        return whole > 0 ? (between - within) / whole : nil
    }

    /// Three equations: within applications only leniency and noise differ, within jurors only quality and
    /// noise, over all scores all three.
    var twoWay: Double? {
        guard scores > applications, scores > jurors else { return nil }
        let leniencyAndNoise: Double = withinApplications / (scores - applications)
        let qualityAndNoise: Double = withinJurors / (scores - jurors)
        let all: Double = scores - 1
        let qualityShare: Double = scores - applicationWeight
        let leniencyShare: Double = scores - jurorWeight
        let divisor: Double = all - qualityShare - leniencyShare
        guard abs(divisor) > 1e-9 * scores else { return nil }
        let explained: Double = total - qualityShare * qualityAndNoise - leniencyShare * leniencyAndNoise
        let noise: Double = explained / divisor
        let quality: Double = qualityAndNoise - noise
        let whole: Double = quality + leniencyAndNoise
        return whole > 0 ? quality / whole : nil
    }
}

/// Around the mean in two passes, so that no large level drowns the differences.
private func squaresAroundMean(_ values: ArraySlice<Double>) -> Double {
    let mean: Double = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
}
