internal import SplitMix

/// How well a number of groups is borne out by the votes.
///
/// The statements are cut in two at random, and people are grouped by each half alone. If there are that many
/// groups, both halves find about the same ones; in one homogeneous crowd, or where a group is split at will,
/// the halves disagree. (Split-half reliability, applied to clustering: compare Ben-Hur, Elisseeff and Guyon
/// 2002 and Tibshirani and Walther, *Cluster validation by prediction strength*, 2005.)
public struct GroupCountEvidence: Hashable, Sendable {
    /// The number that was tried: two or more.
    public let groups: Int
    /// The mean of the halves' adjusted Rand index: 1 for the same groups, 0 for what chance gives.
    public let agreement: Double
    /// Of `agreement`, over the cuts.
    public let standardError: Double
    /// The share of the cuts in which no other number agreed better.
    public let shareOfCuts: Double
}

extension VoteTable {
    /// The numbers of groups that may be found, and the evidence for each.
    func evidence(
        upTo largest: Int, cuts: Int, using generator: inout SplitMix64
    ) -> [GroupCountEvidence] {
        guard largest >= 2 else { return [] }
        var agreements: [[Double]] = []
        for _ in 0..<cuts {
            let isInFirst: [Bool] = balancedCut(using: &generator)
            let halves: [VoteTable] = [keeping(isInFirst), keeping(isInFirst.map { !$0 })]
            let isInBoth: [Bool] = zip(halves[0].rows, halves[1].rows).map { !$0.isEmpty && !$1.isEmpty }
            let points: [[SIMD8<Double>]] = halves.map { half in
                PrincipalComponents(half, using: &generator).mapPositions()
            }
            agreements.append(
                (2...largest).map { count in
                    let groupings: [[Int]] = points.map { points in
                        let all: [Int] = grouping(of: points, count, starts: 3, using: &generator)
                        return zip(all, isInBoth).filter(\.1).map(\.0)
                    }
                    return Self.agreement(groupings[0], groupings[1], count)
                })
        }
        return (2...largest).map { summarize($0, agreements) }
    }

    /// Fewer people than this are no group.
    private static let smallestGroup = 3

    /// Zero where one of the halves does not show that many groups at all.
    private static func agreement(_ first: [Int], _ second: [Int], _ count: Int) -> Double {
        for grouping in [first, second] {
            var sizes = [Int](repeating: 0, count: count)
            for group in grouping { sizes[group] += 1 }
            guard sizes.allSatisfy({ $0 >= smallestGroup }) else { return 0 }
        }
        return adjustedRandIndex(first, second)
    }

    private func summarize(_ groups: Int, _ agreements: [[Double]]) -> GroupCountEvidence {
        let own: [Double] = agreements.map { $0[groups - 2] }
        let mean: Double = own.reduce(0, +) / Double(own.count)
        let squares: Double = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let wins: Int = agreements.count { $0[groups - 2] == $0.max() }
        return GroupCountEvidence(
            groups: groups, agreement: mean,
            standardError: (squares / Double(max(1, own.count - 1)) / Double(own.count)).squareRoot(),
            shareOfCuts: Double(wins) / Double(own.count))
    }

    /// Halves with about equally many votes: of each two statements next to each other by votes, one in each.
    private func balancedCut(using generator: inout SplitMix64) -> [Bool] {
        let counts: [Int] = voteCounts
        let order: [Int] = counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
        var isInFirst = [Bool](repeating: false, count: counts.count)
        for place in stride(from: 0, to: order.count, by: 2) {
            let heads = generator.next() >> 63 == 0
            isInFirst[order[place]] = heads
            if place + 1 < order.count { isInFirst[order[place + 1]] = !heads }
        }
        return isInFirst
    }
}

/// People in groups, by as many components as can tell that many groups apart: one less than the groups
/// (Ding and He, *K-means clustering via principal component analysis*, 2004).
func grouping(
    of points: [SIMD8<Double>], _ count: Int, starts: Int, using generator: inout SplitMix64
) -> [Int] {
    let isUsed: SIMDMask<SIMD8<Double>.MaskStorage> =
        SIMD8<Double>(0, 1, 2, 3, 4, 5, 6, 7) .< SIMD8(repeating: Double(count - 1))
    let flattened: [SIMD8<Double>] = points.map { SIMD8.zero.replacing(with: $0, where: isUsed) }
    return KMeans.best(of: starts, flattened, groups: count, using: &generator).groups
}
