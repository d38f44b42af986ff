internal import Platform

/// What stands in the way of making an adopted decision public, though nobody changed it.
enum PublicationObstacle {
    /// Nothing where it may be published. A correction waits for no round: it puts right what is public.
    static func of(_ matter: PublicationMatter, _ season: Season, _ tx: Transaction) throws -> Problem? {
        if let unconfirmed = Confirmations.obstacle(to: matter, season) { return unconfirmed }
        guard matter.decision.corrects == nil else { return nil }
        if let round = try Round.current(of: season.id, tx), round.isOpen {
            return Problem(.conflict, "decisions.round-open")
        }
        let contents = try DecisionContents.of(matter.decision, tx)
        return DecisionFaults.departures(contents, season).isEmpty
            ? nil : Problem(.conflict, "decisions.ranking-changed")
    }
}
