internal import Platform

/// All sessions of a season, for everybody; those in preparation for staff.
enum SessionListPages {
    struct Content: Sendable {
        let season: Season
        let sessions: [SessionTime]
        let isStaff: Bool
    }

    static func list(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let season = content.season
        var page = Page(
            title: reader("sessions.list"), lead: reader("sessions.list.lead"),
            trail: [season.link(reader)], body: .empty)
        if content.isStaff {
            page.trail.append(season.staffLink(reader))
            page.actions = Controls.link(reader("sessions.new"), to: season.newSession)
        }
        guard !content.sessions.isEmpty else {
            page.body = Notices.empty(
                reader("sessions.list.none"),
                reader(content.isStaff ? "sessions.list.none.staff" : "sessions.list.none.why"))
            return page
        }
        page.body = "<ul class=\"entries\">\(content.sessions.map { entry($0, season, reader) })</ul>"
        return page
    }

    private static func entry(_ time: SessionTime, _ season: Season, _ reader: Reader) -> HTML {
        let session = time.session
        let place: HTML =
            session.place.isBlank ? "\(reader("sessions.online"))" : session.place.markup(reader)
        return """
            <li><div><h2><a href="\(SessionAddress(season, session).page)">\(session.title.markup(reader))</a></h2>\
            <p>\(time.words)</p><p class="soft">\(place)</p></div><p>\(session.state.badge(reader))</p></li>
            """
    }
}

extension Season {
    /// Where staff make a session.
    var newSession: String { staff + "/sessions" }
}
