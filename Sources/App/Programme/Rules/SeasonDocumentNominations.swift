import Platform

/// A part of the programme with nominations of its own, such as the international track.
struct SeasonTrack: Equatable, Sendable {
    var key = ""
    var title = LocalizedText([:])
    var description: LocalizedText?
}

extension SeasonTrack: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.text("title", &title)
        part.text("description", &description)
    }
}

/// What one enters.
struct SeasonNomination: Equatable, Sendable {
    var key = ""
    var track = ""
    var title = LocalizedText([:])
    var description = LocalizedText([:])
    var openTo: [PartyKind] = []
    var form = ""
    var eligibility = EligibilityRule()
}

extension SeasonNomination: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.value("track", &track)
        part.text("title", &title)
        part.text("description", &description)
        part.values("open-to", &openTo, atLeast: 1)
        part.value("form", &form)
        part.record("eligibility", &eligibility, default: EligibilityRule())
    }
}

/// What one wins: places, and money perhaps, for the best of a pool of nominations.
struct SeasonPrize: Equatable, Sendable {
    var key = ""
    var title = LocalizedText([:])
    var description: LocalizedText?
    var nominations: [String] = []
    /// To whom of these; to all where nothing is said.
    var openTo: [PartyKind] = []
    var method = PrizeMethod.directorate
    var places = 1
    var money: Money?
    /// The least mark on the rubric's scale with which one may be a finalist.
    var passingScore: Double?
    /// Regions where another one holds.
    var regionalPassingScores: [String: Double] = [:]
    /// Who of the pool may win; a prize for the young crosses nominations.
    var eligibility = EligibilityRule()
}

/// Who picks the winners of a prize.
enum PrizeMethod: String, CaseIterable, DocumentScalar {
    case juryRanking = "jury-ranking"
    case directorate
    case vote
}

extension SeasonPrize: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.text("title", &title)
        part.text("description", &description)
        part.values("nominations", &nominations, atLeast: 1)
        part.values("open-to", &openTo)
        part.value("method", &method)
        part.value("places", &places)
        part.value("money", &money)
        part.value("passing-score", &passingScore)
        part.numbers("regional-passing-scores", &regionalPassingScores)
        part.record("eligibility", &eligibility, default: EligibilityRule())
    }
}

/// How many applications one applicant may hold; no limit where nothing is said.
struct ApplicationLimits: Equatable, Sendable {
    var perApplicant: Int?
    var perNomination: Int?
}

extension ApplicationLimits: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.value("applications-per-applicant", &perApplicant)
        part.value("applications-per-nomination", &perNomination)
    }
}
