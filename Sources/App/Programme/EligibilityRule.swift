import Platform

/// Who may take part, stated so that it can be checked and explained. What is not stated does not restrict.
struct EligibilityRule: Equatable, Sendable {
    /// In full years on the day of submission.
    var minimumAge: Int?
    var maximumAge: Int?
    /// Only from these; from everywhere where empty.
    var countries: [CountryCode] = []
    var countriesExcept: [CountryCode] = []
    var organisationKinds: [OrganisationKind] = []
    var foundedBefore: SeasonDay?
}

extension EligibilityRule: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.value("minimum-age", &minimumAge)
        part.value("maximum-age", &maximumAge)
        part.values("countries", &countries)
        part.values("countries-except", &countriesExcept)
        part.values("organisation-kinds", &organisationKinds)
        part.value("founded-before", &foundedBefore)
    }
}

/// Who an applicant is.
enum PartyKind: String, CaseIterable, DocumentScalar {
    case person, organisation, team
}

/// What sort of organisation; `eligibility.organisation.<kind>` is what people read.
enum OrganisationKind: String, CaseIterable, DocumentScalar {
    case nonprofit, community, education, business, media, government
}
