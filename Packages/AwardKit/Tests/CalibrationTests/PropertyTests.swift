import Calibration
import SplitMix
import Testing

/// What must hold for any scores.
struct PropertyTests {
    private static let outcome: Simulation.Outcome = Simulation(
        applications: 120, jurors: 20, spread: 0.25, isRounded: true
    ).run(seed: 4)

    private func calibration(of scores: [Score], best: Int? = 12) -> Calibration {
        Calibration(
            of: scores, applicationCount: 120, jurorCount: 20, best: best.map(Best.ofComponent), seed: 9)
    }

    private func mapped(_ change: (Score) -> Score) -> [Score] { Self.outcome.scores.map(change) }

    @Test func isTheSameInEveryOrderAndOnEveryRun() {
        let first: Calibration = calibration(of: Self.outcome.scores)
        var generator = SplitMix64(seed: 1)
        let again: Calibration = calibration(of: Self.outcome.scores.shuffled(using: &generator))
        #expect(first.applications == again.applications)
        #expect(first.jurors == again.jurors)
        #expect(first.variances == again.variances)
    }

    /// In every build and on every system: anybody may recompute a result and must find the same.
    @Test func isTheSameToTheLastBit() throws {
        var generator = SplitMix64(seed: 77)
        let scores: [Score] = (0..<60).flatMap { application in
            [0, 1, 3].map { seat in
                let mark: UInt64 = generator.next() % 8
                return Score(
                    application: application, juror: (application + seat) % 12,
                    value: Double(mark) + Double(application % 5) / 2)
            }
        }
        let result = Calibration(
            of: scores, applicationCount: 60, jurorCount: 12, best: .ofComponent(7), seed: 1)
        var digest: UInt64 = 0
        for application in result.applications {
            let estimate: Estimate = try #require(application.calibrated)
            let chance: Double = try #require(application.chanceOfBest)
            for figure in [estimate.value, estimate.low, estimate.high, chance] {
                digest = (digest &* 31) ^ figure.bitPattern
            }
        }
        #expect(digest == 11_609_314_345_174_285_949)
    }

