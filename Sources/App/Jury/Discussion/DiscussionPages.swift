internal import Platform

/// A discussion as those who take part in it and staff read it.
enum DiscussionPages {
    struct Content: Sendable {
        let season: Season
        let round: Round
        let terms: ReviewTerms
        let application: DiscussedApplication
        let reading: DiscussionReading
        /// Where what is typed goes; staff only read.
        var action: String?
        var isChair = false
        /// The reader's own review, where they have one.
        var ownReview: String?
        /// For a chair who was not asked to review it; everybody else has read it.
        var text: ShownText?
        var entry = DiscussionVerbs.Entry()
        var reason = ""
        var conclusion = ""
        var problem: Problem?

        var state: Discussion.State? { reading.discussions.last?.state(in: round) }
        var isOpen: Bool { state == .open && action != nil }
    }

    static func page(_ content: Content, _ page: Page, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = page
        page.lead = reader.pick(content.application.nomination)
        page.body = """
            <div class="stack-wide">\(Notices.problem(content.problem, reader))\(unsent(content, reader))\
            \(why(content, reader))
            \(content.text.map { text($0, reader) })\(DiscussedReviewPages.section(content, reader))
            \(content.reading.discussions.map { thread($0, content, visit) })
            \(DiscussionForms.markup(content, visit))</div>
            """
        return page
    }

    private static func text(_ text: ShownText, _ reader: Reader) -> HTML {
        """
        <details class="more"\(text.isAsked ? " open" : nil)><summary>\(Icon.onward)\
        \(reader("jury.discussion.text-of-application"))</summary>\
        \(ReviewedTextPages.article(text, reader))</details>
        """
    }

    /// What was typed and came too late, to be copied.
    private static func unsent(_ content: Content, _ reader: Reader) -> HTML? {
        let typed = [content.entry.text, content.conclusion].filter { !$0.isEmpty }
        guard content.problem != nil, !content.isOpen, !typed.isEmpty else { return nil }
        return Notices.caution(
            reader("jury.discussion.unsent"), "\(typed.flatMap { InvitationPages.paragraphs($0) })")
    }

    private static func why(_ content: Content, _ reader: Reader) -> HTML? {
        guard let last = content.reading.discussions.last, let state = content.state else { return nil }
        let opened = reader("jury.discussion.opened-at", ["moment": .text(Moments.mark)])
        return """
            <section class="stack"><h2>\(reader("jury.discussion.reason"))</h2>
            <p>\(state.badge(reader)) \(Moments.inside(opened, last.openedAt, reader))</p>
            \(InvitationPages.paragraphs(last.reason))</section>
            """
    }

    // MARK: What was said

    private static func thread(_ discussion: Discussion, _ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let said = content.reading.remarks.filter { $0.discussion == discussion.id }
        let isLast = discussion == content.reading.discussions.last
        let title = isLast ? reader("jury.discussion.remarks") : reader("jury.discussion.earlier")
        let reason: HTML? =
            isLast
            ? nil
            : """
            <p class="soft">\(Moments.short(discussion.openedAt, reader))</p>\
            \(InvitationPages.paragraphs(discussion.reason))
            """
        let silence: HTML =
            content.isOpen
            ? Notices.empty(reader("jury.discussion.silence"), reader("jury.discussion.silence.why"))
            : "<p class=\"soft\">\(reader("jury.discussion.silence"))</p>"
        let list: HTML =
            said.isEmpty ? silence : "<ol class=\"entries\">\(said.map { remark($0, reader) })</ol>"
        return """
            <section class="stack"><h2>\(title)</h2>\(reason)\(list)\
            \(discussion.conclusion.map { conclusion($0, reader) })</section>
            """
    }

