import Platform

/// What eligibility looks at. Who has not told us something is asked for it where a rule needs it.
struct EligibilityParty: Equatable, Sendable {
    var kind: PartyKind
    var country: String
    var born: CalendarDate?
    var organisationKind: OrganisationKind?
    var founded: CalendarDate?
}

/// What the applicant already entered in this season; withdrawn applications do not count.
struct EligibilityFacts: Equatable, Sendable {
    var applications = 0
    var applicationsInNomination = 0
}

/// All rules that hold for one nomination.
struct EligibilityRules: Equatable, Sendable {
    var openTo: [PartyKind]
    /// The season's and the nomination's; each must be fulfilled.
    var rules: [EligibilityRule]
    var limits: ApplicationLimits
}

extension SeasonDocument {
    func eligibilityRules(of nomination: SeasonNomination) -> EligibilityRules {
        EligibilityRules(
            openTo: nomination.openTo, rules: [eligibility, nomination.eligibility], limits: limits)
    }
}

/// Why somebody may not enter, and what would change it.
struct EligibilityReason: Hashable, Sendable {
    /// `eligibility.<code>` says why, `eligibility.<code>.remedy` what can be done.
    var code: Code
    var arguments: [String: Argument] = [:]

    enum Code: String, CaseIterable, Sendable {
        case partyKind = "party-kind"
        case birthDateMissing = "birth-date-missing"
        case tooYoung = "too-young"
        case tooOld = "too-old"
        case countryMissing = "country-missing"
        case countryNotListed = "country-not-listed"
        case countryExcluded = "country-excluded"
        case organisationKindMissing = "organisation-kind-missing"
        case organisationKind = "organisation-kind"
        case foundationMissing = "foundation-missing"
        case foundedTooLate = "founded-too-late"
        case nominationLimit = "nomination-limit"
        case seasonLimit = "season-limit"
    }

    /// Something that each reader reads in their own language.
    enum Argument: Hashable, Sendable {
        case number(Int)
        case date(CalendarDate)
        case country(String)
        case countries([String])
        case parties([PartyKind])
        case organisations([OrganisationKind])
    }

    func message(_ reader: Reader) -> String {
        reader("eligibility.\(code.rawValue)", words(reader))
    }

    func remedy(_ reader: Reader) -> String {
        reader("eligibility.\(code.rawValue).remedy", words(reader))
    }

    private func words(_ reader: Reader) -> [String: MessageValue] {
        arguments.mapValues { $0.words(reader) }
    }
}

extension EligibilityReason.Argument {
    fileprivate func words(_ reader: Reader) -> MessageValue {
        switch self {
        case .number(let number): return .number(number)
        case .date(let date): return .text(reader.date(date))
        case .country(let code): return .text(reader.country(code))
        case .countries(let codes):
            let names = reader.sorted(codes.map { reader.country($0) }, by: { $0 })
            return .text(reader.list(names))
        case .parties(let kinds):
            return .text(reader.list(kinds.map { reader("eligibility.party.\($0.rawValue)") }))
        case .organisations(let kinds):
            return .text(reader.list(kinds.map { reader("eligibility.organisation.\($0.rawValue)") }))
        }
    }
}

enum Eligibility {
    /// Every reason for which a party may not enter on a day, or none where it may.
    static func explain(
        _ rules: EligibilityRules, _ party: EligibilityParty, _ facts: EligibilityFacts, on day: CalendarDate
    ) -> [EligibilityReason] {
        guard rules.openTo.contains(party.kind) else {
            // Its other rules are made for another kind of applicant, so they would only confuse.
            return [EligibilityReason(code: .partyKind, arguments: ["kinds": .parties(rules.openTo)])]
        }
        let own = rules.rules.flatMap { rule in
            age(rule, party, on: day) + country(rule, party) + organisation(rule, party, on: day)
        }
        return own.uniqued() + limits(rules.limits, facts)
    }

