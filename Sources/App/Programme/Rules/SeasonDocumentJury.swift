import Platform

/// What is looked at before an application goes to the jury.
struct SeasonScreening: Equatable, Sendable {
    /// Below this share of required fields, in per cent, an application may be rejected unread.
    var requiredPercent = 100
    var reasons: [ScreeningReason] = []
}

/// A reason for which an application is not admitted. People do not get a rejection without one.
struct ScreeningReason: Equatable, Sendable {
    var key = ""
    /// For staff, in a list.
    var title = LocalizedText([:])
    /// For the applicant, in full.
    var text = LocalizedText([:])
}

extension SeasonScreening: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.value("required-percent", &requiredPercent)
        part.records("reasons", &reasons, atLeast: 1)
    }
}

extension ScreeningReason: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.text("title", &title)
        part.text("text", &text)
    }
}

/// By what and on which scale the jury scores.
struct SeasonRubric: Equatable, Sendable {
    /// The lowest and the highest mark; every whole number between them may be given.
    var minimum = 0
    var maximum = 0
    var criteria: [SeasonCriterion] = []
}

struct SeasonCriterion: Equatable, Sendable {
    var key = ""
    var title = LocalizedText([:])
    var description: LocalizedText?
    /// In per cent of the whole.
    var weight = 0
    var anchors: [ScoreAnchor] = []
}

/// What a mark means, so that jurors mean the same by it.
struct ScoreAnchor: Equatable, Sendable {
    var score = 0
    var text = LocalizedText([:])
}

extension SeasonRubric: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.value("minimum", &minimum)
        part.value("maximum", &maximum)
        part.records("criteria", &criteria, atLeast: 1)
    }
}

extension SeasonCriterion: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.text("title", &title)
        part.text("description", &description)
        part.value("weight", &weight)
        part.records("anchors", &anchors)
    }
}

extension ScoreAnchor: DocumentRecord {
    static var identifier: String? { "score" }

    mutating func fields(_ part: inout DocumentPart) {
        part.value("score", &score)
        part.text("text", &text)
    }
}

/// How the jury works.
struct SeasonJury: Equatable, Sendable {
    /// How many experts are asked about each application.
    var reviewsPerApplication = 3
    /// With fewer reviews than this there is no result.
    var minimumReviews = 1
    /// How many applications one expert is asked about at most.
    var maximumLoad = 1
    /// Whether experts see who applies.
    var isBlind = false
    var assignment = SeasonAssignment()
    var conflicts = SeasonConflicts()
    var scoring = SeasonScoring()
}

extension SeasonJury: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.value("reviews-per-application", &reviewsPerApplication)
        part.value("minimum-reviews", &minimumReviews)
        part.value("maximum-load", &maximumLoad)
        part.value("blind", &isBlind)
        part.record("assignment", &assignment, default: SeasonAssignment())
        part.record("conflicts", &conflicts, default: SeasonConflicts())
        part.record("scoring", &scoring, default: SeasonScoring())
    }
}

/// Something that applicants may be told of the jury's work, beside the outcome, which they always are.
enum SeasonFeedback: String, CaseIterable, DocumentScalar {
    case scores, comments
    /// How each criterion was met, in words.
    case bands
    /// How many experts looked at it.
    case reviews
}
