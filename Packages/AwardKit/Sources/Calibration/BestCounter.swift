/// Counts, draw by draw, how likely each application is among the best of its component.
///
/// What is drawn is everything but the application itself: it is among the best exactly if it beats the last
/// of the best of all others, and how likely that is has a formula. So the chances are smooth, and a few
/// hundred draws suffice.
struct BestCounter {
    private let components: [[Int]]
    private let best: Int
    private let estimates: [Double]
    private let deviations: [Double]
    private var sums: [Double]

    /// `deviations` are what the scores leave open about each application if all jurors were known.
    init(_ best: Int, _ fit: HierarchicalFit, deviations: [Double]) {
        self.best = best
        estimates = fit.estimates
        self.deviations = deviations
        sums = Array(repeating: 0, count: estimates.count)
        var components = [[Int]](repeating: [], count: fit.table.jurorsInComponent.count)
        for (application, component) in fit.table.componentOfApplication.enumerated() {
            components[component].append(application)
        }
        self.components = components
    }

    mutating func count(_ draw: [SIMD8<Double>], noise: inout NoiseSource) {
        let values: [SIMD8<Double>] = draw.indices.map { application in
            estimates[application] + draw[application] + noise.next() * deviations[application]
        }
        for members in components where members.count > best {
            for lane in 0..<8 {
                var lot: [Double] = members.map { values[$0][lane] }
                let (last, next) = lot.greatest(best)
                for application in members {
                    let limit: Double = values[application][lane] >= last ? next : last
                    let known: Double = estimates[application] + draw[application][lane]
                    sums[application] += normalProbability(
                        upTo: (known - limit) / deviations[application])
                }
            }
        }
    }

    func chances(draws: Int) -> [Double] {
        var chances: [Double] = sums.map { min(max($0 / Double(draws), 0), 1) }
        for members in components where members.count <= best {
            for application in members { chances[application] = 1 }
        }
        return chances
    }
}

extension [Double] {
    /// The value in the given place from the top, counted from one, and the one after it; reorders the array.
    ///
    /// Hoare's selection (1961).
    ///
    /// - Precondition: there are more values than that.
    mutating func greatest(_ place: Int) -> (value: Double, next: Double) {
        let target: Int = place - 1
        var (low, high) = (0, count - 1)
        while low < high {
            let pivot: Double = self[(low + high) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while self[left] > pivot { left += 1 }
                while self[right] < pivot { right -= 1 }
                if left <= right {
                    swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if target <= right { high = right } else if target >= left { low = left } else { break }
        }
        let next: Double = self[place...].max() ?? -.infinity
        return (self[target], next)
    }
}
