internal import Platform

/// Writing drafts.
enum SeasonDrafts {
    static let longestReason = 2_000

    /// Begins a draft: of the season itself from what holds, or of a next season from a copy of it.
    static func start(_ key: String, from season: Season, by act: Act, _ tx: Transaction) throws {
        let isOwn = key == season.key
        let document = isOwn ? season.rules : try NextSeason.copy(of: season.rules, key: key)
        let subject = isOwn ? season.id : try nextSeason(key, at: act.at, tx)
        if isOwn { try endForeign(subject, act, tx) }
        let text = document.json.canonical
        let begun = try tx.attempt {
            try tx.run(
                """
                INSERT INTO season_draft (season_id, based_on_id, document, version, started_at, saved_by, saved_at)
                VALUES (\(subject), \(season.rulesVersion), \(text), 1, \(act.at), \(act.person), \(act.at))
                """)
        }
        if case .failure(let error) = begun {
            guard error.isUnique else { throw error }
            throw Problem(.conflict, "drafts.started-already", ["season": .text(key)])
        }
        try audit("season draft started", subject, act, tx)
    }

    private static func nextSeason(_ key: String, at moment: Instant, _ tx: Transaction) throws -> ID<Season>
    {
        guard DocumentPart.isKey(key) else { throw Self.wrong("season", "drafts.key.wrong") }
        let id = try SeasonRulesVerbs.findOrCreate(key: key, at: moment, tx)
        let hasRules =
            try tx.row(
                "SELECT id FROM season WHERE id = \(id) AND rules_version_id IS NOT NULL") != nil
        guard !hasRules else { throw Self.wrong("season", "drafts.season-exists") }
        return id
    }

    /// A draft from the time when the season was still the next one gives way to its own.
    private static func endForeign(_ season: ID<Season>, _ act: Act, _ tx: Transaction) throws {
        try tx.run(
            """
            UPDATE season_draft SET discarded_at = \(act.at)
            WHERE season_id = \(season) AND discarded_at IS NULL AND applied_version_id IS NULL
                AND based_on_id NOT IN (SELECT id FROM rules_version WHERE season_id = \(season))
            """)
    }

    /// Saves a change of the draft over the version that it began with, or over any where none is named.
    /// Mistakes do not hinder: they are found again on every page.
    static func edit(
        _ key: String, from season: Season, over version: Int?, by act: Act, _ tx: Transaction,
        _ change: (inout RuleDocument) throws -> Void
    ) throws {
        let draft = try SeasonDraft.open(key, from: season.id, tx)
        try requireVersion(version, of: draft)
        var rules = draft.rules
        try change(&rules)
        let saved = DraftCheck(rules, ofSeason: key).rules
        guard saved != draft.rules else { return }
        let text = saved.json.canonical
        guard text.utf8.count <= SeasonDocumentYAML.largestDocument else {
            let kilobytes: MessageValue = .number(SeasonDocumentYAML.largestDocument / 1024)
            throw Problem(.tooLarge, "problem.too-large", ["kilobytes": kilobytes])
        }
        try tx.run(
            """
            UPDATE season_draft SET document = \(text), version = version + 1, saved_by = \(act.person),
                saved_at = \(act.at)
            WHERE id = \(draft.id)
            """)
        let parts = changedParts(draft.rules.json, saved.json)
        try audit("season draft saved", draft.season, act, tx, ["parts": .array(parts.map { .string($0) })])
    }

    static func requireVersion(_ version: Int?, of draft: SeasonDraft) throws {
        guard let version, version != draft.version else { return }
        throw Problem(.conflict, "drafts.saved-meanwhile", ["name": .text(draft.savedBy)])
    }

    private static func changedParts(_ old: JSON, _ new: JSON) -> [String] {
        let names = Set((old.fields ?? [:]).keys).union((new.fields ?? [:]).keys)
        return names.filter { old[$0] != new[$0] }.sorted()
    }

