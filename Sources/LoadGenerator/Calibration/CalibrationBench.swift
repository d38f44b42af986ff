import Foundation
import Platform

/// Laurel's calibration of juries of several sizes, beside the cheapest method that makes jurors comparable
/// at all.
struct CalibrationBench {
    let laurel: String
    let folder: String
    let runs: Int
    let report: Report

    private static let sizes = [
        JudgedScores.Size(applications: 300, jurors: 42), .init(applications: 5_000, jurors: 500),
        .init(applications: 33_334, jurors: 1_500),
    ]

    func run() throws {
        for size in Self.sizes {
            let scores = JudgedScores(size)
            let place = "\(folder)/calibration-\(size.applications)"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            try scores.write(to: place + "/scores.csv")
            let name = "\(size.applications) × \(size.jurors) × \(size.reviews)"
            try measure("\(name): laurel calibrate, intervals", in: place, [])
            let best = String(max(1, size.applications / 33))
            try measure("\(name): laurel calibrate, chances too", in: place, ["--top", best])
            try measureCeiling("\(name): ceiling: alternating means alone", scores)
        }
    }

    /// From parsed scores to results.
    private func measure(_ name: String, in place: String, _ further: [String]) throws {
        var seconds: [Double] = []
        var wholes: [Double] = []
        var count = 0
        for _ in 0..<runs {
            let began = ContinuousClock.now
            let files = ["--out", place + "/ranking.csv", "--report", place + "/report.json"]
            try Tool.output(of: laurel, ["calibrate", "--scores", place + "/scores.csv"] + files + further)
            wholes.append((ContinuousClock.now - began).inSeconds)
            let found = try JSON(
                parsing: Array(Data(contentsOf: URL(fileURLWithPath: place + "/report.json"))))
            guard let solved = found["solveSeconds"]?.double, found["calibrated"]?.bool == true else {
                throw AnswerError.unexpected("laurel calibrate did not calibrate")
            }
            seconds.append(solved)
            count = found["scores"]?.int ?? 0
        }
        try report.add(
            Measurement(
                name: name, unit: "s", runs: seconds,
                remark: "\(count) scores; \(Report.figure(wholes.median)) s with reading and writing"))
    }

    private func measureCeiling(_ name: String, _ scores: JudgedScores) throws {
        var rounds = 0
        let seconds = (0..<runs).map { _ -> Double in
            let began = ContinuousClock.now
            rounds = scores.alternateMeans()
            return (ContinuousClock.now - began).inSeconds
        }
        try report.add(Measurement(name: name, unit: "s", runs: seconds, remark: "\(rounds) rounds"))
    }
}
