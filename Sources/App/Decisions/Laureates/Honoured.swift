internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// Somebody whom a publication made visible, as everybody reads it.
struct Honoured: Sendable, Equatable {
    let name: String
    let country: String
    /// The key of the nomination.
    let nomination: String
    let title: String
    /// In the language in which it was submitted.
    let summary: String
    let language: String
    /// The key of the prize.
    let prize: String?
    let place: Int
    let reason: String

    /// The key of the question whose answer is published, as its help says to those who fill it in.
    static let summaryField = "summary"

    struct Published: Sendable {
        let at: Instant
        let reasons: String
        /// One for each prize that somebody won.
        let people: [Honoured]
        /// What was put right since, the newest first.
        let corrections: [Correction]
    }

    struct Correction: Sendable, Equatable {
        let at: Instant
        let note: String
    }

    /// Nothing before publication.
    static func published(_ gate: Gate, of season: ID<Season>, _ tx: Transaction) throws -> Published? {
        let decisions = try tx.rows(
            """
            SELECT publication.published_at, decision.reasons, decision.note, correction.corrected_at
            FROM publication JOIN decision ON decision.season_id = publication.season_id
                AND decision.gate = publication.gate
            LEFT JOIN correction ON correction.decision_id = decision.id
            WHERE publication.season_id = \(season) AND publication.gate = \(gate)
                AND (decision.publication_id = publication.id OR correction.publication_id = publication.id)
            ORDER BY decision.id DESC
            """)
        guard let latest = decisions.first else { return nil }
        let rows = try tx.rows(
            """
            SELECT party.name, application.country, application.title, application.language,
                   nomination.key AS nomination, prize.key AS prize, honour.place, honour.reason,
                   submission.answers, submission.applicant
            FROM honour JOIN application ON application.id = honour.application_id
            JOIN party ON party.id = application.party_id
            JOIN nomination ON nomination.id = application.nomination_id
            LEFT JOIN prize ON prize.id = honour.prize_id
            LEFT JOIN submission ON submission.id = application.submission_id
            WHERE honour.season_id = \(season) AND honour.gate = \(gate) AND honour.ended_by IS NULL
            ORDER BY honour.place, application.id LIMIT \(Decision.mostItems)
            """)
        return Published(
            at: try latest["published_at"], reasons: try latest["reasons"],
            people: try rows.map(Honoured.init),
            corrections: try decisions.compactMap { row in
                let moment: Instant? = try row["corrected_at"]
                return try moment.map { Correction(at: $0, note: try row["note"]) }
            })
    }

    private init(_ row: Row) throws {
        name = try PublishedLaureate.name(row)
        country = try row["country"]
        nomination = try row["nomination"]
        title = try row["title"]
        language = try row["language"]
        prize = try row["prize"]
        place = try row["place"]
        reason = try row["reason"]
        let answers: String? = try row["answers"]
        summary = try answers.flatMap { try JSON(parsing: $0)[Self.summaryField]?.text } ?? ""
    }
}

extension Season {
    /// Where everybody sees those whom a decision honours, once it is published.
    func page(of gate: Gate) -> String {
        switch gate {
        case .finalists: finalists
        case .laureates: laureates
        }
    }
}

/// The pages of finalists and laureates. Before publication there is no such page, for anybody.
struct HonouredRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/finalists", finalists, kind: .publicPage)
        routes.page("/seasons/:season/laureates", laureates, kind: .publicPage)
    }

    @Sendable func finalists(_ visitor: SeasonVisitor) async throws -> Response {
        try await page(.finalists, visitor)
    }

    @Sendable func laureates(_ visitor: SeasonVisitor) async throws -> Response {
        try await page(.laureates, visitor)
    }

    private func page(_ gate: Gate, _ visitor: SeasonVisitor) async throws -> Response {
        let season = visitor.season
        let published = try await laurel.database.read { try Honoured.published(gate, of: season.id, $0) }
        guard let published else { throw Problem.notFound }
        let content = HonouredPages.Content(season: season, gate: gate, published: published)
        return visitor.visit.answerPublic(HonouredPages.page(content, visitor.reader))
    }
}

enum HonouredPages {
    struct Content: Sendable {
        let season: Season
        let gate: Gate
        let published: Honoured.Published
    }

