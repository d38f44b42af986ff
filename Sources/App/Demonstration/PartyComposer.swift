import Foundation
import Platform

/// Invents people and organisations; nobody gets the name or the address of another.
struct PartyComposer {
    let corpus: Corpus
    let today: CalendarDate
    var random: SeededRandom
    private var addresses: Set<String> = []
    private var takenNames: Set<String> = []

    init(corpus: Corpus, today: CalendarDate, random: SeededRandom) {
        self.corpus = corpus
        self.today = today
        self.random = random
    }

    /// Somebody who applies from a country in a language, at least so old; more women than men do.
    mutating func applicant(country: String, language: String, aged minimum: Int = 0) -> DemonstrationPerson {
        let isWoman: Bool = random.happens(0.57)
        let drawn: Int = applicantAge()
        let age: Int = drawn >= minimum ? drawn : minimum + random.number(in: 0...12)
        let culture: String = culture(country: country, language: language)
        return person(country: country, language: language, culture: culture, isWoman: isWoman, age: age)
    }

    mutating func juror(_ profile: JurorProfile) -> DemonstrationPerson {
        person(
            country: profile.country, language: profile.languages[0], culture: profile.culture,
            isWoman: profile.woman, age: random.number(in: 34...67))
    }

    mutating func organisation(
        country: String, city: CorpusCity, language: String, startedOn: CalendarDate
    ) -> DemonstrationOrganisation {
        let kind: DemonstrationOrganisation.Kind = organisationKind(language: language)
        let cityName: String = city.name(in: language) ?? city.englishName
        let name: String = organisationName(kind, city: cityName, language: language)
        let contact: DemonstrationPerson = applicant(country: country, language: language)
        let founded: CalendarDate? = startedOn.adding(days: -random.number(in: 30...3_600))
        let page: String = LatinLetters.slug(contact.latinName)
        return DemonstrationOrganisation(
            name: name, kind: kind, country: country, city: cityName, foundedOn: founded ?? startedOn,
            employees: employees(kind), website: "https://example.org/\(page)", contact: contact)
    }

    private mutating func person(
        country: String, language: String, culture: String, isWoman: Bool, age: Int
    ) -> DemonstrationPerson {
        guard let names = corpus.cultures[culture] else { preconditionFailure("no names of \(culture)") }
        var name: FullName = fullName(names, isWoman: isWoman)
        for _ in 0..<20 where takenNames.contains(name.latin) { name = fullName(names, isWoman: isWoman) }
        takenNames.insert(name.latin)
        let days: Int = age * 365 + age / 4 + random.number(in: 1...364)
        return DemonstrationPerson(
            name: written(name, of: names, in: language), latinName: name.latin, country: country,
            language: language, bornOn: today.adding(days: -days) ?? today, email: address(name.latin))
    }

    /// Mostly young, some in the middle of life, a few old.
    private mutating func applicantAge() -> Int {
        let share: Double = random.share()
        if share < 0.38 { return random.number(in: 19...29) }
        if share < 0.74 { return random.number(in: 30...45) }
        if share < 0.92 { return random.number(in: 46...60) }
        return random.number(in: 61...78)
    }

    /// Of those who live there, whoever speaks the language, if possible in its own script.
    private mutating func culture(country: String, language: String) -> String {
        guard let weights = corpus.countries[country]?.cultures else {
            preconditionFailure("no country \(country)")
        }
        let cultures: [String: CorpusCulture] = corpus.cultures
        let script: String? = corpus.languages[language]?.script
        let sameScript: String? = weights.pick(using: &random) { key in
            guard language != "en", let culture = cultures[key], culture.script == script else {
                return false
            }
            return culture.languages?.contains(language) ?? true
        }
        guard let culture = sameScript ?? weights.pick(using: &random) else {
            preconditionFailure("nobody lives in \(country)")
        }
        return culture
    }

