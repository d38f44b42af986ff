import Foundation
import Platform
import Testing

@testable import App

/// The hand-written material: complete, consistent, and quick to load.
struct CorpusTests {
    let corpus: Corpus

    init() throws {
        corpus = try DemonstrationCorpus.corpus.get()
    }

    @Test func itLoadsWithinASecond() throws {
        let clock = ContinuousClock()
        let took: Duration = try clock.measure { _ = try Corpus(directory: DemonstrationCorpus.directory) }
        #expect(took < .seconds(1))
    }

    @Test func itIsLargeEnoughNotToRepeatItself() {
        let projects: Int = corpus.projects.values.reduce(0) { $0 + $1.count }
        #expect(projects >= 200)
        #expect((corpus.projects["en"] ?? []).count >= 60)
        for language in ["ru", "ar", "es", "fr", "zh", "hi"] {
            #expect((corpus.projects[language] ?? []).count >= 7, "\(language)")
        }
    }

    /// Every text fills every placeholder that it names, so that no brace can reach a page.
    @Test func everyPlaceholderHasAValue() {
        for (language, projects) in corpus.projects {
            for project in projects {
                var values: [String: String] = ["city": "x", "year": "x"]
                for number in project.numbers { values[number.name] = "x" }
                #expect(values["people"] != nil, "\(language) \(project.key) helps nobody")
                let texts = [
                    project.summary, project.problem, project.solution, project.results, project.future,
                ]
                var random = SeededRandom(seed: 1)
                for text in texts {
                    let filled: String = text.filled(with: values, using: &random)
                    #expect(
                        !filled.contains { "{}[]|".contains($0) }, "\(language) \(project.key): \(filled)")
                }
            }
        }
    }

    /// Below a hundred the Arabic noun has another form for 3 to 10 and for 11 to 99.
    @Test func arabicRangesStayWithinOneFormOfTheNoun() {
        for project in corpus.projects["ar"] ?? [] {
            for number in project.numbers {
                let forms: Set<Int> = Set([number.range.lowerBound, number.range.upperBound].map(arabicForm))
                #expect(forms.count == 1, "\(project.key) \(number.name) \(number.range)")
            }
        }
    }

    private func arabicForm(_ number: Int) -> Int {
        number <= 10 ? 0 : number < 100 ? 1 : 2
    }

    @Test func everyCountryCanApply() {
        for (code, country) in corpus.countries {
            for entry in country.cultures.entries {
                #expect(corpus.cultures[entry.key] != nil, "\(code) \(entry.key)")
            }
            for entry in country.languages.entries {
                #expect(corpus.languages[entry.key] != nil, "\(code) \(entry.key)")
                let hasCity: Bool = country.cities.contains { $0.name(in: entry.key) != nil }
                #expect(hasCity, "\(code) has no city in \(entry.key)")
            }
        }
    }

    @Test func plansAddUp() throws {
        let finished: SeasonPlan = try #require(corpus.seasons["finished"])
        #expect(finished.applications.entries.count == 59)
        for (key, plan) in corpus.seasons {
            let flawed: Int = plan.flaws.values.reduce(0, +)
            let fates: Int = plan.admitted + flawed + plan.waiting + plan.corrections + plan.drafts
            #expect(plan.applications.entries.reduce(0) { $0 + $1.weight } == fates, "\(key)")
        }
    }

    @Test func commentsCoverEveryCriterionAndLevel() {
        for (language, comments) in corpus.reviews.comments {
            for criterion in DemonstrationCriterion.allCases {
                #expect(comments.strengths[criterion.rawValue]?.isEmpty == false, "\(language)")
                #expect(comments.suggestions[criterion.rawValue]?.isEmpty == false, "\(language)")
            }
            for level in ["excellent", "strong", "fair", "weak"] {
                #expect(comments.openings[level]?.isEmpty == false, "\(language) \(level)")
            }
        }
    }

    @Test func aReasonForAProjectIsForOneOfTheCorpus() {
        let titles: Set<String> = Set(corpus.projects.values.joined().flatMap(\.titles))
        let reasons = corpus.decisions.projects
        #expect(!reasons.isEmpty && Set(reasons.values).count == reasons.count)
        #expect(titles.isSuperset(of: reasons.keys), "\(Set(reasons.keys).subtracting(titles))")
    }

    @Test func everyThemeHasAReasonAndEveryFlawANote() {
        let themes: Set<String> = Set(corpus.projects.values.joined().map(\.theme))
        for theme in themes {
            for reason in corpus.decisions.laureates[theme] ?? [[:]] {
                #expect(Set(reason.keys) == ["en", "ru", "ar"], "\(theme)")
            }
        }
        for flaw in DemonstrationApplication.Flaw.allCases {
            #expect(corpus.decisions.screening.notes[flaw.rawValue]?["en"]?.isEmpty == false)
        }
    }
}
