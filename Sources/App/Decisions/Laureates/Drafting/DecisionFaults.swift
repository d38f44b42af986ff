internal import Platform

/// What a decision lacks before it can be adopted.
enum DecisionFaults {
    static func of(_ contents: DecisionContents, _ season: Season) -> [Problem.Field] {
        let (decision, items) = (contents.decision, contents.items)
        var faults: [Problem.Field] = []
        if decision.reasons.isEmpty { faults.append(.init("reasons", "decisions.reasons.missing")) }
        if decision.corrects != nil, decision.note.isEmpty {
            faults.append(.init("note", "decisions.note.missing"))
        }
        if items.isEmpty { faults.append(.init("items", "decisions.items.missing")) }
        for item in items where !decision.mayHonour(item.state) {
            faults.append(fault("item", item, "decisions.item.not-candidate"))
        }
        faults += departures(contents, season)
        guard decision.gate == .laureates else { return faults }
        for item in items { faults += faultsOfLaureate(item, season) }
        for prize in season.rules.prizes { faults += faultsOfPrize(prize, contents, season) }
        return faults
    }

    /// Whoever departs from the ranking of record says why: where the jury's ranking decides, and wherever
    /// the directorate meets.
    static func departures(_ contents: DecisionContents, _ season: Season) -> [Problem.Field] {
        contents.pools(season).filter { $0.needsReason(season) && $0.departure.isEmpty }.map { pool in
            .init(DecisionEdit.departureName(pool.key), "decisions.departure.missing")
        }
    }

    private static func faultsOfLaureate(_ item: DecisionItem, _ season: Season) -> [Problem.Field] {
        var faults: [Problem.Field] = []
        if item.reason.isEmpty { faults.append(fault("reason", item, "decisions.item.reason-missing")) }
        guard item.prize != nil else {
            return faults + [fault("prize", item, "decisions.item.prize-missing")]
        }
        if item.prizes.count > season.rules.outcomes.prizesPerApplication {
            faults.append(fault("prize", item, "decisions.item.too-many-prizes"))
        }
        for prize in season.rules.prizes where item.wins(prize.key) {
            if !prize.hasInPool(item.candidate) {
                faults.append(fault("prize", item, "decisions.item.other-pool"))
            } else if !prize.fits(item.candidate, in: season) {
                faults.append(fault("prize", item, "decisions.item.not-eligible"))
            }
        }
        return faults
    }

    private static func faultsOfPrize(
        _ prize: SeasonPrize, _ contents: DecisionContents, _ season: Season
    ) -> [Problem.Field] {
        let winners = contents.items.filter { $0.wins(prize.key) }.map(\.candidate)
        var faults: [Problem.Field] = []
        if prize.isOverfull(winners) {
            faults.append(
                .init(
                    "items", "decisions.prize.full",
                    ["places": .number(prize.places), "winners": .number(winners.count)]))
        }
        let reserve = contents.reserves[prize.key] ?? []
        let isWrong = reserve.contains { candidate in
            !prize.isOpen(to: candidate, in: season)
                || winners.contains { $0.publicID == candidate.publicID }
                || !contents.decision.mayHonour(candidate.state)
        }
        if isWrong || reserve.count > prize.reserve {
            faults.append(.init(DecisionEdit.reserveName(prize.key, 1), "decisions.reserve.wrong"))
        }
        return faults
    }

    private static func fault(_ part: StaticString, _ item: DecisionItem, _ message: String) -> Problem.Field
    {
        .init(DecisionEdit.name(part, item.publicID), message, ["title": .text(item.title)])
    }
}

extension SeasonPrize {
    /// Whether there are more winners than places. Where places may be joint, equals at the last one share
    /// it.
    fileprivate func isOverfull(_ winners: [RankedApplication]) -> Bool {
        guard winners.count > places else { return false }
        guard hasJointPlaces, let last = winners.max(by: { $0.precedes($1) }) else { return true }
        return winners.count { $0.precedes(last) } >= places
    }
}

extension DecisionContents.Pool {
    func needsReason(_ season: Season) -> Bool {
        let method = season.rules.prizes.first { $0.key == key }?.method
        return departs && (season.rules.outcomes.adoption == .meeting || method == .juryRanking)
    }
}
