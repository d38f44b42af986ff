import Foundation

/// Scores of a jury whose jurors differ in leniency and in spread, made up alike on every machine.
struct JudgedScores {
    struct Size {
        let applications: Int
        let jurors: Int
        var reviews = 3

        var scores: Int { applications * reviews }
    }

    let size: Size
    private(set) var applications: [Int] = []
    private(set) var jurors: [Int] = []
    private(set) var values: [Double] = []

    init(_ size: Size) {
        self.size = size
        var draws = Draws(state: 7)
        let leniencies: [Double] = (0..<size.jurors).map { _ in 6 * draws.normal() }
        let spreads: [Double] = (0..<size.jurors).map { _ in max(0.5, 1 + 0.2 * draws.normal()) }
        for application in 0..<size.applications {
            let quality: Double = 12 * draws.normal()
            var chosen: Set<Int> = []
            while chosen.count < min(size.reviews, size.jurors) {
                chosen.insert(draws.next(below: size.jurors))
            }
            for juror in chosen.sorted() {
                let seen: Double = 60 + leniencies[juror] + spreads[juror] * (quality + 10 * draws.normal())
                applications.append(application)
                jurors.append(juror)
                values.append((seen * 100).rounded() / 100)
            }
        }
    }

    /// What `laurel calibrate` reads.
    func write(to path: String) throws {
        var rows: [UInt8] = Array("application,juror,score\n".utf8)
        for index in values.indices {
            rows += "a\(applications[index]),j\(jurors[index]),\(values[index])\n".utf8
        }
        try Data(rows).write(to: URL(fileURLWithPath: path))
    }

    /// The least that takes severity out: means of applications and of jurors by turns (Gauss and Seidel)
    /// until nothing moves by a millionth. It knows no interval, no spread and no shrinkage. Gives the
    /// number of rounds.
    func alternateMeans() -> Int {
        var qualities = [Double](repeating: 0, count: size.applications)
        var leniencies = [Double](repeating: 0, count: size.jurors)
        for round in 1...Self.mostRounds {
            let means: [Double] = means(of: qualities.count, by: applications, less: leniencies, of: jurors)
            let next: [Double] = self.means(of: leniencies.count, by: jurors, less: means, of: applications)
            let moved: Double = zip(next, leniencies).map { abs($0 - $1) }.max() ?? 0
            (qualities, leniencies) = (means, next)
            if moved < Self.enough { return round }
        }
        return Self.mostRounds
    }

    private static let mostRounds = 1_000
    private static let enough = 2e-5

    private func means(of count: Int, by own: [Int], less others: [Double], of other: [Int]) -> [Double] {
        var sums = [Double](repeating: 0, count: count)
        var counts = [Double](repeating: 0, count: count)
        for index in values.indices {
            sums[own[index]] += values[index] - others[other[index]]
            counts[own[index]] += 1
        }
        return zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    }
}
