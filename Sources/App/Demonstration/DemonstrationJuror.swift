/// A juror, with the habits that make two honest jurors disagree.
struct DemonstrationJuror: Hashable, Sendable, Codable {
    let number: Int
    let person: DemonstrationPerson
    /// The languages in which they can read an application; the first is their own.
    let languages: [String]
    /// Keys of the regions of the world that they know.
    let regions: [String]
    let themes: [String]
    /// By language; English and Russian are always there.
    let organisation: [String: String]
    let biography: [String: String]
    /// Points that they add to everybody, or take away.
    let leniency: Double
    /// How far they spread their scores around the middle: 1 for most, less for the careful.
    let spread: Double
    /// The deviation of what cannot be explained.
    let noise: Double
    /// How many applications they are willing to read.
    let capacity: Int

    func reads(_ language: String) -> Bool {
        languages.contains(language)
    }
}

/// What one juror gives to one application.
struct DemonstrationReview: Hashable, Sendable, Codable {
    /// Whole points from 0 to 10, in the order of `DemonstrationCriterion.allCases`.
    let scores: [Int]
    let comment: String
    let commentLanguage: String
    /// How long it took.
    let minutes: Int
}
