internal import Platform

/// What applying a draft would change, shown before anybody is asked for a reason.
struct DraftPreviewPage: Sendable {
    struct Content: Sendable {
        let draft: SeasonDraft
        let differences: RuleDifferences?
        let warnings: [RuleChangeWarning]
        let promised: [PromisedRuleChange]
        /// Whether the public sees the season already.
        let isPublic: Bool
        /// The number of the version that holds; nothing where there is none.
        let inForceNumber: Int?

        var lost: [PromisedRuleChange] { promised.filter { !$0.isKept } }
    }

    let pages: DraftPages
    let content: Content
    var reason = ""
    var problem: Problem?

    private var reader: Reader { pages.visit.reader }
    private var draft: SeasonDraft { content.draft }

    func page() -> Page {
        Page(
            title: reader("drafts.preview"), lead: reader("drafts.preview.lead"), trail: pages.trail(),
            body: "<div class=\"stack-wide\">\(body)</div>")
    }

    private var body: HTML {
        let findings = draft.check.findings
        guard findings.isEmpty, let differences = content.differences else {
            let back = Controls.link(
                reader("drafts.mend"), to: SeasonDraftAddress(pages.season).draft(draft.key))
            let title = reader("drafts.unfinished", ["count": .number(findings.count)])
            return Notices.empty(title, reader("drafts.not-ready"), action: back)
        }
        guard !differences.diff.changes.isEmpty else {
            return Notices.empty(reader("drafts.no-change"), reader("drafts.no-change.why"))
        }
        let count = reader("drafts.changes", ["count": .number(differences.diff.changes.count)])
        return """
            \(PromisedChanges.notice(content.lost, reader))\
            \(PromisedChanges.kept(content.promised.filter(\.isKept), reader))\(older)\(touched)
            <section class="stack"><h2>\(count)</h2>\(differences.markup(reader))</section>
            \(content.lost.isEmpty || problem != nil ? applying : nil)
            """
    }

    /// Others applied rules since the draft began; the comparison is with theirs.
    private var older: HTML? {
        guard let number = content.inForceNumber, draft.inForce != draft.basis else { return nil }
        let arguments: [String: MessageValue] = [
            "basis": .number(draft.basisNumber), "current": .number(number),
        ]
        return Notices.caution(reader("drafts.older", arguments))
    }

    private var touched: HTML? {
        guard !content.warnings.isEmpty else { return nil }
        let lines = content.warnings.map { warning -> HTML in
            "<li>\(reader(warning.message, warning.arguments))</li>"
        }
        return Notices.caution(reader("drafts.touches"), "<ul>\(lines)</ul>")
    }

    private var applying: HTML {
        let reason = Controls.Field(
            "reason", reader("drafts.reason"), help: reader("drafts.reason.help"), problem: problem)
        let open = Controls.Field("public", reader("drafts.public"), help: reader("drafts.public.help"))
        let publicly: HTML? = content.isPublic ? nil : Controls.checkbox(open, isChecked: false, reader)
        let compared = draft.inForce ?? draft.basis
        return """
            <section class="stack"><h2>\(reader("drafts.apply.title"))</h2>
            \(Controls.form(action: SeasonDraftAddress(pages.season).application(draft.key), pages.visit,
                problem: problem,
                body: """
                    \(pages.version)\(Controls.hidden("compared", String(compared.rawValue)))\
                    \(Controls.longText(reason, value: self.reason, rows: 3, reader))\(publicly)
                    """,
                actions: Controls.button(reader("drafts.apply"))))</section>
            """
    }
}
