internal import Platform

/// Who may win a prize.
extension SeasonPrize {
    /// Whether an application entered one of the prize's nominations, and is one of those whom the prize is
    /// for.
    func isOpen(to candidate: RankedApplication, in season: Season) -> Bool {
        hasInPool(candidate) && fits(candidate, in: season)
    }

    func hasInPool(_ candidate: RankedApplication) -> Bool {
        nominations.contains(candidate.nomination)
    }

    /// By the day of submission, on which ages are fixed.
    func fits(_ candidate: RankedApplication, in season: Season) -> Bool {
        guard let submitted = candidate.submittedAt else { return false }
        let party = candidate.applicant.eligibility
        let rules = EligibilityRules(
            openTo: openTo.isEmpty ? [party.kind] : openTo, rules: [eligibility], limits: ApplicationLimits())
        let day = submitted.day(in: season.rules.timeZone)
        guard Eligibility.explain(rules, party, EligibilityFacts(), on: day).isEmpty else { return false }
        let region = season.rules.region(of: candidate.country)?.key
        guard regions.isEmpty || region.map(regions.contains) == true else { return false }
        return answers.allSatisfy { answer in
            let chosen = (try? candidate.choices(of: answer.field)) ?? []
            return chosen.contains(where: answer.choices.contains)
        }
    }
}
