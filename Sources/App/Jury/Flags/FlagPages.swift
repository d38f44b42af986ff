internal import Platform

/// Raising a flag beside the review, and the flags as staff handle them.
enum FlagPages {
    /// The juror's own flags, and the form for another.
    static func section(_ content: ScoringPages.Content, _ visit: Visit) -> HTML? {
        let reader = visit.reader
        let raised = content.flags.map { own($0, reader) }
        let list: HTML? = raised.isEmpty ? nil : "<ul class=\"entries\">\(raised)</ul>"
        guard content.isOpen else { return list }
        let isWrong = content.problem?.fields.contains { $0.name.hasPrefix("flag") } ?? false
        let open: HTML? = isWrong ? " open" : nil
        let kinds = ReviewFlag.Kind.allCases.map { kind in
            Controls.Option(kind.rawValue, kind.word(reader), hint: kind.readers(reader))
        }
        let kind = Controls.Field("flag", reader("jury.flag.kind"), problem: content.problem)
        let note = Controls.Field("flag-note", reader("jury.flag.note"), problem: content.problem)
        let saving = Autosave.here(content.flags.count, visit)
        return """
            \(list)<details class="more"\(open)><summary>\(Icon.onward)\(reader("jury.flag"))</summary>
            <form class="form" method="post" action="\(content.address)/flags" novalidate\(saving.attribute)>
            <p>\(reader("jury.flag.what"))</p>
            \(Controls.choices(kind, kinds, chosen: [content.flagKind], reader))
            \(Controls.longText(note, value: content.flagNote, rows: 3, reader))
            \(saving.bar(Controls.button(reader("jury.flag.do"), style: .secondary), reader))
            \(Controls.token(visit))</form></details>
            """
    }

    private static func own(_ flag: ReviewFlag, _ reader: Reader) -> HTML {
        let answer: HTML? =
            flag.answer.isEmpty
            ? nil
            : """
            <p><strong>\(reader("jury.flag.answer.of-staff"))</strong></p>\
            \(InvitationPages.paragraphs(flag.answer))
            """
        return """
            <li><div class="stack"><p><strong>\(flag.kind.word(reader))</strong> \(flag.badge(reader))
            \(Moments.short(flag.raisedAt, reader))</p>\(InvitationPages.paragraphs(flag.note))\(answer)</div></li>
            """
    }

    // MARK: For staff

    struct Content: Sendable {
        let season: Season
        let flags: [StaffFlag]
        let next: String?
        let readsAll: Bool
        /// The flag whose answer was not accepted, and what was typed for it.
        var wrong = ""
        var answer = ""
        var problem: Problem?
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.juryStaff(reader("jury.flags"), content.season, reader)
        page.lead = content.readsAll ? reader("jury.flags.lead.all") : reader("jury.flags.lead")
        let body: HTML =
            content.flags.isEmpty
            ? Notices.empty(reader("jury.flags.none"), reader("jury.flags.none.why"))
            : "<ul class=\"entries\">\(content.flags.map { entry($0, content, visit) })</ul>"
        let list = ListAddress(path: JuryAddress(content.season).flags, query: visit.request.query)
        page.body = """
            <div class="stack-wide">\(Notices.problem(content.problem, reader))\(body)</div>\
            \(Lists.pager(list, next: content.next, reader))
            """
        return page
    }

    private static func entry(_ entry: StaffFlag, _ content: Content, _ visit: Visit) -> HTML {
        let (reader, flag) = (visit.reader, entry.flag)
        let application = JuryAddress(content.season).application(entry.application)
        return """
            <li><div class="stack"><h2><a href="\(application)"><bdi>\(entry.title)</bdi></a></h2>
            <p><strong>\(flag.kind.word(reader))</strong> \(flag.badge(reader)) <bdi>\(entry.jurorName)</bdi> ·
            \(Moments.short(flag.raisedAt, reader))</p>
            \(InvitationPages.paragraphs(flag.note))\(handling(entry, content, visit))</div></li>
            """
    }

    private static func handling(_ entry: StaffFlag, _ content: Content, _ visit: Visit) -> HTML {
        let (reader, flag) = (visit.reader, entry.flag)
        guard flag.settledAt == nil else {
            return """
                <p><strong>\(reader("jury.flag.answer.of-staff"))</strong></p>\
                \(InvitationPages.paragraphs(flag.answer))\(unsent(entry, content, reader))
                """
        }
        let base = JuryAddress(content.season).flags + "/" + flag.publicID
        let seeing: HTML? =
            flag.seenAt == nil
            ? Controls.buttonForm(reader("jury.flag.see"), action: base + "/seen", visit, style: .quiet) : nil
        let isWrong = content.wrong == flag.publicID
        let name = isWrong ? "answer" : "answer-" + flag.publicID
        let problem = isWrong ? content.problem : nil
        let fault = problem?.fields.first { $0.name == "answer" }
        let error: HTML? = fault.map { "<p class=\"error\">\(reader($0.message, $0.arguments))</p>" }
        let open: HTML? = isWrong ? " open" : nil
        return """
            \(seeing)<details class="more"\(open)><summary>\(Icon.onward)\(reader("jury.flag.settle"))</summary>
            <form class="form" method="post" action="\(base)/settlement" novalidate><div class="field">
            <label for="\(name)">\(reader("jury.flag.answer"))</label>
            <p class="help">\(reader("jury.flag.answer.help"))</p>\(error)
            <textarea id="\(name)" name="answer" rows="3" dir="auto">
            \(isWrong ? content.answer : "")</textarea></div>
            <div class="actions">\(Controls.button(reader("jury.flag.settle.do")))</div>
            \(Controls.token(visit))</form></details>
            """
    }
}

extension FlagPages {
    /// What was typed for a flag that somebody else answered first.
    private static func unsent(_ entry: StaffFlag, _ content: Content, _ reader: Reader) -> HTML? {
        guard content.wrong == entry.flag.publicID else { return nil }
        return Notices.caution(
            reader("jury.flag.answer.unsent"), "<div>\(Paragraphs.markup(content.answer))</div>")
    }
}

extension ReviewFlag {
    fileprivate func badge(_ reader: Reader) -> HTML {
        if settledAt != nil { return Notices.badge(reader("jury.flag.state.settled"), .positive) }
        if seenAt != nil { return Notices.badge(reader("jury.flag.state.seen"), .active) }
        return Notices.badge(reader("jury.flag.state.sent"), .waiting)
    }
}

extension ReviewFlag.Kind {
    fileprivate func word(_ reader: Reader) -> String {
        switch self {
        case .nomination: reader("jury.flag.nomination")
        case .copy: reader("jury.flag.copy")
        case .safeguarding: reader("jury.flag.safeguarding")
        }
    }

    fileprivate func readers(_ reader: Reader) -> String? {
        self == .safeguarding ? reader("jury.flag.safeguarding.readers") : nil
    }
}
