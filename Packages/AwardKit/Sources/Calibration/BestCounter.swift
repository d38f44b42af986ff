/// How many are sought as the best, and among whom. Only what is connected is compared.
public enum Best: Hashable, Sendable {
    case ofComponent(Int)
    /// So many of each nomination, by its number, apart in each component.
    case ofNominations([Int])
}

/// Counts, draw by draw, how likely each application is among the best of its component, or of its
/// nomination there.
///
/// What is drawn is everything but the application itself: it is among the best exactly if it beats the last
/// of the best of all others, and how likely that is has a formula. So the chances are smooth, and a few
/// hundred draws suffice.
struct BestCounter {
    private let pools: [Pool]
    private let estimates: [Double]
    private let deviations: [Double]
    private var sums: [Double]

    private struct Pool {
        var members: [Int] = []
        let best: Int
    }

    /// `deviations` are what the scores leave open about each application if all jurors were known.
    init(_ best: Best, _ nominations: [Int]?, _ fit: HierarchicalFit, deviations: [Double]) {
        estimates = fit.estimates
        self.deviations = deviations
        sums = Array(repeating: 0, count: estimates.count)
        var places: [[Int]: Int] = [:]
        var pools: [Pool] = []
        for (application, component) in fit.table.componentOfApplication.enumerated() {
            let nomination: Int = nominations?[fit.table.applications[application]] ?? 0
            let (key, sought): ([Int], Int) =
                switch best {
                case .ofComponent(let count): ([component], count)
                case .ofNominations(let counts): ([component, nomination], counts[nomination])
                }
            let place: Int = places[key] ?? pools.count
            if place == pools.count { pools.append(Pool(best: sought)) }
            places[key] = place
            pools[place].members.append(application)
        }
        self.pools = pools
    }

    mutating func count(_ draw: [SIMD8<Double>], noise: inout NoiseSource) {
        let values: [SIMD8<Double>] = draw.indices.map { application in
            estimates[application] + draw[application] + noise.next() * deviations[application]
        }
        for pool in pools where pool.best > 0 && pool.members.count > pool.best {
            for lane in 0..<8 {
                var lot: [Double] = pool.members.map { values[$0][lane] }
                let (last, next) = lot.greatest(pool.best)
                for application in pool.members {
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
        for pool in pools where pool.members.count <= pool.best {
            for application in pool.members { chances[application] = 1 }
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
