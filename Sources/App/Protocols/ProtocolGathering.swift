internal import Platform

extension ProtocolFacts {
    /// Reads what a session came to: a fixed number of statements, however many ideas there are.
    static func gather(_ session: DesignSession, _ tx: Transaction) throws -> ProtocolFacts {
        let discussion = try SessionDiscussion(session, tx)
        let room = try SessionAttendance(session.id, tx)
        return ProtocolFacts(
            title: session.title, purpose: session.purpose, place: session.place, timeZone: session.timeZone,
            startsAt: session.openedAt ?? session.startsAt, endsAt: session.closedAt ?? session.endsAt,
            languages: session.languages, seats: room.seats, guests: room.guests, people: room.people,
            countries: room.countries,
            steps: try AgendaStep.of(session.id, tx).filter { $0.openedAt != nil }.map { step in
                Step(
                    kind: step.kind.rawValue, title: step.title, openedAt: step.openedAt,
                    closedAt: step.closedAt)
            },
            groups: try groups(session.id, tx), ideas: discussion.ideas, themes: try themes(session.id, tx),
            hidden: try hidden(session.id, tx), withdrawn: try withdrawn(session.id, tx))
    }

    private static func groups(_ session: ID<DesignSession>, _ tx: Transaction) throws -> [Group] {
        let rows = try tx.rows(
            """
            SELECT session_group.public_id, session_group.name, group_report.text, group_report.language,
                (SELECT count(*) FROM seat WHERE seat.group_id = session_group.id) AS seats
            FROM session_group LEFT JOIN group_report ON group_report.group_id = session_group.id
            WHERE session_group.session_id = \(session) ORDER BY session_group.position
            """)
        return try rows.map { row in
            let text: String? = try row["text"]
            let report = try text.flatMap { text -> Text? in
                text.isEmpty ? nil : Text(language: try row["language"], text: text)
            }
            return Group(
                id: try row["public_id"], name: try LocalizedText(stored: row["name"]),
                seats: try row["seats"], report: report)
        }
    }

    /// Those that stand, with the ideas that everybody sees.
    private static func themes(_ session: ID<DesignSession>, _ tx: Transaction) throws -> [Theme] {
        let rows = try tx.rows(
            """
            SELECT theme.id, theme.public_id, theme.title, theme.language, theme.summary, idea.number
            FROM theme
            JOIN theme_idea ON theme_idea.theme_id = theme.id AND theme_idea.released_at IS NULL
            JOIN idea ON idea.id = theme_idea.idea_id
            WHERE theme.session_id = \(session) AND theme.dissolved_at IS NULL AND \(IdeaSight.visible)
            ORDER BY theme.id, idea.number
            """)
        let counts = try tx.rows(
            """
            SELECT theme_idea.theme_id, count(DISTINCT idea_support.seat_id) AS supporters
            FROM theme_idea JOIN idea ON idea.id = theme_idea.idea_id
            JOIN idea_support ON idea_support.idea_id = idea.id
            WHERE theme_idea.session_id = \(session) AND theme_idea.released_at IS NULL AND \(IdeaSight.visible)
            GROUP BY theme_idea.theme_id
            """)
        let supporters: [Int: Int] = try Dictionary(
            uniqueKeysWithValues: counts.map { (try $0["theme_id"], try $0["supporters"]) })
        var themes: [Theme] = []
        for row in rows {
            let (id, number): (String, Int) = (try row["public_id"], try row["number"])
            let former = themes.last?.id == id ? themes.removeLast().ideas : []
            themes.append(
                Theme(
                    id: id, title: try row["title"], language: try row["language"],
                    summary: try row["summary"], ideas: former + [number],
                    supporters: supporters[try row["id"]] ?? 0))
        }
        return themes
    }

    private static func hidden(_ session: ID<DesignSession>, _ tx: Transaction) throws -> [Hidden] {
        let rows = try tx.rows(
            """
            SELECT idea.number, idea_hiding.reason FROM idea_hiding JOIN idea ON idea.id = idea_hiding.idea_id
            WHERE idea.session_id = \(session) AND idea_hiding.lifted_at IS NULL ORDER BY idea.number
            """)
        return try rows.map { Hidden(number: try $0["number"], reason: try $0["reason"]) }
    }

    private static func withdrawn(_ session: ID<DesignSession>, _ tx: Transaction) throws -> [Int] {
        let rows = try tx.rows(
            """
            SELECT idea.number FROM idea_withdrawal JOIN idea ON idea.id = idea_withdrawal.idea_id
            WHERE idea.session_id = \(session) ORDER BY idea.number
            """)
        return try rows.map { try $0["number"] }
    }
}

