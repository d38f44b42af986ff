internal import Platform
internal import Tally

/// One application with all that its jurors said, and the jurors beside one another.
enum ResultDetailPages {
    struct ApplicationContent: Sendable {
        let season: Season
        let round: Round
        /// Under which rules the round counts.
        let rules: SeasonDocument
        let rubric: RoundRubric
        let result: ApplicationResult
        let reviews: [SubmittedReview]
        var ranking: RecordRanking?
        var stays: RobustnessReport.Stays?
    }

    static func application(_ content: ApplicationContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let result = content.result
        let address = ResultAddress(content.season)
        return Page(
            title: result.title.isEmpty ? reader("results.untitled") : result.title,
            lead: content.round.name,
            trail: ResultPages.trail(content.season, reader) + [
                Link(text: reader("results.title"), path: address.list)
            ],
            body: """
                <div class="stack-wide">\(facts(content, reader))\(reviews(content, reader))</div>
                """)
    }

    private static func facts(_ content: ApplicationContent, _ reader: Reader) -> HTML {
        let (result, rules) = (content.result, content.season.rules)
        let region = rules.regions.first { $0.key == result.region }
        let facts: [(String, HTML)] = [
            (reader("results.applicant"), "<bdi>\(result.partyName)</bdi>"),
            (reader("results.country"), "\(reader.country(result.country))"),
            (reader("results.region"), region.map { "\(reader.pick($0.title))" } ?? "–"),
            (reader("results.nomination"), "\(content.season.nominationTitle(result.nomination, reader))"),
            (reader("results.raw-rank"), result.rank.map { "\(reader.number($0))" } ?? "–"),
            (reader("results.mean"), ResultFigures.score(result.figures?.mean, reader)),
            (reader("results.median"), ResultFigures.score(result.figures?.median, reader)),
            (reader("results.spread"), ResultFigures.score(result.figures?.deviation, reader)),
            (reader("results.range"), ResultFigures.range(result.figures, reader)),
            (reader("results.marks"), scores(result, reader)),
            (reader("results.standing"), ResultFigures.badge(result, content.rules, reader)),
        ]
        return Lists.facts(facts + RankingFacts(content, reader).facts)
    }

    /// Where the scores lie between the ends of the scale.
    private static func scores(_ result: ApplicationResult, _ reader: Reader) -> HTML {
        let ends = [0, 50, 100].map { end -> HTML in "<span>\(reader.number(end))</span>" }
        return """
            <div class="drawing">\(Drawings.marks(result.scores, mean: result.figures?.mean))\
            <span class="axis" aria-hidden="true">\(ends)</span></div>
            """
    }

    private static func reviews(_ content: ApplicationContent, _ reader: Reader) -> HTML {
        let path = JuryAddress(content.season).history(content.result.publicID)
        let history = ListAddress(path: path, query: ["round": content.round.publicID]).with([:])
        let link = Controls.link(reader("jury.history"), to: history, style: .secondary)
        guard !content.reviews.isEmpty else {
            return Notices.empty(
                reader("results.reviews.none"), reader("results.reviews.none.why"), action: link)
        }
        let criteria = content.rubric.criteria
        let marks = criteria.map { criterion -> DataTable.Column in
            .init(reader.pick(criterion.rule.title), isNumber: true)
        }
        let table = DataTable(
            caption: reader("results.marks.caption"),
            columns: [.init(reader("results.juror"))] + marks + [
                .init(reader("results.score"), isNumber: true)
            ],
            rows: content.reviews.map { row($0, content.rubric, reader) })
        return """
            <h2>\(reader("results.reviews"))</h2>\(table.markup(reader))
            \(content.reviews.compactMap { comments($0, reader) })<p class="actions">\(link)</p>
            """
    }

    private static func row(_ review: SubmittedReview, _ rubric: RoundRubric, _ reader: Reader) -> [HTML] {
        let marks = rubric.criteria.map { criterion -> HTML in
            review.review.content.marks[criterion.id].map { "\(reader.number($0))" } ?? "–"
        }
        let score = rubric.score(review.review.content.marks)
        return ["<bdi>\(review.jurorName)</bdi>"] + marks + [ResultFigures.score(score, reader)]
    }