    private mutating func organisationKind(language: String) -> DemonstrationOrganisation.Kind {
        let share: Double = random.share()
        let wanted: DemonstrationOrganisation.Kind =
            share < 0.68 ? .nonprofit : share < 0.8 ? .community : share < 0.9 ? .education : .business
        let patterns: [String: [PhraseTemplate]]? = corpus.languages[language]?.organisations.patterns
        return patterns?[wanted.rawValue] == nil ? .nonprofit : wanted
    }

    private mutating func organisationName(
        _ kind: DemonstrationOrganisation.Kind, city: String, language: String
    ) -> String {
        guard let phrases = corpus.languages[language]?.organisations,
            let patterns = phrases.patterns[kind.rawValue]
        else { preconditionFailure("no organisations in \(language)") }
        var name = ""
        for _ in 0..<20 {
            let values: [String: String] = ["name": random.element(of: phrases.names), "city": city]
            name = random.element(of: patterns).filled(with: values, using: &random)
            if takenNames.insert(name).inserted { return name }
        }
        let withCity = "\(name) (\(city))"
        takenNames.insert(withCity)
        return withCity
    }

    private mutating func employees(_ kind: DemonstrationOrganisation.Kind) -> Int {
        switch kind {
        case .nonprofit: random.number(in: 0...14)
        case .community: 0
        case .education: random.number(in: 12...120)
        case .business: random.number(in: 3...60)
        }
    }

    private mutating func address(_ latinName: String) -> String {
        let local: String = LatinLetters.slug(latinName).replacingOccurrences(of: "-", with: ".")
        let domain: String = random.happens(0.7) ? "example.org" : "example.com"
        var address = "\(local)@\(domain)"
        var suffix = 2
        while !addresses.insert(address).inserted {
            address = "\(local)\(suffix)@\(domain)"
            suffix += 1
        }
        return address
    }
}

extension PartyComposer {
    struct FullName {
        let native: String
        let latin: String
        let russian: String
    }

    private mutating func fullName(_ names: CorpusCulture, isWoman: Bool) -> FullName {
        let given: WrittenName = random.element(of: isWoman ? names.women : names.men)
        let families: [WrittenName] = isWoman ? names.womensFamilies ?? names.families : names.families
        var family: [WrittenName] = [random.element(of: families)]
        if names.familyNames == 2 {
            let second: WrittenName = random.element(of: families)
            if second.latin != family[0].latin { family.append(second) }
        }
        let parts: [WrittenName] = names.familyFirst == true ? family + [given] : [given] + family
        return FullName(
            native: parts.map(\.native).joined(separator: names.spaced == false ? "" : " "),
            latin: parts.map(\.latin).joined(separator: " "),
            russian: parts.map { $0.russian ?? $0.native }.joined(separator: " "))
    }

    /// As somebody who fills in a form in this language would write their own name.
    private mutating func written(_ name: FullName, of names: CorpusCulture, in language: String) -> String {
        let script: String = corpus.languages[language]?.script ?? "Latn"
        let hasRussianForm: Bool = names.families.contains { $0.russian != nil } || names.script == "Cyrl"
        if language == "ru", hasRussianForm { return name.russian }
        if script == names.script { return name.native }
        // Some keep their own letters, whatever language the text is in.
        let keepsOwnLetters: Bool = script == "Latn" && random.happens(0.25)
        return keepsOwnLetters ? name.native : name.latin
    }
}

/// Names in the 26 letters of addresses.
enum LatinLetters {
    private static let letters: [Character: String] = [
        "đ": "d", "ı": "i", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "ə": "e", "ʻ": "", "'": "", "’": "",
    ]

    /// Lower case, with hyphens for whatever is no letter and no digit.
    static func slug(_ text: String) -> String {
        let lowercase: String = text.lowercased().map { letters[$0] ?? String($0) }.joined()
        let plain: String = lowercase.folding(options: .diacriticInsensitive, locale: nil)
        let words: [Substring] = plain.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.joined(separator: "-")
    }
}
