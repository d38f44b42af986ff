internal import Platform

/// The head of the public pages: what the award is, what can be done now, and what it has become so far.
enum ProgrammeHero {
    /// What the newest published season came to.
    struct Published: Sendable {
        /// Applications by country.
        let countries: [String: Int]
        let season: Season
    }

    static func markup(_ season: Season, _ published: Published?, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let rules = season.rules
        return """
            <div class="hero"><div class="wrap"><div class="words">
            <h1>\(reader.pick(rules.programme))</h1>
            <p class="lead">\(reader.pick(rules.texts.tagline))</p>
            \(stage(season, visit))
            </div>\(laurel(season, published, reader))</div></div>
            <div class="wrap opening"><p class="lead">\(reader.pick(rules.texts.about))</p>
            <dl class="figures">\(figures(season, published, reader))</dl></div>
            """
    }

    /// What can be done now, until when.
    private static func stage(_ season: Season, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let base = season.path
        let intake = season.stage(.intake)
        let about: HTML =
            visit.request.path == base
            ? "" : "\(Controls.link(reader("home.season"), to: base, style: .quiet))"
        if let intake, intake.isOpen(at: visit.now), let closes = intake.closes {
            return """
                <div class="stage"><p class="title">\(Icon.underWay)\(reader("home.open"))</p>
                <p class="deadline">\(reader("home.deadline")) \(Moments.moment(closes, reader))</p>
                <p class="actions">\(Controls.link(reader("home.apply"), to: season.applying))\(about)</p>\
                </div>
                """
        }
        let isAhead = intake.map { visit.now < $0.opens } ?? false
        let title = isAhead ? reader("home.soon") : reader("home.closed")
        let opening: HTML? =
            isAhead ? intake.map { "<p class=\"deadline\">\(Moments.moment($0.opens, reader))</p>" } : nil
        return """
            <div class="stage"><p class="title">\(Icon.waiting)\(title)</p>\(opening)\
            <p class="actions">\(about)</p></div>
            """
    }

    /// A branch for each region of the world. Once a season is published its leaves are countries.
    private static func laurel(_ season: Season, _ published: Published?, _ reader: Reader) -> HTML {
        guard let published else {
            let leaves = season.rules.regions.indices.map {
                Array(repeating: 1 + $0 % 3, count: 9 + $0 * 5 % 13)
            }
            return "<figure class=\"branches\">\(Emblem.branches(leaves))</figure>"
        }
        let regions = published.season.rules.regions
        let leaves = regions.map { region in region.countries.compactMap { published.countries[$0.code] } }
        let arguments: [String: MessageValue] = [
            "countries": .number(leaves.joined().count),
            "season": .text(reader.pick(published.season.rules.title)),
        ]
        return """
            <figure class="branches">\(Emblem.branches(leaves))\
            <figcaption>\(reader("home.branches", arguments))</figcaption></figure>
            """
    }

    private static func figures(_ season: Season, _ published: Published?, _ reader: Reader) -> [HTML] {
        let rules = season.rules
        let places = rules.prizes.reduce(0) { $0 + $1.places }
        var figures: [(key: String, number: Int)] = [("home.figure.prizes", places)]
        if let published {
            let applications = published.countries.values.reduce(0, +)
            figures.insert(("home.figure.countries", published.countries.count), at: 0)
            figures.insert(("home.figure.applications", applications), at: 0)
        } else {
            figures.append(("home.figure.criteria", rules.rubric.criteria.count))
            figures.append(("home.figure.regions", rules.regions.count))
        }
        figures.append(("home.figure.nominations", rules.nominations.count))
        return figures.map { key, number in
            """
            <div><dt>\(reader(key, ["count": .number(number)]))</dt><dd>\(reader.number(number))</dd></div>
            """
        }
    }
}
