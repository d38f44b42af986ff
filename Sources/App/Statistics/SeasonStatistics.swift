internal import Foundation
internal import Platform

/// The figures of a season's applications. Drafts and withdrawn applications are in none of them; the others
/// count as they were last submitted, on the day on which they were first submitted: a later version moves
/// no application to another day.
struct SeasonStatistics: Sendable, Equatable {
    /// How many were submitted.
    var applications = 0
    /// What became of them: by `Application.State`, where there are any.
    var states: [String: Int] = [:]
    /// By ISO 3166-1 alpha-2.
    var countries: [String: Int] = [:]
    /// By the nomination's key in the rules.
    var nominations: [String: Int] = [:]
    /// By BCP 47.
    var languages: [String: Int] = [:]
    /// How many were first submitted on each day on which any was, by the season's clocks.
    var days: [CalendarDate: Int] = [:]
    var people = PeopleByCountry(counts: [:])

    /// How many were admitted, whatever they won since.
    var admitted: Int { count(.admitted) + finalists }
    /// Laureates are finalists too.
    var finalists: Int { count(.finalist) + laureates }
    var laureates: Int { count(.laureate) }

    func count(_ state: Application.State) -> Int {
        states[state.rawValue] ?? 0
    }
}

extension SeasonStatistics {
    /// Which applications are counted.
    struct Scope: Sendable {
        /// Leaves out what this person takes part in, whose fate a difference of one would tell.
        var reader: ID<Person>?
        /// Counts only what was first submitted before.
        var before: Instant?

        static let everything = Scope()

        fileprivate func condition(_ season: ID<Season>) -> SQL {
            var conditions: [SQL] = [
                "application.season_id = \(season)", "application.state NOT IN ('draft', 'withdrawn')",
            ]
            if let reader { conditions.append(Impartiality.admits(reader)) }
            if let before {
                conditions.append(
                    """
                    EXISTS (SELECT 1 FROM submission AS first WHERE \(SeasonStatistics.isFirst)
                        AND first.submitted_at < \(before))
                    """)
            }
            return SQL.all(conditions)
        }
    }

    /// Counts a season, always with three statements. A publication freezes what this gives once it has set
    /// its states.
    static func compute(
        _ season: Season, _ tx: Transaction, scope: Scope = .everything
    ) throws -> SeasonStatistics {
        let condition = scope.condition(season.id)
        var statistics = SeasonStatistics()
        try statistics.countParts(condition, tx)
        statistics.days = try days(condition, in: season.rules.timeZone, tx)
        statistics.people = try people(condition, tx)
        return statistics
    }

    private mutating func countParts(_ condition: SQL, _ tx: Transaction) throws {
        let rows = try tx.rows(
            """
            SELECT part.state, part.country, part.language, part.counted, nomination.key AS nomination FROM (
                SELECT state, country, language, nomination_id, count(*) AS counted
                FROM application WHERE \(condition) GROUP BY state, country, language, nomination_id
            ) AS part JOIN nomination ON nomination.id = part.nomination_id
            """)
        for row in rows {
            let counted: Int = try row["counted"]
            applications += counted
            states[try row["state"], default: 0] += counted
            countries[try row["country"], default: 0] += counted
            languages[try row["language"], default: 0] += counted
            nominations[try row["nomination"], default: 0] += counted
        }
    }

    /// The database counts quarters of an hour, in which every zone begins its days.
    private static func days(
        _ condition: SQL, in zone: TimeZone, _ tx: Transaction
    ) throws -> [CalendarDate: Int] {
        let rows = try tx.rows(
            """
            SELECT first.submitted_at / \(quarter) AS quarter, count(*) AS counted
            FROM application JOIN submission AS first ON \(isFirst)
            WHERE \(condition) GROUP BY 1
            """)
        return try rows.reduce(into: [:]) { days, row in
            let moment = Instant(milliseconds: try row["quarter"] as Int64 * quarter)
            days[moment.day(in: zone), default: 0] += try row["counted"] as Int
        }
    }

    private static let quarter: Int64 = 900_000

    /// Of `first`, a version of an application. The sum keeps engines from the unique index of the number:
    /// the index `submission_first` has the moment in it as well, so that no answers are read.
    fileprivate static let isFirst: SQL =
        "first.application_id = application.id AND (first.number + 0) = 1"

