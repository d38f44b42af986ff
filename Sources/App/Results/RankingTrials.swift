internal import Calibration
internal import Platform
internal import Tally

/// The ranking of a round as it would be if things had been a little otherwise: without any one juror, with
/// each weight a tenth more or less, and by the ranking that is not the one of record.
struct RankingTrials: Sendable {
    /// One thing that might have been otherwise.
    enum Trial: Sendable {
        case without(ID<Juror>)
        case weight(of: Int, tenths: Int)
    }

    let trials: [Trial]
    let jurors: Int
    private let material: RoundMaterial
    private let count: RoundCount
    private let reviewsOf: [ID<Application>: [RoundCount.CountedReview]]

    private var context: RankingContext { material.context }
    private var kind: RankingKind { context.ranking.ofRecord }

    init(_ material: RoundMaterial) {
        self.material = material
        count = material.count()
        let all = count.jurors.map(\.juror)
        jurors = all.count
        reviewsOf = Dictionary(grouping: count.reviews, by: \.application)
        let shifts = material.rubric.criteria.indices.flatMap { place -> [Trial] in
            [.weight(of: place, tenths: 9), .weight(of: place, tenths: 11)]
        }
        trials = all.map(Trial.without) + shifts
    }

    /// The ranking of record as it is.
    func record() -> RecordOrder {
        ranked(count.applications, count.reviews, kind).order
    }

    /// The one that is not of record; nothing where there are no calibrated scores to make two of them.
    func other() -> RecordOrder? {
        let other = ranked(count.applications, count.reviews, kind == .raw ? .calibrated : .raw)
        let isTwo = other.isCalibrated || ranked(count.applications, count.reviews, kind).isCalibrated
        return isTwo ? other.order : nil
    }

    /// Nothing where the weights of a trial make no rubric.
    func order(_ trial: Trial) -> RecordOrder? {
        switch trial {
        case .without(let juror): dropping(juror)
        case .weight(let place, let tenths): shifting(weightAt: place, toTenths: tenths)
        }
    }

    /// An application that nobody else reviewed has no score left, and so no place.
    private func dropping(_ juror: ID<Juror>) -> RecordOrder {
        let touched = Set(count.reviews.filter { $0.juror == juror }.map(\.application))
        let counted = count.applications.map { own -> RoundCount.Counted in
            guard own.result != nil, touched.contains(own.entry.id) else { return own }
            let others = (reviewsOf[own.entry.id] ?? []).filter { $0.juror != juror }
            return RoundCount.Counted(own.entry, region: own.region, others, least: 1)
        }
        let reviews = kind == .raw ? [] : count.reviews.filter { $0.juror != juror }
        return ranked(counted, reviews, kind).order
    }

    private func shifting(weightAt place: Int, toTenths tenths: Int) -> RecordOrder? {
        let (criteria, scale) = (material.rubric.criteria, material.rubric.scale)
        let shifted = criteria.enumerated().map { index, criterion in
            Rubric.Criterion(weight: criterion.rule.weight * (index == place ? tenths : 10), scale: scale)
        }
        guard let scoring = try? Rubric(shifted) else { return nil }
        let count = RoundCount(
            rules: material.rules, scoring: scoring, entries: material.entries, reviews: material.reviews)
        return ranked(count.applications, count.reviews, kind).order
    }

    private func ranked(
        _ counted: [RoundCount.Counted], _ reviews: [RoundCount.CountedReview], _ kind: RankingKind
    ) -> (order: RecordOrder, isCalibrated: Bool) {
        var values: [ID<Application>: Double] = [:]
        var parts: [ID<Application>: Int] = [:]
        if kind == .calibrated {
            let numbered = NumberedScores(counted, reviews)
            let calibrated = CalibratedScores(
                of: numbered.scores, applicationCount: numbered.applications.count,
                jurorCount: numbered.jurors.count, nominations: numbered.nominations,
                minimum: context.ranking.minimum)
            for (index, application) in numbered.applications.enumerated() {
                values[application] = calibrated.values[index]
                parts[application] = calibrated.components[index]
            }
        }
        let order = RecordOrder(counted, context, kind: kind, calibrated: values, parts: parts)
        return (order, !values.isEmpty)
    }
}
