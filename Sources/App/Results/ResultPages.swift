internal import Platform

/// The results of a round as staff go through them.
enum ResultPages {
    struct ListContent: Sendable {
        let season: Season
        let rounds: [Round]
        let round: Round
        /// Under which rules the round counts.
        let rules: SeasonDocument
        let summary: RoundResult
        let results: [ApplicationResult]
        let list: ListAddress
        let next: String?
        /// Whether a later round is open, which has a provisional board.
        let hasOpenRound: Bool
        let outdated: OutdatedCount?
    }

    static func list(_ content: ListContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = ResultAddress(content.season)
        let rows: HTML =
            content.results.isEmpty
            ? Notices.empty(reader("results.none-found"), reader("results.none-found.why"))
            : table(content, reader)
        let provisional: HTML? =
            content.hasOpenRound
            ? Controls.link(reader("board.provisional.link"), to: address.provisional, style: .secondary)
            : nil
        let links: [HTML?] = [
            provisional,
            Controls.link(
                reader("results.board"), to: address.board + "?round=" + content.round.publicID,
                style: .secondary),
            Controls.link(reader("results.jurors"), to: address.jurors, style: .secondary),
            Controls.link(reader("results.propose"), to: address.proposal),
        ]
        return Page(
            title: reader("results.title"), lead: lead(content, reader),
            actions: "\(links.compactMap(\.self))",
            trail: trail(content.season, reader),
            body: """
                \(summary(content.summary, reader))<div class="stack-wide">\
                \(content.outdated?.notice(content.round, content.season, visit))\
                \(lacking(content, reader))
                <div>\(filter(content, reader))\(rows)
                \(Lists.pager(content.list, next: content.next, reader))</div>\(recount(content, visit))</div>
                """)
    }

    /// Where there is nothing to show yet, and why.
    static func none(
        _ season: Season, uncounted: Round?, hasOpenRound: Bool = false, _ visit: Visit
    ) -> Page {
        let reader = visit.reader
        let count: HTML? = uncounted.map { round in
            Controls.buttonForm(
                reader("results.count"), action: ResultAddress(season).count(round.publicID), visit,
                style: .primary)
        }
        let provisional: HTML? =
            hasOpenRound
            ? Controls.link(
                reader("board.provisional.link"), to: ResultAddress(season).provisional, style: .secondary)
            : nil
        let why = uncounted == nil ? reader("results.none.why") : reader("results.uncounted.why")
        return Page(
            title: reader("results.title"), trail: trail(season, reader),
            body: Notices.empty(reader("results.none"), why, action: count ?? provisional))
    }

    static func trail(_ season: Season, _ reader: Reader) -> [Link] {
        [season.link(reader), season.staffLink(reader)]
    }

    private static func lead(_ content: ListContent, _ reader: Reader) -> String {
        reader(
            "results.lead",
            [
                "round": .text(content.round.name),
                "closed": .text(content.round.closedAt.map(reader.moment) ?? ""),
            ])
    }

    private static func summary(_ summary: RoundResult, _ reader: Reader) -> HTML {
        let figures: [(String, HTML)] = [
            (reader("results.applications"), "\(reader.number(summary.applications))"),
            (reader("results.passing"), "\(reader.number(summary.passing))"),
            (reader("results.reviews"), "\(reader.number(summary.reviews))"),
            (reader("results.jurors"), "\(reader.number(summary.jurors))"),
            (reader("results.mean.all"), ResultFigures.score(summary.mean, reader)),
        ]
        let items = figures.map { figure -> HTML in
            "<div><dt>\(figure.0)</dt><dd>\(figure.1)</dd></div>"
        }
        return "<dl class=\"figures\">\(items)</dl>"
    }

    private static func lacking(_ content: ListContent, _ reader: Reader) -> HTML? {
        let count = content.summary.lacking
        guard count > 0 else { return nil }
        let path = content.list.with([
            "standing": ResultFilter.Standing.lacking.rawValue, "after": nil,
        ])
        let least: MessageValue = .number(content.rules.jury.minimumReviews)
        return Notices.caution(
            reader("results.lacking", ["count": .number(count), "least": least]),
            "<p><a href=\"\(path)\">\(reader("results.lacking.show"))</a></p>")
    }

    private static func filter(_ content: ListContent, _ reader: Reader) -> HTML {
        let standings = ResultFilter.Standing.allCases.map { standing in
            Controls.Option(standing.rawValue, ResultFigures.name(standing, reader))
        }
        let rounds = content.rounds.map { Controls.Option($0.publicID, $0.name) }
        let round: HTML? =
            rounds.count < 2
            ? nil
            : Controls.select(
                .init("round", reader("results.round")), rounds, chosen: content.round.publicID, reader)
        return Lists.filter(
            content.list,
            fields: """
                \(finding(content.list, content.season, reader))
                \(Controls.select(.init("standing", reader("results.standing")), standings,
                    chosen: content.list.query["standing"] ?? "", empty: reader("results.all"), reader))\(round)
                """, reader)
    }

