/// How uncertain everything is together: draws from the joint posterior of jurors and applications.
///
/// Given the variances and the spreads the posterior is normal, and a draw of it is the solution of the
/// same equations with perturbed right-hand sides (Papandreou and Yuille 2010). The spreads are all but
/// independent of the levels, since their cross information is zero in expectation, and enter to first
/// order. What an application's own scores leave open is not drawn but added exactly (Rao-Blackwell).
struct Posterior: Sendable {
    /// What the scores leave open about each application even if all jurors were known, and in all.
    private(set) var ownVariances: [Double]
    private(set) var applicationVariances: [Double]
    private(set) var leniencyVariances: [Double]
    /// How likely each application is among the best; nil where nobody asked.
    private(set) var chances: [Double]?

    private static let lanes = 8

    /// The more scores, the fewer draws are needed and can be afforded.
    static func drawCount(forScores count: Int) -> Int {
        let affordable: Int = 12_000_000 / max(count, 1)
        return min(max(affordable, 128), 1024) / lanes * lanes
    }

    init(of fit: HierarchicalFit, best: Best?, nominations: [Int]? = nil, seed: UInt64) {
        let table: FittedTable = fit.table
        ownVariances = (0..<table.applicationCount).map { application in
            let count: Int = table[application].count
            return fit.hierarchy.noise * fit.hierarchy.shrinkage(count)
        }
        applicationVariances = ownVariances
        leniencyVariances = Array(repeating: 0, count: table.jurorCount)
        var sampler = PosteriorSampler(fit, seed: seed)
        var counter = best.map {
            BestCounter($0, nominations, fit, deviations: ownVariances.map { $0.squareRoot() })
        }
        let draws: Int = Self.drawCount(forScores: table.values.count)
        for _ in 0..<draws / Self.lanes {
            let draw: PosteriorSampler.Draw = sampler.next()
            for application in 0..<table.applicationCount {
                let deviation: SIMD8<Double> = draw.applications[application]
                applicationVariances[application] += (deviation * deviation).sum() / Double(draws)
            }
            for juror in 0..<table.jurorCount {
                let deviation: SIMD8<Double> = draw.leniencies[juror]
                leniencyVariances[juror] += (deviation * deviation).sum() / Double(draws)
            }
            counter?.count(draw.applications, noise: &sampler.noise)
        }
        chances = counter?.chances(draws: draws)
    }
}

/// Makes draws of what depends on the jurors, as deviations from the estimates, eight at a time.
struct PosteriorSampler {
    struct Draw {
        var applications: [SIMD8<Double>]
        var leniencies: [SIMD8<Double>]
    }

    private let fit: HierarchicalFit
    private let system: LeniencySystem
    var noise: NoiseSource

    init(_ fit: HierarchicalFit, seed: UInt64) {
        self.fit = fit
        system = fit.system
        noise = NoiseSource(seed: seed)
    }

    mutating func next() -> Draw {
        let table: FittedTable = fit.table
        let right: [SIMD8<Double>] = perturbation()
        let start = [SIMD8<Double>](repeating: .zero, count: right.count)
        let nodes: [SIMD8<Double>] = system.solve(right, from: start, tolerance: 1e-3)
        var levels: [SIMD8<Double>] = table.componentMeans(of: nodes)
        for component in levels.indices where table.jurorsInComponent[component] > 0 {
            let count = Double(table.jurorsInComponent[component])
            levels[component] += noise.next() * (fit.hierarchy.leniency / count).squareRoot()
        }
        let leniencies: [SIMD8<Double>] = (0..<table.jurorCount).map { juror in
            nodes[juror] - levels[table.componentOfJuror[juror]]
        }
        return Draw(applications: applications(nodes, levels), leniencies: leniencies)
    }

    /// Noise whose variance is the matrix of the equations.
    private mutating func perturbation() -> [SIMD8<Double>] {
        let table: FittedTable = fit.table
        let hierarchy: Hierarchy = fit.hierarchy
        let root: Double = hierarchy.noise.squareRoot()
        let shares: [Double] = (0...table.mostReviews).map { count in
            let kept: Double = 1 - Double(count) * hierarchy.shrinkage(count)
            return count == 0 ? 0 : (1 - kept.squareRoot()) / (Double(count) * hierarchy.shrinkage(count))
        }
        var noise: NoiseSource = self.noise
        var right: [SIMD8<Double>] = system.gather { places, _, row in
            var total: SIMD8<Double> = .zero
            for place in places {
                row[place - places.lowerBound] = noise.next() * root
                total += row[place - places.lowerBound]
            }
            return total * shares[places.count]
        }
        let jurorRoot: Double = hierarchy.leniency.squareRoot()
        var prior: [SIMD8<Double>] = (0..<table.jurorCount).map { _ in noise.next() / jurorRoot }
        let means: [SIMD8<Double>] = table.componentMeans(of: prior)
        for juror in prior.indices {
            prior[juror] -= means[table.componentOfJuror[juror]]
            right[juror] += prior[juror]
        }
        let groupRoot: Double = hierarchy.nomination.squareRoot()
        for node in table.jurorCount..<table.nodeCount { right[node] += noise.next() / groupRoot }
        self.noise = noise
        return right
    }

    /// What the draws of levels, nominations and spreads make of each application.
    private mutating func applications(
        _ nodes: [SIMD8<Double>], _ levels: [SIMD8<Double>]
    ) -> [SIMD8<Double>] {
        let table: FittedTable = fit.table
        var scaled: [SIMD8<Double>] = Array(nodes[..<table.jurorCount])
        for juror in scaled.indices { scaled[juror] *= system.weights[juror] }
        let spreads: [SIMD8<Double>] = fit.logSpreadVariances.map { noise.next() * $0.squareRoot() }
        return (0..<table.applicationCount).map { application in
            let places: Range<Int> = table[application]
            let group: Int? = table.groupNode(of: application)
            let shared: SIMD8<Double> = group.map { nodes[$0] } ?? .zero
            var total: SIMD8<Double> = shared * Double(places.count)
            for place in places {
                let juror = Int(table.jurors[place])
                let value: Double = fit.standardised(place, group: group)
                total += scaled[juror] + value * spreads[juror]
            }
            let level: SIMD8<Double> = levels[table.componentOfApplication[application]]
            return level + shared - total * fit.hierarchy.shrinkage(places.count)
        }
    }
}
