internal import Platform

/// The board of a round: the ranking of one nomination with its intervals, the cut line, the band that is too
/// close to call, and how far the jurors agree.
enum RankingBoardPages {
    enum Audience: Sendable {
        case staff, directorate
    }

    struct Content: Sendable {
        let season: Season
        let rounds: [Round]
        let round: Round
        /// Under which rules the round counts.
        let rules: SeasonDocument
        let ranking: SeasonRanking
        let summary: RankingSummary
        let board: RankingBoard
        let report: RobustnessReport?
        let audience: Audience
        let list: ListAddress
        /// When the reviews were read.
        let readAt: Instant

        var isProvisional: Bool { round.isOpen }

        /// What an application is called; for staff the way to all that its jurors said.
        func heading(_ name: NamedApplication, _ reader: Reader) -> HTML {
            let title = name.title.isEmpty ? reader("results.untitled") : name.title
            let path = ResultAddress(season).application(name.publicID)
            let isLinked = audience == .staff && !isProvisional
            let heading: HTML =
                isLinked ? "<a href=\"\(path)\"><bdi>\(title)</bdi></a>" : "<bdi>\(title)</bdi>"
            return """
                \(heading) <br><span class="soft small"><bdi>\(name.partyName)</bdi>, \
                \(reader.country(name.country))</span>
                """
        }
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let board = content.board
        let rows: HTML =
            board.rows.isEmpty
            ? Notices.empty(reader("board.empty"), reader("board.empty.why"))
            : RankingBoardTable(content: content, reader: reader).markup
        return Page(
            title: reader(content.isProvisional ? "board.provisional" : "board.title"),
            lead: lead(content, reader), trail: trail(content, reader),
            body: """
                <div class="stack-wide board">\(provisional(content, reader))\
                \(filter(content, reader))\(figures(content, reader))\
                \(RankingBoardParts(content: content, reader: reader).markup)\
                \(CloseBandSection(content: content, visit: visit).markup)
                <section class="stack"><h2>\(reader.pick(board.nomination.title))</h2>\(rows)
                \(Lists.pager(content.list, next: board.next, reader))</section>
                \(LackingReviewsSection(content: content, reader: reader).markup)
                \(agreement(content, reader))\(robustness(content, reader))
                <section class="stack"><h2>\(reader("board.method"))</h2>\(passing(content, reader))
                \(RoundMethodFacts.markup(content.ranking, content.rules, reader))</section></div>
                """)
    }

    /// Where no round has reviews to show.
    static func none(_ season: Season, _ audience: Audience, _ reader: Reader) -> Page {
        Page(
            title: reader("board.title"), trail: trail(season, audience, reader),
            body: Notices.empty(reader("results.none"), reader("results.none.why")))
    }

    private static func trail(_ content: Content, _ reader: Reader) -> [Link] {
        trail(content.season, content.audience, reader)
    }

    private static func trail(_ season: Season, _ audience: Audience, _ reader: Reader) -> [Link] {
        switch audience {
        case .staff:
            ResultPages.trail(season, reader) + [
                Link(text: reader("results.title"), path: ResultAddress(season).list)
            ]
        case .directorate:
            [
                season.link(reader),
                Link(text: reader("board.directorate"), path: season.path + "/directorate"),
            ]
        }
    }

    private static func lead(_ content: Content, _ reader: Reader) -> String {
        let kind = content.ranking.ofRecord
        let record = reader(kind == .raw ? "board.lead.raw" : "board.lead.calibrated")
        guard let closed = content.round.closedAt else { return record }
        return reader(
            "board.lead", ["round": .text(content.round.name), "closed": .text(reader.moment(closed))])
            + " " + record
    }

    private static func provisional(_ content: Content, _ reader: Reader) -> HTML? {
        guard content.isProvisional else { return nil }
        let text = reader("board.provisional.text", ["moment": .text(Moments.mark)])
        return Notices.caution(
            reader("board.provisional.title", ["round": .text(content.round.name)]),
            "<p>\(Moments.inside(text, content.readAt, reader))</p>")
    }

    private static func filter(_ content: Content, _ reader: Reader) -> HTML {
        let nominations = content.rules.nominations.map { Controls.Option($0.key, reader.pick($0.title)) }
        let rounds = content.rounds.map { Controls.Option($0.publicID, $0.name) }
        let round: HTML? =
            rounds.count < 2
            ? nil
            : Controls.select(
                .init("round", reader("results.round")), rounds, chosen: content.round.publicID, reader)
        let nomination = Controls.select(
            .init("nomination", reader("results.nomination")), nominations,
            chosen: content.board.nomination.key, reader)
        return Lists.filter(content.list, fields: "\(nomination)\(round)", reader)
    }