    private static func comments(_ review: SubmittedReview, _ reader: Reader) -> HTML? {
        let content = review.review.content
        let parts: [(String, String)] = [
            (reader("results.comment"), content.comment),
            (reader("results.comment.confidential"), content.confidentialComment),
        ]
        let given = parts.filter { !$0.1.isEmpty }
        guard !given.isEmpty else { return nil }
        let texts = given.map { part -> HTML in
            "<h4>\(part.0)</h4><p class=\"letter\" dir=\"auto\">\(part.1)</p>"
        }
        return "<section class=\"measure\"><h3><bdi>\(review.jurorName)</bdi></h3>\(texts)</section>"
    }

    struct JurorContent: Sendable {
        let season: Season
        let round: Round
        let summary: RoundResult
        let jurors: [JurorResult]
        /// Into how many parts the jury falls.
        let parts: Int
        let list: ListAddress
        let next: String?
    }

    static func jurors(_ content: JurorContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let hasParts = content.parts > 1
        var columns: [DataTable.Column] = [
            .init(reader("results.juror")), .init(reader("results.reviews"), isNumber: true),
            .init(reader("results.mean"), isNumber: true, sort: "mean"),
            .init(reader("results.juror.difference"), isNumber: true),
            .init(reader("results.leniency"), isNumber: true),
            .init(reader("results.leniency.spread"), isNumber: true),
            .init(reader("results.median"), isNumber: true), .init(reader("results.spread"), isNumber: true),
            .init(reader("results.range"), isNumber: true), .init(reader("results.marks")),
        ]
        if hasParts { columns.append(.init(reader("results.jurors.part"), isNumber: true)) }
        let rows = content.jurors.map { own -> [HTML] in
            let part: HTML = own.part.map { "\(reader.number($0 + 1))" } ?? "–"
            return juror(own, mean: content.summary.mean, reader) + (hasParts ? [part] : [])
        }
        let parts: HTML? =
            hasParts
            ? Notices.caution(
                reader("results.jurors.parts", ["count": .number(content.parts)]),
                "<p>\(reader("results.jurors.parts.why"))</p>") : nil
        let table = DataTable(
            caption: reader("results.jurors.caption"), columns: columns, rows: rows, isDense: true)
        let body: HTML =
            content.jurors.isEmpty
            ? Notices.empty(reader("results.reviews.none"), reader("results.reviews.none.why"))
            : table.markup(reader, list: content.list)
        return Page(
            title: reader("results.jurors"), lead: reader("results.jurors.leniency"),
            trail: ResultPages.trail(content.season, reader) + [
                Link(text: reader("results.title"), path: ResultAddress(content.season).list)
            ],
            body: "\(parts)\(body)\(Lists.pager(content.list, next: content.next, reader))")
    }

    private static func juror(_ juror: JurorResult, mean: Double?, _ reader: Reader) -> [HTML] {
        let figures = juror.figures
        let organisation: HTML? =
            juror.organisation.isEmpty
            ? nil : " <br><bdi class=\"soft small\">\(juror.organisation)</bdi>"
        return [
            "<bdi>\(juror.name)</bdi>\(organisation)", "\(reader.number(juror.reviews))",
            ResultFigures.score(figures?.mean, reader), difference(figures?.mean, mean, reader),
            interval(juror.leniency, digits: 1, isSigned: true, reader),
            interval(juror.factor, digits: 2, isSigned: false, reader),
            ResultFigures.score(figures?.median, reader), ResultFigures.score(figures?.deviation, reader),
            ResultFigures.range(figures, reader), Drawings.marks(juror.scores, mean: figures?.mean),
        ]
    }

    /// "+3.2 (1.0 to 5.4)", which reads from left to right everywhere.
    private static func interval(
        _ interval: ScoreInterval?, digits: Int, isSigned: Bool, _ reader: Reader
    ) -> HTML {
        guard let interval else { return "–" }
        let texts = [interval.value, interval.low, interval.high].map { value -> String in
            let sign = value < 0 ? "−" : isSigned ? "+" : ""
            return sign + reader.decimal(abs(value), digits: digits)
        }
        return """
            <bdi dir="ltr">\(texts[0])</bdi> <bdi dir="ltr" class="soft">(\(texts[1]) … \(texts[2]))</bdi>
            """
    }

    /// From the mean of all, with its sign.
    private static func difference(_ own: Double?, _ all: Double?, _ reader: Reader) -> HTML {
        guard let own, let all else { return "–" }
        let sign = own - all < 0 ? "−" : "+"
        return "<bdi>\(sign)\(reader.decimal(abs(own - all), digits: 2))</bdi>"
    }
}
