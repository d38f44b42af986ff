internal import Platform

/// Where those who prepare a session see how it stands and go on from.
enum SetupPages {
    struct Content: Sendable {
        let here: SessionVisit
        let time: SessionTime
        let groups: Int
        let steps: Int
        let plannedMinutes: Int
        let invitations: Int
        let seats: Int

        var session: DesignSession { here.session }
        var address: SessionAddress { SessionAddress(here.season, session) }
    }

    static func overview(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let (session, address) = (content.session, content.address)
        var page = Page.setup(
            reader("sessions.setup"), content.here.season, session, reader, isRoot: true)
        page.actions = "\(next(session, address, reader))"
        let agenda: [String: MessageValue] = [
            "planned": .number(content.plannedMinutes), "length": .number(session.minutes),
        ]
        let seats: [String: MessageValue] = [
            "taken": .number(content.seats), "most": .number(session.mostSeats),
        ]
        let parts: [(String, String, String)] = [
            ("sessions.setup.details", address.details, content.time.words),
            (
                "sessions.groups", address.groups,
                reader("sessions.groups.count", ["count": .number(content.groups)])
            ),
            ("sessions.agenda", address.agenda, reader("sessions.agenda.total", agenda)),
            (
                "sessions.invitations", address.invitations,
                reader("sessions.invitations.count", ["count": .number(content.invitations)])
            ),
            ("sessions.seats", address.seats, reader("sessions.seats.taken", seats)),
            ("sessions.code", address.code, session.joinCode.map(JoinCode.shown) ?? ""),
        ]
        let entries = parts.map { title, path, about -> HTML in
            "<li><div><h2><a href=\"\(path)\">\(reader(title))</a></h2><p>\(about)</p></div></li>"
        }
        page.body = """
            <div class="stack-wide"><p>\(session.state.badge(reader))</p><ul class="entries">\(entries)</ul></div>
            """
        return page
    }

    private static func next(_ session: DesignSession, _ address: SessionAddress, _ reader: Reader) -> HTML? {
        SessionDeed.next(session).map {
            Controls.link(reader("sessions.deed.\($0.rawValue)"), to: address.standing)
        }
    }

    struct StandingContent: Sendable {
        let season: Season
        let session: DesignSession
        let groups: Int
        let invitations: Int
        let seats: Int
        let ideas: Int
        var problem: Problem?
    }

    /// What the next deed does, before it is done.
    static func standing(_ content: StandingContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let session = content.session
        var page = Page.setup(reader("sessions.standing"), content.season, session, reader)
        guard let deed = SessionDeed.next(session) else {
            page.body = Notices.information(reader("sessions.standing.over"))
            return page
        }
        page.title = reader("sessions.deed.\(deed.rawValue)")
        let values: [String: MessageValue] = [
            "groups": .number(content.groups), "invitations": .number(content.invitations),
            "seats": .number(content.seats), "ideas": .number(content.ideas),
        ]
        page.body = """
            <div class="stack measure">\(Notices.problem(content.problem, reader))
            <p class="lead">\(reader("sessions.deed.\(deed.rawValue).effect"))</p>
            <p>\(reader("sessions.deed.\(deed.rawValue).counts", values))</p>
            \(Controls.buttonForm(
                reader("sessions.deed.\(deed.rawValue)"),
                action: SessionAddress(content.season, session).standing, visit,
                style: deed == .close ? .danger : .primary, hidden: [("deed", deed.rawValue)]))</div>
            """
        return page
    }

    struct CodeContent: Sendable {
        let season: Season
        let session: DesignSession
        /// Where people type the code.
        let address: String
        /// Where the picture leads.
        let link: String
        let drawing: HTML?
    }

    static func code(_ content: CodeContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.setup(reader("sessions.code"), content.season, content.session, reader)
        page.lead = reader("sessions.code.lead")
        let code = content.session.joinCode ?? ""
        page.body = """
            <div class="stack-wide"><section class="join-code"><div>\(content.drawing)</div><div class="stack">
            <p class="code"><bdi dir="ltr">\(JoinCode.shown(code))</bdi></p>
            <p><bdi dir="ltr">\(content.address)</bdi></p></div></section>
            <section class="stack measure"><h2>\(reader("sessions.code.renew"))</h2>
            <p>\(reader("sessions.code.renew.effect"))</p>
            \(Controls.buttonForm(
                reader("sessions.code.renew"),
                action: SessionAddress(content.season, content.session).code, visit,
                hidden: [("code", code)]))</section></div>
            """
        return page
    }
}

/// What is done with a session next.
enum SessionDeed: String, Sendable, CaseIterable {
    case announce, open, close

    static func next(_ session: DesignSession) -> SessionDeed? {
        switch session.state {
        case .prepared: .announce
        case .announced: .open
        case .open: .close
        case .closed: nil
        }
    }
}
