internal import Platform

extension SessionDetails {
    static let longestPlace = 300
    static let longestLink = 500
    /// Whatever is longer is more than one meeting.
    static let longestHours = 72

    /// What is wrong, each with its field.
    var faults: [Problem.Field] {
        var faults: [Problem.Field] = []
        if title.isBlank { faults.append(.init("title-en", "sessions.setup.title.missing")) }
        faults += title.tooLong("title", most: DesignSession.longestTitle)
        faults += purpose.tooLong("purpose", most: DesignSession.longestPurpose)
        faults += place.tooLong("place", most: Self.longestPlace)
        if !link.isEmpty && !isLink { faults.append(.init("link", "sessions.setup.link.wrong")) }
        if TimeZones.zone(timeZone) == nil { faults.append(.init("zone", "sessions.setup.zone.wrong")) }
        if endsAt <= startsAt { faults.append(.init("ends", "sessions.setup.ends.before")) }
        if endsAt > startsAt + .seconds(Self.longestHours * 3600) {
            faults.append(.init("ends", "sessions.setup.ends.long", ["hours": .number(Self.longestHours)]))
        }
        if languages.isEmpty { faults.append(.init("languages", "sessions.setup.languages.missing")) }
        if !(1...DesignSession.mostSeats).contains(mostSeats) {
            let most: MessageValue = .number(DesignSession.mostSeats)
            faults.append(.init("seats", "sessions.setup.seats.wrong", ["most": most]))
        }
        return faults
    }

    func check() throws {
        let faults = faults
        guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
    }

    private var isLink: Bool {
        let isWeb = link.hasPrefix("https://") || link.hasPrefix("http://")
        let isPlain = link.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0 != "\"" && $0 != "<" && $0 != ">"
        }
        return isWeb && isPlain && link.utf8.count <= Self.longestLink
    }

    var storedLanguages: String {
        JSON.array(languages.map(JSON.string)).canonical
    }

    /// What the log keeps of it.
    var content: [String: JSON] {
        [
            "title": .object(title.texts.mapValues(JSON.string)), "starts": .string(startsAt.iso8601),
            "ends": .string(endsAt.iso8601), "names": .string(namesShown.rawValue),
            "guests": .bool(allowsGuests), "seats": .integer(Int64(mostSeats)),
        ]
    }
}

extension LocalizedText {
    /// The languages in which a text is too long, as faults of the fields `name-language`.
    func tooLong(_ name: String, most: Int) -> [Problem.Field] {
        let languages = texts.filter { $0.value.count > most }.keys.sorted()
        return languages.map { .init("\(name)-\($0)", "problem.too-long", ["most": .number(most)]) }
    }
}