    /// How many were first submitted on each day, and nothing else of them.
    static func days(
        of season: Season, _ tx: Transaction, scope: Scope = .everything
    ) throws -> [CalendarDate: Int] {
        try days(scope.condition(season.id), in: season.rules.timeZone, tx)
    }

    private static func people(_ condition: SQL, _ tx: Transaction) throws -> PeopleByCountry {
        let rows = try tx.rows(
            """
            SELECT application.country, count(DISTINCT party_member.person_id) AS people
            FROM application JOIN party_member ON party_member.party_id = application.party_id
            WHERE \(condition) GROUP BY application.country
            """)
        let counts: [(String, Int)] = try rows.map { (try $0["country"], try $0["people"]) }
        return PeopleByCountry(counts: Dictionary(uniqueKeysWithValues: counts))
    }
}

/// How many persons of each country take part; the few of a country do not stand out.
struct PeopleByCountry: Sendable, Equatable {
    /// Countries with enough persons.
    let shown: [String: Int]
    /// The persons of all other countries together, and how many countries these are.
    let others: Int
    let otherCountries: Int

    /// Gathers the countries with few persons. So that a total gives none of them away, they are never one
    /// country alone nor few persons together: then the next smallest joins them.
    init(counts: [String: Int]) {
        let fewest = StatisticsBounds.fewestPeople
        let ranked = counts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        var gathered = ranked.filter { $0.value < fewest }.count
        while gathered > 0, gathered < ranked.count {
            let people = ranked.prefix(gathered).reduce(0) { $0 + $1.value }
            if gathered > 1, people >= fewest { break }
            gathered += 1
        }
        shown = Dictionary(uniqueKeysWithValues: ranked.dropFirst(gathered).map { ($0.key, $0.value) })
        others = ranked.prefix(gathered).reduce(0) { $0 + $1.value }
        otherCountries = gathered
    }

    fileprivate init(shown: [String: Int], others: Int, otherCountries: Int) {
        self.shown = shown
        self.others = others
        self.otherCountries = otherCountries
    }

    var total: Int { shown.values.reduce(others, +) }
}

extension SeasonStatistics {
    /// As a publication keeps it.
    var json: JSON {
        .object([
            "applications": .integer(Int64(applications)), "states": Self.json(states),
            "countries": Self.json(countries), "nominations": Self.json(nominations),
            "languages": Self.json(languages),
            "days": Self.json(Dictionary(uniqueKeysWithValues: days.map { ($0.key.description, $0.value) })),
            "people": .object([
                "shown": Self.json(people.shown), "others": .integer(Int64(people.others)),
                "other_countries": .integer(Int64(people.otherCountries)),
            ]),
        ])
    }

    /// Nothing where it is not what `json` writes.
    init?(json: JSON) {
        guard let applications = json["applications"]?.int, let states = Self.counts(json["states"]),
            let countries = Self.counts(json["countries"]),
            let nominations = Self.counts(json["nominations"]),
            let languages = Self.counts(json["languages"]), let days = Self.counts(json["days"]),
            let people = PeopleByCountry(json: json["people"])
        else { return nil }
        self.applications = applications
        self.states = states
        self.countries = countries
        self.nominations = nominations
        self.languages = languages
        self.people = people
        for (day, count) in days {
            guard let date = CalendarDate(day) else { return nil }
            self.days[date] = count
        }
    }

    fileprivate static func counts(_ json: JSON?) -> [String: Int]? {
        guard let fields = json?.fields else { return nil }
        let counts = fields.compactMapValues(\.int)
        return counts.count == fields.count ? counts : nil
    }

    private static func json(_ counts: [String: Int]) -> JSON {
        .object(counts.mapValues { .integer(Int64($0)) })
    }
}

extension PeopleByCountry {
    fileprivate init?(json: JSON?) {
        guard let shown = SeasonStatistics.counts(json?["shown"]), let others = json?["others"]?.int,
            let otherCountries = json?["other_countries"]?.int
        else { return nil }
        self.init(shown: shown, others: others, otherCountries: otherCountries)
    }
}
