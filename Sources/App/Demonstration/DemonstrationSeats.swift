internal import Platform

/// Somebody in the room of a demonstration's session.
struct DemonstrationSeat {
    let id: ID<SessionSeat>
    let person: ID<Person>?
    /// Empty for guests.
    let email: String
    let name: String
    let language: String
    let group: String
    let part: SessionSeat.Part
}

/// Fills the room: those who lead and write, the finalists, and guests who came without an account.
struct DemonstrationSeats {
    let session: DemonstrationSession
    let design: DesignSession
    let groups: [String: ID<SessionGroup>]

    /// Somebody who comes in.
    private struct Arrival {
        var email = ""
        var person: ID<Person>?
        let name: String
        let country: String
        let language: String
        let group: String
        var part = SessionSeat.Part.participant
        var isNamed = true
    }

    func write(_ random: inout SeededRandom, _ tx: Transaction) throws -> [DemonstrationSeat] {
        var arrivals: [Arrival] = session.script.team.map { member in
            Arrival(
                email: member.email, person: session.store.people[member.email], name: member.name,
                country: member.country, language: member.language, group: member.group ?? "",
                part: member.part)
        }
        arrivals += try finalists(&random, tx)
        arrivals += session.script.guests.map { guest in
            Arrival(
                name: guest.name, country: guest.country, language: guest.language, group: guest.group,
                isNamed: !guest.name.isEmpty)
        }
        var seats: [DemonstrationSeat] = []
        for arrival in arrivals {
            let minute = random.number(in: arrival.part == .participant ? 0...12 : 0...1)
            let moment = min(session.startsAt + .seconds(60 * Int64(minute)), session.latest)
            seats.append(try seat(arrival, at: moment, tx))
        }
        try Joining.tellSeats(of: design, at: session.latest, tx)
        return seats
    }

    /// Nine of ten let the protocol name them.
    private func finalists(_ random: inout SeededRandom, _ tx: Transaction) throws -> [Arrival] {
        let rows = try tx.rows(
            """
            SELECT person.id, person.email, person.name, application.country, application.language
            FROM application JOIN party_member ON party_member.party_id = application.party_id
            JOIN person ON person.id = party_member.person_id
            WHERE application.season_id = \(session.honoured) AND application.state IN ('finalist', 'laureate')
            ORDER BY application.id
            """)
        let keys = session.script.groups.map(\.key)
        let shuffled = random.shuffled(rows)
        return try shuffled.enumerated().map { index, row in
            Arrival(
                email: try row["email"], person: try row["id"], name: try row["name"],
                country: try row["country"], language: try row["language"], group: keys[index % keys.count],
                isNamed: random.happens(0.9))
        }
    }

    private func seat(_ arrival: Arrival, at moment: Instant, _ tx: Transaction) throws -> DemonstrationSeat {
        let browser = arrival.person == nil ? digest(session.laurel.randomness.token()) : nil
        let id: ID<SessionSeat>? = try tx.row(
            """
            INSERT INTO seat (public_id, session_id, person_id, browser_digest, group_id, part, name, country,
                language, is_named, joined_at)
            VALUES (\(session.laurel.randomness.publicID()), \(design.id), \(arrival.person), \(browser),
                \(groups[arrival.group]), \(arrival.part), \(arrival.name), \(arrival.country),
                \(arrival.language), \(arrival.isNamed), \(moment))
            RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        try tx.audit(
            "seat taken", on: "seat", id.rawValue, by: session.store.act(arrival.email, at: moment),
            ["part": .string(arrival.part.rawValue)])
        return DemonstrationSeat(
            id: id, person: arrival.person, email: arrival.email, name: arrival.name,
            language: arrival.language, group: arrival.group, part: arrival.part)
    }
}
