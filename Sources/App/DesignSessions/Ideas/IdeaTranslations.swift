internal import Platform

/// Translations of an idea: one a language, by people or pasted from a machine, which is said. Every wording
/// is kept; moderators take one away with a reason.
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
        let savedBy: ID<SessionSeat>

        init(_ row: Row) throws {
            savedBy = try row["saved_by"]
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
        if !isTimeless(seated.here) { try seated.requireOpen() }
        try idea.requireShown()
        try entry.check(for: idea)
        let stored = try find(idea, entry.language, tx)
        let mayReplace = try mayReplace(stored, of: idea, seated.here, tx)
        try Guard.translatedIt.require(
            mayReplace, orElse: Problem(.forbidden, "ideas.translation.not-yours"))
        if let stored, stored.version != entry.base { return .conflict(stored) }
        try requirePace(of: seated.seat.id, at: act.at, tx)
        let version = try write(entry, of: idea, by: seated.seat.id, at: act.at, tx)
        try tx.audit(
            "idea translated", on: "idea", idea.id.rawValue, by: act.inside(seated.session),
            ["language": .string(entry.language), "origin": .string(entry.origin.rawValue)])
        return .saved(version: version)
    }

    /// Whether somebody may still mend wordings when the session is over.
    static func isTimeless(_ here: SessionVisit) -> Bool {
        here.isModerator || here.seat?.part == .scribe
    }

    /// A translation is replaced by whoever wrote it, the idea's author, scribes and moderators alone.
    static func mayReplace(
        _ stored: Stored?, of idea: Idea, _ here: SessionVisit, _ tx: Transaction
    ) throws -> Bool {
        guard let stored, !isTimeless(here) else { return true }
        guard let seat = here.seat else { return false }
        return try stored.savedBy == seat.id || idea.isOwn(of: seat, tx)
    }

    private static func requirePace(of seat: ID<SessionSeat>, at now: Instant, _ tx: Transaction) throws {
        let row = try tx.row(
            """
            SELECT count(*) AS in_hour,
                coalesce(sum(CASE WHEN saved_at > \(now - .seconds(60)) THEN 1 ELSE 0 END), 0) AS in_minute
            FROM idea_translation_version WHERE saved_by = \(seat) AND saved_at > \(now - .seconds(3600))
            """)
        guard let row else { return }
        if try row["in_minute"] >= IdeaBounds.translationsAMinute {
            throw Problem(.tooMany, "problem.too-many", ["minutes": 1])
        }
        if try row["in_hour"] >= IdeaBounds.translationsAnHour {
            throw Problem(.tooMany, "problem.too-many", ["minutes": 60])
        }
    }

    /// Gives the number of the version.
    private static func write(
        _ entry: Entry, of idea: Idea, by seat: ID<SessionSeat>, at now: Instant, _ tx: Transaction
    ) throws -> Int {
        let last: Int? = try tx.row(
            """
            SELECT max(version) FROM idea_translation_version
            WHERE idea_id = \(idea.id) AND language = \(entry.language)
            """)?.only()
        let (text, version) = (entry.text, (last ?? 0) + 1)
        try tx.run(
            """
            INSERT INTO idea_translation_version (idea_id, language, version, origin, title, change, beneficiary,
                reason, saved_at, saved_by)
            VALUES (\(idea.id), \(entry.language), \(version), \(entry.origin), \(text.title), \(text.change),
                \(text.beneficiary), \(text.reason), \(now), \(seat))
            """)
        try tx.run(
            """
            INSERT INTO idea_translation (idea_id, language, origin, title, change, beneficiary, reason, version,
                saved_at, saved_by)
            VALUES (\(idea.id), \(entry.language), \(entry.origin), \(text.title), \(text.change),
                \(text.beneficiary), \(text.reason), \(version), \(now), \(seat))
            ON CONFLICT (idea_id, language) DO UPDATE SET origin = excluded.origin, title = excluded.title,
                change = excluded.change, beneficiary = excluded.beneficiary, reason = excluded.reason,
                version = excluded.version, saved_at = excluded.saved_at, saved_by = excluded.saved_by
            """)
        return version
    }

    /// Takes a translation away, with a reason that everybody may read; its wordings are kept.
    static func remove(
        _ language: String, of publicID: String, note: Note, by moderating: Moderating, _ act: RoomAct,
        _ tx: Transaction
    ) throws {
        let idea = try Idea.find(publicID, in: moderating.session.id, tx)
        let reason = try note.required()
        let removed = try tx.run(
            "DELETE FROM idea_translation WHERE idea_id = \(idea.id) AND language = \(language)")
        guard removed > 0 else {
            throw Problem(
                .invalid, "problem.check", fields: [.init("language", "ideas.translation.removal.none")])
        }
        try tx.run(
            """
            INSERT INTO translation_removal (idea_id, language, reason, removed_at, removed_by)
            VALUES (\(idea.id), \(language), \(reason), \(act.at), \(moderating.person.id))
            """)
        try tx.audit(
            "translation removed", on: "idea", idea.id.rawValue, by: act.official,
            ["language": .string(language), "reason": .string(reason)])
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

extension Guard {
    static let translatedIt = Guard(name: "translated it")
}
