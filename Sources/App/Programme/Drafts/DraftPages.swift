internal import Platform

/// A draft and the forms in which it is written.
struct DraftPages: Sendable {
    let season: Season
    let draft: SeasonDraft
    let visit: Visit

    private var reader: Reader { visit.reader }
    private var address: SeasonDraftAddress { SeasonDraftAddress(season) }
    var version: HTML { Controls.hidden("version", String(draft.version)) }

    func trail(_ further: [Link] = []) -> [Link] {
        let name = RulesPages.name(draft, reader)
        return RulesPages.trail(season, reader) + [Link(text: name, path: address.draft(draft.key))] + further
    }

    // MARK: The draft as a whole

    func overview(_ lost: [PromisedRuleChange], _ problem: Problem? = nil) -> Page {
        let findings = draft.check.findings
        let saved = reader("drafts.saved.by", ["name": .text(draft.savedBy)])
        let basis = reader("drafts.basis", ["number": .number(draft.basisNumber)])
        let preview = Controls.link(reader("drafts.preview"), to: address.application(draft.key))
        return Page(
            title: RulesPages.name(draft, reader), lead: reader("drafts.lead"),
            actions: findings.isEmpty ? preview : nil, trail: trail().dropLast(),
            body: """
                <div class="stack-wide">\(Notices.problem(problem, reader))
                <p class="soft">\(saved) \(Moments.short(draft.savedAt, reader)) · \(basis)</p>
                \(PromisedChanges.notice(lost, reader))\(mending(findings))
                <ul class="entries">\(RulePart.allCases.map { entry($0) })\(documentEntry)</ul>
                \(discarding)</div>
                """)
    }

    /// Every mistake leads to the page on which it is mended.
    private func mending(_ findings: [Finding]) -> HTML? {
        guard !findings.isEmpty else { return nil }
        let all = RuleFindings(findings: findings, reader: reader)
        let lines = findings.prefix(Self.mostFindings).map { finding -> HTML in
            """
            <li><a href="\(place(of: finding))">\(all.label(finding, in: draft.rules))\
            \(finding.text(reader))</a></li>
            """
        }
        let title = reader("drafts.unfinished", ["count": .number(findings.count)])
        return Notices.caution(title, "<ul>\(lines)</ul>")
    }

    private static let mostFindings = 50

    private func place(of finding: Finding) -> String {
        guard let path = RulePath(text: finding.path), let part = RulePart(of: path) else {
            return address.document(draft.key)
        }
        let page = address.part(part, of: draft.key)
        guard part.isList else { return page + "#" + finding.path }
        guard path.steps.count > 1, draft.rules.names(in: part.list).contains(path.steps[1]) else {
            return page
        }
        return address.element(path.steps[1], of: part, of: draft.key) + "#" + finding.path
    }

    private func entry(_ part: RulePart) -> HTML {
        let names = draft.rules.names(in: part.list).map {
            draft.rules.title(of: part.list.appending($0), reader)
        }
        let about =
            part.isList ? names.joined(separator: " · ") : reader("drafts.part.\(part.rawValue).about")
        return """
            <li><div><h2><a href="\(address.part(part, of: draft.key))">\(name(part))</a></h2>\
            <p><bdi>\(about)</bdi></p></div></li>
            """
    }

    private var documentEntry: HTML {
        """
        <li><div><h2><a href="\(address.document(draft.key))">\(reader("drafts.document"))</a></h2>\
        <p>\(reader("drafts.document.about"))</p></div></li>
        """
    }

    private var discarding: HTML {
        """
        <section class="stack"><p class="soft">\(reader("drafts.discard.about"))</p>
        \(Controls.buttonForm(reader("drafts.discard"), action: address.discarding(draft.key), visit,
            style: .danger, hidden: [("version", String(draft.version))]))</section>
        """
    }

    private func name(_ part: RulePart) -> String {
        RuleNames.name(part.list, in: draft.rules, reader)
    }

    // MARK: A list

    /// What was typed to add an element.
    struct Addition: Sendable {
        var key = ""
        var problem: Problem?
    }

    func list(_ part: RulePart, _ addition: Addition = Addition()) -> Page {
        let keys = draft.rules.names(in: part.list)
        let rows = keys.enumerated().map { index, key in
            row(key, part, isFirst: index == 0, isLast: index == keys.count - 1)
        }
        let list: HTML =
            rows.isEmpty
            ? Notices.empty(reader("drafts.list.empty"), reader("drafts.list.empty.why"))
            : "<ul class=\"entries\">\(rows)</ul>"
        let findings = RuleFindings(findings: draft.check.findings, reader: reader).within([part.list])
        return Page(
            title: name(part), lead: reader("drafts.part.\(part.rawValue).about"), trail: trail(),
            body: """
                <div class="stack-wide">\(findings.notice([], in: draft.rules))\(list)\
                \(adding(part, addition))</div>
                """)
    }

