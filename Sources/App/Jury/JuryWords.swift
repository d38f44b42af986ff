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
        case .themes: reader("jury.field.themes")
        case .kind: reader("jury.field.kind")
        }
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
        case .notJudged: reader("jury.add.not-judged")
        case .mutual: reader("jury.add.mutual")
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
