import Calibration
import Foundation
import Testing

/// Published data and simulations, in the folder that LAUREL_SHARED names.
@Suite("conformance", .enabled(if: PublishedScores.folder != nil && isOptimised), .serialized)
struct PublishedScoresTests {
    /// 73,421 ratings of lecturers by students (lme4); additive random effects reach 1.20454 in these folds.
    @Test func predictsInstEvalBetterThanAdditiveEffects() throws {
        let ratings: [PublishedScores.Rating] = try PublishedScores.instEval()
        #expect(ratings.count == 73_421)
        let errors: [Double] = (0..<5).map { fold in
            let training: [Score] = ratings.filter { $0.fold != fold }.map(\.score)
            let calibration = Calibration(of: training, applicationCount: 1_128, jurorCount: 2_972)
            let tested: [Score] = ratings.filter { $0.fold == fold }.map(\.score)
            let squares: Double = tested.reduce(0) { sum, score in
                let expected: Double =
                    calibration.expectedScore(application: score.application, juror: score.juror) ?? 0
                return sum + (score.value - expected) * (score.value - expected)
            }
            return (squares / Double(tested.count)).squareRoot()
        }
        print("InstEval: \(errors), mean \(errors.reduce(0, +) / 5)")
        #expect(errors.reduce(0, +) / 5 < 1.20454)
    }

    /// The share of the true best found, seed by seed, against the best of the three baselines.
    @Test(.enabled(if: PublishedScores.hasNumpy), arguments: ["nips", "lenient", "spread", "few"])
    func findsTheBest(scenario: String) throws {
        var shares: [[Double]] = []
        var hits: [Double] = []
        for seed in 0..<20 {
            let (scores, truth) = try PublishedScores.simulation(scenario, seed: seed)
            let jurors: Int = (scores.map(\.juror).max() ?? 0) + 1
            let best: Int = scenario == "few" ? 400 : 1_000
            let calibration = Calibration(
                of: scores, applicationCount: truth.count, jurorCount: jurors)
            let estimates: [Estimate] = calibration.applications.compactMap(\.calibrated)
            let rivals: [[Double]] = Baseline.allCases.map {
                $0.estimates(scores, applications: truth.count, jurors: jurors)
            }
            let methods: [[Double]] = rivals + [estimates.map(\.value)]
            shares.append(methods.map { shareOfBest(best, $0, truth: truth) })
            hits.append(coverage(estimates, of: truth.map { $0 + 5.2 }))
        }
        let means: [Double] = (0...3).map { method in meanAndError(shares.map { $0[method] }).mean }
        let rival: Int = (0..<3).max { means[$0] < means[$1] } ?? 0
        let (difference, error) = meanAndError(shares.map { $0[3] - $0[rival] })
        print("\(scenario): \(means), \(difference) ± \(error), coverage \(meanAndError(hits).mean)")
        #expect(difference >= -error)
        if scenario == "spread" { #expect(difference > 0) }
        #expect((0.87...0.93).contains(meanAndError(hits).mean))
    }
}

/// The share of truths that lie in their intervals.
func coverage(_ estimates: [Estimate], of truths: [Double]) -> Double {
    let hits: Int = zip(estimates, truths).count { $0.low <= $1 && $1 <= $0.high }
    return Double(hits) / Double(truths.count)
}

enum PublishedScores {
    static let folder: String? = ProcessInfo.processInfo.environment["LAUREL_SHARED"]

    /// The published simulation needs it.
    static let hasNumpy: Bool = (try? python(["-c", "import numpy"])) == 0

    struct Rating {
        let score: Score
        let fold: Int
    }

    static func instEval() throws -> [Rating] {
        let folds: [Int: Int] = Dictionary(
            uniqueKeysWithValues: try rows("data/calibration/InstEval.folds.csv").map {
                (Int($0[0]), Int($0[1]))
            })
        let rows: [[Double]] = try rows("data/calibration/InstEval.csv")
        var students: [Double: Int] = [:]
        var lecturers: [Double: Int] = [:]
        return try rows.map { row in
            let juror: Int = number(of: row[1], in: &students)
            let application: Int = number(of: row[2], in: &lecturers)
            let fold: Int = try #require(folds[Int(row[0])])
            return Rating(score: Score(application: application, juror: juror, value: row[7]), fold: fold)
        }
    }

    /// The scores and the truth that the published script draws.
    static func simulation(_ scenario: String, seed: Int) throws -> (scores: [Score], truth: [Double]) {
        let script: String = try #require(folder) + "/bench/calibration_simulation.py"
        let output: URL = FileManager.default.temporaryDirectory.appending(path: "calibration-\(UUID())")
        try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: output) }
        try #require(try python([script, scenario, "\(seed)", output.path]) == 0)
        let scores: [Score] = try rows(output.appending(path: "scores.csv").path).map {
            Score(application: Int($0[0]), juror: Int($0[1]), value: $0[2])
        }
        return (scores, try rows(output.appending(path: "truth.csv").path).map { $0[1] })
    }

    private static func number(of name: Double, in numbers: inout [Double: Int]) -> Int {
        let next: Int = numbers.count
        let number: Int = numbers[name] ?? next
        numbers[name] = number
        return number
    }

    private static func rows(_ path: String) throws -> [[Double]] {
        let full: String = path.hasPrefix("/") ? path : try #require(folder) + "/" + path
        let text = try String(contentsOfFile: full, encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",").map { Double($0) ?? .nan }
        }
    }

    private static func python(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