    private func row(_ key: String, _ part: RulePart, isFirst: Bool, isLast: Bool) -> HTML {
        let path = address.element(key, of: part, of: draft.key)
        let title = draft.rules.title(of: part.list.appending(key), reader)
        let up: HTML? = isFirst ? nil : move("drafts.move.up", "up", path, title)
        let down: HTML? = isLast ? nil : move("drafts.move.down", "down", path, title)
        return """
            <li><div><h2><a href="\(path)"><bdi>\(title)</bdi></a></h2><p><code class="soft">\(key)</code></p></div>\
            <div class="row">\(up)\(down)</div></li>
            """
    }

    private func move(_ label: String, _ direction: String, _ path: String, _ title: String) -> HTML {
        """
        <form method="post" action="\(path)/position">\(Controls.token(visit))\
        \(Controls.hidden("direction", direction))<button class="button secondary compact">\(reader(label))\
        <span class="hidden">: \(title)</span></button></form>
        """
    }

    private func adding(_ part: RulePart, _ addition: Addition) -> HTML {
        let key = Controls.Field(
            "key", reader("drafts.key"), help: reader("drafts.key.help"), problem: addition.problem)
        let form = Controls.form(
            action: address.part(part, of: draft.key), visit, problem: addition.problem,
            body: Controls.text(key, value: addition.key, reader),
            actions: Controls.button(reader("drafts.add"), style: .secondary))
        return "<section class=\"stack\"><h2>\(reader("drafts.add.title"))</h2>\(form)</section>"
    }

    // MARK: A form

    /// What was typed over an older version of the draft, with what it would come to.
    struct Conflict: Sendable {
        let typed: RuleDocument
        let problem: Problem
    }

    func form(_ part: RulePart, element: String? = nil, _ conflict: Conflict? = nil) -> Page {
        let rules = conflict?.typed ?? draft.rules
        let form = RuleForm(rules: rules, reader: reader)
        let items = element.map { form.items(of: part, element: $0) } ?? form.items(of: part)
        let found = RuleFindings(
            findings: DraftCheck(rules, ofSeason: draft.key).findings, reader: reader
        ).within(places(part, element))
        let controls = RuleControls(
            rules: rules, stored: conflict == nil ? nil : draft.rules, problem: found.problem(items),
            reader: reader)
        let action =
            element.map { address.element($0, of: part, of: draft.key) } ?? address.part(part, of: draft.key)
        let sheet = Controls.form(
            action: action, visit, problem: conflict?.problem, body: "\(version)\(controls.markup(items))",
            actions: Controls.button(reader("drafts.save")))
        return Page(
            title: element.map { rules.title(of: part.list.appending($0), reader) } ?? name(part),
            trail: trail(
                element == nil ? [] : [Link(text: name(part), path: address.part(part, of: draft.key))]),
            body: """
                <div class="stack-wide rule-editor">\(found.notice(items, in: rules))\(sheet)\
                \(element.map { further(part, $0) })</div>
                """)
    }

    private func places(_ part: RulePart, _ element: String?) -> [RulePath] {
        if let element { return [part.list.appending(element)] }
        switch part {
        case .texts: return ["programme", "title", "contact", "texts"].map { RulePath($0) }
        case .eligibility: return ["eligibility", "limits"].map { RulePath($0) }
        case .outcomes: return ["outcomes", "feedback"].map { RulePath($0) }
        case .stages, .nominations, .prizes, .ranking: return [part.list]
        }
    }

    /// What can be done with an element besides filling it in.
    private func further(_ part: RulePart, _ key: String) -> HTML {
        let path = address.element(key, of: part, of: draft.key)
        let held = [("version", String(draft.version))]
        let extending: HTML? = part == .stages ? extending(key, path, held) : nil
        return """
            <section class="stack">\(extending)<p class="soft">\(reader("drafts.remove.about"))</p>
            \(Controls.buttonForm(reader("drafts.remove"), action: path + "/removal", visit, style: .danger,
                hidden: held))</section>
            """
    }

    private func extending(_ key: String, _ path: String, _ held: [(String, String)]) -> HTML {
        let count = draft.rules.names(in: RulePath("stages", key, "amendments")).count
        let undo: HTML? =
            count == 0
            ? nil
            : Controls.buttonForm(
                reader("drafts.extension.remove"), action: path + "/extensions", visit, style: .quiet,
                hidden: held + [("remove", String(count))])
        return """
            <p class="soft">\(reader("drafts.extend.about"))</p><div class="row">
            \(Controls.buttonForm(reader("drafts.extend"), action: path + "/extensions", visit, hidden: held))\
            \(undo)</div>
            """
    }
}
