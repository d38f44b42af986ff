import Platform

/// One application as somebody would have written it, with what the demonstration knows beyond the text.
struct DemonstrationApplication: Hashable, Sendable, Codable {
    enum Nomination: String, Hashable, Sendable, Codable {
        case person, organisation
    }

    enum Reach: String, Hashable, Sendable, Codable, CaseIterable {
        case local, national, international
    }

    /// Why it is rejected, by the keys of the season documents.
    enum Flaw: String, Hashable, Sendable, Codable, CaseIterable {
        case noResults = "no-results"
        case incomplete
        case wrongNomination = "wrong-nomination"
        case notEligible = "not-eligible"
        case duplicate
    }

    /// Where screening stands when the demonstration is loaded.
    enum Screening: Hashable, Sendable, Codable {
        case notSubmitted, waiting, correctionsRequested, admitted
        case rejected(Flaw)
    }

    struct BudgetRow: Hashable, Sendable, Codable {
        let item: String
        /// equipment, travel, training or services.
        let category: String
        let amountMinor: Int64
        let currency: String
    }

    /// What has been written so far; a section is nil where the applicant left it empty.
    struct Sections: Hashable, Sendable, Codable {
        var problem: String?
        var solution: String?
        var results: String?
        var partners: String?
        var future: String?
        /// A person's way into this work; organisations do not tell it.
        var experience: String?
    }

    var number: Int
    let party: DemonstrationParty
    let nomination: Nomination
    let country: String
    let city: String
    let language: String
    let title: String
    let summary: String
    let sections: Sections
    let theme: String
    let audience: String
    let reach: Reach
    let peopleHelped: Int
    let volunteers: Int
    let startedOn: CalendarDate
    /// At most 10,000 US dollars together.
    let budget: [BudgetRow]
    let link: String
    /// Times as shares of the intake: 0 when it opens, 1 at its deadline.
    let begunAt: Double
    /// Nil for a draft.
    let submittedAt: Double?
    let screening: Screening
    /// The number of the application of which this is a copy, for a duplicate.
    var duplicateOf: Int?
    let quality: DemonstrationQuality
}

/// How good a project truly is, which the scores of several jurors only approach.
struct DemonstrationQuality: Hashable, Sendable, Codable {
    /// From 0 to 10, in the order of `DemonstrationCriterion.allCases`.
    let byCriterion: [Double]
}

/// The criteria of the award's rubric, by the keys of the season documents.
enum DemonstrationCriterion: String, Hashable, Sendable, Codable, CaseIterable {
    case significance, results, reach, sustainability, novelty, involvement, transfer
}
