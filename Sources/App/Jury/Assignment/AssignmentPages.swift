internal import Platform

/// Assignments on their way to jurors, and what is asked after.
enum AssignmentPages {
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