    static func page(_ content: Content, _ reader: Reader) -> Page {
        let (season, published) = (content.season, content.published)
        let people = published.people
        let projects = Set(people.map { "\($0.name)\n\($0.title)" })
        let values: [String: MessageValue] = [
            "season": .text(reader.pick(season.rules.title)), "count": .number(projects.count),
            "countries": .number(Set(people.map(\.country)).count),
        ]
        let lead =
            content.gate == .finalists
            ? reader("laureates.finalists.lead", values) : reader("laureates.lead", values)
        let groups = groups(content, reader)
        let reasons: HTML? =
            published.reasons.isEmpty
            ? nil
            : """
            <section class="stack"><h2>\(reader("laureates.reasons"))</h2>
            <div class="stack measure">\(Paragraphs.markup(published.reasons))</div></section>
            """
        return Page(
            title: content.gate == .finalists ? reader("laureates.finalists") : reader("laureates.title"),
            lead: lead,
            trail: [season.link(reader)],
            body: """
                <div class="stack-wide">\(corrections(published.corrections, reader))\(groups)\(reasons)
                <p class="soft">\(reader("laureates.published")) \(Moments.moment(published.at, reader))\
                </p></div>
                """,
            description: lead)
    }

    private static func corrections(_ corrections: [Honoured.Correction], _ reader: Reader) -> HTML? {
        guard !corrections.isEmpty else { return nil }
        let notes = corrections.map { correction -> HTML in
            """
            <div class="stack"><p class="soft">\(Moments.moment(correction.at, reader))</p>\
            \(Paragraphs.markup(correction.note))</div>
            """
        }
        return Notices.information(reader("laureates.corrected"), "\(notes)")
    }

    /// By prize where there are several, so that special ones stand for themselves; else by nomination.
    private static func groups(_ content: Content, _ reader: Reader) -> [HTML] {
        let (rules, people) = (content.season.rules, content.published.people)
        let won = rules.prizes.filter { prize in people.contains { $0.prize == prize.key } }
        guard won.count > 1 else {
            return rules.nominations.compactMap { nomination in
                let own = people.filter { $0.nomination == nomination.key }
                return group(reader.pick(nomination.title), nil, own, content, reader)
            }
        }
        return won.compactMap { prize in
            let own = people.filter { $0.prize == prize.key }
            let about: HTML? = prize.description.map { "<p>\(reader.pick($0))</p>" }
            return group(reader.pick(prize.title), about, own, content, reader)
        }
    }

    private static func group(
        _ title: String, _ about: HTML?, _ people: [Honoured], _ content: Content, _ reader: Reader
    ) -> HTML? {
        guard !people.isEmpty else { return nil }
        let sorted = reader.sorted(people, by: \.name).sorted { $0.place < $1.place }
        return """
            <section><h2>\(title)</h2>\(about)
            <ul class="laureates">\(sorted.map { person($0, content, reader) })</ul></section>
            """
    }

    private static func person(_ person: Honoured, _ content: Content, _ reader: Reader) -> HTML {
        let prize = content.season.rules.prizes.first { $0.key == person.prize }
        let language = Language(person.language)
        let summary = summary(person.summary, in: language, reader)
        let reason: HTML? =
            person.reason.isEmpty
            ? nil
            : """
            <p><strong>\(reader("laureates.reason"))</strong></p>
            <p class="letter reason" dir="auto">\(person.reason)</p>
            """
        return """
            <li><h3><bdi>\(person.name)</bdi></h3><p class="soft">\(reader.country(person.country))</p>
            \(prize.map { award($0, reader) })<p dir="auto"><strong>\(person.title)</strong>\
            </p>\(summary)\(reason)</li>
            """
    }

    /// The first paragraph stands for the project; whoever wants the rest unfolds it.
    private static func summary(_ text: String, in language: Language?, _ reader: Reader) -> HTML? {
        let paragraphs = text.split(whereSeparator: \.isNewline)
        guard let first = paragraphs.first else { return nil }
        let code = language?.code ?? ""
        let others = paragraphs.dropFirst().map {
            "<p lang=\"\(code)\" dir=\"auto\">\(String($0))</p>" as HTML
        }
        let rest: HTML? =
            others.isEmpty
            ? nil
            : """
            <details class="more">\
            <summary>\(Icon.onward) \(reader("laureates.more"))</summary>\(others)</details>
            """
        return "<p lang=\"\(code)\" dir=\"auto\">\(String(first))</p>\(rest)"
    }

    private static func award(_ prize: SeasonPrize, _ reader: Reader) -> HTML {
        let money: HTML? = prize.money.map { money -> HTML in
            " · <bdi dir=\"ltr\">\(reader.money(minor: money.minor, currency: money.currency.code))</bdi>"
        }
        return "<p>\(reader.pick(prize.title))\(money)</p>"
    }
}
