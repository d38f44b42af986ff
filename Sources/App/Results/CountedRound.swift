internal import Platform
internal import Tally

/// A round as its reviews stand now: counted and ranked by the method that it keeps. Nothing of it is stored.
struct CountedRound: Sendable {
    let count: RoundCount
    let ranking: RoundRanking
    let context: RankingContext

    init(_ round: Round, _ cache: RulesCache, _ tx: Transaction) throws {
        self.init(try RoundMaterial(round, cache, tx))
    }

    init(_ material: RoundMaterial) {
        var count = material.count()
        context = material.context
        ranking = RoundRanking(count, context)
        count.pass(Set(ranking.applications.filter(\.place.passes).map(\.application)))
        self.count = count
    }
}

/// What a round is counted from.
struct RoundMaterial: Sendable {
    let rules: SeasonDocument
    let rubric: RoundRubric
    let entries: [RoundEntry]
    let reviews: [ReviewMarks]
    let context: RankingContext

    init(_ round: Round, _ cache: RulesCache, _ tx: Transaction) throws {
        rules = try cache.rules(round.rulesVersion, tx)
        rubric = try RoundRubric.of(round, cache, tx)
        entries = try RoundEntry.all(of: round, tx)
        reviews = try ReviewMarks.ofRound(round, rubric, tx)
        context = RankingContext(
            try RoundMethod.of(round, cache, tx).ranking, rules: rules, criteria: rubric.criteria)
    }

    func count() -> RoundCount {
        RoundCount(rules: rules, scoring: rubric.scoring, entries: entries, reviews: reviews)
    }
}