    private static func figures(_ content: Content, _ reader: Reader) -> HTML {
        let board = content.board
        let figures: [(String, HTML)] = [
            (reader("board.ranked"), "\(reader.number(board.ranked))"),
            (reader("board.sought"), "\(reader.number(board.sought))"),
            (reader("board.cut"), ResultFigures.score(board.cut, reader)),
            (reader("board.close"), "\(reader.number(board.band.count))"),
        ]
        let items = figures.map { figure -> HTML in
            "<div><dt>\(figure.0)</dt><dd>\(figure.1)</dd></div>"
        }
        return "<dl class=\"figures\">\(items)</dl>"
    }

    // MARK: How sure it is

    private static func agreement(_ content: Content, _ reader: Reader) -> HTML {
        let summary = content.summary
        let share: HTML? = summary.oneWay.map { value in
            let percent: MessageValue = .text(reader.percent(max(0, value), digits: 0))
            return "<p>\(reader("board.agreement.share", ["share": percent]))</p>"
        }
        let facts: [(String, HTML)] = [
            (reader("board.alpha"), figure(summary.alpha, reader)),
            (reader("board.icc.one"), figure(summary.oneWay, reader)),
            (reader("board.icc.two"), figure(summary.twoWay, reader)),
        ]
        let jurors: HTML? =
            content.audience == .staff && !content.isProvisional
            ? Controls.link(
                reader("board.jurors"), to: ResultAddress(content.season).jurors, style: .secondary) : nil
        return """
            <section class="stack"><h2>\(reader("board.agreement"))</h2>
            <p>\(reader(agreementWord(summary.alpha)))</p>\(share)\(Lists.facts(facts))
            <p class="actions">\(jurors)</p></section>
            """
    }

    /// By the thresholds that Krippendorff recommends, 0.8 and 0.667, and half of the latter.
    static func agreementWord(_ alpha: Double?) -> String {
        guard let alpha else { return "board.agreement.open" }
        return alpha >= 0.8
            ? "board.agreement.close"
            : alpha >= 0.667
                ? "board.agreement.fair"
                : alpha >= 0.333 ? "board.agreement.partly" : "board.agreement.little"
    }

    private static func figure(_ value: Double?, _ reader: Reader) -> HTML {
        value.map { "<bdi>\(reader.decimal($0, digits: 2))</bdi>" } ?? "–"
    }

    private static func robustness(_ content: Content, _ reader: Reader) -> HTML? {
        guard !content.isProvisional else { return nil }
        guard let report = content.report else {
            return """
                <section class="stack"><h2>\(reader("board.robust"))</h2>
                <p>\(reader("board.robust.waiting"))</p></section>
                """
        }
        let certain = report.stays.values.count(where: \.isCertain)
        let numbers: [String: MessageValue] = [
            "first": .number(report.stays.count), "certain": .number(certain),
            "jurors": .number(report.jurors), "shifts": .number(report.shifts),
            "other": .number(report.changesByOther),
        ]
        return """
            <section class="stack"><h2>\(reader("board.robust"))</h2>
            <p>\(reader("board.robust.tried", numbers))</p><p>\(reader("board.robust.certain", numbers))</p>
            <p>\(reader("board.robust.other", numbers))</p></section>
            """
    }

    private static func passing(_ content: Content, _ reader: Reader) -> HTML? {
        let key = content.board.nomination.key
        let prizes = content.rules.prizes.filter { $0.nominations.contains(key) }
        let usual = prizes.compactMap(\.passingScore).min()
        let regions = Dictionary(
            prizes.flatMap { $0.regionalPassingScores.map { ($0.key, $0.value) } },
            uniquingKeysWith: min)
        guard usual != nil || !regions.isEmpty else { return nil }
        var facts: [(String, HTML)] = []
        if let usual { facts.append((reader("board.passing"), "\(reader.decimal(usual, digits: 2))")) }
        for region in content.rules.regions {
            guard let mark = regions[region.key] else { continue }
            let name: MessageValue = .text(reader.pick(region.title))
            facts.append(
                (reader("board.passing.region", ["region": name]), "\(reader.decimal(mark, digits: 2))"))
        }
        let scale: [String: MessageValue] = [
            "lowest": .number(content.rules.rubric.minimum),
            "highest": .number(content.rules.rubric.maximum),
        ]
        return "<p>\(reader("board.passing.scale", scale))</p>\(Lists.facts(facts))"
    }
}
