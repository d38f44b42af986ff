import Platform

/// The demonstration before it is stored: three seasons of one award, the same for the same seed and day.
///
/// Values only. Whoever loads them finds the same person or organisation again by e-mail address, for people
/// apply twice and jurors return.
struct Demonstration: Hashable, Sendable, Codable {
    let finished: DemonstrationSeason
    let judging: DemonstrationSeason
    let open: DemonstrationSeason

    var seasons: [DemonstrationSeason] {
        [finished, judging, open]
    }
}

struct DemonstrationSeason: Hashable, Sendable, Codable {
    enum Key: String, Hashable, Sendable, Codable, CaseIterable {
        case finished, judging, open
    }

    let key: Key
    /// In the order in which they were begun, numbered from 1.
    let applications: [DemonstrationApplication]
    /// Numbered from 1.
    let jurors: [DemonstrationJuror]
    /// The deadline before it was extended, as a share of the intake; nil where it was not.
    let originalDeadline: Double?
}

struct DemonstrationPerson: Hashable, Sendable, Codable {
    /// As they would write it in their application.
    let name: String
    let latinName: String
    let country: String
    /// The language in which they apply and read mail.
    let language: String
    let bornOn: CalendarDate
    /// At example.org or example.com, which belong to nobody; no two people share one.
    let email: String
}

struct DemonstrationOrganisation: Hashable, Sendable, Codable {
    enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case nonprofit, community, education, business
    }

    let name: String
    let kind: Kind
    let country: String
    let city: String
    let foundedOn: CalendarDate
    let employees: Int
    let website: String
    let contact: DemonstrationPerson
}

/// Who applies.
enum DemonstrationParty: Hashable, Sendable, Codable {
    case person(DemonstrationPerson)
    case organisation(DemonstrationOrganisation)

    /// The one who fills in the form and reads the mail.
    var contact: DemonstrationPerson {
        switch self {
        case .person(let person): person
        case .organisation(let organisation): organisation.contact
        }
    }

    var isOrganisation: Bool {
        if case .organisation = self { return true }
        return false
    }
}
