internal import Platform

/// The idea behind a change of the rules.
struct RuleOrigin: Sendable, Equatable {
    let path: RulePath
    /// What the idea is called, empty where it is hidden, and where its answer is read.
    let title: String
    let link: String

    var shownTitle: String { title.isEmpty ? "…" : title }
}

/// A change that was promised in answer to an idea, and whether the rules at hand make it.
struct PromisedRuleChange: Sendable, Equatable {
    let origin: RuleOrigin
    let state: RuleChangeState

    var isKept: Bool { state == .fulfilled }
}

/// What the answers to ideas have to say about the rules of a season. The features that know are built upon
/// this one, so they are handed in where routes are declared.
struct RuleTracking: Sendable {
    /// The ideas that led to what stands in a season's rules or in its draft.
    var origins: @Sendable (ID<Season>, Transaction) throws -> [RuleOrigin] = { _, _ in [] }
    /// The changes that were promised for a season, and whether rules make them.
    var promises: @Sendable (ID<Season>, JSON, Transaction) throws -> [PromisedRuleChange] = { _, _, _ in [] }

    /// The promised changes that rules would break if they were applied.
    var blockedBy: @Sendable (ID<Season>, JSON, Transaction) throws -> [PromisedRuleChange] {
        let promises = promises
        return { season, rules, tx in try promises(season, rules, tx).filter { !$0.isKept } }
    }
}

extension [RuleOrigin] {
    /// Those of a change: the ideas about the place itself, about something in it, or about what it stands
    /// in.
    func behind(_ change: SeasonChange) -> [RuleOrigin] {
        guard let path = RulePath(text: change.path) else { return [] }
        return filter { $0.path.touches(path) }
    }
}
