internal import Platform

/// Assignment as staff see it: proposed automatically with reasons, made by hand, sent, and asked after.
enum AssignmentPages {
    /// Names for what a plan knows by its keys.
    struct Names: Sendable {
        let applications: [ID<Application>: JuryApplication]
        let jurors: [ID<Juror>: Juror]
    }

    struct AutomaticContent: Sendable {
        let season: Season
        let rules: SeasonDocument
        let panels: [Panel]
        let plan: AssignmentPlan
        let names: Names
        /// Tells this plan from every other; it is sent back with the confirmation.
        let digest: String
        let query: [String: String]
        var problem: Problem?
    }

    static func automatic(_ content: AutomaticContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.juryStaff(reader("jury.assign"), content.season, reader)
        page.lead = reader("jury.assign.lead", ["count": .number(content.rules.jury.reviewsPerApplication)])
        let plan: HTML =
            content.plan.pairings.isEmpty
            ? Notices.empty(reader("jury.assign.none"), reader("jury.assign.none.why"))
            : pairings(content, visit)
        page.body = """
            \(Notices.problem(content.problem, reader))\(scope(content, reader))
            <div class="stack-wide">\(shortfalls(content, reader))\(plan)</div>
            """
        return page
    }

    private static func scope(_ content: AutomaticContent, _ reader: Reader) -> HTML {
        let nominations = content.rules.nominations.map { Controls.Option($0.key, reader.pick($0.title)) }
        let panels = content.panels.map { Controls.Option($0.publicID, $0.name) }
        let list = ListAddress(path: JuryAddress(content.season).automatic, query: content.query)
        return Lists.filter(
            list,
            fields: """
                \(Controls.select(.init("nomination", reader("jury.field.nomination")), nominations,
                    chosen: content.query["nomination"] ?? "", empty: reader("jury.all"), reader))
                \(Controls.select(.init("panel", reader("jury.field.panel")), panels,
                    chosen: content.query["panel"] ?? "", empty: reader("jury.all"), reader))
                """, reader)
    }

    private static func shortfalls(_ content: AutomaticContent, _ reader: Reader) -> HTML? {
        guard !content.plan.shortfalls.isEmpty else { return nil }
        let total = content.plan.shortfalls.reduce(0) { $0 + $1.missing }
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.application")), .init(reader("jury.field.language")),
            .init(reader("jury.short.missing"), isNumber: true), .init(reader("jury.short.why")),
        ]
        let rows = content.plan.shortfalls.map { shortfall -> [HTML] in
            let application = content.names.applications[shortfall.application]
            return [
                title(application, content.season),
                "\(reader.languageName(application?.language.code ?? ""))",
                "\(reader.number(shortfall.missing))", "\(shortfall.words(reader))",
            ]
        }
        let caption = reader("jury.short.caption", ["count": .number(total)])
        return
            "<section>\(DataTable(caption: caption, columns: columns, rows: rows).markup(reader))</section>"
    }

    private static func pairings(_ content: AutomaticContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.application")), .init(reader("jury.field.juror")),
            .init(reader("jury.why")),
        ]
        let rows = content.plan.pairings.map { pairing -> [HTML] in
            [
                title(content.names.applications[pairing.application], content.season),
                "<bdi>\(content.names.jurors[pairing.juror]?.person.shownName ?? "")</bdi>",
                "\(pairing.explanation.words(content.rules, reader))",
            ]
        }
        let count: [String: MessageValue] = ["count": .number(content.plan.pairings.count)]
        let table = DataTable(caption: reader("jury.assign.caption", count), columns: columns, rows: rows)
        return """
            <section class="stack">\(Controls.buttonForm(reader("jury.assign.confirm", count),
                action: JuryAddress(content.season).automatic, visit, style: .primary,
                hidden: [
                    ("digest", content.digest), ("nomination", content.query["nomination"] ?? ""),
                    ("panel", content.query["panel"] ?? ""),
                ]))<p class="soft">\(reader("jury.assign.not-sent"))</p>\(table.markup(reader))</section>
            """
    }

    static func title(_ application: JuryApplication?, _ season: Season) -> HTML {
        guard let application else { return "" }
        let path = JuryAddress(season).application(application.publicID)
        return """
            <a href="\(path)"><bdi>\(application.title)</bdi></a><br>\
            <span class="soft"><bdi>\(application.partyName)</bdi></span>
            """
    }

    struct SendingContent: Sendable {
        let season: Season
        let round: Round
        let parcels: [AssignmentSending.Parcel]
        let letters: [InvitationPages.Letter]
        let shownAt: Instant
    }

    /// What would be sent, to whom and in which words.
    static func sending(_ content: SendingContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        var page = Page.juryStaff(reader("jury.proposals"), content.season, reader)
        guard !content.parcels.isEmpty else {
            page.body = Notices.empty(
                reader("jury.proposals.none"), reader("jury.proposals.none.why"),
                action: Controls.link(reader("jury.assign"), to: address.automatic, style: .secondary))
            return page
        }
        page.lead = reader("jury.proposals.lead")
        let total: [String: MessageValue] = ["count": .number(content.parcels.reduce(0) { $0 + $1.count })]
        let rows = content.parcels.map { parcel -> [HTML] in
            ["<bdi>\(parcel.juror.person.shownName)</bdi>", "\(reader.number(parcel.count))"]
        }
        let table = DataTable(
            caption: reader("jury.proposals.caption", total),
            columns: [.init(reader("jury.field.juror")), .init(reader("jury.field.load"), isNumber: true)],
            rows: rows)
        let sending = Controls.buttonForm(
            reader("jury.proposals.send", total), action: address.proposals, visit, style: .primary,
            hidden: [("shown", String(content.shownAt.milliseconds))])
        let discarding = Controls.buttonForm(
            reader("jury.proposals.discard"), action: address.proposals + "/discard", visit, style: .danger)
        page.body = """
            <div class="stack-wide">\(table.markup(reader))
            \(InvitationPages.letters(content.letters, reader))
            <div class="actions">\(sending)\(discarding)</div></div>
            """
        return page
    }

    struct RemindersContent: Sendable {
        let season: Season
        let missing: [ReviewReminders.Due]
        let letters: [InvitationPages.Letter]
    }

    static func reminders(_ content: RemindersContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.juryStaff(reader("jury.reminders"), content.season, reader)
        guard !content.missing.isEmpty else {
            page.body = Notices.empty(reader("jury.reminders.none"), reader("jury.reminders.none.why"))
            return page
        }
        page.lead = reader("jury.reminders.lead")
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.juror")), .init(reader("jury.reminders.missing"), isNumber: true),
            .init(reader("jury.reminders.last")),
        ]
        let rows = content.missing.map { due -> [HTML] in
            [
                "<bdi>\(due.juror.person.shownName)</bdi>", "\(reader.number(due.missing))",
                due.lastAt.map { Moments.short($0, reader) } ?? "",
            ]
        }
        let table = DataTable(caption: reader("jury.reminders.caption"), columns: columns, rows: rows)
        page.body = """
            <div class="stack-wide">\(table.markup(reader))\(InvitationPages.letters(content.letters, reader))
            \(remind(content, visit))</div>
            """
        return page
    }

    private static func remind(_ content: RemindersContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        guard !content.letters.isEmpty else {
            return Notices.information(reader("jury.reminders.too-soon"))
        }
        return Controls.buttonForm(
            reader("jury.reminders.send", ["count": .number(content.letters.count)]),
            action: JuryAddress(content.season).reminders, visit, style: .primary,
            hidden: content.letters.map { ("juror", $0.juror.publicID) })
    }
}
