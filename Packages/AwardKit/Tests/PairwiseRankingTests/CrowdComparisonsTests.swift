import Foundation
import PairwiseRanking
import Testing

/// 8,931 human comparisons of 59 items by 124 judges, in the folder that LAUREL_SHARED names.
@Suite("conformance", .enabled(if: CrowdComparisons.folder != nil))
struct CrowdComparisonsTests {
    /// Each fold is predicted from the four others; only answers that were no tie are counted.
    @Test func predictsBetterThanPooledBradleyTerry() throws {
        let crowd = try CrowdComparisons()
        let pooled = crowd.untiedPredictions { training in
            let decided: [Comparison] = training.filter { $0.outcome != .tie }.map {
                Comparison(left: $0.left, right: $0.right, outcome: $0.outcome)
            }
            return PairwiseModel(
                items: crowd.items, comparisons: decided, priors: CrowdComparisons.pooledPriors)
        }
        let full = crowd.untiedPredictions { training in
            PairwiseModel(items: crowd.items, judges: crowd.judges, comparisons: training)
        }
        // The baseline is the published one, to its last digit.
        #expect(abs(mean(pooled.map(\.accuracy)) - 0.7053) < 0.0001)
        #expect(abs(mean(pooled.map(\.logLoss)) - 0.5763) < 0.0001)

        let accuracyGains: [Double] = zip(full, pooled).map { $0.accuracy - $1.accuracy }
        let logLossGains: [Double] = zip(pooled, full).map { $0.logLoss - $1.logLoss }
        #expect(mean(accuracyGains) > 2 * standardError(accuracyGains))
        #expect(mean(logLossGains) > 2 * standardError(logLossGains))
        #expect(mean(full.map(\.accuracy)) >= 0.735)
        #expect(mean(full.map(\.logLoss)) <= 0.525)
        print("accuracy \(mean(full.map(\.accuracy))), \(gain(accuracyGains)) more than pooled")
        print("log-loss \(mean(full.map(\.logLoss))), \(gain(logLossGains)) less than pooled")
    }

    private func gain(_ gains: [Double]) -> String {
        "\(mean(gains)) ± \(standardError(gains))"
    }
}

private struct Prediction {
    let accuracy: Double
    let logLoss: Double
}

private struct CrowdComparisons {
    static let folder: String? = ProcessInfo.processInfo.environment["LAUREL_SHARED"]

    /// Precision 0.1 on the strengths and no side, as the published baseline has it.
    static var pooledPriors: PairwisePriors {
        var priors = PairwisePriors()
        priors.strength = 10.squareRoot()
        priors.pair = 1e-6
        priors.side = 1e-6
        return priors
    }

    let items: Int
    let judges: Int
    private let rows: [(comparison: Comparison, fold: Int)]

    init() throws {
        let folder: String = try #require(Self.folder) + "/data/pairwise"
        let lines: [[Substring]] = try Self.lines("\(folder)/crowd-comparisons.csv")
        let folds: [[Substring]] = try Self.lines("\(folder)/folds.csv")
        let names: [Substring] = Set(lines.flatMap { [$0[6], $0[7]] }).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        rows = try zip(lines, folds).map { line, fold in
            let outcome: Comparison.Outcome =
                line[5] == "left" ? .left : line[5] == "right" ? .right : .tie
            let comparison = Comparison(
                left: try #require(numbers[line[6]]), right: try #require(numbers[line[7]]),
                outcome: outcome, judge: Int(line[4]))
            return (comparison, try #require(Int(fold[1])))
        }
        items = names.count
        judges = (rows.compactMap(\.comparison.judge).max() ?? -1) + 1
        try #require((rows.count, items, judges) == (8_931, 59, 124))
    }

    /// Predictions of what was no tie, each by a model that has not seen its fold.
    func untiedPredictions(_ fit: ([Comparison]) -> PairwiseModel) -> [Prediction] {
        (0..<5).flatMap { fold in
            let model: PairwiseModel = fit(rows.filter { $0.fold != fold }.map(\.comparison))
            let untied = rows.filter { $0.fold == fold && $0.comparison.outcome != .tie }
            return untied.map { row in
                let (left, right) = (row.comparison.left, row.comparison.right)
                let judge: Int? = model.judges.isEmpty ? nil : row.comparison.judge
                let chance: Double = model.chances(left: left, right: right, judge: judge).leftOfDecided
                let chanceOfTruth: Double = row.comparison.outcome == .left ? chance : 1 - chance
                return Prediction(accuracy: chanceOfTruth > 0.5 ? 1 : 0, logLoss: -log(chanceOfTruth))
            }
        }
    }

    private static func lines(_ path: String) throws -> [[Substring]] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines: [Substring] = text.split(whereSeparator: \.isNewline)
        return lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
}

private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
}

private func standardError(_ values: [Double]) -> Double {
    let middle: Double = mean(values)
    let squares: Double = values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
    return (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
}
