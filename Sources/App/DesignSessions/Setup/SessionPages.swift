internal import Platform

/// What other features have to show of a session that is over.
typealias SessionResults = @Sendable (DesignSession, Season, Reader, Transaction) throws -> [Link]

/// The page of a session that everybody reads: what it is for, where and when, and how to be there.
enum SessionPages {
    struct Content: Sendable {
        let here: SessionVisit
        let time: SessionTime
        let groups: [SessionGroup]
        let steps: [AgendaStep]
        /// Titles of the seasons whose finalists or laureates may come.
        let entries: [String]
        let seats: Int
        let results: [Link]

        var session: DesignSession { here.session }
        var address: SessionAddress { SessionAddress(here.season, session) }
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let session = content.session
        return Page(
            title: reader.pick(session.title), actions: actions(content, reader),
            trail: SessionPages.trail(content.here.season, reader),
            body: """
                <div class="stack-wide">\(results(content, reader))\(facts(content, reader))
                <section class="stack measure">\(session.purpose.paragraphs(reader))</section>
                \(groups(content.groups, reader))\(agenda(content, reader))
                \(joining(content, reader))\(promise(content, reader))</div>
                """,
            description: reader("sessions.page.description", ["title": .text(reader.pick(session.title))]))
    }

    private static func results(_ content: Content, _ reader: Reader) -> HTML? {
        guard !content.results.isEmpty else { return nil }
        let links = content.results.map { Controls.link($0.text, to: $0.path, style: .secondary) }
        return "<p class=\"actions\">\(links)</p>"
    }

    /// The way to a page of a session.
    static func trail(_ season: Season, _ reader: Reader) -> [Link] {
        [season.link(reader), Link(text: reader("sessions.list"), path: season.sessions)]
    }

    private static func actions(_ content: Content, _ reader: Reader) -> HTML {
        let address = content.address
        let seat: HTML? =
            if content.here.seat != nil {
                Controls.link(reader("sessions.enter"), to: address.room)
            } else if content.session.state == .closed || content.session.state == .prepared {
                nil
            } else {
                Controls.link(reader("sessions.join"), to: address.joining)
            }
        let setup: HTML? =
            content.here.isFacilitator
            ? Controls.link(reader("sessions.setup"), to: address.setup, style: .secondary) : nil
        return "\(seat)\(setup)"
    }

    private static func facts(_ content: Content, _ reader: Reader) -> HTML {
        let session = content.session
        var facts: [(String, HTML)] = [
            (reader("sessions.state"), session.state.badge(reader)),
            (reader("sessions.time"), content.time.markup(reader)),
        ]
        if !session.place.isBlank { facts.append((reader("sessions.place"), session.place.markup(reader))) }
        if !session.link.isEmpty && content.here.seat != nil {
            let link: HTML = "<a href=\"\(session.link)\" rel=\"noreferrer\"><bdi>\(session.link)</bdi></a>"
            facts.append((reader("sessions.link"), link))
        } else if session.place.isBlank {
            facts.append((reader("sessions.place"), "\(reader("sessions.online"))"))
        }
        let languages = reader.list(session.languages.map(reader.languageName))
        facts.append((reader("sessions.languages"), "\(languages)"))
        let calendar: HTML =
            "<a href=\"\(content.address.calendar)\" download>\(reader("sessions.calendar.file"))</a>"
        if session.state != .closed { facts.append((reader("sessions.calendar"), calendar)) }
        return Lists.facts(facts)
    }

    private static func groups(_ groups: [SessionGroup], _ reader: Reader) -> HTML? {
        guard !groups.isEmpty else { return nil }
        let items = groups.map { group -> HTML in
            "<li><div><h3>\(group.name.markup(reader))</h3>\(group.description.paragraphs(reader))</div></li>"
        }
        return """
            <section class="stack"><h2>\(reader("sessions.groups"))</h2>
            <ul class="entries groups">\(items)</ul></section>
            """
    }

    /// With the times at which the steps begin if each takes as long as it was given.
    private static func agenda(_ content: Content, _ reader: Reader) -> HTML? {
        guard !content.steps.isEmpty else { return nil }
        var moment = content.session.startsAt
        let rows = content.steps.map { step -> [HTML] in
            defer { moment = moment + .seconds(step.minutes * 60) }
            return [
                step.shownTitle(reader), "\(content.time.there.time(moment))",
                "\(reader("sessions.minutes", ["count": .number(step.minutes)]))",
            ]
        }
        let columns: [DataTable.Column] = [
            .init(reader("sessions.agenda.step")), .init(reader("sessions.agenda.begins"), isNumber: true),
            .init(reader("sessions.agenda.length"), isNumber: true),
        ]
        let table = DataTable(caption: reader("sessions.agenda"), columns: columns, rows: rows)
        return "<section class=\"measure\">\(table.markup(reader))</section>"
    }

    private static func joining(_ content: Content, _ reader: Reader) -> HTML? {
        let session = content.session
        guard session.state != .closed else { return nil }
        var ways = content.entries.map { "<li>\($0)</li>" as HTML }
        ways.append("<li>\(reader("sessions.entry.invited"))</li>")
        ways.append(
            "<li>\(reader(session.allowsGuests ? "sessions.entry.guests" : "sessions.entry.code"))</li>")
        let seats: [String: MessageValue] = [
            "taken": .number(content.seats), "most": .number(session.mostSeats),
        ]
        return """
            <section class="stack measure"><h2>\(reader("sessions.entry"))</h2><ul>\(ways)</ul>
            <p class="soft">\(reader("sessions.seats.taken", seats))</p></section>
            """
    }

    private static func promise(_ content: Content, _ reader: Reader) -> HTML {
        let names = reader("sessions.names.\(content.session.namesShown.rawValue).about")
        return """
            <section class="stack measure"><h2>\(reader("sessions.names"))</h2><p>\(names)</p></section>
            <section class="stack measure"><h2>\(reader("sessions.promise"))</h2>
            <p>\(reader("sessions.promise.kept"))</p><p>\(reader("sessions.promise.studied"))</p>
            <p>\(reader("sessions.promise.answered"))</p></section>
            """
    }
}

extension SessionAddress {
    /// A file that puts the session into a calendar.
    var calendar: String { page + "/calendar.ics" }
}