    /// Puts a draft aside; `restore` takes it up again.
    static func discard(
        _ key: String, from season: Season, over version: Int, by act: Act, _ tx: Transaction
    ) throws {
        let draft = try SeasonDraft.open(key, from: season.id, tx)
        try requireVersion(version, of: draft)
        try tx.run("UPDATE season_draft SET discarded_at = \(act.at) WHERE id = \(draft.id)")
        try audit("season draft discarded", draft.season, act, tx)
    }

    static func restore(_ key: String, from season: Season, by act: Act, _ tx: Transaction) throws {
        let draft = try SeasonDraft.all(from: season.id, tx).first { $0.key == key }
        guard let draft, draft.isDiscarded else { throw Problem(.conflict, "drafts.not-discarded") }
        try tx.run("UPDATE season_draft SET discarded_at = NULL WHERE id = \(draft.id)")
        try audit("season draft taken up again", draft.season, act, tx)
    }

    private static func audit(
        _ what: StaticString, _ season: ID<Season>, _ act: Act, _ tx: Transaction,
        _ content: [String: JSON] = [:]
    ) throws {
        try tx.audit(what, on: "season", season.rawValue, by: act, content)
    }

    static func wrong(_ field: String, _ message: String) -> Problem {
        Problem(.invalid, "problem.check", fields: [.init(field, message)])
    }
}

/// Bringing a draft into force.
extension SeasonDrafts {
    /// What somebody saw and confirmed.
    struct Confirmation: Sendable {
        /// Of the draft.
        let version: Int
        /// The rules that the draft was compared with.
        let compared: ID<RulesVersion>
        let reason: String
        var isPublic: Bool?
    }

    /// Makes the draft the rules that hold. `blockedBy` says which promised changes it would break: with any,
    /// it is refused, because an answer that somebody was given would no longer be true.
    static func apply(
        _ key: String, from season: Season, _ confirmation: Confirmation, by act: Act, _ tx: Transaction,
        blockedBy: (ID<Season>, JSON, Transaction) throws -> [PromisedRuleChange]
    ) throws {
        let draft = try SeasonDraft.open(key, from: season.id, tx)
        try requireVersion(confirmation.version, of: draft)
        guard (draft.inForce ?? draft.basis) == confirmation.compared else {
            throw Problem(.conflict, "drafts.rules-changed-meanwhile")
        }
        try check(confirmation.reason)
        guard let document = draft.check.document else { throw Problem(.invalid, "drafts.not-ready") }
        let lost = try blockedBy(draft.season, document.json, tx)
        guard lost.isEmpty else { throw refusal(lost) }
        let change = SeasonRulesVerbs.Change(
            document: document, reason: confirmation.reason, isPublic: confirmation.isPublic)
        try SeasonRulesVerbs.apply(change, by: act, tx)
        try tx.run(
            """
            UPDATE season_draft SET applied_version_id =
                (SELECT rules_version_id FROM season WHERE id = \(draft.season))
            WHERE id = \(draft.id)
            """)
        guard draft.inForce == nil, let person = act.person else { return }
        // Whoever sets up a season works on it.
        try Role.grant(.staff, to: ID(rawValue: person), season: draft.season, by: act, tx)
    }

    private static func check(_ reason: String) throws {
        if reason.isEmpty { throw wrong("reason", "drafts.reason.missing") }
        guard reason.count <= longestReason else {
            let fault = Problem.Field("reason", "problem.too-long", ["most": .number(longestReason)])
            throw Problem(.invalid, "problem.check", fields: [fault])
        }
    }

    static func refusal(_ lost: [PromisedRuleChange]) -> Problem {
        let fields = lost.map { change -> Problem.Field in
            let arguments: [String: MessageValue] = [
                "idea": .text(change.origin.shownTitle), "path": .text(change.origin.path.description),
            ]
            return .init(PromisedChanges.anchor(change), "drafts.lost.idea", arguments)
        }
        return Problem(.conflict, "drafts.lost", ["count": .number(lost.count)], fields: fields)
    }
}
