internal import Platform

/// The rules of a season as its staff see them: what was applied, and what is being written.
enum RulesPages {
    struct OverviewContent: Sendable {
        let season: Season
        let versions: [AppliedVersion]
        let drafts: [SeasonDraft]
        /// What was typed as the key of a next season.
        var key = ""
        var problem: Problem?
    }

    static func overview(_ content: OverviewContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        return Page(
            title: reader("rules.title"), lead: reader("rules.lead"),
            trail: [content.season.link(reader), content.season.staffLink(reader)],
            body: """
                <div class="stack-wide">\(drafts(content, visit))\(versions(content, reader))\
                \(next(content, visit))</div>
                """)
    }

    private static func drafts(_ content: OverviewContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let address = SeasonDraftAddress(content.season)
        let own = content.drafts.contains { $0.key == content.season.key && !$0.isDiscarded }
        let start = Controls.buttonForm(
            reader("drafts.start"), action: address.drafts, visit, style: .primary,
            hidden: [("season", content.season.key)])
        let entries = content.drafts.map { draft -> HTML in
            let saved = reader("drafts.saved.by", ["name": .text(draft.savedBy)])
            let state =
                draft.isDiscarded
                ? Notices.badge(reader("drafts.discarded"), .negative)
                : Notices.badge(reader("drafts.open"), .waiting)
            return """
                <li><div><h3>\(name(draft, reader)) \(state)</h3>
                <p class="soft">\(saved) \(Moments.short(draft.savedAt, reader))</p></div>
                <p>\(door(draft, address, visit))</p></li>
                """
        }
        let list: HTML = entries.isEmpty ? "" : "<ul class=\"entries\">\(entries)</ul>"
        let empty: HTML =
            own ? "" : Notices.empty(reader("drafts.none"), reader("drafts.none.why"), action: start)
        return "<section class=\"stack\"><h2>\(reader("drafts.title"))</h2>\(list)\(empty)</section>"
    }

    private static func door(_ draft: SeasonDraft, _ address: SeasonDraftAddress, _ visit: Visit) -> HTML {
        draft.isDiscarded
            ? Controls.buttonForm(
                visit.reader("drafts.restore"), action: address.restoration(draft.key), visit)
            : Controls.link(visit.reader("drafts.write"), to: address.draft(draft.key))
    }

    /// “Draft: Third season”, as the season is called in it.
    static func name(_ draft: SeasonDraft, _ reader: Reader) -> String {
        guard draft.inForce != nil else { return reader("drafts.next-named", ["season": .text(draft.key)]) }
        let texts = (draft.rules.value(at: RulePath("title"))?.fields ?? [:]).compactMapValues(\.text)
        let title = reader.pick(LocalizedText(texts))
        return reader("drafts.named", ["season": .text(title.isEmpty ? draft.key : title)])
    }

    private static func versions(_ content: OverviewContent, _ reader: Reader) -> HTML {
        let address = SeasonDraftAddress(content.season)
        let columns: [DataTable.Column] = [
            .init(reader("rules.version")), .init(reader("rules.applied")), .init(reader("rules.by")),
            .init(reader("rules.reason")),
        ]
        let rows = content.versions.map { version -> [HTML] in
            let holds: HTML? =
                version.id == content.season.rulesVersion
                ? " \(Notices.badge(reader("rules.in-force"), .positive))" : nil
            let number = reader("rules.version.number", ["number": .number(version.number)])
            return [
                "<a href=\"\(address.version(version.number))\">\(number)</a>\(holds)",
                Moments.short(version.appliedAt, reader),
                version.appliedBy.isEmpty ? "" : "<bdi>\(version.appliedBy)</bdi>",
                "<span class=\"letter\" dir=\"auto\">\(version.reason)</span>",
            ]
        }
        let table = DataTable(caption: reader("rules.versions.newest"), columns: columns, rows: rows)
        return
            "<section class=\"stack\"><h2>\(reader("rules.versions"))</h2>\(table.markup(reader))</section>"
    }

    private static func next(_ content: OverviewContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let key = Controls.Field(
            "season", reader("drafts.next.key"), help: reader("drafts.next.key.help"),
            problem: content.problem)
        let form = Controls.form(
            action: SeasonDraftAddress(content.season).drafts, visit, problem: content.problem,
            body: Controls.text(key, value: content.key, reader),
            actions: Controls.button(reader("drafts.next.start"), style: .secondary))
        return """
            <section class="stack"><h2>\(reader("drafts.next.title"))</h2>
            <p class="measure">\(reader("drafts.next.lead"))</p>\(form)</section>
            """
    }

    struct VersionContent: Sendable {
        let season: Season
        let version: AppliedVersion
        /// Nothing for the first.
        let differences: RuleDifferences?
    }

    static func version(_ content: VersionContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let (version, season) = (content.version, content.season)
        let by: HTML? =
            version.appliedBy.isEmpty
            ? nil : " · <bdi>\(version.appliedBy)</bdi>"
        return Page(
            title: reader("rules.version.number", ["number": .number(version.number)]),
            trail: trail(season, reader),
            body: """
                <div class="stack"><p>\(Moments.moment(version.appliedAt, reader))\(by)</p>
                <p class="letter measure" dir="auto">\(version.reason)</p>
                <h2>\(reader("rules.differences"))</h2>\(differences(content, reader))</div>
                """)
    }

    private static func differences(_ content: VersionContent, _ reader: Reader) -> HTML {
        guard let differences = content.differences else {
            return Notices.empty(reader("rules.first"), reader("rules.first.why"))
        }
        guard !differences.diff.changes.isEmpty else {
            return Notices.empty(reader("rules.same"), reader("rules.same.why"))
        }
        return differences.markup(reader)
    }

    static func trail(_ season: Season, _ reader: Reader) -> [Link] {
        [
            season.link(reader), season.staffLink(reader),
            Link(text: reader("rules.title"), path: SeasonDraftAddress(season).rules),
        ]
    }
}
