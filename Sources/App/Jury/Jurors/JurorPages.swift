internal import Platform

/// The jurors of a season as staff see, add and change them.
enum JurorPages {
    struct ListContent: Sendable {
        let season: Season
        let list: JurorList
        let address: ListAddress
    }

    static func list(_ content: ListContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        var page = Page.juryStaff(reader("jury.jurors"), content.season, reader)
        page.actions = """
            \(Controls.link(reader("jury.juror.new"), to: address.newJuror))
            \(Controls.link(reader("jury.import"), to: address.importing, style: .secondary))
            """
        let body: HTML =
            content.list.entries.isEmpty
            ? Notices.empty(reader("jury.jurors.none"), reader("jury.jurors.none.why"))
            : table(content, reader)
        page.body = """
            \(filter(content, reader))\(body)
            \(Lists.pager(content.address, next: content.list.next, reader))
            """
        return page
    }

    private static func filter(_ content: ListContent, _ reader: Reader) -> HTML {
        let query = content.address.query
        let states = Juror.State.allCases.map { Controls.Option($0.rawValue, $0.word(reader)) }
        let panels = content.list.panels.map { Controls.Option($0.publicID, $0.name) }
        let search = Controls.Field("search", reader("jury.search"))
        return Lists.filter(
            content.address,
            fields: """
                \(Controls.text(search, value: query["search"] ?? "", input: .search, reader))
                \(Controls.select(.init("state", reader("jury.field.state")), states,
                    chosen: query["state"] ?? "", empty: reader("jury.any"), reader))
                \(Controls.select(.init("panel", reader("jury.field.panel")), panels,
                    chosen: query["panel"] ?? "", empty: reader("jury.any"), reader))
                """, reader)
    }

