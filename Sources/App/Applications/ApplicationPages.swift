internal import Platform

/// The pages of an application for those who act for it.
enum ApplicationPages {
    /// The way back, from the season down.
    static func trail(_ season: Season, _ reader: Reader, _ held: HeldApplication? = nil) -> [Link] {
        var links = [
            season.link(reader),
            Link(text: reader("applications.list"), path: ApplicationAddress.list(season: season.key)),
        ]
        if let held {
            let address = ApplicationAddress(season: season.key, application: held.application.publicID)
            links.append(Link(text: held.title(reader), path: address.page))
        }
        return links
    }

    /// Until when, on the reader's clock and in UTC, and what that means now.
    static func deadline(_ deadline: SubmissionDeadline, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let now = visit.now
        if now < deadline.opens {
            return "<p>\(reader("applications.deadline.opens")) \(Moments.moment(deadline.opens, reader))</p>"
        }
        if now < deadline.closes {
            return
                "<p>\(reader("applications.deadline.until")) \(Moments.moment(deadline.closes, reader))</p>"
        }
        if deadline.accepts(at: now) {
            return Notices.caution(
                reader("applications.deadline.grace"),
                "<p>\(Moments.moment(deadline.closes + deadline.grace, reader))</p>")
        }
        return "<p>\(reader("applications.deadline.over")) \(Moments.moment(deadline.closes, reader))</p>"
    }

    static func badge(_ state: ShownState, _ reader: Reader) -> HTML {
        let tone: Notices.Tone =
            switch state {
            case .draft: .waiting
            case .submitted: .active
            case .finalist, .laureate: .positive
            case .rejected: .negative
            case .withdrawn, .notFinalist: .neutral
            }
        return Notices.badge(state.name(reader), tone)
    }
}

// MARK: All of one's applications

extension ApplicationPages {
    static func list(_ all: [HeldApplication], in season: Season, _ visit: Visit) throws -> Page {
        let reader = visit.reader
        let isOpen = try season.deadline().isOpen(at: visit.now)
        let words = all.isEmpty ? reader("applications.none.start") : reader("applications.apply")
        let apply = Controls.link(words, to: season.applying, style: .primary)
        let body: HTML =
            all.isEmpty
            ? Notices.empty(
                reader("applications.none"),
                isOpen ? reader("applications.none.open") : reader("applications.none.closed"),
                action: isOpen ? apply : nil)
            : "<ul class=\"entries\">\(try all.map { try item($0, season, visit) })</ul>"
        return Page(
            title: reader("applications.list"), lead: reader.pick(season.rules.title),
            actions: isOpen && !all.isEmpty ? apply : nil,
            trail: [season.link(reader)], body: body)
    }

    private static func item(_ held: HeldApplication, _ season: Season, _ visit: Visit) throws -> HTML {
        let reader = visit.reader
        let address = ApplicationAddress(season: season.key, application: held.application.publicID)
        let step = try NextStep(held, season, at: visit.now)
        let nomination = season.nominationTitle(held.application.nomination, reader)
        return """
            <li><div><h2><a href="\(address.page)"><bdi>\(held.title(reader))</bdi></a></h2>
            <p>\(nomination) · <bdi>\(held.party.name)</bdi></p>
            <p>\(badge(held.shownState, reader))</p>
            <p>\(step.words(reader))</p>\(deadline(try held.deadline(season), visit))</div>
            <div>\(step.action(address, reader))</div></li>
            """
    }
}

/// What somebody with this application does next.
enum NextStep: Sendable, Equatable {
    case answerMove, answerRequest, finish, submitChanges, wait, nothing, tooLate, restore, seeResult

    init(_ held: HeldApplication, _ season: Season, at now: Instant) throws {
        let accepts = try held.deadline(season).accepts(at: now)
        switch held.shownState {
        case .withdrawn: self = accepts ? .restore : .nothing
        case .rejected, .notFinalist, .finalist, .laureate: self = .seeResult
        case .draft: self = accepts ? .finish : .tooLate
        case .submitted where held.move != nil: self = .answerMove
        case .submitted where held.request != nil && accepts: self = .answerRequest
        case .submitted: self = held.differsFromStanding && accepts ? .submitChanges : .wait
        }
    }

    func words(_ reader: Reader) -> String {
        switch self {
        case .answerMove: reader("applications.next.move")
        case .answerRequest: reader("applications.next.request")
        case .finish: reader("applications.next.finish")
        case .submitChanges: reader("applications.next.changes")
        case .wait: reader("applications.next.wait")
        case .nothing: reader("applications.next.nothing")
        case .tooLate: reader("applications.next.too-late")
        case .restore: reader("applications.next.restore")
        case .seeResult: reader("applications.next.result")
        }
    }

    func action(_ address: ApplicationAddress, _ reader: Reader) -> HTML {
        switch self {
        case .finish, .answerRequest, .submitChanges:
            Controls.link(reader("applications.continue"), to: address.form)
        case .answerMove:
            Controls.link(reader("applications.answer"), to: address.page)
        case .wait, .nothing, .tooLate, .restore, .seeResult:
            Controls.link(reader("applications.open"), to: address.page, style: .secondary)
        }
    }
}
