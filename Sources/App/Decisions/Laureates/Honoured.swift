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
        let people: [Honoured]
    }

    /// Nothing before publication.
    static func published(_ gate: Gate, of season: ID<Season>, _ tx: Transaction) throws -> Published? {
        let publication = try tx.row(
            """
            SELECT publication.published_at, decision.id, decision.reasons FROM publication
            JOIN decision ON decision.publication_id = publication.id
            WHERE publication.season_id = \(season) AND publication.gate = \(gate)
            """)
        guard let publication else { return nil }
        let decision: ID<Decision> = try publication["id"]
        let rows = try tx.rows(
            """
            SELECT party.name, application.country, application.title, application.language,
                   nomination.key AS nomination, prize.key AS prize, decision_item.place, decision_item.reason,
                   submission.answers, submission.applicant
            FROM decision_item JOIN application ON application.id = decision_item.application_id
            JOIN party ON party.id = application.party_id
            JOIN nomination ON nomination.id = application.nomination_id
            LEFT JOIN prize ON prize.id = decision_item.prize_id
            LEFT JOIN submission ON submission.id = application.submission_id
            WHERE decision_item.decision_id = \(decision)
            ORDER BY decision_item.place, application.id LIMIT \(Decision.mostItems)
            """)
        return Published(
            at: try publication["published_at"], reasons: try publication["reasons"],
            people: try rows.map(Honoured.init))
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
        let values: [String: MessageValue] = [
            "season": .text(reader.pick(season.rules.title)), "count": .number(people.count),
            "countries": .number(Set(people.map(\.country)).count),
        ]
        let lead =
            content.gate == .finalists
            ? reader("laureates.finalists.lead", values) : reader("laureates.lead", values)
        let groups = season.rules.nominations.compactMap { group($0, content, reader) }
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
                <div class="stack-wide">\(groups)\(reasons)
                <p class="soft">\(reader("laureates.published")) \(Moments.moment(published.at, reader))\
                </p></div>
                """,
            description: lead)
    }

    private static func group(_ nomination: SeasonNomination, _ content: Content, _ reader: Reader) -> HTML? {
        let people = content.published.people.filter { $0.nomination == nomination.key }
        guard !people.isEmpty else { return nil }
        let sorted = reader.sorted(people, by: \.name).sorted { $0.place < $1.place }
        return """
            <section><h2>\(reader.pick(nomination.title))</h2>
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
