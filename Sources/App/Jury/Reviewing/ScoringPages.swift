internal import Platform

/// The scoring page: what was applied for beside the rubric.
enum ScoringPages {
    struct Content: Sendable {
        let season: Season
        let opened: OpenedAssignment
        let shown: ShownText
        let terms: ReviewTerms
        /// Where it stands in the queue of its round; nothing where another round came after it.
        let place: ReviewQueue.Place?
        let deadline: ReviewDeadline
        let isLate: Bool
        /// What stands in the form, and the version that it was made from.
        var content: ReviewContent
        var notes: String
        var version: Int
        let stored: Review?
        /// The sheet from which staff entered it, where it still stands so.
        let source: ScoreImport?
        /// The juror's own.
        let flags: [ReviewFlag]
        let discussion: DiscussionStanding?
        /// What was typed as a mark and is none, by the names of the fields.
        var problem: Problem?
        /// What somebody else saved meanwhile.
        var conflict: Review?
        /// What was typed and can no longer be kept.
        var unsaved: ReviewInput?
        var recusal = DeclineInput()
        var flagKind = ""
        var flagNote = ""

        var address: String { JuryAddress(season).review(opened.publicID) }
        var isOpen: Bool { opened.round.isOpen }
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let text = content.shown.text
        let title = text.title.isEmpty ? reader("jury.review") : text.title
        var page = Page.jury(title, content.season, reader)
        page.lead = reader.pick(text.nomination)
        page.body = """
            \(way(content, reader))
            <div class="review">\(ReviewedTextPages.article(content.shown, reader))
            <section class="stack scoring" id="marks"><h2>\(reader("jury.review"))</h2>\
            \(DiscussionNotice.markup(content, reader))\(state(content, reader))\
            \(conflict(content, reader))\(unsaved(content, reader))\
            \(ReviewForm.markup(content, visit))\(FlagPages.section(content, visit))\
            \(recusal(content, visit))</section></div>
            """
        return page
    }

    /// Where in the queue the juror is, and the ways on from here.
    private static func way(_ content: Content, _ reader: Reader) -> HTML {
        let place: HTML? = content.place.map { place -> HTML in
            let numbers: [String: MessageValue] = [
                "number": .number(place.number), "count": .number(place.count),
            ]
            return "<span>\(reader("jury.review.place", numbers))</span>"
        }
        let next: HTML? = content.place?.next.map { next -> HTML in
            let path = JuryAddress(content.season).review(next)
            return "<a href=\"\(path)\" rel=\"next\">\(reader("jury.review.next"))</a>"
        }
        return """
            <p class="review-way">\(place)\
            <a class="to-marks" href="#marks">\(reader("jury.review.to-marks"))</a>\
            \(DiscussionNotice.link(content, reader))\(next)</p>
            """
    }

    private static func state(_ content: Content, _ reader: Reader) -> HTML? {
        guard content.isOpen else {
            return Notices.information(
                reader("jury.queue.closed", ["round": .text(content.opened.round.name)]))
        }
        let late: HTML? =
            content.isLate
            ? Notices.caution(reader("jury.review.late.title"), "<p>\(reader("jury.review.late.what"))</p>")
            : nil
        guard let moment = content.stored?.submittedAt else { return "\(late)\(until(content, reader))" }
        let source: HTML? = content.source.map { ScoreImportPages.note($0, reader) }
        let change: HTML? =
            content.isLate ? nil : "<p class=\"soft\">\(reader("jury.review.may-change"))</p>"
        return """
            <p>\(Notices.badge(reader("jury.review.state.submitted"), .positive))
            \(Moments.short(moment, reader))</p>\(source)\(late)\(change)\(until(content, reader))
            """
    }

    private static func until(_ content: Content, _ reader: Reader) -> HTML? {
        guard !content.isLate, let end = content.deadline.end else { return nil }
        let sentence = reader("jury.review.until", ["moment": .text(Moments.mark)])
        return "<p class=\"soft\">\(Moments.inside(sentence, end, reader))</p>"
    }

    // MARK: Both texts of a conflict

    private static func conflict(_ content: Content, _ reader: Reader) -> HTML? {
        guard let stored = content.conflict else { return nil }
        return Notices.caution(
            reader("jury.review.conflict"),
            """
            <p>\(reader("jury.review.conflict.what")) \(Moments.short(stored.savedAt, reader))</p>
            \(copy(stored.content, stored.notes, content.terms, reader))
            """)
    }

    private static func unsaved(_ content: Content, _ reader: Reader) -> HTML? {
        guard let input = content.unsaved else { return nil }
        return Notices.caution(
            reader("jury.review.unsaved"), copy(input.content, input.notes, content.terms, reader))
    }

    /// Where a text has shut since it was opened, because of a name that is still to be gone through: what
    /// was typed, and nothing of the text.
    static func shut(
        _ input: ReviewInput, _ terms: ReviewTerms, _ problem: Problem, in season: Season, _ visit: Visit
    ) -> Page {
        let reader = visit.reader
        var page = Page.jury(reader("jury.review"), season, reader)
        let way = problem.way.map { Controls.link(reader($0.label), to: $0.path) }
        page.body = """
            <div class="stack-wide">\(Notices.problem(problem, reader))<p class="actions">\(way)</p>
            \(Notices.caution(reader("jury.review.unsent"), copy(input.content, input.notes, terms, reader)))</div>
            """
        return page
    }

    /// A review to be read and copied.
    private static func copy(
        _ content: ReviewContent, _ notes: String, _ terms: ReviewTerms, _ reader: Reader
    ) -> HTML {
        let marks = terms.rubric.criteria.map { criterion -> HTML in
            let points = content.marks[criterion.id].map { reader.number($0) } ?? "—"
            return "<li>\(reader.pick(criterion.rule.title)): <strong>\(points)</strong></li>"
        }
        let sureness = content.confidence.flatMap { terms.rules.confidence.word($0, reader) } ?? ""
        return """
            <ul>\(marks)</ul>\(text(reader("jury.review.confidence"), sureness))\
            \(text(reader("jury.review.comment"), content.comment))\
            \(text(reader("jury.review.confidential"), content.confidentialComment))\
            \(text(reader("jury.review.notes"), notes))
            """
    }

    private static func text(_ label: String, _ text: String) -> HTML? {
        text.isEmpty ? nil : "<p><strong>\(label)</strong></p>\(InvitationPages.paragraphs(text))"
    }

    // MARK: Stepping back

    private static func recusal(_ content: Content, _ visit: Visit) -> HTML? {
        guard content.isOpen else { return nil }
        let reader = visit.reader
        let names: Set = ["cause", "kind", "reason"]
        let isWrong = content.problem?.fields.contains { names.contains($0.name) } ?? false
        let open: HTML? = isWrong ? " open" : nil
        let saving = Autosave.here(0, visit)
        return """
            <details class="more"\(open)><summary>\(Icon.onward)\(reader("jury.recuse"))</summary>
            <form class="form" method="post" action="\(content.address)/recuse" novalidate\(saving.attribute)>
            <p>\(reader("jury.recuse.what"))</p>
            \(DeclineFields.markup(content.recusal, asksForKind: true, content.problem, reader))
            \(saving.bar(Controls.button(reader("jury.recuse.do"), style: .danger), reader))
            \(Controls.token(visit))</form></details>
            """
    }
}
