internal import Platform

/// The idea behind a change of the rules.
struct RuleOrigin: Sendable, Equatable {
    let path: RulePath
    /// What the idea is called, and where it is read.
    let title: String
    let link: String
}

/// A change that was promised in answer to an idea and that the rules at hand do not make.
struct LostRuleChange: Sendable, Equatable {
    let origin: RuleOrigin
    let state: RuleChangeState
}

/// What the answers to ideas have to say about the rules of a season. The features that know are built upon
/// this one, so they are handed in where routes are declared.
struct RuleTracking: Sendable {
    /// The ideas that led to what stands in a season's rules or in its draft.
    var origins: @Sendable (ID<Season>, Transaction) throws -> [RuleOrigin] = { _, _ in [] }
    /// The promised changes that rules would break if they were applied.
    var blockedBy: @Sendable (ID<Season>, JSON, Transaction) throws -> [LostRuleChange] = { _, _, _ in [] }
}

extension [RuleOrigin] {
    /// Those of a change: the ideas about the place itself, about something in it, or about what it stands
    /// in.
    func behind(_ change: SeasonChange) -> [RuleOrigin] {
        guard let path = RulePath(text: change.path) else { return [] }
        return filter { $0.path.touches(path) }
    }
}
