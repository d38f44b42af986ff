internal import Platform

/// The whole draft as the text that people read and write it in.
struct DraftDocumentPage: Sendable {
    let pages: DraftPages
    /// What was typed and not saved.
    var typed: String?
    var findings: [Finding] = []
    var problem: Problem?

    func page() -> Page {
        let (reader, draft) = (pages.visit.reader, pages.draft)
        let check = draft.check
        let shown = typed ?? check.yaml
        let found = typed == nil ? check.findingsWithLines() : findings
        let field = Controls.Field(
            "document", reader("drafts.document.field"), help: reader("drafts.document.help"))
        let sheet = Controls.form(
            action: SeasonDraftAddress(pages.season).document(draft.key), pages.visit, problem: problem,
            body: "\(pages.version)\(text(field, shown, reader))",
            actions: Controls.button(reader("drafts.save")))
        return Page(
            title: reader("drafts.document"), lead: reader("drafts.document.lead"), trail: pages.trail(),
            body: """
                <div class="stack-wide rule-editor">\(stored(check, reader))\
                \(lines(found, in: shown, reader))\(sheet)</div>
                """)
    }

    /// Rules run from left to right in every language, and letters stand below one another.
    private func text(_ field: Controls.Field, _ shown: String, _ reader: Reader) -> HTML {
        let rows = min(60, max(20, shown.count { $0 == "\n" } + 2))
        return Controls.frame(field, reader) { described in
            """
            <textarea id="document" name="document" rows="\(rows)" dir="ltr" spellcheck="false" \
            class="source"\(described)>
            \(shown)</textarea>
            """
        }
    }

    /// Each with the line that it is about.
    private func lines(_ findings: [Finding], in text: String, _ reader: Reader) -> HTML? {
        guard !findings.isEmpty else { return nil }
        let written = text.split(separator: "\n", omittingEmptySubsequences: false)
        let items = findings.map { finding -> HTML in
            guard let line = finding.line, written.indices.contains(line - 1) else {
                return "<li>\(finding.text(reader))</li>"
            }
            let excerpt = String(written[line - 1].prefix(Self.longestExcerpt)).trimmed
            let number = reader("drafts.document.line", ["line": .number(line)])
            return "<li>\(number) <code>\(excerpt)</code><br>\(finding.text(reader))</li>"
        }
        let title = reader("drafts.unfinished", ["count": .number(findings.count)])
        return Notices.caution(title, "<ul>\(items)</ul>")
    }

    private static let longestExcerpt = 100

    /// In a conflict, what the other person saved.
    private func stored(_ check: DraftCheck, _ reader: Reader) -> HTML? {
        guard problem?.code == .conflict else { return nil }
        return Notices.caution(
            reader("drafts.conflict.stored"),
            "<pre class=\"source\" dir=\"ltr\" tabindex=\"0\">\(check.yaml)</pre>")
    }
}
