internal import Platform

/// Putting right what a publication got wrong: by another decision, adopted like any other, with a note for
/// everybody.
struct Correcting: Sendable {
    let letters: OutcomeLetters

    /// Drafts a correction of what stands now.
    static func begin(
        _ gate: Gate, publicID: String, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        guard let corrected = try latest(gate, of: season.id, tx) else {
            throw Problem(.closed, "decisions.correction.nothing")
        }
        let draft = DecisionDrafting.Draft(gate: gate, publicID: publicID, reasons: corrected.reasons)
        let begun = try DecisionDrafting.insert(draft, correcting: corrected.id, in: season, by: act, tx)
        try tx.run(
            """
            INSERT INTO decision_item (decision_id, season_id, application_id, prize_id, place, reason)
            SELECT \(begun.id), season_id, application_id, prize_id, place, reason FROM honour
            WHERE id IN (SELECT min(id) FROM honour
                WHERE season_id = \(season.id) AND gate = \(gate) AND ended_by IS NULL GROUP BY application_id)
            """)
        try tx.run(
            """
            INSERT INTO further_award (decision_id, application_id, prize_id)
            SELECT \(begun.id), application_id, prize_id FROM honour
            WHERE season_id = \(season.id) AND gate = \(gate) AND ended_by IS NULL AND prize_id IS NOT NULL
                AND id NOT IN (SELECT min(id) FROM honour
                    WHERE season_id = \(season.id) AND gate = \(gate) AND ended_by IS NULL
                    GROUP BY application_id)
            """)
        try tx.audit(
            "correction drafted", on: "decision", begun.id.rawValue, by: act,
            ["corrects": .string(corrected.publicID)])
    }

    /// What is public of a gate: its decision, or the last correction of it.
    static func latest(_ gate: Gate, of season: ID<Season>, _ tx: Transaction) throws -> Decision? {
        try Decision.ofSeason(season, tx).first { $0.gate == gate && $0.state == .published }
    }

    /// Ends what is wrong, adds what was missing and tells those whom it concerns; the rest stays as it was.
    func open(_ matter: PublicationMatter, in season: Season, by act: Act, _ tx: Transaction) throws {
        let (decision, gate) = (matter.decision, matter.decision.gate)
        guard let latest = try Self.latest(gate, of: season.id, tx), latest.id == decision.corrects else {
            throw Problem(.conflict, "decisions.correction.another")
        }
        let standing = matter.standing
        let difference = HonourDifference(standing, matter.awards)
        let (ended, added) = (difference.ended, difference.added)
        guard !ended.isEmpty || !added.isEmpty else {
            throw Problem(.conflict, "decisions.correction.same")
        }
        try tx.run(
            "UPDATE honour SET ended_by = \(decision.id) WHERE id IN \(list: ended.map(\.id.rawValue))")
        try StandingHonour.insert(added, by: decision, tx)
        try setStates(gate, from: standing.map(\.application), to: matter.awards.map(\.application), tx)
        try record(decision, by: act, tx)
        let changes = matter.changes
        for change in changes { try tx.send(letters.correction(change, note: decision.note), at: act.at) }
        try tx.audit(
            "results corrected", on: "decision", decision.id.rawValue, by: act,
            [
                "gate": .string(gate.rawValue), "ended": .integer(Int64(ended.count)),
                "added": .integer(Int64(added.count)), "mails": .integer(Int64(changes.count)),
            ])
    }

    private func setStates(
        _ gate: Gate, from before: [ID<Application>], to after: [ID<Application>], _ tx: Transaction
    ) throws {
        let (gone, new) = (Set(before).subtracting(after), Set(after).subtracting(before))
        let left = try tx.run(
            """
            UPDATE application SET state = \(gate.candidateState)
            WHERE state = \(gate.publishedState) AND id IN \(list: Array(gone))
            """)
        let came = try tx.run(
            """
            UPDATE application SET state = \(gate.publishedState)
            WHERE state = \(gate.candidateState) AND id IN \(list: Array(new))
            """)
        guard left == gone.count, came == new.count else {
            throw Problem(.conflict, "decisions.candidates-changed")
        }
    }

    private func record(_ decision: Decision, by act: Act, _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO correction (decision_id, publication_id, corrected_at, corrected_by)
            SELECT \(decision.id), id, \(act.at), \(act.person) FROM publication
            WHERE season_id = \(decision.season) AND gate = \(decision.gate)
            """)
        try tx.run("DELETE FROM embargo WHERE decision_id = \(decision.id)")
        try tx.run("UPDATE season SET epoch = epoch + 1 WHERE id = \(decision.season)")
    }
}

/// What a correction ends and what it adds to what is public.
struct HonourDifference: Sendable {
    let ended: [StandingHonour]
    let added: [Award]

    init(_ standing: [StandingHonour], _ awards: [Award]) {
        ended = standing.filter { !awards.contains($0.award) }
        added = awards.filter { award in !standing.contains { $0.award == award } }
    }

    var concerned: Set<ID<Application>> { Set(ended.map(\.application) + added.map(\.application)) }
}

/// Somebody who is told that their honour was put right.
struct HonourChange: Sendable {
    let person: Person
    let application: String
    let title: String

    static func all(_ applications: Set<ID<Application>>, _ tx: Transaction) throws -> [HonourChange] {
        let rows = try tx.rows(
            """
            SELECT person.*, application.public_id AS application, application.title FROM application
            JOIN party_member ON party_member.party_id = application.party_id
            JOIN person ON person.id = party_member.person_id
            WHERE application.id IN \(list: Array(applications)) ORDER BY application.id, person.id
            """)
        return try rows.map { row in
            HonourChange(
                person: try Person(row), application: try row["application"], title: try row["title"])
        }
    }
}
