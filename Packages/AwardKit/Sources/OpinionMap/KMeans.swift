internal import SplitMix

/// Points in groups around their means, so that the squared distances to them are small (Lloyd 1982), from
/// starts that lie apart (k-means++: Arthur and Vassilvitskii 2007).
struct KMeans {
    /// The group of each point.
    let groups: [Int]
    /// The sum of the squared distances.
    let cost: Double

    /// The best of several starts.
    static func best(
        of starts: Int, _ points: [SIMD8<Double>], groups count: Int, using generator: inout SplitMix64
    ) -> KMeans {
        var best = KMeans(points, groups: count, using: &generator)
        for _ in 1..<max(starts, 1 + 1) {
            let other = KMeans(points, groups: count, using: &generator)
            // A hair's breadth is rounding: then the earlier one stays.
            if other.cost < best.cost * (1 - 1e-12) { best = other }
        }
        return best
    }

    private static let largestStepCount = 100

    private init(_ points: [SIMD8<Double>], groups count: Int, using generator: inout SplitMix64) {
        var centres: [SIMD8<Double>] = Self.start(points, count, using: &generator)
        var groups = [Int](repeating: 0, count: points.count)
        var cost = 0.0
        for _ in 0..<Self.largestStepCount {
            var sums = [SIMD8<Double>](repeating: .zero, count: count)
            var sizes = [Double](repeating: 0, count: count)
            var moved = false
            cost = 0
            for (index, point) in points.enumerated() {
                let (group, distance) = Self.nearest(to: point, centres)
                moved = moved || group != groups[index]
                groups[index] = group
                sums[group] += point
                sizes[group] += 1
                cost += distance
            }
            for group in 0..<count where sizes[group] > 0 { centres[group] = sums[group] / sizes[group] }
            guard moved else { break }
        }
        self.groups = groups
        self.cost = cost
    }

    private static func nearest(
        to point: SIMD8<Double>, _ centres: [SIMD8<Double>]
    ) -> (group: Int, distance: Double) {
        var (best, least) = (0, Double.infinity)
        for (group, centre) in centres.enumerated() {
            let offset: SIMD8<Double> = point - centre
            let distance: Double = (offset * offset).sum()
            if distance < least { (best, least) = (group, distance) }
        }
        return (best, least)
    }

    /// Each next centre is a point drawn with a chance that grows with its squared distance from those so
    /// far.
    private static func start(
        _ points: [SIMD8<Double>], _ count: Int, using generator: inout SplitMix64
    ) -> [SIMD8<Double>] {
        var centres: [SIMD8<Double>] = [points[Int(generator.fraction() * Double(points.count))]]
        var distances = [Double](repeating: .infinity, count: points.count)
        while centres.count < count {
            let newest: SIMD8<Double> = centres[centres.count - 1]
            for (index, point) in points.enumerated() {
                let offset: SIMD8<Double> = point - newest
                distances[index] = min(distances[index], (offset * offset).sum())
            }
            var rest: Double = generator.fraction() * distances.reduce(0, +)
            let chosen: Int? = distances.firstIndex { distance in
                rest -= distance
                return rest < 0
            }
            centres.append(points[chosen ?? points.count - 1])
        }
        return centres
    }
}
