import Platform
import Testing

@testable import App

struct EligibilityTests {
    private let today = CalendarDate("2026-11-22")!

    private func codes(
        _ rules: EligibilityRules, _ party: EligibilityParty, _ facts: EligibilityFacts = EligibilityFacts()
    ) -> [EligibilityReason.Code] {
        Eligibility.explain(rules, party, facts, on: today).map(\.code)
    }

    private func rules(_ change: (inout EligibilityRule) -> Void = { _ in }) -> EligibilityRules {
        var rule = EligibilityRule()
        change(&rule)
        return EligibilityRules(
            openTo: [.person, .organisation], rules: [EligibilityRule(), rule], limits: ApplicationLimits())
    }

    private func person(born: String? = nil, country: String = "KE") -> EligibilityParty {
        EligibilityParty(kind: .person, country: country, born: born.flatMap { CalendarDate($0) })
    }

    private func organisation(_ kind: OrganisationKind? = nil, founded: String? = nil) -> EligibilityParty {
        EligibilityParty(
            kind: .organisation, country: "KE", organisationKind: kind,
            founded: founded.flatMap { CalendarDate($0) })
    }

    @Test func withoutRulesEverybodyMayEnter() {
        #expect(codes(rules(), person()) == [])
        #expect(codes(rules(), organisation()) == [])
    }

    @Test func otherKindsOfApplicantHearOnlyThat() {
        let rules = rules { $0.minimumAge = 18 }
        let team = EligibilityParty(kind: .team, country: "")
        #expect(codes(rules, team) == [.partyKind])
    }

    @Test(
        arguments: [
            ("2008-11-22", []), ("2008-11-23", [.tooYoung]), ("1990-11-23", []), ("1990-11-22", [.tooOld]),
            (nil, [.birthDateMissing]),
        ] as [(String?, [EligibilityReason.Code])])
    func ageIsCountedOnTheDay(_ born: String?, _ expected: [EligibilityReason.Code]) {
        let rules = rules {
            $0.minimumAge = 18
            $0.maximumAge = 35
        }
        #expect(codes(rules, person(born: born)) == expected)
        #expect(codes(rules, organisation()) == [], "organisations have no age")
    }

    @Test func countries() throws {
        let kenya = try #require(CountryCode("KE"))
        let norway = try #require(CountryCode("NO"))
        #expect(codes(rules { $0.countries = [kenya] }, person()) == [])
        #expect(codes(rules { $0.countries = [norway] }, person()) == [.countryNotListed])
        #expect(codes(rules { $0.countriesExcept = [kenya] }, person()) == [.countryExcluded])
        #expect(codes(rules { $0.countriesExcept = [norway] }, person()) == [])
        #expect(codes(rules { $0.countries = [norway] }, person(country: "")) == [.countryMissing])
    }

    @Test func organisations() throws {
        let kinds = rules { $0.organisationKinds = [.nonprofit, .education] }
        #expect(codes(kinds, organisation(.nonprofit)) == [])
        #expect(codes(kinds, organisation(.business)) == [.organisationKind])
        #expect(codes(kinds, organisation()) == [.organisationKindMissing])
        #expect(codes(kinds, person()) == [])
        let old = rules { $0.foundedBefore = SeasonDay(documentText: "2025-11-22") }
        #expect(codes(old, organisation(founded: "2025-11-21")) == [])
        #expect(codes(old, organisation(founded: "2025-11-22")) == [.foundedTooLate])
        #expect(codes(old, organisation()) == [.foundationMissing])
    }

    @Test func limitsCountWhatIsEnteredAlready() {
        var rules = rules()
        rules.limits = ApplicationLimits(perApplicant: 3, perNomination: 1)
        #expect(codes(rules, person(), EligibilityFacts(applications: 2, applicationsInNomination: 0)) == [])
        let full = EligibilityFacts(applications: 3, applicationsInNomination: 0)
        #expect(codes(rules, person(), full) == [.seasonLimit])
        let entered = EligibilityFacts(applications: 1, applicationsInNomination: 1)
        #expect(codes(rules, person(), entered) == [.nominationLimit])
    }

    @Test func allReasonsAreGivenAtOnceAndEachOnce() throws {
        var rules = rules {
            $0.minimumAge = 18
            $0.countries = [CountryCode("NO")!]
        }
        rules.rules.append(rules.rules[1])
        rules.limits.perApplicant = 1
        let facts = EligibilityFacts(applications: 1, applicationsInNomination: 0)
        #expect(
            codes(rules, person(born: "2020-01-01"), facts) == [.tooYoung, .countryNotListed, .seasonLimit])
    }

    @Test func theDemonstrationExplainsItself() throws {
        let document = try DemoSeasons.document("third")
        let nomination = try #require(document.nomination("person"))
        let rules = document.eligibilityRules(of: nomination)
        let reason = try #require(
            Eligibility.explain(rules, person(born: "2012-05-01"), EligibilityFacts(), on: today).first)
        let english = "Applicants must be at least 16 years old on the day of submission; you would be 14."
        #expect(try reason.message(DemoSeasons.reader(.english)) == english)
        let russian = "В день подачи заявки заявителю должно быть не меньше 16 лет; вам будет 14."
        #expect(try reason.message(DemoSeasons.reader(.russian)) == russian)
    }

    /// Every reason with every argument that it may have, in every language.
    @Test(arguments: EligibilityReason.Code.allCases)
    func everyReasonHasWords(_ code: EligibilityReason.Code) throws {
        let arguments: [String: EligibilityReason.Argument] = [
            "age": .number(14), "minimum": .number(16), "maximum": .number(35), "limit": .number(2),
            "founded": .date(today), "before": .date(today), "country": .country("NO"),
            "countries": .countries(["NO", "KE"]),
            "kinds": code == .partyKind
                ? .parties(PartyKind.allCases) : .organisations(OrganisationKind.allCases),
        ]
        let reason = EligibilityReason(code: code, arguments: arguments)
        for language in [Language.english, .russian, .arabic] {
            let reader = try DemoSeasons.reader(language)
            for text in [reason.message(reader), reason.remedy(reader)] {
                #expect(!text.isEmpty && !text.contains("⟦") && !text.contains("{"), "\(text)")
            }
        }
    }
}
