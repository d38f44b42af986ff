internal import Platform

/// Making an adopted decision public.
struct Publishing: Sendable {
    let letters: OutcomeLetters
    /// The figures that are frozen with it, counted once its states are set.
    let statistics: @Sendable (Season, Transaction) throws -> JSON

    /// Something of what was shown is no longer so.
    static let changed = Problem(.conflict, "decisions.publish.changed")

    /// All of it or nothing: states, frozen statistics, mail, and a new epoch for the pages. Publishing
    /// what is public does nothing more, so that pressing twice sends no mail twice. `shown` is the version
    /// of the effect that was confirmed.
    func publish(
        _ publicID: String, shown: String, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let decision = try Decision.find(publicID, in: season.id, tx)
        guard decision.state != .published else { return }
        let matter = try Self.requirePublishable(decision, shown: shown, in: season, tx)
        try open(matter, in: season, by: act, tx)
    }

    /// What an embargo opens, as it is now: nobody looks at it first.
    func open(_ embargo: Embargo, in season: Season, by act: Act, _ tx: Transaction) throws {
        let decision = try Decision.find(embargo.decision, tx)
        // Somebody lifted it, moved it or published meanwhile.
        guard decision.state != .published, try Embargo.of(decision.id, tx) == embargo else { return }
        let matter = try Self.requirePublishable(decision, shown: nil, in: season, tx)
        try open(matter, in: season, by: act, tx)
    }

    /// Nothing stands in its way, and what was shown is still what would happen.
    @discardableResult
    static func requirePublishable(
        _ decision: Decision, shown: String?, in season: Season, _ tx: Transaction
    ) throws -> PublicationMatter {
        guard decision.state == .adopted else { throw Problem(.conflict, "decisions.not-adopted") }
        if decision.corrects == nil {
            try DecisionDrafting.requireUnpublished(decision.gate, of: season.id, tx)
        }
        let matter = try PublicationMatter.of(decision, tx)
        guard shown.map({ $0 == matter.effect.version }) ?? true else { throw changed }
        if let obstacle = try PublicationObstacle.of(matter, season, tx) { throw obstacle }
        guard !matter.awards.isEmpty else { throw Problem(.conflict, "decisions.items.missing") }
        return matter
    }

    private func open(
        _ matter: PublicationMatter, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let decision = matter.decision
        guard decision.corrects == nil else {
            return try Correcting(letters: letters).open(matter, in: season, by: act, tx)
        }
        try setStates(matter, tx)
        let publication = try record(decision, in: season, by: act, tx)
        try tx.run("UPDATE decision SET publication_id = \(publication) WHERE id = \(decision.id)")
        try StandingHonour.insert(matter.awards, by: decision, tx)
        try tx.run("DELETE FROM embargo WHERE decision_id = \(decision.id)")
        try tx.run("UPDATE season SET epoch = epoch + 1 WHERE id = \(season.id)")
        if decision.gate == .finalists { try PrizeRobustness.request(season.id, at: act.at, tx) }
        for notice in matter.notices { try tx.send(letters.letter(notice), at: act.at) }
        try tx.audit(
            "results published", on: "publication", publication.rawValue, by: act,
            [
                "gate": .string(decision.gate.rawValue), "decision": .string(decision.publicID),
                "applications": .integer(Int64(matter.effect.applications)),
                "mails": .integer(Int64(matter.notices.count)),
            ])
    }

    /// An application that was withdrawn since the adoption stops it: the decision has to be looked at again.
    private func setStates(_ matter: PublicationMatter, _ tx: Transaction) throws {
        let gate = matter.decision.gate
        let applications = Array(Set(matter.awards.map(\.application)))
        let changed = try tx.run(
            """
            UPDATE application SET state = \(gate.publishedState)
            WHERE state = \(gate.candidateState) AND id IN \(list: applications)
            """)
        guard changed == applications.count else { throw Problem(.conflict, "decisions.candidates-changed") }
    }

    private func record(
        _ decision: Decision, in season: Season, by act: Act, _ tx: Transaction
    ) throws -> ID<Publication> {
        let figures = try statistics(season, tx).canonical
        let id: ID<Publication>? = try tx.row(
            """
            INSERT INTO publication (season_id, gate, published_at, published_by, statistics)
            VALUES (\(season.id), \(decision.gate), \(act.at), \(act.person), \(figures)) RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        return id
    }
}

extension Gate {
    /// That of an application once it is chosen and everybody knows.
    var publishedState: Application.State {
        switch self {
        case .finalists: .finalist
        case .laureates: .laureate
        }
    }
}