    /// Ages are those of persons; teams answer for their members by themselves.
    private static func age(
        _ rule: EligibilityRule, _ party: EligibilityParty, on day: CalendarDate
    ) -> [EligibilityReason] {
        guard party.kind == .person, rule.minimumAge != nil || rule.maximumAge != nil else { return [] }
        guard let born = party.born else { return [EligibilityReason(code: .birthDateMissing)] }
        let age = born.years(until: day)
        if let minimum = rule.minimumAge, age < minimum {
            let arguments: [String: EligibilityReason.Argument] = [
                "age": .number(age), "minimum": .number(minimum),
            ]
            return [EligibilityReason(code: .tooYoung, arguments: arguments)]
        }
        if let maximum = rule.maximumAge, age > maximum {
            let arguments: [String: EligibilityReason.Argument] = [
                "age": .number(age), "maximum": .number(maximum),
            ]
            return [EligibilityReason(code: .tooOld, arguments: arguments)]
        }
        return []
    }

    private static func country(_ rule: EligibilityRule, _ party: EligibilityParty) -> [EligibilityReason] {
        guard !rule.countries.isEmpty || !rule.countriesExcept.isEmpty else { return [] }
        guard !party.country.isEmpty else { return [EligibilityReason(code: .countryMissing)] }
        let country = EligibilityReason.Argument.country(party.country)
        if rule.countriesExcept.contains(where: { $0.code == party.country }) {
            return [EligibilityReason(code: .countryExcluded, arguments: ["country": country])]
        }
        let listed = rule.countries.map(\.code)
        guard !listed.isEmpty, !listed.contains(party.country) else { return [] }
        return [
            EligibilityReason(
                code: .countryNotListed, arguments: ["country": country, "countries": .countries(listed)])
        ]
    }

    private static func organisation(
        _ rule: EligibilityRule, _ party: EligibilityParty, on day: CalendarDate
    ) -> [EligibilityReason] {
        guard party.kind == .organisation else { return [] }
        return organisationKind(rule, party) + foundation(rule, party, on: day)
    }

    private static func organisationKind(
        _ rule: EligibilityRule, _ party: EligibilityParty
    ) -> [EligibilityReason] {
        guard !rule.organisationKinds.isEmpty else { return [] }
        guard let kind = party.organisationKind else {
            return [EligibilityReason(code: .organisationKindMissing)]
        }
        guard !rule.organisationKinds.contains(kind) else { return [] }
        let kinds = EligibilityReason.Argument.organisations(rule.organisationKinds)
        return [EligibilityReason(code: .organisationKind, arguments: ["kinds": kinds])]
    }

    private static func foundation(
        _ rule: EligibilityRule, _ party: EligibilityParty, on day: CalendarDate
    ) -> [EligibilityReason] {
        guard let limit = rule.foundedBefore?.date(loadedOn: day) else { return [] }
        guard let founded = party.founded else { return [EligibilityReason(code: .foundationMissing)] }
        guard founded >= limit else { return [] }
        let arguments: [String: EligibilityReason.Argument] = [
            "founded": .date(founded), "before": .date(limit),
        ]
        return [EligibilityReason(code: .foundedTooLate, arguments: arguments)]
    }

    private static func limits(_ limits: ApplicationLimits, _ facts: EligibilityFacts) -> [EligibilityReason]
    {
        if let limit = limits.perNomination, facts.applicationsInNomination >= limit {
            return [EligibilityReason(code: .nominationLimit, arguments: ["limit": .number(limit)])]
        }
        if let limit = limits.perApplicant, facts.applications >= limit {
            return [EligibilityReason(code: .seasonLimit, arguments: ["limit": .number(limit)])]
        }
        return []
    }
}

extension [EligibilityReason] {
    /// The season and the nomination may ask for the same thing.
    fileprivate func uniqued() -> [EligibilityReason] {
        var seen: Set<EligibilityReason> = []
        return filter { seen.insert($0).inserted }
    }
}
