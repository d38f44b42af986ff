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

        var published: ProgrammeHero.Published? {
            guard let statistics, let statisticsSeason, !statistics.countries.isEmpty else { return nil }
            return ProgrammeHero.Published(countries: statistics.countries, season: statisticsSeason)
        }
    }

    static func home(_ content: HomeContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        return """
            \(ProgrammeHero.markup(content.season, content.published, visit))
            \(nominationsAndCalendar(content.season, visit))
            \(laureates(content, reader))
            \(world(content, reader))
            """
    }

    /// A part of a page; `isWide` where the drawing in it needs the whole width.
    private static func section(_ title: String, _ lead: HTML?, isWide: Bool = false, _ body: HTML) -> HTML {
        let paragraph: HTML? = lead.map { "<p>\($0)</p>" }
        let beside: HTML = isWide ? "" : " beside"
        return """
            <section class="section\(beside)"><div class="wrap"><div class="intro">\
            <h2>\(title)</h2>\(paragraph)</div>
            <div>\(body)</div></div></section>
            """
    }

    private static func nominationsAndCalendar(_ season: Season, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let whoMayApply = reader.pick(season.rules.texts.whoMayApply)
        return """
            \(section(reader("home.nominations"), "\(whoMayApply)", nominations(season.rules, reader)))
            \(section(reader("home.calendar"), Moments.zones(reader), isWide: true, timeline(season, visit)))
            """
    }

    static func nominations(_ rules: SeasonDocument, _ reader: Reader) -> HTML {
        let nominations = rules.nominations.map { nomination -> HTML in
            """
            <li><div><h3>\(reader.pick(nomination.title))</h3>\
            <p>\(reader.pick(nomination.description))</p></div></li>
            """
        }
        let prizes = rules.prizes.map { prize($0, rules, reader) }
        let received: HTML? = rules.texts.whatLaureatesReceive.map { "<p>\(reader.pick($0))</p>" }
        return "<ul class=\"entries\">\(nominations)\(prizes)</ul>\(received)"
    }

    /// A prize stands once, whatever the number of nominations whose applicants may win it.
    private static func prize(_ prize: SeasonPrize, _ rules: SeasonDocument, _ reader: Reader) -> HTML {
        let money: HTML? = prize.money.map { money -> HTML in
            "<bdi dir=\"ltr\">\(reader.money(minor: money.minor, currency: money.currency.code))</bdi>"
        }
        let count: [String: MessageValue] = ["count": .number(prize.places)]
        let places = prize.money == nil ? reader("home.places", count) : reader("home.places.each", count)
        let pool = rules.nominations.filter { prize.nominations.contains($0.key) }
        let nominations =
            pool.count == rules.nominations.count
            ? reader("home.prize.all") : pool.map { reader.pick($0.title) }.joined(separator: " · ")
        let about: HTML? = prize.description.map { "<p>\(reader.pick($0))</p>" }
        return """
            <li><div><h3>\(reader.pick(prize.title))</h3>\(about)<p>\(nominations)</p></div>
            <p class="prize">\(money)<span>\(places)</span></p></li>
            """
    }

    static func timeline(_ season: Season, _ visit: Visit) -> HTML {
        let reader = visit.reader
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
            reader("home.laureates.all"), to: season.laureates, style: .secondary)
        return section(
            title, nil, "<ul class=\"laureates\">\(people.map { laureate($0, reader) })</ul><p>\(all)</p>")
    }

    private static func laureate(_ laureate: PublishedLaureate, _ reader: Reader) -> HTML {
        """
        <li><h3><bdi>\(laureate.name)</bdi></h3><p class="soft">\(reader.country(laureate.country))</p>\
        <p><bdi>\(laureate.title)</bdi></p></li>
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

    /// The most applications first.
    static func countryTable(_ counts: [String: Int], _ reader: Reader) -> HTML {
        let named = reader.sorted(Array(counts), by: { reader.country($0.key) })
        let rows = named.sorted { $0.value > $1.value }.map { country, count in
            BarChart.Row("\(reader.country(country))", count)
        }
        let chart = BarChart(
            caption: reader("home.world.caption"), subject: reader("home.world.country"),
            measure: reader("home.world.count"), rows: rows)
        return chart.markup(reader)
    }

    struct SeasonContent: Sendable {
        let season: Season
        let hasFinalists: Bool
        let hasLaureates: Bool
        let hasSessions: Bool
        /// Something that was proposed is being answered.
        let hasPromises: Bool
    }

    static func season(_ content: SeasonContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let rules = content.season.rules
        var results: [HTML] = []
        if content.hasFinalists {
            results.append(
                Controls.link(reader("home.finalists"), to: content.season.finalists, style: .secondary))
        }
        if content.hasLaureates {
            results.append(
                Controls.link(reader("home.laureates.all"), to: content.season.laureates, style: .secondary))
        }
        if content.hasFinalists || content.hasLaureates {
            results.append(
                Controls.link(reader("home.statistics"), to: content.season.statistics, style: .secondary))
        }
        if content.hasSessions {
            results.append(
                Controls.link(reader("home.sessions"), to: content.season.sessions, style: .secondary))
        }
        if content.hasPromises {
            results.append(
                Controls.link(reader("home.promises"), to: content.season.promises, style: .secondary))
        }
        return """
            \(ProgrammeHero.markup(content.season, nil, visit))
            <div class="wrap"><p class="actions">\(results)</p></div>
            \(nominationsAndCalendar(content.season, visit))
            \(section(reader("home.criteria"), "\(reader("home.criteria.lead"))", criteria(rules, reader)))
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
