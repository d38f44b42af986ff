/// Finds where a smooth function is least, from its gradients: the limited-memory method of Nocedal,
/// *Updating quasi-Newton matrices with limited storage* (1980), scaled by the function's curvature.
struct QuasiNewton {
    /// The diagonal of the second derivatives, roughly.
    let curvature: [Double]
    /// Steps that are remembered.
    var memory = 8
    var largestStepCount = 500
    /// The search ends where no parameter is further from the minimum than about this part of its own
    /// deviation, `1 / √curvature`.
    var tolerance = 1e-6

    private struct Step {
        let move: [Double]
        let turn: [Double]
        let scale: Double
    }

    func minimize(
        from start: [Double], _ value: (_ point: [Double], _ gradient: inout [Double]) -> Double
    ) -> [Double] {
        var point: [Double] = start
        var gradient = [Double](repeating: 0, count: start.count)
        var height: Double = value(point, &gradient)
        var steps: [Step] = []
        var (next, nextGradient) = (point, gradient)
        for _ in 0..<largestStepCount where !isFlat(gradient) {
            let direction: [Double] = direction(gradient, steps)
            let descent: Double = dot(direction, gradient)
            var length = 1.0
            var nextHeight = Double.nan
            while length > 1e-10 {
                for index in point.indices { next[index] = point[index] + length * direction[index] }
                nextHeight = value(next, &nextGradient)
                // Armijo's condition, with room for the rounding of a sum that hardly changes.
                if nextHeight <= height + 1e-4 * length * descent + 1e-12 * height.magnitude { break }
                length /= 2
            }
            guard length > 1e-10 else { break }
            remember(&steps, from: (point, gradient), to: (next, nextGradient))
            swap(&point, &next)
            swap(&gradient, &nextGradient)
            height = nextHeight
        }
        return point
    }

    private func isFlat(_ gradient: [Double]) -> Bool {
        zip(gradient, curvature).allSatisfy { $0 * $0 <= tolerance * tolerance * $1 }
    }

    private func remember(
        _ steps: inout [Step], from old: (point: [Double], gradient: [Double]),
        to new: (point: [Double], gradient: [Double])
    ) {
        let move: [Double] = difference(new.point, old.point)
        let turn: [Double] = difference(new.gradient, old.gradient)
        let product: Double = dot(move, turn)
        guard product > 0 else { return }
        if steps.count == memory { steps.removeFirst() }
        steps.append(Step(move: move, turn: turn, scale: 1 / product))
    }

    /// The two loops that apply the inverse of the second derivatives, as the steps have shown it.
    private func direction(_ gradient: [Double], _ steps: [Step]) -> [Double] {
        var direction: [Double] = gradient
        var factors: [Double] = []
        for step in steps.reversed() {
            let factor: Double = step.scale * dot(step.move, direction)
            add(-factor, step.turn, to: &direction)
            factors.append(factor)
        }
        for index in direction.indices { direction[index] /= curvature[index] }
        for (step, factor) in zip(steps, factors.reversed()) {
            add(factor - step.scale * dot(step.turn, direction), step.move, to: &direction)
        }
        for index in direction.indices { direction[index] = -direction[index] }
        return direction
    }
}

/// Added up in four strands, always the same, which is faster than one.
func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sums = SIMD4<Double>.zero
    var index = 0
    while index + 4 <= left.count {
        let first = SIMD4(left[index], left[index + 1], left[index + 2], left[index + 3])
        let second = SIMD4(right[index], right[index + 1], right[index + 2], right[index + 3])
        sums += first * second
        index += 4
    }
    while index < left.count {
        sums[0] += left[index] * right[index]
        index += 1
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3])
}

private func add(_ factor: Double, _ vector: [Double], to sum: inout [Double]) {
    for index in sum.indices { sum[index] += factor * vector[index] }
}

private func difference(_ left: [Double], _ right: [Double]) -> [Double] {
    zip(left, right).map { $0 - $1 }
}
