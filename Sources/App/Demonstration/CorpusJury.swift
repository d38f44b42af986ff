/// A juror without a name, which comes from the seed.
struct JurorProfile: Decodable, Sendable {
    let country: String
    let culture: String
    let woman: Bool
    /// The languages in which they can read an application; the first is their own.
    let languages: [String]
    /// The regions of the world that they know.
    let regions: [String]
    let themes: [String]
    /// The seasons in which they sit.
    let seasons: [DemonstrationSeason.Key]
    let organisation: [String: String]
    let biography: [String: String]
}

/// What jurors write, by language.
struct ReviewPhrases: Decodable, Sendable {
    let comments: [String: Comments]
    /// How a juror explains a conflict of interest.
    let conflicts: [String: [String]]

    struct Comments: Decodable, Sendable {
        /// By the level of the juror's own mean: excellent, strong, fair, weak.
        let openings: [String: [String]]
        /// By criterion.
        let strengths: [String: [String]]
        let suggestions: [String: [String]]
    }
}

/// What staff and the directorate write.
struct DecisionPhrases: Decodable, Sendable {
    let screening: Screening
    /// By outcome (laureate, finalist, admitted, rejected), then by language.
    let feedback: [String: [String: String]]
    /// Why the directorate honours a project, by its title, in the directorate's working language.
    let projects: [String: String]
    /// Why it honours a project of which it says nothing there: reasons by theme, each in several languages.
    let laureates: [String: [[String: String]]]

    struct Screening: Decodable, Sendable {
        /// By reason, then by language.
        let notes: [String: [String: [String]]]
        /// Asking for a missing thing, by language.
        let requests: [String: [String]]
    }
}
