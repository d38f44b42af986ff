internal import Calibration
internal import Platform
internal import Tally

/// The scores of a round under the numbers by which they are calibrated. Applications without a result are
/// left out.
struct NumberedScores: Sendable {
    let applications: [ID<Application>]
    let jurors: [ID<Juror>]
    /// The keys of the nominations, and the number of each application's.
    let nominationKeys: [String]
    let nominations: [Int]
    let scores: [Score]

    init(_ counted: [RoundCount.Counted], _ reviews: [RoundCount.CountedReview]) {
        let entries = counted.filter { $0.result != nil }.map(\.entry)
            .sorted { $0.id.rawValue < $1.id.rawValue }
        let keys = Set(entries.map(\.nominationKey)).sorted()
        let jurors = Set(reviews.map(\.juror)).sorted { $0.rawValue < $1.rawValue }
        let applicationNumbers = Dictionary(uniqueKeysWithValues: zip(entries.map(\.id), entries.indices))
        let jurorNumbers = Dictionary(uniqueKeysWithValues: zip(jurors, jurors.indices))
        applications = entries.map(\.id)
        self.jurors = jurors
        nominationKeys = keys
        nominations = entries.map { entry in keys.firstIndex(of: entry.nominationKey) ?? 0 }
        scores = reviews.compactMap { review in
            guard let application = applicationNumbers[review.application],
                let juror = jurorNumbers[review.juror]
            else { return nil }
            return Score(application: application, juror: juror, value: review.score.doubleValue)
        }
    }
}

extension SeasonRanking {
    /// What a part of the jury needs to be calibrated.
    var minimum: Minimum {
        Minimum(
            jurors: minimumJurors, applications: minimumApplications, spareScores: minimumSpareScores)
    }
}

/// A round ranked: the ranking of record, what calibration says beside it, and how far jurors agree.
struct RoundRanking: Sendable {
    struct Ranked: Sendable {
        let application: ID<Application>
        let part: Int
        let recordScore: Double
        let place: RecordOrder.Place
        let calibrated: Estimate?
        /// Within the nomination and the part, by calibrated score.
        let calibratedRank: Int?
        let chanceOfBest: Double?
        let isTooClose: Bool
    }

    struct RankedJuror: Sendable {
        let juror: ID<Juror>
        let part: Int
        let leniency: Estimate
        let spread: Estimate
    }

    /// In the order of record, nomination by nomination.
    let applications: [Ranked]
    let jurors: [RankedJuror]
    /// The largest first.
    let parts: [JuryPart]
    let variances: Variances?
    let agreement: Agreement

    init(_ count: RoundCount, _ context: RankingContext) {
        let numbered = NumberedScores(count.applications, count.reviews)
        let ranking = context.ranking
        let calibration = Calibration(
            of: numbered.scores, applicationCount: numbered.applications.count,
            jurorCount: numbered.jurors.count, nominations: numbered.nominations,
            best: .ofNominations(numbered.nominationKeys.map { Int(ranking.places[$0] ?? 0) }),
            minimum: ranking.minimum, seed: UInt64(ranking.seed))
        let numbering = PartNumbers(calibration.components.map(\.applications.count))
        agreement = Agreement(
            of: numbered.scores, applicationCount: numbered.applications.count,
            jurorCount: numbered.jurors.count)
        variances = calibration.variances
        parts = numbering.order.map { JuryPart(calibration.components[$0]) }
        applications = Self.applications(count, context, numbered, calibration, numbering)
        jurors = zip(numbered.jurors, calibration.jurors).compactMap { juror, result in
            guard let leniency = result.leniency, let spread = result.spread,
                let component = result.component
            else { return nil }
            return RankedJuror(
                juror: juror, part: numbering[component], leniency: leniency, spread: spread)
        }
    }

    private static func applications(
        _ count: RoundCount, _ context: RankingContext, _ numbered: NumberedScores,
        _ calibration: Calibration, _ numbering: PartNumbers
    ) -> [Ranked] {
        let results = Dictionary(
            uniqueKeysWithValues: zip(numbered.applications, calibration.applications))
        let values = results.compactMapValues(\.calibrated?.value)
        let parts = results.compactMapValues { $0.component.map { numbering[$0] } }
        let raw = RecordOrder(
            count.applications, context, kind: .raw, calibrated: values, parts: parts)
        let calibrated = RecordOrder(
            count.applications, context, kind: .calibrated, calibrated: values, parts: parts)
        let record = context.ranking.ofRecord == .raw ? raw : calibrated
        let means = Dictionary(
            uniqueKeysWithValues: count.applications.map { ($0.entry.id, $0.result?.mean.doubleValue) })
        let margin = Double(context.ranking.tooClose) / 100
        return record.order.compactMap { id in
            guard let place = record.places[id], let mean = means[id] ?? nil else { return nil }
            let result = results[id]
            let estimate = result?.calibrated
            let score = context.ranking.ofRecord == .raw ? mean : estimate?.value ?? mean
            // Places are given in one part of the jury; in another there is nothing to be among the best of.
            let isApart = calibrated.places[id]?.standing == .apart
            let chance = isApart ? nil : result?.chanceOfBest
            return Ranked(
                application: id, part: parts[id] ?? 0, recordScore: min(100, max(0, score)), place: place,
                calibrated: estimate,
                calibratedRank: estimate == nil ? nil : calibrated.places[id]?.rank,
                chanceOfBest: chance,
                isTooClose: chance.map { $0 > margin && $0 < 1 - margin } ?? false)
        }
    }
}

/// The parts of a jury numbered anew, the largest first.
struct PartNumbers: Sendable {
    /// The old number of each.
    let order: [Int]
    private let numbers: [Int]

    init(_ sizes: [Int]) {
        let order: [Int] = sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
        self.order = order
        numbers = order.indices.sorted { order[$0] < order[$1] }
    }

    subscript(old: Int) -> Int { numbers[old] }
}
