/// The jurors' levels and spreads, the nominations' effects and the variances that the scores make likeliest.
///
/// Empirical Bayes. Qualities are integrated out exactly, given what belongs to the jurors; the jurors'
/// levels are the best linear predictions (Henderson 1975), their spreads the mode of the marginal
/// likelihood by Fisher scoring; the variances climb by expectation and maximisation in the
/// expanded-parameter form (Liu, Rubin and Wu 1998), where a juror's uncertainty is taken juror by juror:
/// the partially factorised approximation of Goplerud, Papaspiliopoulos and Zanella (Biometrika 2025),
/// which stays sharp where the usual, fully factorised one does not.
struct HierarchicalFit: Sendable {
    let table: FittedTable
    private(set) var hierarchy = Hierarchy.start
    /// Of the jurors the level, of the nominations the effect.
    private(set) var nodes: [Double]
    /// The logarithm of each juror's spread, and its variance given the scores.
    private(set) var logSpreads: [Double]
    private(set) var logSpreadVariances: [Double]
    /// How much more the estimates of spreads vary than normal scores would let them; below one where scores
    /// come on a short scale.
    private(set) var dispersion: Double = 1
    private(set) var iterations = 0

    private var levelVariances: [Double]
    private var weights: [Double]

    static let mostIterations = 200
    static let tolerance: Double = 1e-6

    init(_ table: FittedTable) {
        self.table = table
        nodes = Array(repeating: 0, count: table.nodeCount)
        logSpreads = Array(repeating: 0, count: table.jurorCount)
        logSpreadVariances = logSpreads
        levelVariances = logSpreads
        weights = Array(repeating: 1, count: table.jurorCount)
        var change: Double = .infinity
        while change > Self.tolerance, iterations < Self.mostIterations {
            let before: Hierarchy = hierarchy
            let levelsBefore: [Double] = nodes
            solveLevels(tolerance: 1e-7)
            let spreadChange: Double = updateJurors()
            updateQualityAndNoise()
            change = max(spreadChange, hierarchy.distance(to: before))
            for node in nodes.indices { change = max(change, abs(nodes[node] - levelsBefore[node])) }
            iterations += 1
        }
        solveLevels(tolerance: 1e-10)
    }

    /// The equations at the present spreads and variances.
    var system: LeniencySystem { LeniencySystem(table, hierarchy, weights: weights) }

    /// A score in units of quality and noise: less the juror's level, over the spread, less the nomination.
    @inline(__always)
    func standardised(_ place: Int, group: Int?) -> Double {
        let juror = Int(table.jurors[place])
        return (table.values[place] - nodes[juror]) * weights[juror] - (group.map { nodes[$0] } ?? 0)
    }

    private mutating func solveLevels(tolerance: Double) {
        let system: LeniencySystem = self.system
        let right: [SIMD2<Double>] = system.gather { places, _, row in
            var total: SIMD2<Double> = .zero
            for place in places {
                let value: Double = table.values[place] * weights[Int(table.jurors[place])]
                row[place - places.lowerBound] = SIMD2(repeating: value)
                total += row[place - places.lowerBound]
            }
            return total
        }
        let start: [SIMD2<Double>] = nodes.map { SIMD2(repeating: $0) }
        nodes = system.solve(right, from: start, tolerance: tolerance).map(\.x)
    }

    /// What the scores say of each node, beside its prior.
    private struct Evidence {
        var information: [Double]
        var gradient: [Double]
        /// The same for the logarithm of the spread.
        var spreadInformation: [Double]
        var spreadGradient: [Double]
        /// The sum of the squares of the gradient's terms, score by score.
        var spreadSquares: Double = 0
    }

