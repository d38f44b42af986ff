import Platform

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
    /// Whether equals at the last place all win it.
    var hasJointPlaces = false
    /// How many stand by, in order, for a place that is declined.
    var reserve = 0
    var money: Money?
    /// The least mark on the rubric's scale with which one may be a finalist.
    var passingScore: Double?
    /// Regions where another one holds.
    var regionalPassingScores: [String: Double] = [:]
    /// Who of the pool may win; a prize for the young crosses nominations.
    var eligibility = EligibilityRule()
    /// Only from these regions; from everywhere where empty.
    var regions: [String] = []
    /// What must have been answered, each of them.
    var answers: [PrizeAnswer] = []
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
        part.value("joint-places", &hasJointPlaces, default: false)
        part.value("reserve", &reserve, default: 0)
        part.value("money", &money)
        part.value("passing-score", &passingScore)
        part.numbers("regional-passing-scores", &regionalPassingScores)
        part.record("eligibility", &eligibility, default: EligibilityRule())
        part.values("regions", &regions)
        part.records("answers", &answers)
    }
}

/// An answer to a question with choices that opens a prize.
struct PrizeAnswer: Equatable, Sendable {
    /// The key of the question.
    var field = ""
    /// The keys of choices, one of which was made.
    var choices: [String] = []
}

extension PrizeAnswer: DocumentRecord {
    static var identifier: String? { "field" }

    mutating func fields(_ part: inout DocumentPart) {
        part.value("field", &field)
        part.values("choices", &choices, atLeast: 1)
    }
}

/// How the directorate decides, and what those whom it concerns are told and when.
struct SeasonOutcomes: Equatable, Sendable {
    var adoption = AdoptionRule.member
    /// How long laureates have to confirm in confidence before they are published; nobody is asked where
    /// nothing is said.
    var confirmationDays: Int?
    /// Whether those on a reserve list are told so before the laureates are published.
    var tellsReserve = false
    /// How many prizes one application may win.
    var prizesPerApplication = 1
    /// With fewer reviews an applicant is told bands and nothing finer, which would point at a juror.
    var feedbackReviews = 1
    var comments = CommentRelease.all
}

/// Who makes a decision of a draft.
enum AdoptionRule: String, CaseIterable, DocumentScalar {
    /// A member who did not write on it.
    case member
    /// A meeting with quorum and votes, prize by prize.
    case meeting
}

/// Which comments of the jury reach applicants, where the season tells them any.
enum CommentRelease: String, CaseIterable, DocumentScalar {
    case all
    /// Those that staff or the directorate looked at and released.
    case lookedAt = "looked-at"
}

extension SeasonOutcomes: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.value("adoption", &adoption, default: .member)
        part.value("confirmation-days", &confirmationDays)
        part.value("tells-reserve", &tellsReserve, default: false)
        part.value("prizes-per-application", &prizesPerApplication, default: 1)
        part.value("feedback-reviews", &feedbackReviews, default: 1)
        part.value("comments", &comments, default: .all)
    }
}
