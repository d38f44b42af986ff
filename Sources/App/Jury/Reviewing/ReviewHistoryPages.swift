internal import Platform

/// How the scores of one application came to be what they are.
enum ReviewHistoryPages {
    struct Content: Sendable {
        let season: Season
        let application: JuryApplication
        let rounds: [Round]
        let round: Round
        let terms: ReviewTerms
        let versions: [ReviewVersion]
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        var page = Page.juryStaff(reader("jury.history"), content.season, reader)
        page.trail.append(
            Link(
                text: content.application.title, path: address.application(content.application.publicID)))
        page.lead = reader("jury.history.lead")
        let rounds = RoundChips.markup(
            content.rounds, shown: content.round, path: address.history(content.application.publicID), reader)
        guard !content.versions.isEmpty else {
            let none = Notices.empty(reader("jury.history.none"), reader("jury.history.none.why"))
            page.body = "\(rounds)\(none)"
            return page
        }
        let reviews = Dictionary(grouping: content.versions, by: \.review)
        var seen: Set<ID<Review>> = []
        let order = content.versions.map(\.review).filter { seen.insert($0).inserted }
        page.body = """
            \(rounds)<div class="stack-wide">\(order.map { review(reviews[$0] ?? [], content, reader) })</div>
            """
        return page
    }

    private static func review(_ versions: [ReviewVersion], _ content: Content, _ reader: Reader) -> HTML {
        let items = versions.indices.map { index -> HTML in
            let before = index > 0 ? versions[index - 1].content : nil
            return item(versions[index], after: before, content, reader)
        }
        return """
            <section class="stack"><h2><bdi>\(versions[0].jurorName)</bdi></h2>
            <ol class="entries review-history">\(items)</ol></section>
            """
    }

    private static func item(
        _ version: ReviewVersion, after before: ReviewContent?, _ content: Content, _ reader: Reader
    ) -> HTML {
        let word = before == nil ? reader("jury.history.submitted") : reader("jury.history.changed")
        let maker: HTML? = version.madeBy.map { " · <bdi>\($0)</bdi>" }
        let source: HTML? = version.fileName.map { file -> HTML in
            "<p class=\"soft\">\(reader("jury.scores.from-file", ["file": .text(file)]))</p>"
        }
        return """
            <li><div class="stack"><p><strong>\(word)</strong> \(Moments.short(version.madeAt, reader))\(maker)</p>
            \(source)<ul>\(changes(version.content, before, content.terms, reader))</ul></div></li>
            """
    }

    /// Of the first version everything, of a later one what is different in it.
    static func changes(
        _ new: ReviewContent, _ old: ReviewContent?, _ terms: ReviewTerms, _ reader: Reader
    ) -> [HTML] {
        let scale = terms.rules.confidence
        func number(_ points: Int?) -> String { points.map { reader.number($0) } ?? "—" }
        let marks = terms.rubric.criteria.map { criterion in
            (
                reader.pick(criterion.rule.title), old.map { number($0.marks[criterion.id]) },
                number(new.marks[criterion.id])
            )
        }
        func sureness(_ content: ReviewContent) -> String {
            content.confidence.flatMap { scale.word($0, reader) } ?? ""
        }
        let texts = [
            (
                reader("jury.review.confidence"), old.map(sureness), sureness(new)
            ), (reader("jury.review.comment"), old?.comment, new.comment),
            (reader("jury.review.confidential"), old?.confidentialComment, new.confidentialComment),
        ]
        return (marks + texts).compactMap { label, before, after in change(label, before, after) }
    }

    private static func change(_ label: String, _ before: String?, _ after: String) -> HTML? {
        guard before != after else { return nil }
        guard let before else {
            return after.isEmpty ? nil : "<li>\(label): <strong dir=\"auto\">\(after)</strong></li>"
        }
        return "<li>\(label): <del>\(before)</del> <ins>\(after)</ins></li>"
    }
}
