import Platform

/// Composes the applications of one season: who applies with what, how far they came, what screening found.
struct ApplicationComposer {
    let plan: SeasonPlan
    let today: CalendarDate
    /// Parties of earlier seasons, some of whom try again.
    let earlier: [DemonstrationParty]
    var random: SeededRandom
    var parties: PartyComposer
    var chooser: ProjectChooser
    var writer: ProjectWriter
    /// Titles that are taken, in all seasons.
    var titles: Set<String>
    private var entered: [String: Int] = [:]
    /// What stands behind each application, by its number.
    private var projects: [Int: ChosenProject] = [:]

    /// What will become of an application.
    private enum Fate {
        case admitted, waiting, corrections, draft
        case flawed(DemonstrationApplication.Flaw)
    }

    init(
        plan: SeasonPlan, corpus: Corpus, today: CalendarDate, earlier: [DemonstrationParty],
        parties: PartyComposer, titles: Set<String>, random: SeededRandom
    ) {
        self.plan = plan
        self.today = today
        self.earlier = earlier
        self.parties = parties
        self.titles = titles
        var streams = random
        chooser = ProjectChooser(corpus: corpus, random: SeededRandom(seed: streams.next()))
        writer = ProjectWriter(corpus: corpus, random: SeededRandom(seed: streams.next()))
        self.random = SeededRandom(seed: streams.next())
    }

    mutating func compose() -> [DemonstrationApplication] {
        let countries: [String] = plan.applications.entries.flatMap {
            Array(repeating: $0.key, count: $0.weight)
        }
        let duplicates: Int = plan.flaws[DemonstrationApplication.Flaw.duplicate.rawValue] ?? 0
        var slots: [String] = random.shuffled(countries)
        // A copy needs an original beside it, so it comes from a country with many applications.
        var copies: [String] = []
        for (index, country) in slots.enumerated().reversed()
        where copies.count < duplicates && isLarge(country) && !copies.contains(country) {
            copies.append(slots.remove(at: index))
        }
        var composed: [DemonstrationApplication] = []
        for (country, fate) in zip(slots, random.shuffled(fates())) {
            composed.append(application(number: composed.count + 1, country: country, fate: fate))
        }
        for country in copies {
            composed.append(copy(number: composed.count + 1, of: original(in: country, among: composed)))
        }
        return numbered(composed)
    }

    private func isLarge(_ country: String) -> Bool {
        plan.applications.entries.contains { $0.key == country && $0.weight >= 8 }
    }

    private func fates() -> [Fate] {
        var fates: [Fate] = Array(repeating: .admitted, count: plan.admitted)
        fates += Array(repeating: .waiting, count: plan.waiting)
        fates += Array(repeating: .corrections, count: plan.corrections)
        fates += Array(repeating: .draft, count: plan.drafts)
        for flaw in DemonstrationApplication.Flaw.allCases where flaw != .duplicate {
            fates += Array(repeating: .flawed(flaw), count: plan.flaws[flaw.rawValue] ?? 0)
        }
        return fates
    }

    private mutating func application(number: Int, country: String, fate: Fate) -> DemonstrationApplication {
        let isOrganisation: Bool = random.happens(0.44)
        var isWronglyEntered = false
        if case .flawed(.wrongNomination) = fate { isWronglyEntered = true }
        let presentedBy: ProjectArchetype.PartyKind =
            isOrganisation || isWronglyEntered ? .organisation : .person
        let project: ChosenProject = chooser.project(country: country, presentedBy: presentedBy)
        let text: ProjectText = writer.text(of: project, startedOn: startDay())
        let asOrganisation: Bool = isOrganisation && !isWronglyEntered
        let party: DemonstrationParty = party(
            for: project, isOrganisation: asOrganisation, since: text.startedOn)
        projects[number] = project
        return assemble(number: number, project: project, text: text, party: party, fate: fate)
    }

