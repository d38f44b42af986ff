internal import Foundation
internal import Platform

/// The details of a session as they stand in their form, right or wrong.
struct DetailsInput: Sendable {
    var title = LocalizedText([:])
    var purpose = LocalizedText([:])
    var place = LocalizedText([:])
    var link = ""
    var zone = ""
    var starts = ""
    var ends = ""
    var languages: Set<String> = ["en"]
    var allowsGuests = true
    var seats = ""
    var names = DesignSession.NamesShown.participants.rawValue
    /// "third/finalists": a season's key and its gate.
    var entries: Set<String> = []

    /// A new session: three hours of the afternoon in a week.
    init(in season: Season, now: Instant) {
        let day = (now + .seconds(7 * 86_400)).day(in: season.rules.timeZone)
        zone = season.rules.timeZone.identifier
        starts = "\(day)T14:00"
        ends = "\(day)T17:00"
        seats = "100"
    }

    init(_ details: SessionDetails, seasons: [Season]) {
        let zone = TimeZones.zone(details.timeZone) ?? .gmt
        title = details.title
        purpose = details.purpose
        place = details.place
        link = details.link
        self.zone = details.timeZone
        starts = details.startsAt.local(in: zone)
        ends = details.endsAt.local(in: zone)
        languages = Set(details.languages)
        allowsGuests = details.allowsGuests
        seats = String(details.mostSeats)
        names = details.namesShown.rawValue
        entries = Set(
            details.entries.compactMap { entry in
                seasons.first { $0.id == entry.season }.map { Self.value($0, entry.gate) }
            })
    }

    /// Over the texts that stood there: those in languages which the form does not show stay.
    init(_ form: Form, over former: SessionDetails?) {
        title = LocalizedFields.read("title", in: form, over: former?.title ?? LocalizedText([:]))
        purpose = LocalizedFields.read(
            "purpose", in: form, over: former?.purpose ?? LocalizedText([:]), isLine: false)
        place = LocalizedFields.read("place", in: form, over: former?.place ?? LocalizedText([:]))
        link = form["link"]
        zone = form["zone"]
        starts = form["starts"]
        ends = form["ends"]
        languages = Set(form.all("languages"))
        allowsGuests = form["guests"] == "yes"
        seats = form["seats"]
        names = form["names"]
        entries = Set(form.all("entries"))
    }

    static func value(_ season: Season, _ gate: SessionEntry.Honour) -> String {
        season.key + "/" + gate.rawValue
    }

    /// What the form says, or everything that is wrong with it.
    func details(seasons: [Season]) throws -> SessionDetails {
        var faults: [Problem.Field] = []
        let clock = TimeZones.zone(zone)
        if clock == nil { faults.append(.init("zone", "sessions.setup.zone.wrong")) }
        let start = Instant(local: starts, in: clock ?? .gmt)
        let end = Instant(local: ends, in: clock ?? .gmt)
        if start == nil { faults.append(.init("starts", "sessions.setup.moment.wrong")) }
        if end == nil { faults.append(.init("ends", "sessions.setup.moment.wrong")) }
        let level = DesignSession.NamesShown(rawValue: names)
        if level == nil { faults.append(.init("names", "field.choice.unknown")) }
        guard let start, let end, let level, clock != nil else {
            throw Problem(.invalid, "problem.check", fields: faults)
        }
        let details = SessionDetails(
            title: title, purpose: purpose, place: place, link: link, timeZone: zone, startsAt: start,
            endsAt: end, languages: Locales.languages.map(\.code).filter(languages.contains) + further,
            allowsGuests: allowsGuests, mostSeats: Int(seats) ?? 0, namesShown: level,
            entries: entries(seasons))
        try details.check()
        return details
    }

    /// Languages besides those that pages speak.
    private var further: [String] {
        let spoken = Set(Locales.languages.map(\.code))
        return languages.subtracting(spoken).filter { Languages.all.contains($0) }.sorted()
    }

    private func entries(_ seasons: [Season]) -> [SessionEntry] {
        seasons.flatMap { season in
            SessionEntry.Honour.allCases.compactMap { gate in
                entries.contains(Self.value(season, gate)) ? SessionEntry(season: season.id, gate: gate) : nil
            }
        }
    }
}
