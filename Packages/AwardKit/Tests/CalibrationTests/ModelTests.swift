import Testing

@testable import Calibration

/// The solver and the draws against slow and exact linear algebra.
struct ModelTests {
    private static let outcome: Simulation.Outcome = Simulation(
        applications: 40, jurors: 8, spread: 0.3, nominations: 2, nominationVariance: 0.4
    ).run(seed: 11)

    private static func fit() -> HierarchicalFit {
        let table = ScoreTable(outcome.scores, applicationCount: 40, jurorCount: 8)
        let parts = Components(of: table)
        return HierarchicalFit(
            FittedTable(table, parts, calibrated: [true], nominations: outcome.nominations))
    }

    /// Henderson's equations with nothing eliminated: level, leniencies, nominations, qualities.
    private struct DenseModel {
        var matrix: [[Double]]
        var right: [Double]

        init(_ fit: HierarchicalFit) {
            let table: FittedTable = fit.table
            let hierarchy: Hierarchy = fit.hierarchy
            let size: Int = 1 + table.nodeCount + table.applicationCount
            matrix = Array(repeating: Array(repeating: 0, count: size), count: size)
            right = Array(repeating: 0, count: size)
            for node in 0..<table.nodeCount {
                let variance: Double = node < table.jurorCount ? hierarchy.leniency : hierarchy.nomination
                matrix[1 + node][1 + node] += 1 / variance
            }
            for application in 0..<table.applicationCount {
                let own: Int = 1 + table.nodeCount + application
                matrix[own][own] += 1 / hierarchy.quality
                for place in table[application] {
                    let juror = Int(table.jurors[place])
                    let weight: Double = fit.system.weights[juror]
                    var terms: [(Int, Double)] = [(0, weight), (1 + juror, weight), (own, 1)]
                    if let group = table.groupNode(of: application) { terms.append((1 + group, 1)) }
                    for (row, left) in terms {
                        right[row] += left * table.values[place] * weight / hierarchy.noise
                        for (column, factor) in terms {
                            matrix[row][column] += left * factor / hierarchy.noise
                        }
                    }
                }
            }
        }

        /// Gauss and Jordan with pivots: the solution and the inverse.
        func solved() -> (solution: [Double], inverse: [[Double]]) {
            let size: Int = right.count
            var rows: [[Double]] = (0..<size).map { row in
                matrix[row] + (0..<size).map { $0 == row ? 1 : 0 } + [right[row]]
            }
            for column in 0..<size {
                let pivot: Int =
                    (column..<size).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
                rows.swapAt(column, pivot)
                let divisor: Double = rows[column][column]
                rows[column] = rows[column].map { $0 / divisor }
                for row in 0..<size where row != column {
                    let factor: Double = rows[row][column]
                    for index in column...2 * size { rows[row][index] -= factor * rows[column][index] }
                }
            }
            return (rows.map { $0[2 * size] }, rows.map { Array($0[size..<2 * size]) })
        }
    }

    @Test func levelsAndQualitiesSolveHendersonsEquations() {
        let fit: HierarchicalFit = Self.fit()
        let (solution, _) = DenseModel(fit).solved()
        for node in 0..<fit.table.nodeCount {
            let level: Double = node < fit.table.jurorCount ? solution[0] : 0
            #expect(abs(fit.nodes[node] - level - solution[1 + node]) < 1e-7)
        }
        for (application, estimate) in fit.estimates.enumerated() {
            let group: Int = fit.table.groupNodes[application]
            let quality: Double = solution[1 + fit.table.nodeCount + application]
            #expect(abs(estimate - solution[0] - solution[1 + group] - quality) < 1e-7)
        }
    }

    /// The draws add up to the exact variances, but for the spreads' part, which is added to them here.
    @Test func drawsHaveThePosteriorsVariances() {
        let fit: HierarchicalFit = Self.fit()
        let (_, inverse) = DenseModel(fit).solved()
        let posterior = Posterior(of: fit, best: nil, seed: 3)
        let table: FittedTable = fit.table
        for application in 0..<table.applicationCount {
            let own: Int = 1 + table.nodeCount + application
            let terms: [Int] = [0, 1 + table.groupNodes[application], own]
            var exact: Double = terms.reduce(0) { sum, row in
                sum + terms.reduce(0) { $0 + inverse[row][$1] }
            }
            let shrinkage: Double = fit.hierarchy.shrinkage(table[application].count)
            for place in table[application] {
                let value: Double = fit.standardised(place, group: table.groupNodes[application])
                let variance: Double = fit.logSpreadVariances[Int(table.jurors[place])]
                exact += shrinkage * shrinkage * value * value * variance
            }
            #expect(abs(posterior.applicationVariances[application] / exact - 1) < 0.1)
        }
        for juror in 0..<table.jurorCount {
            let exact: Double = inverse[1 + juror][1 + juror]
            #expect(abs(posterior.leniencyVariances[juror] / exact - 1) < 0.25)
        }
    }

    @Test func theFitHasArrived() {
        let fit: HierarchicalFit = Self.fit()
        #expect(fit.iterations < HierarchicalFit.mostIterations)
        #expect(abs(fit.logSpreads.reduce(0, +)) < 1e-9)
    }

    /// Variances come back where there is enough to find them in.
    @Test(.enabled(if: isOptimised)) func findsTheSimulatedVariances() throws {
        let simulation = Simulation(
            applications: 3_000, jurors: 300, spread: 0.25, nominations: 30, nominationVariance: 0.5)
        let variances: Variances = try #require(simulation.run(seed: 2).calibration().variances)
        #expect(abs(variances.quality - 1.278) < 0.15)
        #expect(abs(variances.noise - 1.268) < 0.15)
        #expect(abs(variances.leniency - 0.240) < 0.06)
        #expect(abs(variances.logSpread.squareRoot() - 0.25) < 0.04)
        #expect((0.2...1).contains(variances.nomination))
    }

    @Test(.enabled(if: isOptimised)) func findsNoVarianceWhereThereIsNone() throws {
        let alike = Simulation(applications: 3_000, jurors: 300, leniency: 0)
        let variances: Variances = try #require(alike.run(seed: 2).calibration().variances)
        #expect(variances.leniency < 0.01)
        #expect(variances.logSpread < 0.004)
        #expect(variances.nomination == 0)
    }
}