    private func evidence() -> Evidence {
        let zeros = [Double](repeating: 0, count: table.nodeCount)
        var evidence = Evidence(
            information: zeros, gradient: zeros, spreadInformation: zeros, spreadGradient: zeros)
        let noise: Double = hierarchy.noise
        for application in 0..<table.applicationCount {
            let places: Range<Int> = table[application]
            let group: Int? = table.groupNode(of: application)
            let shrinkage: Double = hierarchy.shrinkage(places.count)
            let own: Double = (1 - shrinkage) / noise
            let expected: Double = 1 + (noise + hierarchy.quality) * own
            let quality: Double = places.reduce(0) { $0 + standardised($1, group: group) } * shrinkage
            for place in places {
                let juror = Int(table.jurors[place])
                let value: Double = standardised(place, group: group)
                let residual: Double = (value - quality) / noise
                let surprise: Double = value * residual + own * jurorVariance(place, value) - 1
                evidence.information[juror] += own
                evidence.gradient[juror] += residual
                evidence.spreadInformation[juror] += expected
                evidence.spreadGradient[juror] += surprise
                evidence.spreadSquares += surprise * surprise
                if let group { evidence.gradient[group] += residual }
            }
            if let group {
                let count = Double(places.count)
                evidence.information[group] += count * (1 - count * shrinkage) / noise
            }
        }
        for juror in 0..<table.jurorCount {
            evidence.information[juror] *= weights[juror] * weights[juror]
            evidence.gradient[juror] *= weights[juror]
        }
        return evidence
    }

    /// One step for the variances of levels and nominations, and for the spreads; returns the largest change.
    private mutating func updateJurors() -> Double {
        let evidence: Evidence = evidence()
        updateLevelVariance(evidence)
        updateNominationVariance(evidence)
        return updateSpreads(evidence)
    }

    private mutating func updateLevelVariance(_ evidence: Evidence) {
        let means: [SIMD2<Double>] = table.componentMeans(of: nodes.map { SIMD2(repeating: $0) })
        let unshrunk: [Double] = (0..<table.jurorCount).map { juror in
            let component: Int = table.componentOfJuror[juror]
            let leniency: Double = nodes[juror] - means[component].x
            let estimate: Double = leniency + evidence.gradient[juror] / evidence.information[juror]
            return estimate * Self.meanLost(among: table.jurorsInComponent[component])
        }
        // As if all had the average spread: a juror's own is read from the same few scores, and a leniency
        // that is taken for spread would vanish from both.
        let square: Double = averageSquaredSpread
        let information: [Double] = (0..<table.jurorCount).map { juror in
            evidence.information[juror] / (weights[juror] * weights[juror] * square)
        }
        let effects = EffectVariance(unshrunk, information: information, scale: Hierarchy.leniencyScale)
        hierarchy.leniency = max(effects.mean(), Hierarchy.least)
        for juror in 0..<table.jurorCount {
            levelVariances[juror] = 1 / (evidence.information[juror] + 1 / hierarchy.leniency)
        }
    }

    private var averageSquaredSpread: Double {
        let sum: Double = logSpreads.indices.reduce(0) {
            $0 + exponential(2 * logSpreads[$1] + 2 * logSpreadVariances[$1])
        }
        return sum / Double(table.jurorCount)
    }

    private mutating func updateNominationVariance(_ evidence: Evidence) {
        guard !table.groupNodes.isEmpty else { return }
        let groups: Range<Int> = table.jurorCount..<table.nodeCount
        let unshrunk: [Double] = groups.map { node in
            nodes[node] + evidence.gradient[node] / max(evidence.information[node], 1e-12)
        }
        let information = Array(evidence.information[groups])
        let effects = EffectVariance(unshrunk, information: information, scale: Hierarchy.nominationScale)
        hierarchy.nomination = max(effects.mean(), Hierarchy.least)
    }

    private mutating func updateSpreads(_ evidence: Evidence) -> Double {
        let jurors: Range<Int> = 0..<table.jurorCount
        dispersion = dispersion(of: evidence)
        // A juror's level, being fitted as well, takes part of what their spread would show.
        let responses: [Double] = jurors.map { juror in
            let fitted: Double = evidence.information[juror] * levelVariances[juror]
            return max(evidence.spreadInformation[juror] - 2 * fitted, 0.1)
        }
        let information: [Double] = jurors.map { juror in
            responses[juror] * responses[juror] / (dispersion * evidence.spreadInformation[juror])
        }
        let steps: [Double] = jurors.map { evidence.spreadGradient[$0] / responses[$0] }
        let meanLost: Double = Self.meanLost(among: table.jurorCount)
        let effects = EffectVariance(
            jurors.map { (logSpreads[$0] + steps[$0]) * meanLost }, information: information,
            scale: Hierarchy.spreadScale)
        let variance: Double = effects.mean()
        hierarchy.spread = variance
        let before: [Double] = logSpreads
        for juror in jurors {
            logSpreadVariances[juror] = variance / (variance * information[juror] + 1)
            // Scores far apart bend the likelihood more than expected; without that, steps would overshoot.
            let bend: Double = 1 + 2 * max(steps[juror], 0)
            let pull: Double = variance * information[juror] * steps[juror] - logSpreads[juror]
            logSpreads[juror] += pull / (variance * information[juror] * bend + 1)
        }
        expandScale()
        return zip(logSpreads, before).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }

