/// What the scores say about an application, raw and calibrated.
public struct ApplicationResult: Hashable, Sendable {
    /// Which component it belongs to; nil where it has no score.
    public let component: Int?
    /// How many scores it has.
    public let reviews: Int
    /// The mean of its scores as they are.
    public let raw: Double?
    /// What an average juror of an average spread would give; nil where there is not enough to say.
    public fileprivate(set) var calibrated: Estimate?
    /// How likely it is among the best of its component, or of its nomination there.
    public fileprivate(set) var chanceOfBest: Double?
    /// Within its component, by calibrated score, or by raw mean where the component stays raw; equal ones
    /// share the better rank.
    public fileprivate(set) var rank: Int?
}

/// What the scores say about a juror.
public struct JurorResult: Hashable, Sendable {
    /// Which component the juror belongs to; nil where they gave no score.
    public let component: Int?
    /// How many scores they gave.
    public let reviews: Int
    /// The mean of the scores they gave.
    public let raw: Double?
    /// How much higher than an average juror they score; nil where there is not enough to say.
    public fileprivate(set) var leniency: Estimate?
    /// How far their scores lie apart compared with an average juror's, as a factor.
    public fileprivate(set) var spread: Estimate?
}

extension HierarchicalFit {
    /// Each component's level: the score of an average juror for an average application.
    var levels: [Double] {
        table.componentMeans(of: nodes.map { SIMD2(repeating: $0) }).map(\.x)
    }

    /// Each application's quality with its nomination's effect, on top of its component's level.
    var estimates: [Double] {
        let levels: [Double] = self.levels
        return (0..<table.applicationCount).map { application in
            let places: Range<Int> = table[application]
            let group: Int? = table.groupNode(of: application)
            let sum: Double = places.reduce(0) { $0 + standardised($1, group: group) }
            let quality: Double = sum * hierarchy.shrinkage(places.count)
            let level: Double = levels[table.componentOfApplication[application]]
            return level + (group.map { nodes[$0] } ?? 0) + quality
        }
    }
}

extension ApplicationResult {
    static func raw(_ table: ScoreTable, _ parts: Components) -> [ApplicationResult] {
        (0..<table.applicationCount).map { application in
            let places: Range<Int> = table[application]
            let sum: Double = table.values[places].reduce(0, +)
            return ApplicationResult(
                component: parts.ofApplication[application], reviews: places.count,
                raw: places.isEmpty ? nil : sum / Double(places.count))
        }
    }

    static func calibrate(
        _ results: inout [ApplicationResult], _ fit: HierarchicalFit, _ posterior: Posterior
    ) {
        for (own, estimate) in fit.estimates.enumerated() {
            let reach: Double = ninetyPercent * posterior.applicationVariances[own].squareRoot()
            let component: Int = fit.table.componentOfApplication[own]
            let number: Int = fit.table.applications[own]
            results[number].calibrated = Estimate(
                value: fit.table.scale.score(estimate, in: component),
                low: fit.table.scale.score(estimate - reach, in: component),
                high: fit.table.scale.score(estimate + reach, in: component))
            results[number].chanceOfBest = posterior.chances.map { $0[own] }
        }
    }

    static func rank(_ results: inout [ApplicationResult], componentCount: Int) {
        var members = [[Int]](repeating: [], count: componentCount)
        for (number, result) in results.enumerated() {
            if let component = result.component { members[component].append(number) }
        }
        for component in members {
            let values: [Double] = component.map { results[$0].calibrated?.value ?? results[$0].raw ?? 0 }
            let order: [Int] = values.indices.sorted { values[$0] > values[$1] }
            for (position, index) in order.enumerated() {
                let ties: Bool = position > 0 && values[index] == values[order[position - 1]]
                let before: Int? = ties ? results[component[order[position - 1]]].rank : nil
                results[component[index]].rank = before ?? position + 1
            }
        }
    }
}

extension JurorResult {
    static func raw(_ table: ScoreTable, _ parts: Components) -> [JurorResult] {
        var counts = [Int](repeating: 0, count: table.jurorCount)
        var sums = [Double](repeating: 0, count: table.jurorCount)
        for (place, juror) in table.jurors.enumerated() {
            counts[juror] += 1
            sums[juror] += table.values[place]
        }
        return (0..<table.jurorCount).map { juror in
            JurorResult(
                component: parts.ofJuror[juror], reviews: counts[juror],
                raw: counts[juror] == 0 ? nil : sums[juror] / Double(counts[juror]))
        }
    }

    static func calibrate(
        _ results: inout [JurorResult], _ fit: HierarchicalFit, _ posterior: Posterior
    ) {
        let levels: [Double] = fit.levels
        // Where the average spread of these jurors stands among all jurors.
        let commonVariance: Double = fit.hierarchy.spread / Double(fit.table.jurorCount)
        for (own, number) in fit.table.jurorNumbers.enumerated() {
            let leniency: Double = fit.nodes[own] - levels[fit.table.componentOfJuror[own]]
            let reach: Double = ninetyPercent * posterior.leniencyVariances[own].squareRoot()
            let unit: Double = fit.table.scale.deviation
            results[number].leniency = Estimate(
                value: unit * leniency, low: unit * (leniency - reach), high: unit * (leniency + reach))
            let logSpread: Double = fit.logSpreads[own]
            let logReach: Double = ninetyPercent * (fit.logSpreadVariances[own] + commonVariance).squareRoot()
            results[number].spread = Estimate(
                value: exponential(logSpread), low: exponential(logSpread - logReach),
                high: exponential(logSpread + logReach))
        }
    }
}