    /// A shift and a change of unit of all scores shift and scale what is made of them, and nothing else.
    @Test(arguments: [(100.0, 1.0), (0.0, 10.0), (-3.7, 0.013)])
    func followsTheScale(shift: Double, unit: Double) throws {
        let before: Calibration = calibration(of: Self.outcome.scores)
        let after: Calibration = calibration(
            of: mapped {
                Score(application: $0.application, juror: $0.juror, value: shift + unit * $0.value)
            })
        for (old, new) in zip(before.applications, after.applications) {
            let (old, new) = (try #require(old.calibrated), try #require(new.calibrated))
            #expect(abs(new.value - (shift + unit * old.value)) < 1e-4 * unit)
            #expect(abs(new.low - (shift + unit * old.low)) < 1e-3 * unit)
            #expect(abs(new.high - (shift + unit * old.high)) < 1e-3 * unit)
        }
        for (old, new) in zip(before.jurors, after.jurors) {
            #expect(abs((new.leniency?.value ?? 0) - unit * (old.leniency?.value ?? 0)) < 1e-4 * unit)
            #expect(abs((new.spread?.value ?? 0) - (old.spread?.value ?? 0)) < 1e-4)
        }
        #expect(before.applications.map(\.rank) == after.applications.map(\.rank))
    }

    /// Other numbers for the same applications and jurors change no estimate, and chances by the draws only.
    @Test func numbersMeanNothing() throws {
        var generator = SplitMix64(seed: 2)
        let applications: [Int] = (0..<120).shuffled(using: &generator)
        let jurors: [Int] = (0..<20).shuffled(using: &generator)
        let before: Calibration = calibration(of: Self.outcome.scores)
        let after: Calibration = calibration(
            of: mapped {
                Score(application: applications[$0.application], juror: jurors[$0.juror], value: $0.value)
            })
        for (number, old) in before.applications.enumerated() {
            let new: ApplicationResult = after.applications[applications[number]]
            let (one, other) = (try #require(old.calibrated), try #require(new.calibrated))
            #expect(abs(one.value - other.value) < 1e-4)
            #expect(abs((one.high - one.low) / (other.high - other.low) - 1) < 0.03)
            #expect(abs(try #require(old.chanceOfBest) - (try #require(new.chanceOfBest))) < 0.03)
        }
        for (number, old) in before.jurors.enumerated() {
            #expect(
                abs((old.leniency?.value ?? 0) - (after.jurors[jurors[number]].leniency?.value ?? 9)) < 1e-4)
        }
    }

    /// Two juries that share no application: a shift of one moves it alone, and neither is ranked among the
    /// other.
    @Test func componentsAreKeptApart() throws {
        let scores: [Score] = (0..<2).flatMap { part in
            Simulation(applications: 60, jurors: 10).run(seed: UInt64(part)).scores.map { score in
                Score(
                    application: 60 * part + score.application, juror: 10 * part + score.juror,
                    value: score.value)
            }
        }
        let shifted: [Score] = scores.map {
            Score(
                application: $0.application, juror: $0.juror,
                value: $0.value + ($0.application < 60 ? 0 : 1_000))
        }
        let (before, after) = (calibration(of: scores), calibration(of: shifted))
        #expect(before.components.map(\.applications) == [Array(0..<60), Array(60..<120)])
        #expect(before.components.map(\.jurors) == [Array(0..<10), Array(10..<20)])
        for part in 0..<2 {
            let results: ArraySlice<ApplicationResult> = before.applications[(60 * part)...].prefix(60)
            #expect(results.compactMap(\.rank).sorted() == Array(1...60))
            let chances: Double = results.reduce(0) { $0 + ($1.chanceOfBest ?? 0) }
            #expect(abs(chances - 12) < 0.6)
        }
        for (number, (old, new)) in zip(before.applications, after.applications).enumerated() {
            #expect(old.component == number / 60)
            #expect(old.rank == new.rank)
            let moved: Double = try #require(new.calibrated?.value) - (try #require(old.calibrated?.value))
            #expect(abs(moved - (number < 60 ? 0 : 1_000)) < 1e-6)
        }
        #expect(before.expectedScore(application: 0, juror: 0) != nil)
    }

    /// Jurors who differ in nothing leave the order of the means.
    @Test func identicalJurorsGiveTheRawOrder() throws {
        let scores: [Score] = (0..<60).flatMap { application in
            [0, 1, 2].map { seat in
                Score(
                    application: application, juror: (application + seat * 7) % 20,
                    value: Double((application * 37) % 60))
            }
        }
        let result = Calibration(of: scores, applicationCount: 60, jurorCount: 20)
        let byRaw: [Int] = (0..<60).sorted {
            (result.applications[$0].raw ?? 0) > (result.applications[$1].raw ?? 0)
        }
        #expect(byRaw.map { result.applications[$0].rank } == Array(1...60))
        for juror in result.jurors { #expect(abs(try #require(juror.leniency).value) < 0.3) }
    }

    /// Of two applications with equal means, the one that met the severe juror is the better.
    @Test func severityIsTakenIntoAccount() throws {
        var scores: [Score] = mapped {
            Score(application: $0.application, juror: $0.juror, value: $0.value - ($0.juror == 0 ? 4 : 0))
        }
        scores += (2...4).flatMap { juror in
            [
                Score(application: 120, juror: juror, value: 5),
                Score(application: 121, juror: juror, value: 5),
            ]
        }
        scores += [Score(application: 120, juror: 0, value: 5), Score(application: 121, juror: 1, value: 5)]
        let result = Calibration(of: scores, applicationCount: 122, jurorCount: 20)
        let severe: Estimate = try #require(result.jurors[0].leniency)
        #expect(severe.high < -2)
        let (one, other) = (result.applications[120], result.applications[121])
        #expect(one.raw == other.raw)
        #expect(try #require(one.calibrated).value > (try #require(other.calibrated)).value)
    }

    @Test func chancesAddUpAndFollowTheEstimates() throws {
        let results: [ApplicationResult] = calibration(of: Self.outcome.scores).applications
        let chances: [Double] = try results.map { try #require($0.chanceOfBest) }
        #expect(chances.allSatisfy { (0...1).contains($0) })
        #expect(abs(chances.reduce(0, +) - 12) < 0.3)
        let best: Int = try #require(results.firstIndex { $0.rank == 1 })
        let worst: Int = try #require(
            results.indices.max { (results[$0].rank ?? 0) < (results[$1].rank ?? 0) })
        #expect(chances[best] > 0.5 && chances[worst] < 0.01)
        let all: [ApplicationResult] = calibration(of: Self.outcome.scores, best: 120).applications
        #expect(all.allSatisfy { $0.chanceOfBest == 1 })
    }

    @Test func predictsWithLeniencyAndSpread() throws {
        let result: Calibration = calibration(of: Self.outcome.scores)
        let lenient: Int = try #require(
            result.jurors.indices.max {
                (result.jurors[$0].leniency?.value ?? 0) < (result.jurors[$1].leniency?.value ?? 0)
            })
        let average: Double = try #require(result.applications[0].calibrated?.value)
        let expected: Double = try #require(result.expectedScore(application: 0, juror: lenient))
        #expect(expected > average)
    }
}
