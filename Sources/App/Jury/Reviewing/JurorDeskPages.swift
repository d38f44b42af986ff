internal import Platform

/// What a juror sees before reading: the invitation and the queue.
enum JurorDeskPages {
    struct InvitationContent: Sendable {
        let season: Season
        let juror: Juror
        var declining = DeclineInput()
        var problem: Problem?
    }

    static func invitation(_ content: InvitationContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.jury(reader("jury.invitation"), content.season, reader, isRoot: true)
        page.lead = reader(
            "jury.invitation.lead",
            [
                "programme": .text(reader.pick(content.season.rules.programme)),
                "season": .text(reader.pick(content.season.rules.title)),
            ])
        page.body = "<div class=\"stack-wide\">\(facts(content, reader))\(answer(content, visit))</div>"
        return page
    }

    private static func facts(_ content: InvitationContent, _ reader: Reader) -> HTML {
        let juror = content.juror
        let regions = content.season.rules.regions.filter { juror.regions.contains($0.key) }
        let regionWords =
            regions.isEmpty ? reader("jury.regions.any") : reader.list(regions.map { reader.pick($0.title) })
        var facts: [(String, HTML)] = [
            (reader("jury.field.capacity"), "\(reader.number(juror.capacity))"),
            (
                reader("jury.field.languages"),
                "\(reader.list(juror.languages.map { reader.languageName($0.code) }))"
            ), (reader("jury.field.regions"), "\(regionWords)"),
        ]
        if let end = content.season.stage(.jury)?.closes {
            facts.append((reader("jury.deadline"), Moments.moment(end, reader)))
        }
        return Lists.facts(facts)
    }

    private static func answer(_ content: InvitationContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        if content.juror.state == .accepted {
            return """
                \(Notices.done(reader("jury.invitation.is-accepted")))
                <p class="actions">\(Controls.link(reader("jury.queue"), to: address.queue))</p>
                """
        }
        let accepting = Controls.buttonForm(
            reader("jury.invitation.accept"), action: address.invitation + "/accept", visit, style: .primary)
        if content.juror.state == .declined {
            return """
                \(Notices.information(reader("jury.invitation.is-declined")))
                <p>\(reader("jury.invitation.changed-mind"))</p>\(accepting)
                """
        }
        let declining = Controls.form(
            action: address.invitation + "/decline", visit, problem: content.problem,
            autosave: .here(0, visit),
            body: DeclineFields.markup(content.declining, asksForKind: false, content.problem, reader),
            actions: Controls.button(reader("jury.invitation.decline"), style: .secondary))
        return """
            <section class="stack"><h2>\(reader("jury.invitation.yes"))</h2>
            <p>\(reader("jury.invitation.yes.next"))</p>\(accepting)</section>
            <section class="stack"><h2>\(reader("jury.invitation.no"))</h2>\(declining)</section>
            """
    }

    struct QueueContent: Sendable {
        let season: Season
        let rules: SeasonDocument
        let queue: ReviewQueue?
        /// How many names are still to be gone through.
        let undeclared: Int
        /// As long as jurors are asked what they want to review.
        let bidUntil: Instant?
        let isChair: Bool
    }

    static func queue(_ content: QueueContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.jury(reader("jury.queue"), content.season, reader, isRoot: true)
        page.body = """
            <div class="stack-wide">\(names(content, reader))\(chair(content, reader))\
            \(BidPages.invitation(content.bidUntil, content.season, reader))\(work(content, reader))\
            \(JurorThemePages.link(content.season, reader))</div>
            """
        return page
    }

    private static func names(_ content: QueueContent, _ reader: Reader) -> HTML? {
        guard content.undeclared > 0 else { return nil }
        let link = Controls.link(reader("jury.conflicts.go"), to: JuryAddress(content.season).conflicts)
        let why = reader("jury.conflicts.first.why", ["count": .number(content.undeclared)])
        return Notices.caution(reader("jury.conflicts.first"), "<p>\(why)</p><p>\(link)</p>")
    }

    private static func chair(_ content: QueueContent, _ reader: Reader) -> HTML? {
        guard content.isChair else { return nil }
        let link = Controls.link(
            reader("jury.discussions"), to: JuryAddress(content.season).chaired, style: .secondary)
        return "<p>\(reader("jury.chair.you"))</p><p class=\"actions\">\(link)</p>"
    }

    private static func work(_ content: QueueContent, _ reader: Reader) -> HTML {
        guard let queue = content.queue, !queue.items.isEmpty else {
            return content.queue?.isHandedOn == true
                ? Notices.empty(reader("jury.queue.handed-on"), reader("jury.queue.handed-on.why"))
                : Notices.empty(reader("jury.queue.none"), reader("jury.queue.none.why"))
        }
        let address = JuryAddress(content.season)
        let next: HTML? =
            queue.round.isOpen
            ? queue.next.map { Controls.link(reader("jury.queue.next"), to: address.review($0.publicID)) }
            : nil
        let closed: HTML? =
            queue.round.isOpen
            ? nil : Notices.information(reader("jury.queue.closed", ["round": .text(queue.round.name)]))
        let meter = Drawings.meter(
            reader("jury.queue.progress"), done: queue.count(.submitted), of: queue.items.count, reader)
        let rows = queue.items.enumerated().map { index, item in row(item, index + 1, content, reader) }
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.application")), .init(reader("jury.field.nomination")),
            .init(reader("jury.field.language")), .init(reader("jury.field.state")),
        ]
        let table = DataTable(
            caption: reader("jury.queue.caption", ["round": .text(queue.round.name)]), columns: columns,
            rows: rows)
        return "\(closed)\(meter)<p class=\"actions\">\(next)</p>\(table.markup(reader))"
    }

    private static func row(
        _ item: ReviewQueue.Item, _ number: Int, _ content: QueueContent, _ reader: Reader
    ) -> [HTML] {
        let nomination = content.rules.nomination(item.nomination).map { reader.pick($0.title) } ?? ""
        let path = JuryAddress(content.season).review(item.publicID)
        let name: HTML =
            item.state == .undeclared
            ? "\(JurorDeskPages.name(item.title, number, reader))"
            : "<a href=\"\(path)\"><bdi>\(JurorDeskPages.name(item.title, number, reader))</bdi></a>"
        let discussed: HTML? =
            item.isDiscussed ? " \(Notices.badge(reader("jury.discussion.open"), .active))" : nil
        return [
            name, "\(nomination)", "\(reader.languageName(item.language.code))",
            "\(item.state.badge(reader))\(discussed)",
        ]
    }

    /// What has no title that may be shown is known by its place in the queue.
    static func name(_ title: String, _ number: Int, _ reader: Reader) -> String {
        title.isEmpty ? reader("jury.review.untitled", ["number": .number(number)]) : title
    }
}
