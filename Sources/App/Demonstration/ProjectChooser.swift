/// What is proposed where, and in which language.
struct ChosenProject: Sendable {
    let country: String
    let language: String
    let archetype: ProjectArchetype
    let city: CorpusCity
}

/// Spreads the projects over a season, so that its readers meet few of them twice.
struct ProjectChooser {
    let corpus: Corpus
    var random: SeededRandom
    private var uses: [String: Int] = [:]

    /// Languages with fewer projects than this repeat none of them more than twice.
    private static let smallStock = 10

    init(corpus: Corpus, random: SeededRandom) {
        self.corpus = corpus
        self.random = random
    }

    /// A project that somebody of this kind could run there.
    ///
    /// Where the stock of their language is used up, people write in Russian or English.
    mutating func project(
        country: String, presentedBy party: ProjectArchetype.PartyKind
    ) -> ChosenProject {
        guard let languages = corpus.countries[country]?.languages,
            let wanted = languages.pick(using: &random)
        else { preconditionFailure("no languages of \(country)") }
        let hasRussian: Bool = languages.entries.contains { $0.key == "ru" }
        for language in [wanted] + (hasRussian ? ["ru", "en"] : ["en"]) {
            let stock: [ChosenProject] = candidates(country: country, language: language, party: party)
            guard let project = leastUsed(of: stock, language: language) else { continue }
            uses[project.archetype.key + "/" + language, default: 0] += 1
            uses[project.archetype.key + "/" + language + "/" + project.city.englishName, default: 0] += 1
            return project
        }
        preconditionFailure("nothing can be proposed in \(country)")
    }

    /// Every project of the language with every city that suits it.
    private func candidates(
        country: String, language: String, party: ProjectArchetype.PartyKind
    ) -> [ChosenProject] {
        guard let place = corpus.countries[country] else { return [] }
        let suitable: [ProjectArchetype] = (corpus.projects[language] ?? []).filter { archetype in
            (archetype.party == .any || archetype.party == party)
                && archetype.suits(country: country, region: place.region)
        }
        let cities: [CorpusCity] = place.cities.filter { $0.name(in: language) != nil }
        return suitable.flatMap { archetype in
            cities.filter(archetype.suits).map {
                ChosenProject(country: country, language: language, archetype: archetype, city: $0)
            }
        }
    }

    private mutating func leastUsed(of stock: [ChosenProject], language: String) -> ChosenProject? {
        func count(_ project: ChosenProject) -> Int { uses[project.archetype.key + "/" + language] ?? 0 }
        func countHere(_ project: ChosenProject) -> Int {
            uses[project.archetype.key + "/" + language + "/" + project.city.englishName] ?? 0
        }
        guard let fewest = stock.map(count).min() else { return nil }
        let isSmall: Bool = (corpus.projects[language] ?? []).count < Self.smallStock
        if isSmall, fewest >= 2 { return nil }
        let rare: [ChosenProject] = stock.filter { count($0) == fewest }
        let key: String = random.element(of: rare).archetype.key
        let places: [ChosenProject] = rare.filter { $0.archetype.key == key }
        guard let fewestHere = places.map(countHere).min() else { return nil }
        return random.element(of: places.filter { countHere($0) == fewestHere })
    }
}