    private static func table(_ content: ListContent, _ reader: Reader) -> HTML {
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.name"), sort: "name"),
            .init(reader("jury.field.country"), sort: "country"),
            .init(reader("jury.field.languages")), .init(reader("jury.field.panel")),
            .init(reader("jury.field.state")),
            .init(reader("jury.field.load"), isNumber: true),
            .init(reader("jury.field.submitted"), isNumber: true),
        ]
        return DataTable(
            caption: reader("jury.jurors.count", ["count": .number(content.list.total)]), columns: columns,
            rows: content.list.entries.map { row($0, content, reader) }
        ).markup(reader, list: content.address)
    }

    private static func row(_ entry: JurorList.Entry, _ content: ListContent, _ reader: Reader) -> [HTML] {
        let juror = entry.juror
        let link = JuryAddress(content.season).juror(juror.publicID)
        let panel = content.list.panels.first { $0.id == juror.panel }?.name ?? ""
        let organisation: HTML? =
            juror.organisation.isEmpty
            ? nil : "<br><span class=\"soft small\"><bdi>\(juror.organisation)</bdi></span>"
        let chair: HTML? = juror.isChair ? " \(Notices.badge(reader("jury.chair"), .active))" : nil
        return [
            "<a href=\"\(link)\"><bdi>\(juror.person.shownName)</bdi></a>\(organisation)",
            juror.country.isEmpty ? "" : "\(reader.country(juror.country))",
            "\(reader.list(juror.languages.map { reader.languageName($0.code) }))", "<bdi>\(panel)</bdi>",
            "\(juror.state.badge(reader))\(chair)\(why(juror, reader))",
            "\(reader.number(entry.load.all)) / \(reader.number(juror.capacity))",
            "\(reader.number(entry.load.submitted)) / \(reader.number(entry.load.sent))",
        ]
    }

    /// Why they said no.
    private static func why(_ juror: Juror, _ reader: Reader) -> HTML? {
        guard let told = DeclineFields.told(juror.declineCause, juror.declineReason, reader) else {
            return nil
        }
        return "<br><span class=\"soft small\">\(told)</span>"
    }

    struct FormContent: Sendable {
        let season: Season
        let panels: [Panel]
        var input: JurorInput
        /// Nothing for somebody new.
        var juror: Juror?
        /// The mark of what the form started from.
        var shown = ""
        /// What somebody else saved meanwhile.
        var theirs: JurorInput?
        /// Why the juror is to be released.
        var releasing: ReasonForm.Typed?
        var problem: Problem?
    }

    static func form(_ content: FormContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        let title = content.juror.map(\.person.shownName) ?? reader("jury.juror.new")
        var page = Page.juryStaff(title, content.season, reader)
        page.trail.append(Link(text: reader("jury.jurors"), path: address.jurors))
        page.lead = content.juror == nil ? reader("jury.juror.new.lead") : nil
        let action = content.juror.map { address.juror($0.publicID) } ?? address.newJuror
        let text = content.juror == nil ? reader("jury.juror.add") : reader("jury.juror.save")
        let start: HTML? = content.juror.map { _ in Controls.hidden("shown", content.shown) }
        page.body = """
            <div class="stack-wide">\(content.juror.map { facts($0, content, visit) })
            \(content.juror.flatMap { ChairControls.markup($0, content.panels, content.season, visit) })
            \(Controls.form(action: action, visit, problem: content.problem,
                body: "\(start)\(SavedMeanwhile.markup(content, reader))\(fields(content, reader))",
                actions: Controls.button(text)))</div>
            """
        return page
    }

    private static func facts(_ juror: Juror, _ content: FormContent, _ visit: Visit) -> HTML {
        let (reader, season) = (visit.reader, content.season)
        var facts: [(String, HTML)] = [
            (reader("people.email"), "\(juror.person.email)"),
            (reader("jury.field.state"), juror.state.badge(reader)),
        ]
        let moments: [(String, Instant?)] = [
            (reader("jury.juror.invited-at"), juror.invitedAt),
            (reader("jury.juror.accepted-at"), juror.acceptedAt),
            (reader("jury.juror.declined-at"), juror.declinedAt),
            (reader("jury.juror.declared-at"), juror.conflictsDeclaredAt),
        ]
        facts += moments.compactMap { label, moment in moment.map { (label, Moments.short($0, reader)) } }
        if let told = DeclineFields.told(juror.declineCause, juror.declineReason, reader) {
            facts.append((reader("jury.juror.decline-reason"), told))
        }
        let removing: HTML? =
            juror.state == .added
            ? Controls.buttonForm(
                reader("jury.juror.remove"), action: JuryAddress(season).juror(juror.publicID) + "/remove",
                visit,
                style: .danger) : nil
        let releasing = JurorRelease.controls(
            juror, season, typed: content.releasing, content.problem, visit)
        return "\(Lists.facts(facts))\(removing)\(releasing)"
    }

    private static func fields(_ content: FormContent, _ reader: Reader) -> HTML {
        let isNew = content.juror == nil
        let identity: HTML? =
            isNew
            ? """
            \(text(.email, content, input: .email, reader))\(text(.name, content, reader))
            """ : nil
        let countries = reader.countries.map { Controls.Option($0.code, $0.name) }
        let regions = content.season.rules.regions.map { Controls.Option($0.key, reader.pick($0.title)) }
        let panels = content.panels.map { Controls.Option($0.name, $0.name) }
        return """
            \(identity)\(text(.organisation, content, reader))
            \(Controls.select(field(.country, content, reader), countries, chosen: content.input[.country],
                empty: reader("jury.none"), reader))
            \(text(.languages, content, reader))
            \(Controls.choices(field(.regions, content, reader), regions,
                chosen: Set(content.input.codes(.regions)), isMultiple: true, reader))
            \(text(.capacity, content, input: .number, reader))
            \(Controls.select(field(.panel, content, reader), panels, chosen: content.input[.panel],
                empty: reader("jury.none"), reader))
            \(expertise(content, reader))
            """
    }

    /// Only what the season tells apart.
    private static func expertise(_ content: FormContent, _ reader: Reader) -> HTML {
        let rules = content.season.rules
        let themes = rules.themes.map { Controls.Option($0.key, reader.pick($0.label)) }
        let kinds = rules.jury.assignment.kinds.map { Controls.Option($0.key, reader.pick($0.title)) }
        let choosingThemes: HTML? =
            themes.isEmpty
            ? nil
            : Controls.choices(
                field(.themes, content, reader), themes, chosen: Set(content.input.codes(.themes)),
                isMultiple: true, reader)
        let choosingKind: HTML? =
            kinds.isEmpty
            ? nil
            : Controls.select(
                field(.kind, content, reader), kinds, chosen: content.input[.kind],
                empty: reader("jury.none"), reader)
        return "\(choosingThemes)\(choosingKind)"
    }

    private static func text(
        _ column: JurorInput.Column, _ content: FormContent, input: LineInput = .text, _ reader: Reader
    ) -> HTML {
        Controls.text(field(column, content, reader), value: content.input[column], input: input, reader)
    }

    private static func field(
        _ column: JurorInput.Column, _ content: FormContent, _ reader: Reader
    ) -> Controls.Field {
        let help: String? =
            switch column {
            case .languages: reader("jury.field.languages.help")
            case .regions: reader("jury.field.regions.help")
            case .capacity: reader("jury.field.capacity.help")
            case .themes: reader("jury.field.themes.help")
            case .email, .name, .organisation, .country, .panel, .kind: nil
            }
        return Controls.Field(column.rawValue, column.label(reader), help: help, problem: content.problem)
    }
}
