internal import Foundation
public import Platform

/// What the commands of the terminal do with seasons and people.
extension Laurel {
    /// The reader of a terminal.
    public static func terminalReader() throws -> Reader {
        Reader(language: .english, timeZone: .gmt, catalogue: try Locales.catalogue())
    }

    /// Applies a checked document, as `laurel season apply` does. Gives the changes against what held before.
    public func apply(_ document: SeasonDocument, reason: String, isPublic: Bool?) async throws -> SeasonDiff?
    {
        let (rules, act) = (rules, systemAct())
        let change = SeasonRulesVerbs.Change(document: document, reason: reason, isPublic: isPublic)
        let (resolved, blockedBy) = (document.resolved(loadedAt: act.at), ruleTracking.blockedBy)
        let before = try await database.write { tx in
            let season = try Season.find(key: document.season, rules, tx)
            // A season that exists only as a draft has its promises, too.
            let id: ID<Season>? = try tx.row("SELECT id FROM season WHERE key = \(document.season)")?.only()
            let lost = try id.map { try blockedBy($0, resolved.json, tx) } ?? []
            guard lost.isEmpty else { throw SeasonDrafts.refusal(lost) }
            try SeasonRulesVerbs.apply(change, by: act, tx)
            return season?.rules
        }
        pages.clear()
        return before.map { SeasonDiff(from: $0, to: resolved) }
    }

    /// The rules that hold in a season.
    public func rules(ofSeason key: String) async throws -> SeasonDocument? {
        let rules = rules
        return try await database.read { try Season.find(key: key, rules, $0)?.rules }
    }

    /// The rules that a name on the command line means: `third` holds in a season, `third@draft` is being
    /// written, `third@2` was applied second. Nothing where there are none.
    public func rules(named name: String) async throws -> SeasonDocument? {
        let parts = name.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return try await rules(ofSeason: name) }
        let (key, edition) = (parts[0], parts[1])
        let text: String? = try await database.read { tx in
            edition == "draft"
                ? try tx.row(
                    """
                    SELECT document FROM season_draft JOIN season ON season.id = season_draft.season_id
                    WHERE season.key = \(key) AND discarded_at IS NULL AND applied_version_id IS NULL
                    """)?.only()
                : try tx.row(
                    """
                    SELECT document FROM rules_version JOIN season ON season.id = rules_version.season_id
                    WHERE season.key = \(key) AND number = \(Int64(edition) ?? 0)
                    """)?.only()
        }
        guard let text else { return nil }
        let check = SeasonCheck(json: try JSON(parsing: text))
        guard let document = check.document else { throw UnfinishedDraft(mistakes: check.findings.count) }
        return document.resolved(loadedAt: clock())
    }

    /// A difference as lines of text, with the ideas that led to it where the database knows of any, and
    /// whether the later rules make each change that was promised for their season.
    public func description(of diff: SeasonDiff, to rules: SeasonDocument) async throws -> String {
        let (tracking, key, later) = (ruleTracking, rules.season, rules.json)
        let (origins, promises) = try await database.read { tx -> ([RuleOrigin], [PromisedRuleChange]) in
            let id: ID<Season>? = try tx.row("SELECT id FROM season WHERE key = \(key)")?.only()
            guard let id else { return ([], []) }
            return (try tracking.origins(id, tx), try tracking.promises(id, later, tx))
        }
        let changes = diff.description(origins: origins)
        let kept = promises.map(\.description)
        return ([changes].filter { !$0.isEmpty } + (kept.isEmpty ? [] : ["Promised:"] + kept))
            .joined(separator: "\n")
    }

    /// Gives somebody a role, with an account where there is none.
    public func grant(_ kind: String, to typed: String, season key: String?) async throws -> String? {
        guard let kind = Role.Kind(rawValue: kind) else {
            return
                "There is no role “\(kind)”; there are \(Role.Kind.names)."
        }
        guard let email = AccountEmail.normal(typed) else { return "“\(typed)” is not an e-mail address." }
        let (rules, act, publicID) = (rules, systemAct(), randomness.publicID())
        return try await database.write { tx in
            let season = try key.flatMap { try Season.find(key: $0, rules, tx)?.id }
            if let key, season == nil { return "There is no season “\(key)”." }
            let person = try Person.findOrCreate(
                email: email, language: .english, publicID: publicID, at: act.at, tx)
            try Role.grant(kind, to: person.id, season: season, by: act, tx)
            return nil
        }
    }

    /// A code for somebody whom mail does not reach; nothing where there is no such account.
    public func phoneCode(for typed: String) async throws -> String? {
        guard let email = AccountEmail.normal(typed) else { return nil }
        return try await phoneCode(email: email, by: systemAct())
    }

    /// Something done by the installation itself.
    func systemAct() -> Act {
        Act(by: nil, at: clock(), nonce: randomness.bytes(16))
    }
}

/// A draft that cannot be compared yet, because it does not read as rules.
public struct UnfinishedDraft: Error, CustomStringConvertible {
    let mistakes: Int

    public var description: String {
        "The draft has \(mistakes) mistakes to mend before it can be compared."
    }
}
