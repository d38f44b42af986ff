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
        let resolved = document.resolved(loadedAt: act.at)
        let before = try await database.write { tx in
            let before = try Season.find(key: document.season, rules, tx)?.rules
            try SeasonRulesVerbs.apply(change, by: act, tx)
            return before
        }
        pages.clear()
        return before.map { SeasonDiff(from: $0, to: resolved) }
    }

    /// The rules that hold in a season.
    public func rules(ofSeason key: String) async throws -> SeasonDocument? {
        let rules = rules
        return try await database.read { try Season.find(key: key, rules, $0)?.rules }
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
