internal import Platform

/// The form of a session's details, for a new one and for one that there is.
enum DetailsPages {
    struct Content: Sendable {
        let season: Season
        /// Nothing where it is yet to be made.
        let session: DesignSession?
        /// Those whose finalists and laureates may be let in.
        let seasons: [Season]
        let input: DetailsInput
        /// What somebody else saved meanwhile.
        var stored: DetailsInput?
        var problem: Problem?
    }

    static func form(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let title = reader(content.session == nil ? "sessions.new" : "sessions.setup.details")
        var page = Page.setup(title, content.season, content.session, reader)
        let action =
            content.session.map { SessionAddress(content.season, $0).details } ?? content.season.newSession
        page.body = Controls.form(
            action: action, visit, problem: content.problem, labels: labels(reader),
            body: """
                \(Controls.hidden("version", String(content.session?.version ?? 0)))
                \(conflict(content, reader))\(words(content, reader))\(place(content, reader))
                \(when(content, reader))\(who(content, reader))\(names(content, reader))
                """,
            actions: Controls.button(reader(content.session == nil ? "sessions.new.do" : "sessions.save")))
        return page
    }

    private static func labels(_ reader: Reader) -> [String: String] {
        let texts = [
            LocalizedFields.labels("title", reader("sessions.title"), reader),
            LocalizedFields.labels("purpose", reader("sessions.purpose"), reader),
            LocalizedFields.labels("place", reader("sessions.place"), reader),
        ]
        let others = [
            "link": reader("sessions.link"), "zone": reader("sessions.zone"),
            "starts": reader("sessions.starts"), "ends": reader("sessions.ends"),
            "languages": reader("sessions.languages"), "seats": reader("sessions.seats.most"),
            "names": reader("sessions.names"),
        ]
        return texts.reduce(others) { $0.merging($1) { first, _ in first } }
    }

    private static func words(_ content: Content, _ reader: Reader) -> HTML {
        """
        \(LocalizedFields.lines(
            "title", reader("sessions.title"), content.input.title, problem: content.problem, reader))
        \(LocalizedFields.longTexts(
            "purpose", reader("sessions.purpose"), content.input.purpose,
            help: reader("sessions.purpose.help"), problem: content.problem, reader))
        """
    }

    private static func place(_ content: Content, _ reader: Reader) -> HTML {
        let link = Controls.Field(
            "link", reader("sessions.link"), help: reader("sessions.link.help"), problem: content.problem)
        return """
            \(LocalizedFields.lines(
                "place", reader("sessions.place"), content.input.place, help: reader("sessions.place.help"),
                problem: content.problem, reader))
            \(Controls.text(link, value: content.input.link, input: .link, reader))
            """
    }

    private static func when(_ content: Content, _ reader: Reader) -> HTML {
        let (input, problem) = (content.input, content.problem)
        let starts = Controls.Field("starts", reader("sessions.starts"), problem: problem)
        let ends = Controls.Field("ends", reader("sessions.ends"), problem: problem)
        let zone = Controls.Field(
            "zone", reader("sessions.zone"), help: reader("sessions.zone.help"), problem: problem)
        let zones = TimeZones.all.map { Controls.Option($0, $0) }
        return """
            \(Controls.text(starts, value: input.starts, input: .moment, reader))
            \(Controls.text(ends, value: input.ends, input: .moment, reader))
            \(Controls.select(zone, zones, chosen: input.zone, reader))
            """
    }

    private static func who(_ content: Content, _ reader: Reader) -> HTML {
        let (input, problem) = (content.input, content.problem)
        let languages = Controls.Field(
            "languages", reader("sessions.languages"), help: reader("sessions.languages.help"),
            problem: problem)
        let spoken = Set(["en", "ru", "ar", "es", "fr", "zh-Hans"]).union(input.languages)
        let choices = spoken.sorted().map { Controls.Option($0, reader.languageName($0)) }
        let entries = Controls.Field("entries", reader("sessions.entry"), help: reader("sessions.entry.help"))
        let gates = content.seasons.flatMap { season in
            SessionEntry.Honour.allCases.map { gate in
                Controls.Option(
                    DetailsInput.value(season, gate),
                    SessionEntry(season: season.id, gate: gate).words(season, reader))
            }
        }
        let guests = Controls.Field(
            "guests", reader("sessions.guests"), help: reader("sessions.guests.help"), problem: problem)
        let seats = Controls.Field("seats", reader("sessions.seats.most"), problem: problem)
        return """
            \(Controls.choices(languages, choices, chosen: input.languages, isMultiple: true, reader))
            \(Controls.choices(entries, gates, chosen: input.entries, isMultiple: true, reader))
            \(Controls.checkbox(guests, isChecked: input.allowsGuests, reader))
            \(Controls.text(seats, value: input.seats, input: .number, reader))
            """
    }

