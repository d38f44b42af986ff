internal import Platform

// What the jury's pages call things, in the reader's language.

extension Juror.State {
    func word(_ reader: Reader) -> String {
        switch self {
        case .added: reader("jury.state.added")
        case .invited: reader("jury.state.invited")
        case .accepted: reader("jury.state.accepted")
        case .declined: reader("jury.state.declined")
        }
    }

    func badge(_ reader: Reader) -> HTML {
        let tone: Notices.Tone =
            switch self {
            case .added: .neutral
            case .invited: .waiting
            case .accepted: .positive
            case .declined: .negative
            }
        return Notices.badge(word(reader), tone)
    }
}

extension JurorInput.Column {
    func label(_ reader: Reader) -> String {
        switch self {
        case .email: reader("people.email")
        case .name: reader("jury.field.name")
        case .organisation: reader("jury.field.organisation")
        case .country: reader("jury.field.country")
        case .languages: reader("jury.field.languages")
        case .regions: reader("jury.field.regions")
        case .capacity: reader("jury.field.capacity")
        case .panel: reader("jury.field.panel")
        }
    }
}

extension PairingExplanation {
    /// Why this juror: "Reads Russian; knows Europe; 7 of 30".
    func words(_ rules: SeasonDocument, _ reader: Reader) -> String {
        let name: MessageValue = .text(reader.languageName(language))
        let reading =
            readsLanguage
            ? reader("jury.why.reads", ["language": name])
            : reader("jury.why.cannot-read", ["language": name])
        let numbers: [String: MessageValue] = ["load": .number(load), "capacity": .number(capacity)]
        return [reading, regionWords(rules, reader), reader("jury.why.load", numbers)].joined(separator: "; ")
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

extension AssignmentPlan.Shortfall {
    /// What became of the jurors who might have had it, the commonest causes only where there are any.
    func words(_ reader: Reader) -> String {
        let causes: [(Int, String)] = [
            (cannotRead, reader("jury.short.cannot-read", ["count": .number(cannotRead)])),
            (conflicted, reader("jury.short.conflicted", ["count": .number(conflicted)])),
            (recused, reader("jury.short.recused", ["count": .number(recused)])),
            (full, reader("jury.short.full", ["count": .number(full)])),
        ]
        let words = causes.filter { $0.0 > 0 }.map(\.1)
        return words.isEmpty ? reader("jury.short.nobody") : words.joined(separator: "; ")
    }
}

extension HandChoice.Obstacle {
    func words(_ reader: Reader) -> String {
        switch self {
        case .assigned: reader("jury.add.assigned")
        case .conflict: reader("jury.add.conflict")
        case .recused: reader("jury.add.recused")
        case .full: reader("jury.add.full")
        case .notSeated: reader("jury.add.not-seated")
        }
    }
}

extension ReviewQueue.Item.State {
    func badge(_ reader: Reader) -> HTML {
        switch self {
        case .undeclared: Notices.badge(reader("jury.review.state.undeclared"), .waiting)
        case .new: Notices.badge(reader("jury.review.state.new"))
        case .begun: Notices.badge(reader("jury.review.state.begun"), .active)
        case .submitted: Notices.badge(reader("jury.review.state.submitted"), .positive)
        }
    }
}

extension Page {
    /// A page of the jury's staff, below the season.
    static func juryStaff(_ title: String, _ season: Season, _ reader: Reader, isRoot: Bool = false) -> Page {
        var page = Page(title: title, body: "")
        page.trail = [season.link(reader)]
        if !isRoot { page.trail.append(Link(text: reader("jury.staff"), path: JuryAddress(season).staff)) }
        return page
    }

    /// A juror's own page.
    static func jury(_ title: String, _ season: Season, _ reader: Reader, isRoot: Bool = false) -> Page {
        var page = Page(title: title, body: "")
        page.trail = [season.link(reader)]
        if !isRoot { page.trail.append(Link(text: reader("jury.queue"), path: JuryAddress(season).queue)) }
        return page
    }
}
