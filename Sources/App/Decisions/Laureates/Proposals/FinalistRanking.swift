internal import Platform

/// Whom the ranking of record suggests in a nomination, and what departs from that. Pure.
struct FinalistRanking: Sendable {
    /// Somebody who passes, as far as the ranking speaks of them.
    struct Candidate: Sendable, Equatable {
        let rank: Int
        /// Of the jury; ranks of two parts say nothing of each other.
        let part: Int
        let origin: PlaceCaps.Origin

        func precedes(_ other: Candidate) -> Bool { part == other.part && rank < other.rank }
    }

    let caps: PlaceCaps

    /// How many of `sorted`, the best first and all of one part, are suggested: a tie for the last place
    /// brings more than are wanted. Whose country or region has its places is passed over.
    func chosen(_ sorted: [Candidate], wanted: Int) -> [Bool] {
        var chosen = sorted.map { _ in false }
        var taken: [PlaceCaps.Origin] = []
        var start = 0
        while start < sorted.count, taken.count < wanted {
            let end = sorted[start...].firstIndex { $0.rank != sorted[start].rank } ?? sorted.count
            let found = (start..<end).filter { !caps.isFull(for: sorted[$0].origin, among: taken) }
            for index in found { chosen[index] = true }
            taken += found.map { sorted[$0].origin }
            start = end
        }
        return chosen
    }

    /// Whether somebody is chosen before whom another one stands, not counting those whose country or region
    /// has its places; or more of one country or region than may be.
    func departs(_ chosen: [Candidate], passedOver others: [Candidate]) -> Bool {
        let passed = others.filter { other in
            let level = chosen.filter { !other.precedes($0) }.map(\.origin)
            return !caps.isFull(for: other.origin, among: level)
        }
        return chosen.contains { one in
            let before = chosen.filter { $0.precedes(one) }.map(\.origin)
            return caps.isFull(for: one.origin, among: before) || passed.contains { $0.precedes(one) }
        }
    }
}