    private static func names(_ content: Content, _ reader: Reader) -> HTML {
        let field = Controls.Field(
            "names", reader("sessions.names"), help: reader("sessions.names.help"), problem: content.problem)
        let levels = DesignSession.NamesShown.allCases.map { level in
            Controls.Option(
                level.rawValue, reader("sessions.names.\(level.rawValue)"),
                hint: reader("sessions.names.\(level.rawValue).about"))
        }
        return Controls.choices(field, levels, chosen: [content.input.names], reader)
    }

    /// What stands in the database, where it differs from what was typed over an older version of it.
    private static func conflict(_ content: Content, _ reader: Reader) -> HTML? {
        guard let stored = content.stored else { return nil }
        let (typed, levels) = (content.input, "sessions.names.\(stored.names)")
        let others: [(Bool, String, HTML)] = [
            (stored.title != typed.title, "sessions.title", all(stored.title)),
            (stored.purpose != typed.purpose, "sessions.purpose", all(stored.purpose)),
            (stored.place != typed.place, "sessions.place", all(stored.place)),
            (stored.link != typed.link, "sessions.link", "\(stored.link)"),
            (stored.starts != typed.starts, "sessions.starts", "\(stored.starts)"),
            (stored.ends != typed.ends, "sessions.ends", "\(stored.ends)"),
            (stored.zone != typed.zone, "sessions.zone", "\(stored.zone)"),
            (
                stored.languages != typed.languages, "sessions.languages",
                "\(reader.list(stored.languages.sorted().map(reader.languageName)))"
            ),
            (
                stored.entries != typed.entries, "sessions.entry",
                "\(reader.list(stored.entries.sorted()))"
            ),
            (
                stored.allowsGuests != typed.allowsGuests, "sessions.guests",
                "\(reader(stored.allowsGuests ? "sessions.yes" : "sessions.no"))"
            ),
            (stored.seats != typed.seats, "sessions.seats.most", "\(stored.seats)"),
            (stored.names != typed.names, "sessions.names", "\(reader(levels))"),
        ]
        let facts = others.filter(\.0).map { (reader($0.1), $0.2) }
        guard !facts.isEmpty else { return nil }
        return Notices.caution(reader("sessions.setup.conflict.theirs"), Lists.facts(facts))
    }

    /// A text in all its languages.
    static func all(_ text: LocalizedText) -> HTML {
        let lines = text.texts.sorted { $0.key < $1.key }.map { language, text -> HTML in
            "<span lang=\"\(language)\" dir=\"auto\">\(text)</span><br>"
        }
        return "\(lines)"
    }
}

extension Page {
    /// A page of a session's set-up.
    static func setup(
        _ title: String, _ season: Season, _ session: DesignSession?, _ reader: Reader, isRoot: Bool = false
    ) -> Page {
        var trail = SessionPages.trail(season, reader)
        if let session {
            let address = SessionAddress(season, session)
            trail.append(Link(text: reader.pick(session.title), path: address.page))
            if !isRoot { trail.append(Link(text: reader("sessions.setup"), path: address.setup)) }
        }
        return Page(title: title, trail: trail, body: .empty)
    }
}

extension SessionAddress {
    var details: String { setup + "/details" }
    var groups: String { setup + "/groups" }
    var agenda: String { setup + "/agenda" }
    var invitations: String { setup + "/invitations" }
    var seats: String { setup + "/seats" }
    var code: String { setup + "/code" }
    /// Announcing, opening and closing.
    var standing: String { setup + "/standing" }
}
