/// The linear equations for the jurors' levels and the nominations' effects, with every quality eliminated.
///
/// Given the spreads and the variances, these are Henderson's mixed model equations with the applications
/// absorbed; a juror's level is the component's level plus the juror's leniency. Solved by conjugate
/// gradients with the diagonal as preconditioner, for several right-hand sides at once, one in each lane.
struct LeniencySystem {
    let table: FittedTable
    let hierarchy: Hierarchy
    /// One over each juror's spread.
    let weights: [Double]
    /// The shrinkage of one score, by the number of scores of an application.
    private let shrinkages: [Double]
    private let diagonal: [Double]

    init(_ table: FittedTable, _ hierarchy: Hierarchy, weights: [Double]) {
        self.table = table
        self.hierarchy = hierarchy
        self.weights = weights
        shrinkages = (0...table.mostReviews).map(hierarchy.shrinkage)
        var information = [Double](repeating: 0, count: table.nodeCount)
        for application in 0..<table.applicationCount {
            let places: Range<Int> = table[application]
            let own: Double = 1 - shrinkages[places.count]
            for place in places { information[Int(table.jurors[place])] += own }
            guard let group = table.groupNode(of: application) else { continue }
            let count = Double(places.count)
            information[group] += count * (1 - count * shrinkages[places.count])
        }
        for node in information.indices {
            let isJuror: Bool = node < table.jurorCount
            let weight: Double = isJuror ? weights[node] * weights[node] : 1
            let prior: Double = isJuror ? hierarchy.leniency : hierarchy.nomination
            information[node] = information[node] * weight / hierarchy.noise + 1 / prior
        }
        diagonal = information
    }

    /// The product with the matrix of the equations.
    func multiply<Lanes: SIMD>(_ nodes: [Lanes]) -> [Lanes] where Lanes.Scalar == Double {
        var scaled: [Lanes] = nodes
        for juror in 0..<table.jurorCount { scaled[juror] *= weights[juror] }
        var result: [Lanes] = gather { places, group, sum in
            var total: Lanes = .zero
            let shared: Lanes = group.map { scaled[$0] } ?? .zero
            for place in places {
                sum[place - places.lowerBound] = scaled[Int(table.jurors[place])] + shared
                total += sum[place - places.lowerBound]
            }
            return total
        }
        addPrior(of: nodes, to: &result)
        return result
    }

    /// What scores, given juror by juror for each application, say about the nodes: their share that is no
    /// application's quality, over the noise.
    func gather<Lanes: SIMD>(
        _ fill: (_ places: Range<Int>, _ group: Int?, _ row: inout [Lanes]) -> Lanes
    ) -> [Lanes] where Lanes.Scalar == Double {
        var result = [Lanes](repeating: .zero, count: table.nodeCount)
        var row = [Lanes](repeating: .zero, count: table.mostReviews)
        for application in 0..<table.applicationCount {
            let places: Range<Int> = table[application]
            let group: Int? = table.groupNode(of: application)
            let quality: Lanes = fill(places, group, &row) * shrinkages[places.count]
            var rest: Lanes = .zero
            for place in places {
                let part: Lanes = row[place - places.lowerBound] - quality
                result[Int(table.jurors[place])] += part
                rest += part
            }
            if let group { result[group] += rest }
        }
        for node in result.indices {
            result[node] *= (node < table.jurorCount ? weights[node] : 1) / hierarchy.noise
        }
        return result
    }

    /// The levels of a component's jurors vary around their mean, about which nothing is assumed.
    private func addPrior<Lanes: SIMD>(of nodes: [Lanes], to result: inout [Lanes])
    where Lanes.Scalar == Double {
        let means: [Lanes] = table.componentMeans(of: nodes)
        for juror in 0..<table.jurorCount {
            result[juror] += (nodes[juror] - means[table.componentOfJuror[juror]]) / hierarchy.leniency
        }
        for node in table.jurorCount..<table.nodeCount {
            result[node] += nodes[node] / hierarchy.nomination
        }
    }

    /// Solves for each lane; the error left is `tolerance` of the right-hand side in the diagonal's norm.
    func solve<Lanes: SIMD>(_ right: [Lanes], from start: [Lanes], tolerance: Double) -> [Lanes]
    where Lanes.Scalar == Double {
        var solution: [Lanes] = start
        let product: [Lanes] = multiply(solution)
        var residual: [Lanes] = right.indices.map { right[$0] - product[$0] }
        var direction: [Lanes] = preconditioned(residual)
        var length: Lanes = dot(residual, direction)
        let enough: Lanes = dot(right, preconditioned(right)) * (tolerance * tolerance)
        for _ in 0..<Self.mostSteps where any(length .> enough) {
            let image: [Lanes] = multiply(direction)
            let step: Lanes = quotient(length, dot(direction, image))
            for node in solution.indices {
                solution[node] += step * direction[node]
                residual[node] -= step * image[node]
            }
            let improved: [Lanes] = preconditioned(residual)
            let next: Lanes = dot(residual, improved)
            let turn: Lanes = quotient(next, length)
            for node in solution.indices { direction[node] = improved[node] + turn * direction[node] }
            length = next
        }
        return solution
    }

    private static let mostSteps = 500

    private func preconditioned<Lanes: SIMD>(_ nodes: [Lanes]) -> [Lanes] where Lanes.Scalar == Double {
        nodes.indices.map { nodes[$0] / diagonal[$0] }
    }

    private func dot<Lanes: SIMD>(_ left: [Lanes], _ right: [Lanes]) -> Lanes where Lanes.Scalar == Double {
        var sum: Lanes = .zero
        for node in left.indices { sum += left[node] * right[node] }
        return sum
    }

    /// Zero where a lane has arrived and both are zero.
    private func quotient<Lanes: SIMD>(_ above: Lanes, _ below: Lanes) -> Lanes
    where Lanes.Scalar == Double {
        (above / below).replacing(with: 0, where: below .<= 0)
    }
}
