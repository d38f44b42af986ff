internal import Platform

/// Translations of an idea: one a language, by people or pasted from a machine, which is said.
enum IdeaTranslations {
    enum Origin: String, Sendable, Bindable, CaseIterable {
        case human, machine
    }

    struct Entry: Sendable, Equatable {
        let language: String
        let origin: Origin
        let text: IdeaText
        /// The version that the page showed; 0 where there was none.
        let base: Int

        init(_ form: Form) {
            language = form["language"]
            // Of what is not said it is claimed the less.
            origin = Origin(rawValue: form["origin"]) ?? .machine
            text = IdeaText(form)
            base = Int(form["version"]) ?? 0
        }

        fileprivate func check(for idea: Idea) throws {
            var faults = text.faults
            if !Languages.contains(language) { faults.append(.init("language", "ideas.language.wrong")) }
            if language == idea.language {
                faults.append(.init("language", "ideas.translation.own-language"))
            }
            guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
        }
    }

    struct Stored: Sendable {
        let origin: Origin
        let text: IdeaText
        let version: Int

        init(_ row: Row) throws {
            origin = try row["origin"]
            text = try IdeaText(row)
            version = try row["version"]
        }
    }

    enum Outcome: Sendable {
        case saved(version: Int)
        /// Somebody else has saved meanwhile.
        case conflict(Stored)
    }

    static func find(_ idea: Idea, _ language: String, _ tx: Transaction) throws -> Stored? {
        let row = try tx.row(
            "SELECT * FROM idea_translation WHERE idea_id = \(idea.id) AND language = \(language)")
        return try row.map(Stored.init)
    }

    static func save(
        _ entry: Entry, of publicID: String, by seated: Seated, _ act: RoomAct, _ tx: Transaction
    ) throws -> Outcome {
        let idea = try Idea.find(publicID, in: seated.session.id, tx)
        try idea.requireShown()
        try entry.check(for: idea)
        let stored = try find(idea, entry.language, tx)
        if let stored, stored.version != entry.base { return .conflict(stored) }
        let (text, version) = (entry.text, (stored?.version ?? 0) + 1)
        try tx.run(
            """
            INSERT INTO idea_translation (idea_id, language, origin, title, change, beneficiary, reason, version,
                saved_at, saved_by)
            VALUES (\(idea.id), \(entry.language), \(entry.origin), \(text.title), \(text.change),
                \(text.beneficiary), \(text.reason), \(version), \(act.at), \(seated.seat.id))
            ON CONFLICT (idea_id, language) DO UPDATE SET origin = excluded.origin, title = excluded.title,
                change = excluded.change, beneficiary = excluded.beneficiary, reason = excluded.reason,
                version = excluded.version, saved_at = excluded.saved_at, saved_by = excluded.saved_by
            """)
        try tx.audit(
            "idea translated", on: "idea", idea.id.rawValue, by: act.inside(seated.session),
            ["language": .string(entry.language), "origin": .string(entry.origin.rawValue)])
        return .saved(version: version)
    }

    /// The languages into which an idea has been translated.
    static func languages(of publicID: String, in session: ID<DesignSession>, _ tx: Transaction) throws
        -> [String]
    {
        let rows = try tx.rows(
            """
            SELECT idea_translation.language FROM idea_translation
            JOIN idea ON idea.id = idea_translation.idea_id
            WHERE idea.public_id = \(publicID) AND idea.session_id = \(session) ORDER BY idea_translation.language
            """)
        return try rows.map { try $0["language"] }
    }
}