    /// Projects are between half a year and nine years old; the young ones are the many.
    private mutating func startDay() -> CalendarDate {
        let share: Double = random.share()
        let days: Int = 180 + Int(share * share * 3_100)
        return today.adding(days: -(plan.latestStart + days)) ?? today
    }

    /// Somebody new, or one of those who have applied before.
    private mutating func party(for project: ChosenProject, isOrganisation: Bool, since day: CalendarDate)
        -> DemonstrationParty
    {
        let city: String = project.city.name(in: project.language) ?? ""
        if random.happens(0.12) {
            let candidates: [DemonstrationParty] = earlier.filter { party in
                party.isOrganisation == isOrganisation && party.contact.country == project.country
                    && party.contact.language == project.language && party.isAt(city)
                    && party.contact.bornOn.years(until: day) >= 15
                    && (entered[party.contact.email] ?? 0) < 2
            }
            if !candidates.isEmpty {
                let party: DemonstrationParty = random.element(of: candidates)
                entered[party.contact.email, default: 0] += 1
                return party
            }
        }
        let party: DemonstrationParty
        if isOrganisation {
            party = .organisation(
                parties.organisation(
                    country: project.country, city: project.city, language: project.language, startedOn: day))
        } else {
            // Nobody has led a project since before they were fifteen.
            party = .person(
                parties.applicant(
                    country: project.country, language: project.language, aged: day.years(until: today) + 15))
        }
        entered[party.contact.email] = 1
        return party
    }
}

extension ApplicationComposer {
    private mutating func assemble(
        number: Int, project: ChosenProject, text: ProjectText, party: DemonstrationParty, fate: Fate
    ) -> DemonstrationApplication {
        let times = SubmissionTimes(originalDeadline: plan.originalDeadline, elapsed: plan.elapsed)
            .draw(using: &random)
        var sections: DemonstrationApplication.Sections = text.sections
        if case .person(let person) = party {
            sections.experience = writer.experience(of: person, in: project, since: text.startedOn)
        }
        var budget: [DemonstrationApplication.BudgetRow] = text.budget
        thin(&sections, &budget, for: fate, language: project.language)
        let city: String = project.city.name(in: project.language) ?? project.city.englishName
        var isDraft = false
        if case .draft = fate { isDraft = true }
        return DemonstrationApplication(
            number: number, party: party, nomination: party.isOrganisation ? .organisation : .person,
            country: project.country, city: city, language: project.language,
            title: title(of: project, city: city, year: text.startedOn.year), summary: text.summary,
            sections: sections, theme: project.archetype.theme, audience: project.archetype.audience,
            reach: text.reach, peopleHelped: text.peopleHelped, volunteers: text.volunteers,
            startedOn: text.startedOn, budget: budget, link: link(to: project), begunAt: times.begun,
            submittedAt: isDraft ? nil : times.submitted, screening: screening(after: fate), duplicateOf: nil,
            quality: quality(fate, scale: text.scale))
    }

    /// What is missing where an application is unfinished, and what is said where there are no results.
    private mutating func thin(
        _ sections: inout DemonstrationApplication.Sections,
        _ budget: inout [DemonstrationApplication.BudgetRow], for fate: Fate, language: String
    ) {
        switch fate {
        case .flawed(.noResults):
            sections.results = random.element(of: writer.corpus.languages[language]?.intentions ?? [""])
        case .flawed(.incomplete):
            sections.results = nil
            sections.future = nil
            budget = []
            if random.happens(0.6) { sections.solution = nil }
            if random.happens(0.7) { sections.partners = nil }
            if random.happens(0.5) { sections.experience = nil }
        case .draft:
            // People write from the top; every third has come to the end and not sent it yet.
            let written: Int = random.number(in: 0...8)
            if written < 1 { sections.problem = nil }
            if written < 2 { sections.solution = nil }
            if written < 3 { sections.results = nil }
            if written < 4 { sections.partners = nil }
            if written < 5 { sections.future = nil }
            if written < 6 { budget = [] }
        case .admitted, .waiting, .corrections, .flawed: break
        }
    }