    /// The fields that find applications among results: by words, nomination and region.
    static func finding(_ list: ListAddress, _ season: Season, _ reader: Reader) -> HTML {
        let (rules, query) = (season.rules, list.query)
        let nominations = rules.nominations.map { Controls.Option($0.key, reader.pick($0.title)) }
        let regions = rules.regions.map { Controls.Option($0.key, reader.pick($0.title)) }
        return """
            \(Controls.text(.init("search", reader("results.search")), value: query["search"] ?? "",
                input: .search, reader))
            \(Controls.select(.init("nomination", reader("results.nomination")), nominations,
                chosen: query["nomination"] ?? "", empty: reader("results.all"), reader))
            \(Controls.select(.init("region", reader("results.region")), regions,
                chosen: query["region"] ?? "", empty: reader("results.all"), reader))
            """
    }

    private static func table(_ content: ListContent, _ reader: Reader) -> HTML {
        let columns: [DataTable.Column] = [
            .init(reader("results.application")), .init(reader("results.nomination")),
            .init(reader("results.country")), .init(reader("results.rank"), isNumber: true),
            .init(reader("results.mean"), isNumber: true, sort: "score"),
            .init(reader("results.median"), isNumber: true),
            .init(reader("results.spread"), isNumber: true, sort: "spread"),
            .init(reader("results.range"), isNumber: true), .init(reader("results.marks")),
            .init(reader("results.standing")),
        ]
        let rows = content.results.map { row($0, content, reader) }
        let table = DataTable(
            caption: reader("results.caption"), columns: columns, rows: rows, isDense: true)
        return table.markup(reader, list: content.list)
    }

    private static func row(_ result: ApplicationResult, _ content: ListContent, _ reader: Reader) -> [HTML] {
        let season = content.season
        let path = ResultAddress(season).application(result.publicID)
        let title = result.title.isEmpty ? reader("results.untitled") : result.title
        let figures = result.figures
        let marks = Drawings.marks(result.scores, mean: figures?.mean)
        return [
            """
            <a href="\(path)"><bdi>\(title)</bdi></a> <br><bdi class="soft small">\(result.partyName)</bdi>
            """,
            "\(season.nominationTitle(result.nomination, reader))", "\(reader.country(result.country))",
            result.rank.map { "\(reader.number($0))" } ?? "–", ResultFigures.score(figures?.mean, reader),
            ResultFigures.score(figures?.median, reader), ResultFigures.score(figures?.deviation, reader),
            ResultFigures.range(figures, reader),
            "\(marks)\(ResultFigures.list(result.scores, reader))",
            ResultFigures.badge(result, content.rules, reader),
        ]
    }

    private static func recount(_ content: ListContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let form = Controls.buttonForm(
            reader("results.count.again"),
            action: ResultAddress(content.season).count(content.round.publicID), visit, style: .quiet)
        return """
            <details class="more"><summary>\(Icon.onward)\(reader("results.how"))</summary>
            <p>\(reader("results.how.scores"))</p><p>\(reader("results.how.passing"))</p>
            <p>\(reader("results.counted")) \(Moments.moment(content.summary.countedAt, reader))</p>\(form)
            </details>
            """
    }
}

/// Figures of results in words.
enum ResultFigures {
    static func score(_ score: Double?, _ reader: Reader) -> HTML {
        score.map { "\(reader.decimal($0, digits: 2))" } ?? "–"
    }

    static func range(_ figures: Figures?, _ reader: Reader) -> HTML {
        guard let figures else { return "–" }
        return """
            <bdi dir="ltr">\(reader.decimal(figures.lowest, digits: 2))–\
            \(reader.decimal(figures.highest, digits: 2))</bdi>
            """
    }

    static func list(_ scores: [Double], _ reader: Reader) -> HTML {
        let texts = scores.map { reader.decimal($0, digits: 2) }
        return "<span class=\"small soft\">\(texts.joined(separator: " · "))</span>"
    }

    static func name(_ standing: ResultFilter.Standing, _ reader: Reader) -> String {
        switch standing {
        case .passing: reader("results.standing.passing")
        case .below: reader("results.standing.below")
        case .lacking: reader("results.standing.lacking")
        }
    }

    /// "1 of 3": how many there are, and how many a result takes.
    static func reviews(_ count: Int, of least: Int, _ reader: Reader) -> String {
        reader("results.reviews.of", ["count": .number(count), "least": .number(least)])
    }

    /// `rules` are those of the round.
    static func badge(_ result: ApplicationResult, _ rules: SeasonDocument, _ reader: Reader) -> HTML {
        if result.isWithdrawn { return Notices.badge(reader("results.withdrawn"), .negative) }
        guard result.rank != nil else {
            let reviews: MessageValue = .text(reviews(result.reviews, of: rules.jury.minimumReviews, reader))
            return Notices.badge(reader("results.standing.reviews", ["reviews": reviews]), .waiting)
        }
        return result.isPassing
            ? Notices.badge(name(.passing, reader), .positive) : Notices.badge(name(.below, reader))
    }
}
