internal import Platform

/// Writes one session of the demonstration: its set-up through the verbs, and what people said there as rows.
/// What lies after the moment of loading has not happened yet.
struct DemonstrationSession {
    let store: DemonstrationStore
    let script: SessionScript
    let season: Season
    /// The season whose finalists are there.
    let honoured: ID<Season>
    let startsAt: Instant

    static let facilitator = "facilitator@example.org"
    static let moderator = "moderator@example.org"
    static let mostSeats = 200

    var laurel: Laurel { store.laurel }
    var endsAt: Instant { startsAt + .seconds(60 * Int64(script.agenda.reduce(0) { $0 + $1.minutes })) }
    /// Until when something has happened.
    var latest: Instant { min(endsAt, store.loading) }

    /// What others refer to.
    struct Written {
        let session: DesignSession
        let groups: [String: ID<SessionGroup>]
        let seats: [DemonstrationSeat]
        /// By their keys.
        var ideas: [String: Idea] = [:]

        struct Idea {
            let id: ID<SessionScript.Idea>
            let publicID: String
            let script: SessionScript.Idea
        }
    }

    /// `random` decides who sits where, who says what and who supports it.
    func write(_ random: SeededRandom, _ tx: Transaction) throws -> Written {
        var random = random
        let session = try setUp(tx)
        try runAgenda(of: session, tx)
        let groups = try groups(of: session, tx)
        let room = DemonstrationSeats(session: self, design: session, groups: groups)
        var written = Written(
            session: session, groups: groups, seats: try room.write(&random, tx))
        try DemonstrationIdeas(session: self).write(&written, &random, tx)
        try DemonstrationPolls(session: self, written: written).write(&random, tx)
        if endsAt <= store.loading {
            try SessionOpening.close(session, by: store.act(Self.facilitator, at: endsAt), tx)
        }
        return written
    }

    private func setUp(_ tx: Transaction) throws -> DesignSession {
        let publicID = laurel.randomness.publicID()
        let details = SessionDetails(
            title: LocalizedText(script.title), purpose: LocalizedText(script.purpose),
            place: LocalizedText(script.place), link: "", timeZone: script.timeZone, startsAt: startsAt,
            endsAt: endsAt, languages: script.languages, allowsGuests: true, mostSeats: Self.mostSeats,
            namesShown: .participants, entries: [SessionEntry(season: honoured, gate: .finalists)])
        let creation = SessionSetup.Creation(
            publicID: publicID, joinCode: JoinCode.make(laurel.randomness), details: details,
            groups: script.groups.map { group in
                PlannedGroup(
                    publicID: laurel.randomness.publicID(), name: LocalizedText(group.name),
                    description: LocalizedText(group.description))
            },
            steps: script.agenda.map { step in
                PlannedStep(
                    publicID: laurel.randomness.publicID(), kind: step.kind, title: LocalizedText(step.title),
                    minutes: step.minutes)
            })
        try SessionSetup.create(
            creation, in: season.id, by: act(Self.facilitator, daysBefore: 20), tx)
        let prepared = try DesignSession.find(publicID, in: season.id, tx)
        try SessionOpening.announce(prepared, by: act(Self.facilitator, daysBefore: 14), tx)
        try SessionOpening.open(prepared, by: store.act(Self.facilitator, at: startsAt), tx)
        return try DesignSession.find(publicID, in: season.id, tx)
    }

    private func act(_ email: String, daysBefore days: Int64) -> Act {
        store.act(email, at: startsAt - .seconds(days * 86_400))
    }

    /// Every step began when the one before it ended.
    private func runAgenda(of session: DesignSession, _ tx: Transaction) throws {
        var opened = startsAt
        for step in try AgendaStep.of(session.id, tx) where opened <= store.loading {
            let due = opened + .seconds(60 * Int64(step.minutes))
            let closed: Instant? = due <= store.loading ? due : nil
            try tx.run(
                """
                UPDATE agenda_step SET opened_at = \(opened), due_at = \(due), closed_at = \(closed)
                WHERE id = \(step.id)
                """)
            try SessionEvent.append(.agenda, to: session.id, at: opened, tx)
            opened = due
        }
    }

    private func groups(of session: DesignSession, _ tx: Transaction) throws -> [String: ID<SessionGroup>] {
        let written = try SessionGroup.of(session.id, tx)
        return Dictionary(uniqueKeysWithValues: zip(script.groups.map(\.key), written.map(\.id)))
    }

    /// When a step of the agenda begins.
    func beginning(of kind: AgendaStep.Kind) -> Instant {
        let before = script.agenda.prefix { $0.kind != kind }
        return startsAt + .seconds(60 * Int64(before.reduce(0) { $0 + $1.minutes }))
    }
}
