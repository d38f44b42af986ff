import Foundation
import Platform

/// Laurel's assignment beside two libraries of flows, on the same instances in the same run. All totals have
/// to be the same.
struct AssignmentBench {
    let laurel: String
    let folder: String
    let runs: Int
    let size: AssignmentInstance.Size
    let report: Report

    private struct Run {
        let seconds: Double
        let total: Int
        var remark = ""
    }

    func run() throws {
        let rivals: [Rival] = Rival.present(in: folder)
        for instance in [AssignmentInstance.uniform(size), AssignmentInstance.topics(size)] {
            let place = "\(folder)/assignment-\(instance.name)"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            try instance.writeTables(in: place)
            try instance.writeNumbers(to: place + "/instance")
            let total: Int = try measure("laurel assign", instance, runs: runs) {
                try assign(instance, in: place)
            }
            for rival in rivals {
                let other: Int = try measure(rival.name, instance, runs: runs) {
                    let (seconds, cost) = try rival.solve(place + "/instance")
                    return Run(seconds: seconds, total: instance.total(cost: cost))
                }
                guard other == total else {
                    throw AnswerError.unexpected("\(rival.name) has a total of \(other), Laurel of \(total)")
                }
            }
        }
    }

    /// Solving alone counts; every run has to come to the same total.
    private func measure(
        _ name: String, _ instance: AssignmentInstance, runs: Int, _ solve: () throws -> Run
    ) throws -> Int {
        let solved: [Run] = try (0..<runs).map { _ in try solve() }
        let totals = Set(solved.map(\.total))
        guard let total = totals.first, totals.count == 1 else {
            throw AnswerError.unexpected("\(name) came to the totals \(totals)")
        }
        let (size, pairs) = (instance.size, instance.scores.count)
        try report.add(
            Measurement(
                name: "\(instance.name), \(size.applications) × \(size.jurors) × \(size.reviews): \(name)",
                unit: "s", runs: solved.map(\.seconds),
                remark: "\(pairs) pairs, total \(total)" + (solved.last?.remark ?? "")))
        return total
    }

    private func assign(_ instance: AssignmentInstance, in place: String) throws -> Run {
        let began = ContinuousClock.now
        try Tool.output(
            of: laurel,
            [
                "assign", "--pairs", place + "/pairs.csv", "--jurors", place + "/jurors.csv", "--reviews",
                "\(instance.size.reviews)", "--out", place + "/assignment.csv", "--report",
                place + "/report.json",
            ])
        let whole: Double = (ContinuousClock.now - began).inSeconds
        let json = try JSON(parsing: Array(Data(contentsOf: URL(fileURLWithPath: place + "/report.json"))))
        guard let seconds = json["solveSeconds"]?.double, let total = json["totalScore"]?.double,
            json["optimal"]?.bool == true
        else { throw AnswerError.unexpected("laurel assign has not proven its total") }
        let remark = ", proven; \(Report.figure(whole)) s with reading and writing"
        return Run(seconds: seconds, total: Int(total), remark: remark)
    }
}
