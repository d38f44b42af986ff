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

        var isProvisional: Bool { round.isOpen }
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
                \(filter(content, reader))\(figures(content, reader))\(parts(content, reader))
                <section class="stack"><h2>\(reader.pick(board.nomination.title))</h2>\(rows)
                \(Lists.pager(content.list, next: board.next, reader))</section>
                \(band(content, visit))\(agreement(content, reader))\(robustness(content, reader))
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
        return Notices.caution(
            reader("board.provisional.title", ["round": .text(content.round.name)]),
            "<p>\(reader("board.provisional.text"))</p>")
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
            (reader("board.close"), "\(reader.number(board.tooClose))"),
        ]
        let items = figures.map { figure -> HTML in
            "<div><dt>\(figure.0)</dt><dd>\(figure.1)</dd></div>"
        }
        return "<dl class=\"figures\">\(items)</dl>"
    }

    // MARK: What can be compared

    private static func parts(_ content: Content, _ reader: Reader) -> HTML? {
        let parts = content.summary.parts
        let lacking = parts.enumerated().filter { !$1.isCalibrated }.prefix(5).map { index, part -> HTML in
            "<p>\(lack(part, number: parts.count > 1 ? index + 1 : nil, reader))</p>"
        }
        let islands = content.board.islands.map { island($0, content, reader) }
        guard parts.count > 1 else {
            return lacking.isEmpty
                ? nil : Notices.information(reader("board.not-enough"), "\(Array(lacking))")
        }
        return Notices.caution(
            reader("board.parts", ["count": .number(parts.count)]),
            """
            <p>\(reader("board.parts.why"))</p>\(Array(lacking))\(islands)
            """)
    }

    private static func island(
        _ island: (part: Int, count: Int, names: [NamedApplication]), _ content: Content, _ reader: Reader
    ) -> HTML {
        let names = island.names.map { name -> HTML in
            "<li><bdi>\(name.title.isEmpty ? reader("results.untitled") : name.title)</bdi></li>"
        }
        let jurors =
            content.summary.parts.indices.contains(island.part)
            ? content.summary.parts[island.part].jurors : 0
        let numbers: [String: MessageValue] = [
            "part": .number(island.part + 1), "count": .number(island.count), "jurors": .number(jurors),
        ]
        let more = island.count - island.names.count
        let rest: HTML? =
            more > 0 ? "<li>\(reader("board.island.more", ["count": .number(more)]))</li>" : nil
        return "<p>\(reader("board.island", numbers))</p><ul>\(names)\(rest)</ul>"
    }

    /// Why a part stays raw: "Not enough to calibrate: 2 jurors where 3 are needed."
    static func lack(_ part: JuryPart, number: Int?, _ reader: Reader) -> String {
        let lacks = part.lacks.map { lack -> String in
            switch lack {
            case .jurors(let needed):
                reader("board.lack.jurors", ["has": .number(part.jurors), "needed": .number(needed)])
            case .applications(let needed):
                reader(
                    "board.lack.applications", ["has": .number(part.applications), "needed": .number(needed)])
            case .spareScores(let has, let needed):
                reader("board.lack.spare", ["has": .number(max(0, has)), "needed": .number(needed)])
            case .difference: reader("board.lack.difference")
            }
        }
        let list: MessageValue = .text(lacks.joined(separator: "; "))
        guard let number else { return reader("board.lack", ["lacks": list]) }
        return reader("board.lack.part", ["part": .number(number), "lacks": list])
    }

    // MARK: How sure it is

    private static func band(_ content: Content, _ visit: Visit) -> HTML? {
        guard content.summary.isCalibrated else { return nil }
        let reader = visit.reader
        let margin = Double(content.ranking.tooClose) / 100
        let rule = reader(
            "board.band.rule",
            [
                "low": .text(reader.percent(margin, digits: 0)),
                "high": .text(reader.percent(1 - margin, digits: 0)),
                "sought": .number(content.board.sought),
            ])
        let count: MessageValue = .number(content.board.tooClose)
        return """
            <section class="stack"><h2>\(reader("board.band"))</h2>
            <p>\(reader("board.band.count", ["count": count]))</p><p class="soft">\(rule)</p></section>
            """
    }

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
