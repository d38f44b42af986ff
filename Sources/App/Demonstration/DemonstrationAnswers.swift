internal import Platform

extension DemonstrationApplication {
    /// The composed project as answers to the form of the season documents. What a flawed application left
    /// out is left out here too.
    func answers(contact: DemonstrationPerson, fields: Set<String>) -> Answers {
        var texts: [String: String?] = [
            "contact-email": contact.email, "contact-phone": phone, "contact-language": language,
            "website": link,
            "experience": party.isOrganisation ? nil : sections.experience, "project-title": title,
            "summary": [summary, sections.problem, sections.solution].compactMap { $0 }.joined(
                separator: "\n\n"),
            "theme": DemonstrationThemes.choice(of: theme),
            "started": startedOn.description, "country": country, "scope": reach.rawValue,
            "partners": sections.partners, "results": sections.results,
            "people-helped": peopleHelped > 0 ? String(peopleHelped) : nil, "volunteers": String(volunteers),
            "publication": link + "/news", "plans": sections.future,
            "rules": "yes", "personal-data": "yes",
        ]
        if case .organisation(let organisation) = party {
            texts["contact-person"] = contact.name
            texts["employees"] = String(organisation.employees)
        }
        var answers: Answers = texts.compactMapValues { $0 }.mapValues { .text($0) }
        answers["audiences"] = .texts([Self.audiences[audience] ?? "communities"])
        answers["budget"] = .rows(budget.map(Self.row))
        return answers.filter { fields.contains($0.key) && !$0.value.isBlank }
    }

    /// One of the numbers that the United Kingdom's regulator Ofcom keeps for fiction: nobody is rung up.
    private var phone: String {
        "+447700900" + String(1_000 + number % 1_000).dropFirst()
    }

    private static func row(_ row: BudgetRow) -> [String: String] {
        [
            "item": row.item, "category": row.category, "amount": String(row.amountMinor / 100),
        ]
    }

    private static let audiences = [
        "children": "children", "families": "children", "youth": "youth", "elderly": "elderly",
        "disabled": "disabilities", "displaced": "displaced",
    ]
}

extension Answer {
    fileprivate var isBlank: Bool {
        if case .text(let text) = self { text.isEmpty } else { false }
    }
}

/// The themes of the corpus, which is finer than the form's choices.
enum DemonstrationThemes {
    private static let choices = [
        "health": "health", "education": "education", "youth": "education", "ecology": "environment",
        "animals": "environment", "inclusion": "inclusion", "sport": "inclusion", "culture": "culture",
        "community": "dialogue", "digital": "digital",
    ]

    static func choice(of theme: String) -> String { choices[theme] ?? "humanitarian" }
}

extension DemonstrationJuror {
    /// What they are an expert of, in the choices of the form.
    var expertise: JurorExpertise {
        var themes: [String] = []
        for theme in self.themes.map(DemonstrationThemes.choice) where !themes.contains(theme) {
            themes.append(theme)
        }
        return JurorExpertise(themes: themes)
    }
}
