internal import Platform

/// What the public reads about the programme and its seasons.
enum ProgrammePages {
    struct HomeContent: Sendable {
        let season: Season
        let earlier: [Season]
        let laureates: [PublishedLaureate]
        let statistics: PublishedStatistics?
        /// The season that the statistics are of.
        let statisticsSeason: Season?
    }

    static func home(_ content: HomeContent, _ visit: Visit) -> HTML {
        let reader = visit.reader!
        return """
            \(hero(content.season, visit))
            \(nominationsAndCalendar(content.season, visit))
            \(laureates(content, reader))
            \(world(content, reader))
            """
    }

    private static func hero(_ season: Season, _ visit: Visit) -> HTML {
        let reader = visit.reader!
        let rules = season.rules
        return """
            <div class="hero"><div class="wrap"><div class="words">
            <h1>\(reader.pick(rules.programme))</h1>
            <p class="lead">\(reader.pick(rules.texts.tagline))</p>
            \(stage(season, visit))
            </div>\(Emblem.branches)</div></div>
            <div class="wrap opening"><dl class="figures">\(figures(season, reader))</dl>
            <p class="lead">\(reader.pick(rules.texts.about))</p></div>
            """
    }

    /// What can be done now, until when.
    private static func stage(_ season: Season, _ visit: Visit) -> HTML {
        let reader = visit.reader!
        let base = "/seasons/\(season.key)"
        let intake = season.stage(.intake)
        if let intake, intake.isOpen(at: visit.now), let closes = intake.closes {
            return """
                <div class="stage"><p class="title">\(Icon.dot)\(reader("home.open"))</p>
                <p class="deadline">\(reader("home.deadline")) \(Moments.moment(closes, reader))</p>
                <p>\(Controls.link(reader("home.apply"), to: base + "/apply"))</p></div>
                """
        }
        let isAhead = intake.map { visit.now < $0.opens } ?? false
        let title = isAhead ? reader("home.soon") : reader("home.closed")
        let opening: HTML? =
            isAhead ? intake.map { "<p class=\"deadline\">\(Moments.moment($0.opens, reader))</p>" } : nil
        return """
            <div class="stage"><p class="title">\(Icon.waiting)\(title)</p>\(opening)
            <p>\(Controls.link(reader("home.season"), to: base))</p></div>
            """
    }

    private static func figures(_ season: Season, _ reader: Reader) -> [HTML] {
        let rules = season.rules
        let places = rules.prizes.reduce(0) { $0 + $1.places }
        let figures: [(String, Int)] = [
            ("home.figure.nominations", rules.nominations.count), ("home.figure.prizes", places),
            ("home.figure.criteria", rules.rubric.criteria.count),
            ("home.figure.regions", rules.regions.count),
        ]
        return figures.map { key, number in
            "<div><dt>\(reader(key, ["count": .number(number)]))</dt><dd>\(number)</dd></div>"
        }
    }

    private static func section(_ title: String, _ lead: String?, _ body: HTML) -> HTML {
        let paragraph: HTML? = lead.map { "<p>\($0)</p>" }
        return """
            <section class="section beside"><div class="wrap"><div class="intro">\
            <h2>\(title)</h2>\(paragraph)</div>
            <div>\(body)</div></div></section>
            """
    }

    private static func nominationsAndCalendar(_ season: Season, _ visit: Visit) -> HTML {
        let reader = visit.reader!
        let whoMayApply = reader.pick(season.rules.texts.whoMayApply)
        return """
            \(section(reader("home.nominations"), whoMayApply, nominations(season.rules, reader)))
            \(section(reader("home.calendar"), reader("home.calendar.lead"), timeline(season, visit)))
            """
    }

    static func nominations(_ rules: SeasonDocument, _ reader: Reader) -> HTML {
        let items = rules.nominations.map { nomination -> HTML in
            let prizes = rules.prizes.filter { $0.nominations.contains(nomination.key) }
            return """
                <li><div><h3>\(reader.pick(nomination.title))</h3>\
                <p>\(reader.pick(nomination.description))</p></div>
                <div>\(prizes.map { prize($0, reader) })</div></li>
                """
        }
        return "<ul class=\"entries\">\(items)</ul>"
    }

    private static func prize(_ prize: SeasonPrize, _ reader: Reader) -> HTML {
        let money: HTML? = prize.money.map { money -> HTML in
            "\(reader.money(minor: money.minor, currency: money.currency.code))"
        }
        let places = reader("home.places", ["count": .number(prize.places)])
        return "<p class=\"prize\">\(money)<span>\(reader.pick(prize.title))</span><span>\(places)</span></p>"
    }