    /// One of the project's titles; its place is added where they are all taken, then its year.
    private mutating func title(of project: ChosenProject, city: String, year: Int) -> String {
        let bare: [String] = random.shuffled(project.archetype.titles)
        let placed: [String] = bare.map { "\($0) (\(city))" }
        let dated: [String] = bare.map { "\($0) (\(city), \(year))" }
        guard let title = (bare + placed + dated).first(where: { !titles.contains($0) }) else {
            preconditionFailure("every title of \(project.archetype.key) is taken in \(city)")
        }
        titles.insert(title)
        return title
    }

    private func link(to project: ChosenProject) -> String {
        "https://example.org/\(project.archetype.key)-\(LatinLetters.slug(project.city.englishName))"
    }

    private func screening(after fate: Fate) -> DemonstrationApplication.Screening {
        switch fate {
        case .admitted: .admitted
        case .waiting: .waiting
        case .corrections: .correctionsRequested
        case .draft: .notSubmitted
        case .flawed(let flaw): .rejected(flaw)
        }
    }

    private mutating func quality(_ fate: Fate, scale: Double) -> DemonstrationQuality {
        var mean = 6.3
        if case .flawed = fate { mean = 4.6 }
        let overall: Double = random.normal(mean: mean, deviation: 1.25)
        let scores: [Double] = DemonstrationCriterion.allCases.map { criterion in
            let advantage: Double = criterion == .reach ? (scale - 0.4) * 1.5 : 0
            let score: Double = overall + advantage + random.normal(mean: 0, deviation: 0.7)
            return min(max(score, 0.5), 9.8)
        }
        return DemonstrationQuality(byCriterion: scores)
    }
}

extension ApplicationComposer {
    private mutating func original(in country: String, among composed: [DemonstrationApplication])
        -> DemonstrationApplication
    {
        let candidates: [DemonstrationApplication] = composed.filter { application in
            application.country == country && application.screening == .admitted
        }
        precondition(!candidates.isEmpty, "nothing to copy in \(country)")
        return random.element(of: candidates)
    }

    /// The same project, entered once more by somebody else of the same team under another title.
    private mutating func copy(number: Int, of original: DemonstrationApplication) -> DemonstrationApplication
    {
        guard let project = projects[original.number] else { return original }
        let text = ProjectText(
            summary: original.summary, sections: original.sections, peopleHelped: original.peopleHelped,
            volunteers: original.volunteers, reach: original.reach, budget: original.budget,
            startedOn: original.startedOn, scale: 0.4)
        let colleague: DemonstrationPerson = parties.applicant(
            country: original.country, language: original.language,
            aged: original.startedOn.years(until: today) + 15)
        var copy: DemonstrationApplication = assemble(
            number: number, project: project, text: text, party: .person(colleague),
            fate: .flawed(.duplicate))
        copy.duplicateOf = original.number
        return copy
    }

    /// Numbers in the order in which the applications were begun.
    private func numbered(_ composed: [DemonstrationApplication]) -> [DemonstrationApplication] {
        var ordered: [DemonstrationApplication] = composed.sorted {
            ($0.begunAt, $0.number) < ($1.begunAt, $1.number)
        }
        var newNumbers: [Int: Int] = [:]
        for (index, application) in ordered.enumerated() { newNumbers[application.number] = index + 1 }
        for index in ordered.indices {
            ordered[index].number = index + 1
            ordered[index].duplicateOf = ordered[index].duplicateOf.flatMap { newNumbers[$0] }
        }
        return ordered
    }
}

extension DemonstrationParty {
    /// People move; organisations stay.
    fileprivate func isAt(_ city: String) -> Bool {
        guard case .organisation(let organisation) = self else { return true }
        return organisation.city == city
    }
}
