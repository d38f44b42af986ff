internal import Platform

// What assignments are called, in the reader's language.

extension PairingExplanation {
    /// Why this juror: "Reads Russian; expert of health; knows Europe; 7 of 30 reviews".
    func words(_ rules: SeasonDocument, _ reader: Reader) -> String {
        let name: MessageValue = .text(reader.languageName(language))
        let reading =
            readsLanguage
            ? reader("jury.why.reads", ["language": name])
            : reader("jury.why.cannot-read", ["language": name])
        let numbers: [String: MessageValue] = ["load": .number(load), "capacity": .number(capacity)]
        let words = [
            reading, themeWords(rules, reader), regionWords(rules, reader), wish?.why(reader),
        ].compactMap(\.self)
        let points = reader("jury.why.points", ["count": .number(points)])
        return (words + [points, reader("jury.why.load", numbers)]).joined(separator: "; ")
    }

    /// Who would have been next, and what that would have cost.
    func nextWords(_ jurors: [ID<Juror>: Juror], _ reader: Reader) -> HTML {
        guard let next, let juror = jurors[next.juror] else { return "\(reader("jury.next.nobody"))" }
        let cost =
            next.cost == 0
            ? reader("jury.next.equal") : reader("jury.next.cost", ["count": .number(next.cost)])
        return "<bdi>\(juror.person.shownName)</bdi><br><span class=\"soft\">\(cost)</span>"
    }

    /// Nothing where the application has no theme.
    private func themeWords(_ rules: SeasonDocument, _ reader: Reader) -> String? {
        let known = rules.themes.filter { themes.contains($0.key) }
        guard !known.isEmpty else { return nil }
        let names: MessageValue = .text(reader.list(known.map { reader.pick($0.label) }))
        return switch themeFit {
        case .same: reader("jury.why.theme", ["themes": names])
        case .any: reader("jury.why.any-theme")
        case .other: reader("jury.why.other-theme", ["themes": names])
        }
    }

    private func regionWords(_ rules: SeasonDocument, _ reader: Reader) -> String {
        let known = rules.regions.first { $0.key == region }
        let name: MessageValue = .text(known.map { reader.pick($0.title) } ?? "—")
        return switch fit {
        case .same: reader("jury.why.region", ["region": name])
        case .any: reader("jury.why.any-region")
        case .other: reader("jury.why.other-region", ["region": name])
        }
    }
}

extension AssignmentPlan.Move.Cause {
    func words(_ reader: Reader) -> String {
        switch self {
        case .recused: reader("jury.move.recused")
        case .removed: reader("jury.move.removed")
        case .conflict: reader("jury.move.conflict")
        case .replaced: reader("jury.move.replaced")
        case .notEligible: reader("jury.move.not-eligible")
        case .overCapacity: reader("jury.move.over-capacity")
        case .overDemand: reader("jury.move.over-demand")
        case .neededElsewhere: reader("jury.move.needed-elsewhere")
        }
    }
}

extension PairObstacle {
    /// What it says of one juror.
    func words(_ reader: Reader) -> String {
        switch self {
        case .language: reader("jury.rule.language")
        case .theme: reader("jury.rule.theme")
        case .region: reader("jury.rule.region")
        case .country: reader("jury.rule.country")
        case .panel: reader("jury.rule.panel")
        case .conflict: reader("jury.add.conflict")
        case .recused: reader("jury.add.recused")
        case .full: reader("jury.add.full")
        }
    }

    /// How many jurors it keeps away.
    func words(_ count: Int, _ reader: Reader) -> String {
        let count: [String: MessageValue] = ["count": .number(count)]
        return switch self {
        case .language: reader("jury.short.cannot-read", count)
        case .theme: reader("jury.short.theme", count)
        case .region: reader("jury.short.region", count)
        case .country: reader("jury.short.country", count)
        case .panel: reader("jury.short.panel", count)
        case .conflict: reader("jury.short.conflicted", count)
        case .recused: reader("jury.short.recused", count)
        case .full: reader("jury.short.full", count)
        }
    }
}

extension AssignmentPlan.Shortfall {
    /// What became of the jurors who might have had it.
    func words(_ reader: Reader) -> String {
        let words = PairObstacle.allCases.compactMap { obstacle in
            obstacles[obstacle].map { obstacle.words($0, reader) }
        }
        return words.isEmpty ? reader("jury.short.nobody") : words.joined(separator: "; ")
    }
}