    private static func remark(_ remark: DiscussionRemark, _ reader: Reader) -> HTML {
        """
        <li><div class="stack"><p><strong><bdi>\(remark.voice.label(reader))</bdi></strong>\
        \(left(remark.voice, reader)) · \(Moments.short(remark.writtenAt, reader))</p>\
        \(InvitationPages.paragraphs(remark.text))</div></li>
        """
    }

    /// Staff alone read what was written by those who have left.
    static func left(_ voice: DiscussionVoice, _ reader: Reader) -> HTML? {
        voice.hasLeft ? " \(Notices.badge(reader("jury.discussion.left"), .negative))" : nil
    }

    private static func conclusion(_ conclusion: Discussion.Conclusion, _ reader: Reader) -> HTML {
        Notices.information(
            reader("jury.discussion.conclusion"),
            """
            \(InvitationPages.paragraphs(conclusion.text))
            <p class="soft">\(Moments.short(conclusion.madeAt, reader))</p>
            """)
    }
}

/// The reviews of a discussion side by side.
enum DiscussedReviewPages {
    static func section(_ content: DiscussionPages.Content, _ reader: Reader) -> HTML {
        let reviews = content.reading.reviews
        guard !reviews.isEmpty else {
            return Notices.empty(
                reader("jury.discussion.no-reviews"), reader("jury.discussion.no-reviews.why"))
        }
        let path = content.ownReview.map { JuryAddress(content.season).review($0) }
        let changing: HTML? =
            path.map { path -> HTML in
                let words = content.isOpen ? reader("jury.discussion.change") : reader("jury.discussion.own")
                return "<p><a href=\"\(path)\">\(words)</a></p>"
            }
        return """
            <section class="stack"><h2>\(reader("jury.discussion.reviews"))</h2>
            \(table(reviews, content, reader))
            <ul class="entries">\(reviews.map { words($0, content, reader) })</ul>\(changing)</section>
            """
    }

    private static func table(
        _ reviews: [DiscussedReview], _ content: DiscussionPages.Content, _ reader: Reader
    ) -> HTML {
        let rubric = content.terms.rubric
        let voices = reviews.map { DataTable.Column($0.voice.label(reader), isNumber: true) }
        let marks = rubric.criteria.map { criterion -> [HTML] in
            let given = reviews.map { review -> HTML in
                review.marks[criterion.id].map { "\(reader.number($0))" } ?? "–"
            }
            return ["\(reader.pick(criterion.rule.title))"] + given
        }
        let scores = reviews.map { score(rubric.score($0.marks), reader) }
        let first: [HTML] = ["\(reader("jury.discussion.score"))"]
        return DataTable(
            caption: reader("jury.discussion.side-by-side"),
            columns: [.init(reader("jury.discussion.criterion"))] + voices,
            rows: [first + scores] + marks, isDense: true
        ).markup(reader)
    }

    static func score(_ score: Double?, _ reader: Reader) -> HTML {
        score.map { "\(reader.decimal($0, digits: 1))" } ?? "–"
    }

    private static func words(
        _ review: DiscussedReview, _ content: DiscussionPages.Content, _ reader: Reader
    ) -> HTML {
        let sure = review.confidence.flatMap { content.terms.rules.confidence.word($0, reader) }
        let sureness: HTML? = sure.map { " · <span class=\"soft\">\($0)</span>" }
        let changed: HTML? = review.changedAt.map { changed -> HTML in
            let sentence = reader("jury.discussion.changed", ["moment": .text(Moments.mark)])
            return "<p class=\"soft\">\(Moments.inside(sentence, changed, reader))</p>"
        }
        let comment: [HTML] =
            review.comment.isEmpty
            ? ["<p class=\"soft\">\(reader("jury.discussion.no-comment"))</p>"]
            : InvitationPages.paragraphs(review.comment)
        return """
            <li><div class="stack"><p><strong><bdi>\(review.voice.label(reader))</bdi></strong>\
            \(DiscussionPages.left(review.voice, reader))\(sureness)</p>\(changed)\(comment)</div></li>
            """
    }
}
