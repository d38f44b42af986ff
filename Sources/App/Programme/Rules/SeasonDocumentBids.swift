import Platform

/// Jurors say beforehand how much they want to review what could come to them.
struct SeasonBids: Hashable, Sendable {
    /// Until when they say so.
    var until = SeasonMoment.instant(Instant(milliseconds: 0))
    /// What a wish adds to the points of a pair, and what reluctance takes away.
    var eager = 10
    var willing = 5
    var notWell = 10
}

extension SeasonBids: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.value("until", &until)
        part.value("eager", &eager, default: 10)
        part.value("willing", &willing, default: 5)
        part.value("not-well", &notWell, default: 10)
    }
}

extension SeasonAssignment {
    /// As it is applied, with every time fixed.
    func resolved(_ clock: LoadingClock) -> SeasonAssignment {
        var resolved = self
        if let bids { resolved.bids?.until = clock(bids.until) }
        return resolved
    }
}

extension SeasonRules {
    /// What jurors wish for weighs no more than what they know, whether the weights are said or usual.
    func checkBids() {
        let (rules, path) = (document.jury.assignment, "jury/assignment/bids")
        guard let bids = rules.bids, reading.isSound(path), reading.isSound("jury/assignment/weights") else {
            return
        }
        let most = rules.weights.theme + rules.weights.region
        for (name, weight) in [
            ("eager", bids.eager), ("willing", bids.willing), ("not-well", bids.notWell),
        ] where !(0...max(0, most)).contains(weight) {
            find("season.check.bids.range", at: path + "/" + name, ["most": .number(most)])
        }
        if bids.willing > bids.eager { find("season.check.bids.order", at: path + "/willing") }
    }
}