/// Who was in the room, as far as everybody may know.
private struct SessionAttendance {
    var seats = 0
    var guests = 0
    var people: [ProtocolFacts.Person] = []
    var countries: [ProtocolFacts.Country] = []

    init(_ session: ID<DesignSession>, _ tx: Transaction) throws {
        // Whoever got up earlier was there too.
        let rows = try tx.rows(
            "SELECT name, country, person_id, is_named FROM seat WHERE session_id = \(session) ORDER BY id")
        var counts: [String: Int] = [:]
        var named: [ProtocolFacts.Person] = []
        for row in rows {
            let (name, country): (String, String) = (try row["name"], try row["country"])
            let person: ID<Person>? = try row["person_id"]
            seats += 1
            guests += person == nil ? 1 : 0
            if try row["is_named"], !name.isEmpty {
                named.append(ProtocolFacts.Person(name: name, country: country))
            }
            if !country.isEmpty { counts[country, default: 0] += 1 }
        }
        let large = counts.filter { $0.value >= IdeaBounds.fewestOfCountry }
        countries = large.map { ProtocolFacts.Country(code: $0.key, seats: $0.value) }
            .sorted { (-$0.seats, $0.code) < (-$1.seats, $1.code) }
        people = named.map { person in
            ProtocolFacts.Person(
                name: person.name, country: large[person.country] == nil ? "" : person.country)
        }
    }
}

/// The ideas of a session with what was said on them.
private struct SessionDiscussion {
    let ideas: [ProtocolFacts.Idea]

    init(_ session: DesignSession, _ tx: Transaction) throws {
        let comments = try Self.comments(session.id, tx)
        let translations = try Self.translations(session.id, tx)
        let authors = session.namesShown == .participants ? try Self.authors(session.id, tx) : [:]
        let rows = try tx.rows(
            """
            SELECT idea.id, idea.public_id, idea.number, session_group.public_id AS group_key, idea.origin,
                idea.language, idea.title, idea.change, idea.beneficiary, idea.reason,
                (SELECT count(*) FROM idea_support WHERE idea_support.idea_id = idea.id) AS supporters
            FROM idea JOIN session_group ON session_group.id = idea.group_id
            WHERE idea.session_id = \(session.id) AND \(IdeaSight.visible) ORDER BY idea.number
            """)
        ideas = try rows.map { row in
            let id: Int64 = try row["id"]
            return ProtocolFacts.Idea(
                id: try row["public_id"], number: try row["number"], group: try row["group_key"],
                origin: try row["origin"], author: authors[id],
                wordings: [try Self.wording(row, origin: "original")] + (translations[id] ?? []),
                supporters: try row["supporters"], comments: comments[id] ?? [])
        }
    }

    private static func wording(_ row: Row, origin: String) throws -> ProtocolFacts.Wording {
        ProtocolFacts.Wording(
            language: try row["language"], origin: origin, title: try row["title"], change: try row["change"],
            beneficiary: try row["beneficiary"], reason: try row["reason"])
    }

    private static func comments(
        _ session: ID<DesignSession>, _ tx: Transaction
    ) throws -> [Int64: [ProtocolFacts.Comment]] {
        let rows = try tx.rows(
            """
            SELECT idea_id, public_id, kind, language, text FROM idea_comment
            WHERE session_id = \(session) AND hidden_at IS NULL ORDER BY id
            """)
        return try rows.reduce(into: [:]) { found, row in
            let comment = ProtocolFacts.Comment(
                id: try row["public_id"], kind: try row["kind"], language: try row["language"],
                text: try row["text"])
            found[try row["idea_id"] as Int64, default: []].append(comment)
        }
    }

    private static func translations(
        _ session: ID<DesignSession>, _ tx: Transaction
    ) throws -> [Int64: [ProtocolFacts.Wording]] {
        let rows = try tx.rows(
            """
            SELECT idea_translation.* FROM idea_translation JOIN idea ON idea.id = idea_translation.idea_id
            WHERE idea.session_id = \(session) ORDER BY idea_translation.language
            """)
        return try rows.reduce(into: [:]) { found, row in
            let wording = try wording(row, origin: row["origin"])
            found[try row["idea_id"] as Int64, default: []].append(wording)
        }
    }

    private static func authors(
        _ session: ID<DesignSession>, _ tx: Transaction
    ) throws -> [Int64: String] {
        let rows = try tx.rows(
            """
            SELECT idea_author.idea_id, seat.name FROM idea_author JOIN seat ON seat.id = idea_author.seat_id
            JOIN idea ON idea.id = idea_author.idea_id
            WHERE idea_author.session_id = \(session) AND seat.is_named = 1 AND seat.name <> ''
                AND idea.origin = 'person'
            """)
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["idea_id"], try $0["name"]) })
    }
}
