import Platform

/// What must hold of prizes, and of how they are decided.
extension SeasonRules {
    func checkPrizes() {
        for prize in document.prizes {
            let path = "prizes/\(prize.key)"
            for nomination in prize.nominations {
                let place = path + "/nominations/" + nomination
                checkReference(nomination, among: document.nominations.map(\.key), at: place)
            }
            checkRange(prize.places, 1...1_000, at: path + "/places")
            checkRange(prize.reserve, 0...100, at: path + "/reserve")
            checkEligibility(prize.eligibility, at: path + "/eligibility")
            for region in prize.regions {
                checkReference(region, among: document.regions.map(\.key), at: path + "/regions/" + region)
            }
            for answer in prize.answers { checkAnswer(answer, of: prize, at: path) }
            checkPool(prize, at: path)
            checkPassingScores(prize, at: path)
            if let needed = prize.method.stage, !document.stages.contains(where: { $0.kind == needed }),
                reading.isSound("stages"), reading.isSound(path)
            {
                find("season.check.no-stage", at: path + "/method", ["kind": .text(needed.rawValue)])
            }
        }
    }

    /// Who may win must be able to enter, and whether a limit of age holds for them must be plain.
    private func checkPool(_ prize: SeasonPrize, at path: String) {
        guard reading.isSound(path + "/nominations"), reading.isSound("nominations") else { return }
        let pool = document.nominations.filter { prize.nominations.contains($0.key) }
        let entering = Set(pool.flatMap(\.openTo))
        for kind in prize.openTo where !entering.contains(kind) {
            find(
                "season.check.prize-not-entered", at: path + "/open-to/" + kind.rawValue,
                ["kind": .text(kind.rawValue)])
        }
        let winning = prize.openTo.isEmpty ? entering : Set(prize.openTo)
        let hasAges = prize.eligibility.minimumAge != nil || prize.eligibility.maximumAge != nil
        if hasAges, winning != [.person] { find("season.check.prize-ages", at: path + "/open-to") }
    }

    private func checkPassingScores(_ prize: SeasonPrize, at path: String) {
        for region in prize.regionalPassingScores.keys.sorted() {
            let place = path + "/regional-passing-scores/" + region
            checkReference(region, among: document.regions.map(\.key), at: place)
        }
        guard reading.isSound("rubric"), document.rubric.minimum < document.rubric.maximum else { return }
        let scale = Double(document.rubric.minimum)...Double(document.rubric.maximum)
        var scores = prize.regionalPassingScores
        scores = scores.reduce(into: [:]) { $0["regional-passing-scores/" + $1.key] = $1.value }
        scores["passing-score"] = prize.passingScore
        for (name, score) in scores.sorted(by: { $0.key < $1.key }) where !scale.contains(score) {
            find("season.check.not-on-scale", at: path + "/" + name)
        }
    }

    /// The question must be asked, with these choices, in every form of the pool: nobody may be left out for
    /// an answer that they could not give.
    private func checkAnswer(_ answer: PrizeAnswer, of prize: SeasonPrize, at path: String) {
        let place = path + "/answers/" + answer.field
        guard reading.isSound(place), reading.isSound("forms"), reading.isSound("nominations") else { return }
        let pool = document.nominations.filter { prize.nominations.contains($0.key) }
        for form in document.forms where pool.contains(where: { $0.form == form.key }) {
            let fields = form.sections.flatMap(\.fields).filter { !$0.settings.choices.isEmpty }
            checkReference(answer.field, among: fields.map(\.key), at: place + "/field")
            guard let field = fields.first(where: { $0.key == answer.field }) else { continue }
            for choice in answer.choices {
                let choices = field.settings.choices.map(\.key)
                checkReference(choice, among: choices, at: place + "/choices/" + choice)
            }
        }
    }

    func checkOutcomes() {
        let outcomes = document.outcomes
        if let days = outcomes.confirmationDays { checkRange(days, 1...90, at: "outcomes/confirmation-days") }
        checkRange(outcomes.prizesPerApplication, 1...20, at: "outcomes/prizes-per-application")
        checkRange(outcomes.feedbackReviews, 1...20, at: "outcomes/feedback-reviews")
    }
}

extension PrizeMethod {
    /// The stage without which it cannot be decided.
    fileprivate var stage: StageKind? {
        switch self {
        case .juryRanking: .jury
        case .directorate: .directorate
        case .vote: .vote
        }
    }
}