    static func timeline(_ season: Season, _ visit: Visit) -> HTML {
        let reader = visit.reader!
        let epoch = Instant(milliseconds: 0)
        let stages = season.rules.stages.map { stage -> Timeline.Stage in
            let interval = stage.interval(loadedAt: epoch, in: season.rules.timeZone)
            return Timeline.Stage(
                title: reader.pick(stage.title), opens: interval.opens, closes: interval.closes,
                note: stage.amendments.last.map { reader.pick($0.reason) })
        }
        return Timeline(stages: stages, now: visit.now).markup(reader)
    }

    private static func laureates(_ content: HomeContent, _ reader: Reader) -> HTML? {
        guard let newest = content.laureates.first?.season,
            let season = ([content.season] + content.earlier).first(where: { $0.id == newest })
        else { return nil }
        let people = content.laureates.filter { $0.season == newest }
        let title = reader("home.laureates", ["season": .text(reader.pick(season.rules.title))])
        let all = Controls.link(
            reader("home.laureates.all"), to: "/seasons/\(season.key)/laureates", style: .secondary)
        return section(
            title, nil, "<ul class=\"laureates\">\(people.map { laureate($0, reader) })</ul><p>\(all)</p>")
    }

    private static func laureate(_ laureate: PublishedLaureate, _ reader: Reader) -> HTML {
        """
        <li><h3><bdi>\(laureate.name)</bdi></h3><p class="soft">\(reader.country(laureate.country))</p>\
        <p dir="auto">\(laureate.title)</p></li>
        """
    }

    private static func world(_ content: HomeContent, _ reader: Reader) -> HTML? {
        guard let counts = content.statistics?.countries, !counts.isEmpty,
            let season = content.statisticsSeason
        else { return nil }
        let total = counts.values.reduce(0, +)
        let lead = reader(
            "home.world.lead",
            [
                "countries": .number(counts.count), "applications": .number(total),
                "season": .text(reader.pick(season.rules.title)),
            ])
        return """
            <section class="section"><div class="wrap"><div class="intro"><h2>\(reader("home.world"))</h2>\
            <p>\(lead)</p></div>
            \(WorldGrid.drawing(counts, reader))
            <details class="more"><summary>\(Icon.onward)\(reader("home.world.table"))</summary>
            \(countryTable(counts, reader))</details></div></section>
            """
    }

    static func countryTable(_ counts: [String: Int], _ reader: Reader) -> HTML {
        let named = reader.sorted(Array(counts), by: { reader.country($0.key) })
        let table = DataTable(
            caption: reader("home.world.caption"),
            columns: [
                .init(reader("home.world.country")), .init(reader("home.world.count"), isNumber: true),
            ],
            rows: named.map { ["\(reader.country($0.key))", "\(reader.number($0.value))"] })
        return table.markup(reader)
    }

    struct SeasonContent: Sendable {
        let season: Season
        let hasFinalists: Bool
        let hasLaureates: Bool
    }

    static func season(_ content: SeasonContent, _ visit: Visit) -> HTML {
        let reader = visit.reader!
        let rules = content.season.rules
        let base = "/seasons/\(content.season.key)"
        var results: [HTML] = []
        if content.hasFinalists {
            results.append(
                Controls.link(reader("home.finalists"), to: base + "/finalists", style: .secondary))
        }
        if content.hasLaureates {
            results.append(
                Controls.link(reader("home.laureates.all"), to: base + "/laureates", style: .secondary))
        }
        return """
            \(hero(content.season, visit))
            <div class="wrap"><p class="actions">\(results)</p></div>
            \(nominationsAndCalendar(content.season, visit))
            \(section(reader("home.criteria"), reader("home.criteria.lead"), criteria(rules, reader)))
            """
    }

    private static func criteria(_ rules: SeasonDocument, _ reader: Reader) -> HTML {
        let whole = rules.rubric.criteria.map(\.weight).reduce(0, +)
        let items = rules.rubric.criteria.map { criterion -> HTML in
            let share = whole == 0 ? 0 : Double(criterion.weight) / Double(whole)
            let description: HTML? = criterion.description.map { "<p>\(reader.pick($0))</p>" }
            return """
                <li><div><h3>\(reader.pick(criterion.title))</h3>\(description)</div>
                <div class="meter"><span>\(reader("home.criteria.weight"))</span>\
                <span class="number">\(reader.percent(share, digits: 0))</span>\(Drawings.bar(share))\
                </div></li>
                """
        }
        return "<ul class=\"entries\">\(items)</ul>"
    }
}
