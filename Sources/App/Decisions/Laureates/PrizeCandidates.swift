internal import Platform

/// Who may win a prize.
extension SeasonPrize {
    /// Whether an application entered one of the prize's nominations, and its applicant is one of those whom
    /// the prize is for.
    func isOpen(to item: DecisionItem, in season: Season) -> Bool {
        hasInPool(item) && fits(item, in: season)
    }

    func hasInPool(_ item: DecisionItem) -> Bool {
        nominations.contains(item.nomination)
    }

    /// By the day of submission, on which ages are fixed.
    func fits(_ item: DecisionItem, in season: Season) -> Bool {
        guard let submitted = item.submittedAt else { return false }
        let party = item.applicant.eligibility
        let rules = EligibilityRules(
            openTo: openTo.isEmpty ? [party.kind] : openTo, rules: [eligibility], limits: ApplicationLimits())
        let day = submitted.day(in: season.rules.timeZone)
        return Eligibility.explain(rules, party, EligibilityFacts(), on: day).isEmpty
    }
}
