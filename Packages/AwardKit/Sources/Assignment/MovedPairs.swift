extension AssignmentProblem {
    /// Which previous pairs stay, and why the others do not.
    func movedPairs(_ previous: [Pair], from pairs: Set<Pair>) -> (kept: Int, moved: [MovedPair]) {
        let previous: [Pair] = Set(previous).sorted()
        var ofApplication = [Int](repeating: 0, count: openDemand.count)
        var ofJuror = [Int](repeating: 0, count: openCapacity.count)
        for pair in previous where isOpenPair(pair) {
            ofApplication[pair.application] += 1
            ofJuror[pair.juror] += 1
        }
        let gone: [Pair] = previous.filter { !pairs.contains($0) }
        let moved: [MovedPair] = gone.map { pair in
            let reason: MovedPair.Reason =
                if table.index(of: pair) == nil {
                    .notCandidate
                } else if ofJuror[pair.juror] > openCapacity[pair.juror] || openCapacity[pair.juror] == 0 {
                    .overCapacity
                } else if ofApplication[pair.application] > openDemand[pair.application]
                    || openDemand[pair.application] == 0
                {
                    .overDemand
                } else {
                    .neededElsewhere
                }
            return MovedPair(pair: pair, reason: reason)
        }
        return (previous.count - gone.count, moved)
    }

    private func isOpenPair(_ pair: Pair) -> Bool {
        table.index(of: pair).map { isOpen[$0] } ?? false
    }
}
