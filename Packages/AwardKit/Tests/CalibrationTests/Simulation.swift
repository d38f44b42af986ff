import Calibration
import Foundation
import SplitMix

/// Whether this build is optimised; one that is not takes a hundred times as long and tests only the small.
#if DEBUG
    let isOptimised = false
#else
    let isOptimised = true
#endif

/// Simulated scores with the variances found at NeurIPS 2014, where the truth is known.
struct Simulation {
    var applications = 300
    var jurors = 42
    var reviews = 3
    var quality = 1.278
    var leniency = 0.240
    var noise = 1.268
    /// Standard deviation of the logarithm of the jurors' spreads.
    var spread = 0.0
    var level = 5.2
    /// Whole scores from 1 to 10, as jurors give them.
    var isRounded = false
    /// The noise is exponential, moved to mean zero: long on the good side.
    var isSkewed = false
    /// Nominations in equal parts, with this variance of their effects.
    var nominations = 1
    var nominationVariance = 0.0

    struct Outcome {
        var scores: [Score] = []
        /// On the scale of the scores.
        var truth: [Double] = []
        var leniencies: [Double] = []
        var spreads: [Double] = []
        var nominations: [Int] = []
    }

    func run(seed: UInt64) -> Outcome {
        var generator = SplitMix64(seed: seed)
        var outcome = Outcome()
        outcome.leniencies = (0..<jurors).map { _ in normal(leniency, &generator) }
        outcome.spreads = (0..<jurors).map { _ in exp(normal(spread * spread, &generator)) }
        let effects: [Double] = (0..<nominations).map { _ in normal(nominationVariance, &generator) }
        outcome.nominations = (0..<applications).map { $0 % nominations }
        let qualities: [Double] = outcome.nominations.map { effects[$0] + normal(quality, &generator) }
        outcome.truth = qualities.map { level + $0 }
        for (application, juror) in pairs(&generator) {
            let seen: Double = qualities[application] + drawNoise(&generator)
            let value: Double = level + outcome.spreads[juror] * seen + outcome.leniencies[juror]
            let given: Double = isRounded ? min(max(value.rounded(.toNearestOrEven), 1), 10) : value
            outcome.scores.append(Score(application: application, juror: juror, value: given))
        }
        return outcome
    }

    /// As many reviews for each application; loads are equal but where chance would give a pair twice.
    private func pairs(_ generator: inout SplitMix64) -> [(application: Int, juror: Int)] {
        var places: [Int] = (0..<applications * reviews).map { $0 % jurors }
        places.shuffle(using: &generator)
        return (0..<applications).flatMap { application in
            var taken: [Int] = []
            for place in places[(application * reviews)...].prefix(reviews) {
                var juror: Int = place
                while taken.contains(juror) { juror = Int.random(in: 0..<jurors, using: &generator) }
                taken.append(juror)
            }
            return taken.map { (application, $0) }
        }
    }

    private func drawNoise(_ generator: inout SplitMix64) -> Double {
        guard isSkewed else { return normal(noise, &generator) }
        let uniform = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &generator)
        return (-log(uniform) - 1) * noise.squareRoot()
    }

    /// Box and Muller 1958.
    private func normal(_ variance: Double, _ generator: inout SplitMix64) -> Double {
        let uniform = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &generator)
        let angle: Double = Double.random(in: 0..<(2 * Double.pi), using: &generator)
        return (variance * -2 * log(uniform)).squareRoot() * cos(angle)
    }
}

extension Simulation.Outcome {
    func calibration(best: Int? = nil) -> Calibration {
        Calibration(
            of: scores, applicationCount: truth.count, jurorCount: leniencies.count,
            nominations: nominations, best: best.map(Best.ofComponent), seed: 1)
    }
}
