import Platform

/// One archetype with its place and numbers put in: everything of an application but the applicant.
struct ProjectText: Sendable {
    let summary: String
    let sections: DemonstrationApplication.Sections
    let peopleHelped: Int
    let volunteers: Int
    let reach: DemonstrationApplication.Reach
    let budget: [DemonstrationApplication.BudgetRow]
    let startedOn: CalendarDate
    /// Small to large, from 0 to 1: all numbers of a project grow together.
    let scale: Double
}

/// Writes project texts: draws the numbers once, fills the templates, adds up a budget.
struct ProjectWriter {
    let corpus: Corpus
    var random: SeededRandom
    /// How often each story of a person's way was told in this season, so that they take turns.
    private var toldBefore: [String: Int] = [:]

    init(corpus: Corpus, random: SeededRandom) {
        self.corpus = corpus
        self.random = random
    }

    /// What a laureate receives.
    static let prizeInDollars = 10_000

    mutating func text(of project: ChosenProject, startedOn: CalendarDate) -> ProjectText {
        guard let language = corpus.languages[project.language] else {
            preconditionFailure("no phrases in \(project.language)")
        }
        let archetype: ProjectArchetype = project.archetype
        // Small projects are the many.
        let drawn: Double = random.share()
        let scale: Double = drawn * drawn.squareRoot()
        let numbers: [String: Int] = numbers(of: archetype, scale: scale, language: language)
        var values: [String: String] = numbers.mapValues { language.written($0) }
        values["city"] = project.city.name(in: project.language)
        values["year"] = language.written(year: startedOn.year)
        func filled(_ template: PhraseTemplate) -> String { template.filled(with: values, using: &random) }
        let sections = DemonstrationApplication.Sections(
            problem: filled(archetype.problem), solution: filled(archetype.solution),
            results: filled(archetype.results), partners: partners(theme: archetype.theme, language),
            future: filled(archetype.future))
        return ProjectText(
            summary: filled(archetype.summary), sections: sections, peopleHelped: numbers["people"] ?? 0,
            volunteers: volunteers(numbers, scale: scale), reach: reach(scale: scale),
            budget: budget(archetype.budget, scale: scale), startedOn: startedOn, scale: scale)
    }

    /// A person's own way to this work.
    mutating func experience(
        of person: DemonstrationPerson, in project: ChosenProject, since day: CalendarDate
    )
        -> String?
    {
        let age: Int = person.bornOn.years(until: day)
        guard let language = corpus.languages[project.language] else { return nil }
        let fitting = language.experience.filter { $0.suits(age: age) }
        guard !fitting.isEmpty else { return nil }
        let values: [String: String] = [
            "city": project.city.name(in: project.language) ?? "", "year": language.written(year: day.year),
        ]
        let fewest: Int = fitting.map { toldBefore[$0.text.source] ?? 0 }.min() ?? 0
        let rare = fitting.filter { (toldBefore[$0.text.source] ?? 0) == fewest }
        let story: PhraseTemplate = random.element(of: rare).text
        toldBefore[story.source, default: 0] += 1
        return story.filled(with: values, using: &random)
    }

    private mutating func numbers(
        of archetype: ProjectArchetype, scale: Double, language: CorpusLanguage
    ) -> [String: Int] {
        var numbers: [String: Int] = [:]
        for number in archetype.numbers {
            let jittered: Double = min(max(scale + (random.share() - 0.5) * 0.04, 0), 1)
            let width = Double(number.range.count - 1)
            var wanted: Int = number.range.lowerBound + Int((jittered * width).rounded())
            // People count exactly up to some hundreds and round after that, though not always.
            if wanted > 300, random.happens(0.5) { wanted = wanted / 10 * 10 }
            let agreement: NumberAgreement = language.agreement ?? .free
            numbers[number.name] = agreement.nearest(to: wanted, in: number.range)
        }
        return numbers
    }

    private mutating func partners(theme: String, _ language: CorpusLanguage) -> String {
        let phrases: CorpusLanguage.Partners = language.partners
        let ofTheme: [String] = random.shuffled(phrases.themes[theme] ?? [])
        let others: [String] = random.shuffled(phrases.always)
        let further: Int = random.number(in: 1...2) + (ofTheme.isEmpty ? 1 : 0)
        let chosen: [String] = Array(ofTheme.prefix(2)) + Array(others.prefix(further))
        let list: String = phrases.list(random.shuffled(chosen))
        return random.element(of: phrases.patterns).filled(with: ["partners": list], using: &random)
    }

    private mutating func volunteers(_ numbers: [String: Int], scale: Double) -> Int {
        let counted: [String] = [
            "volunteers", "callers", "tutors", "drivers", "keepers", "visitors", "teens",
        ]
        for name in counted {
            if let number = numbers[name], number < 3_000 { return number }
        }
        return 6 + Int(scale * 120) + random.number(in: 0...9)
    }

    private mutating func reach(scale: Double) -> DemonstrationApplication.Reach {
        let chance: Double = random.share() + scale * 0.5
        return chance > 1.2 ? .international : chance > 0.85 ? .national : .local
    }

    private mutating func budget(_ lines: [ProjectArchetype.BudgetLine], scale: Double)
        -> [DemonstrationApplication.BudgetRow]
    {
        var amounts: [Int] = lines.map { line in
            let share: Double = min(max(scale * 0.7 + random.share() * 0.3, 0), 1)
            let dollars = Double(line.dollars[0]) + Double(line.dollars[1] - line.dollars[0]) * share
            return max(Int(dollars) / 10 * 10, 50)
        }
        let total: Int = amounts.reduce(0, +)
        if total > Self.prizeInDollars {
            amounts = amounts.map { $0 * Self.prizeInDollars / total / 10 * 10 }
        }
        // Whoever comes close asks for all of it.
        let left: Int = Self.prizeInDollars - amounts.reduce(0, +)
        if left < 1_500, random.happens(0.6) { amounts[0] += left }
        return zip(lines, amounts).map { line, dollars in
            DemonstrationApplication.BudgetRow(
                item: line.item, category: line.category, amountMinor: Int64(dollars) * 100, currency: "USD")
        }
    }
}

extension CorpusLanguage.Partners {
    /// "the library, the bakery and the school", as the language joins them.
    fileprivate func list(_ partners: [String]) -> String {
        guard let last = partners.last, partners.count > 1 else { return partners.first ?? "" }
        return partners.dropLast().joined(separator: separator) + lastSeparator + last
    }
}
