/// A kind of project, written by hand in one language, from which several applications can be made.
struct ProjectArchetype: Decodable, Sendable {
    /// Who may present it.
    enum PartyKind: String, Decodable, Sendable {
        case any, person, organisation
    }

    let key: String
    let theme: String
    let audience: String
    let party: PartyKind
    /// What the place must have one of; nil where it may be anywhere.
    let terrain: [String]?
    /// Where it makes sense: in one of these regions or countries; anywhere where neither is given.
    let regions: [String]?
    let countries: [String]?
    let titles: [String]
    let summary: PhraseTemplate
    let problem: PhraseTemplate
    let solution: PhraseTemplate
    let results: PhraseTemplate
    let future: PhraseTemplate
    let budget: [BudgetLine]

    struct BudgetLine: Decodable, Sendable {
        let item: String
        /// equipment, travel, training or services.
        let category: String
        /// The least and the most, in whole US dollars.
        let dollars: [Int]
    }

    /// All numbers of its texts, each of which is drawn once.
    var numbers: [DeclaredNumber] {
        [summary, problem, solution, results, future].flatMap(\.numbers)
    }

    func suits(country: String, region: String) -> Bool {
        if regions == nil, countries == nil { return true }
        return regions?.contains(region) == true || countries?.contains(country) == true
    }

    func suits(_ city: CorpusCity) -> Bool {
        guard let terrain else { return true }
        return terrain.contains { city.terrain.contains($0) }
    }
}

/// How one language writes, and its phrases that do not belong to a single project.
struct CorpusLanguage: Decodable, Sendable {
    /// ISO 15924.
    let script: String
    /// Between groups of three digits.
    let grouping: String
    /// The ten digits, where they are not 0 to 9.
    let digits: String?
    let agreement: NumberAgreement?
    let experience: [Experience]
    /// What stands under "results" where there are none yet.
    let intentions: [String]
    let partners: Partners
    let organisations: Organisations

    /// A person's way into this work, and how old such a person is.
    struct Experience: Decodable, Sendable {
        let text: PhraseTemplate
        let ages: [Int]?

        func suits(age: Int) -> Bool {
            guard let ages, ages.count == 2 else { return true }
            return (ages[0]...ages[1]).contains(age)
        }
    }

    struct Partners: Decodable, Sendable {
        let patterns: [PhraseTemplate]
        let separator: String
        /// Before the last of the list: " and ".
        let lastSeparator: String
        let always: [String]
        let themes: [String: [String]]
    }

    struct Organisations: Decodable, Sendable {
        let patterns: [String: [PhraseTemplate]]
        let names: [String]
    }
}

/// What a season of the demonstration looks like in numbers.
struct SeasonPlan: Decodable, Sendable {
    /// Applications by country, drafts and rejected ones included.
    let applications: Weights
    let admitted: Int
    /// Rejected in screening, by reason.
    let flaws: [String: Int]
    let waiting: Int
    /// Asked for a missing thing.
    let corrections: Int
    let drafts: Int
    /// The deadline before it was extended, as a share of the intake.
    let originalDeadline: Double?
    /// How much of the intake has passed when the demonstration is loaded.
    let elapsed: Double
    /// Projects began at least so many days before the demonstration is loaded.
    let latestStart: Int
}
