import Platform

/// A part of the programme with nominations of its own, such as the international track.
struct SeasonTrack: Equatable, Sendable {
    var key = ""
    var title = LocalizedText([:])
    var description: LocalizedText?
}

extension SeasonTrack: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.text("title", &title)
        part.text("description", &description)
    }
}

/// What one enters.
struct SeasonNomination: Equatable, Sendable {
    var key = ""
    var track = ""
    var title = LocalizedText([:])
    var description = LocalizedText([:])
    var openTo: [PartyKind] = []
    var form = ""
    var eligibility = EligibilityRule()
}

extension SeasonNomination: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.value("track", &track)
        part.text("title", &title)
        part.text("description", &description)
        part.values("open-to", &openTo, atLeast: 1)
        part.value("form", &form)
        part.record("eligibility", &eligibility, default: EligibilityRule())
    }
}

/// How many applications one applicant may hold; no limit where nothing is said.
struct ApplicationLimits: Equatable, Sendable {
    var perApplicant: Int?
    var perNomination: Int?
}

extension ApplicationLimits: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.value("applications-per-applicant", &perApplicant)
        part.value("applications-per-nomination", &perNomination)
    }
}
