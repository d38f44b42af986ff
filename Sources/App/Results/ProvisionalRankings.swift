internal import Platform
internal import Synchronization

/// What the reviews that are in come to while more are coming.
struct ProvisionalRanking: Sendable {
    let summary: RankingSummary
    let entries: [RankedEntry]
    let lacking: [LackingEntry]

    init(_ material: RoundMaterial) {
        let counted = CountedRound(material)
        summary = RankingSummary(counted.ranking)
        entries = RankedEntry.provisional(counted)
        lacking = LackingEntry.provisional(counted.count)
    }
}

/// The provisional rankings that somebody looked at last, so that the same reviews are counted once.
///
/// What was read is itself what a ranking is found by: a submitted review, a recusal, a conflict or a
/// withdrawal changes it, and none of them has to say so. Rules and method of a round never change.
final class ProvisionalRankings: Sendable {
    /// More rounds than are open at once in most installations; the one looked at longest ago goes first.
    static let mostRounds = 3

    private struct Kept: Sendable {
        let round: ID<Round>
        let material: RoundMaterial
        let ranking: ProvisionalRanking
    }

    private struct State {
        /// The last looked at is the last.
        var kept: [Kept] = []
        var counted = 0
    }

    private let state = Mutex(State())

    /// How many times rounds were counted.
    var counted: Int { state.withLock(\.counted) }

    /// Counts what nobody has counted yet. Whoever asks for the same meanwhile waits for the one thread that
    /// counts, and finds it there.
    func ranking(of round: ID<Round>, _ material: RoundMaterial) async throws -> ProvisionalRanking {
        if let known = known(round, material) { return known }
        return try await WorkThreads.calculation.run {
            if let known = self.known(round, material) { return known }
            let ranking = ProvisionalRanking(material)
            self.keep(Kept(round: round, material: material, ranking: ranking))
            return ranking
        }
    }

    private func known(_ round: ID<Round>, _ material: RoundMaterial) -> ProvisionalRanking? {
        state.withLock { state in
            let place = state.kept.firstIndex { $0.round == round && $0.material.equals(material) }
            guard let place else { return nil }
            let found = state.kept.remove(at: place)
            state.kept.append(found)
            return found.ranking
        }
    }

    private func keep(_ new: Kept) {
        state.withLock { state in
            state.kept.removeAll { $0.round == new.round }
            state.kept.append(new)
            state.kept.removeFirst(max(0, state.kept.count - Self.mostRounds))
            state.counted += 1
        }
    }
}

extension RoundMaterial {
    /// Whether two readings of one round come to the same.
    fileprivate func equals(_ other: RoundMaterial) -> Bool {
        entries == other.entries && reviews == other.reviews
    }
}
