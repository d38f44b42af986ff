internal import Platform

/// What the form of a decision asks beside its applications: the note of a correction, why it departs from
/// the ranking of record, and who stands by.
struct DecisionPoolFields {
    let content: DecisionPages.DecisionContent

    private var decision: Decision { content.decision }

    /// What everybody is told of a correction.
    func note(_ reader: Reader) -> HTML? {
        guard decision.corrects != nil else { return nil }
        let field = Controls.Field(
            "note", reader("decisions.note"), help: reader("decisions.note.help"), problem: content.problem)
        return Controls.longText(field, value: content.edit?.note ?? decision.note, rows: 3, reader)
    }

    func markup(_ reader: Reader) -> HTML {
        let pools = content.contents.pools(content.season)
        return "\(pools.compactMap { departure($0, reader) })\(voted?.notice(reader))\(reserves(reader))"
    }

    /// Prizes by vote that nobody in the draft wins yet.
    private var voted: VotedPrizes? {
        guard decision.gate == .laureates else { return nil }
        let open = content.season.rules.prizes.filter { prize in
            prize.method == .vote && !content.hidden.contains(prize.key)
                && !content.items.contains { $0.wins(prize.key) }
        }
        return VotedPrizes(prizes: open)
    }

    private func departure(_ pool: DecisionContents.Pool, _ reader: Reader) -> HTML? {
        guard pool.needsReason(content.season) || !pool.departure.isEmpty else { return nil }
        let title = reader("decisions.departure", ["pool": .text(reader.pick(pool.title))])
        let field = Controls.Field(
            DecisionEdit.departureName(pool.key), title, help: reader("decisions.departure.help"),
            problem: content.problem)
        let typed = content.edit?.departures[pool.key] ?? pool.departure
        return """
            \(Controls.hidden("pool", pool.key))\
            \(Controls.longText(field, value: typed, rows: 3, reader))
            """
    }

    private func reserves(_ reader: Reader) -> HTML? {
        guard decision.gate == .laureates, decision.corrects == nil else { return nil }
        let lists = content.season.rules.prizes.filter { prize in
            prize.reserve > 0 && !content.hidden.contains(prize.key)
        }
        return "\(lists.map { reserve(of: $0, reader) })"
    }

    /// A line for each place of the list, the first first.
    private func reserve(of prize: SeasonPrize, _ reader: Reader) -> HTML {
        let held = content.contents.reserves[prize.key] ?? []
        let chosen = content.edit?.reserves[prize.key] ?? held.map(\.publicID)
        let open = content.contents.contenders.filter { candidate in
            let isWinner = content.items.contains {
                $0.publicID == candidate.publicID && $0.wins(prize.key)
            }
            return prize.isOpen(to: candidate, in: content.season) && !isWinner
        }
        let options = open.map { candidate in
            let score = candidate.score.map { reader.decimal($0, digits: 2) } ?? "–"
            return Controls.Option(candidate.publicID, "\(candidate.title) · \(score)")
        }
        let lines = (1...prize.reserve).map { position -> HTML in
            let field = Controls.Field(
                DecisionEdit.reserveName(prize.key, position), reader.number(position),
                problem: content.problem)
            let value = chosen.indices.contains(position - 1) ? chosen[position - 1] : ""
            return Controls.select(
                field, options, chosen: value, empty: reader("decisions.reserve.nobody"), reader)
        }
        return """
            <fieldset class="field"><legend>\(reader("decisions.reserve.of",
                ["prize": .text(reader.pick(prize.title))]))</legend>
            \(Controls.hidden("reserve", prize.key))\(lines)</fieldset>
            """
    }
}