    /// How much the terms of a juror's gradient vary around their mean, compared with what is expected of
    /// normal scores.
    private func dispersion(of evidence: Evidence) -> Double {
        var (squares, expected) = (evidence.spreadSquares, 0.0)
        for juror in 0..<table.jurorCount {
            let count = Double(table.reviewCounts[juror])
            squares -= evidence.spreadGradient[juror] * evidence.spreadGradient[juror] / count
            expected += evidence.spreadInformation[juror] * (1 - 1 / count)
        }
        return (squares + Self.assumedScores) / (expected + Self.assumedScores)
    }

    /// The dispersion counts as one for so much information.
    private static let assumedScores: Double = 100

    /// What estimates around their own mean lack in deviation, when that mean is taken from them.
    private static func meanLost(among count: Int) -> Double {
        count > 1 ? (Double(count) / Double(count - 1)).squareRoot() : 1
    }

    /// Centres the spreads around one; quality, noise and nominations take over what they had in common.
    private mutating func expandScale() {
        let mean: Double = logSpreads.reduce(0, +) / Double(table.jurorCount)
        for juror in logSpreads.indices {
            logSpreads[juror] -= mean
            weights[juror] = exponential(logSpreadVariances[juror] / 2 - logSpreads[juror])
        }
        let scale: Double = exponential(mean)
        hierarchy.quality *= scale * scale
        hierarchy.noise *= scale * scale
        guard !table.groupNodes.isEmpty else { return }
        hierarchy.nomination *= scale * scale
        for node in table.jurorCount..<table.nodeCount { nodes[node] *= scale }
    }

    private mutating func updateQualityAndNoise() {
        var (qualities, noises) = (0.0, 0.0)
        for application in 0..<table.applicationCount {
            let places: Range<Int> = table[application]
            let group: Int? = table.groupNode(of: application)
            let shrinkage: Double = hierarchy.shrinkage(places.count)
            let quality: Double = places.reduce(0) { $0 + standardised($1, group: group) } * shrinkage
            var (squares, uncertainty) = (0.0, 0.0)
            for place in places {
                let value: Double = standardised(place, group: group)
                squares += (value - quality) * (value - quality)
                uncertainty += jurorVariance(place, value)
            }
            let count = Double(places.count)
            let own: Double = hierarchy.noise * shrinkage
            let inherited: Double = shrinkage * shrinkage * uncertainty
            qualities += quality * quality + own + inherited
            noises += squares + count * own + (1 - 2 * shrinkage) * uncertainty + count * inherited
        }
        let applications = Double(table.applicationCount)
        hierarchy.quality = max(qualities / applications, Hierarchy.least)
        hierarchy.noise = max(noises / Double(table.values.count), Hierarchy.least)
    }

    /// How uncertain a standardised score is through its juror's level and spread.
    private func jurorVariance(_ place: Int, _ value: Double) -> Double {
        let juror = Int(table.jurors[place])
        let level: Double = levelVariances[juror] * weights[juror] * weights[juror]
        return level + value * value * logSpreadVariances[juror]
    }
}

extension Hierarchy {
    fileprivate func distance(to other: Hierarchy) -> Double {
        let pairs: [(Double, Double)] = [
            (quality, other.quality), (noise, other.noise), (leniency, other.leniency),
            (spread, other.spread), (nomination, other.nomination),
        ]
        return pairs.reduce(0) { max($0, abs($1.0 - $1.1)) }
    }
}
