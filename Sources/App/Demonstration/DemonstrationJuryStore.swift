internal import Foundation
internal import Platform

/// Seats the jury of a composed season, assigns by the same plan that staff would be shown, and fills in
/// reviews.
struct DemonstrationJuryStore {
    let store: DemonstrationStore
    let composed: DemonstrationSeason
    let season: Season
    /// How many reviews are in, from 0 to 1.
    let share: Double

    private var laurel: Laurel { store.laurel }
    private var opened: Instant { season.stage(.jury)?.opens ?? store.loading }

    /// Gives the round, which is closed where all reviews are in.
    func write(_ people: [String: ID<Person>], _ tx: Transaction) throws -> ID<Round>? {
        let jurors = try seat(people, tx)
        let act = store.act(DemonstrationStore.staff, at: opened)
        try RoundVerbs.open(
            .init(name: season.rules.title.pick(.english).text, publicID: laurel.randomness.publicID()),
            in: season, by: act, tx)
        guard let round = try Round.current(of: season.id, tx) else { return nil }
        let situation = try AssignmentSituation.read(round, season.rules, .init(), tx)
        let plan = situation.plan()
        try AssignmentVerbs.propose(
            .init(
                plan: plan, situation: situation,
                publicIDs: plan.pairings.map { _ in laurel.randomness.publicID() }, reason: ""),
            now: situation, in: round, by: act, tx)
        try tx.run("UPDATE assignment SET sent_at = \(act.at) WHERE round_id = \(round.id)")
        try declare(round, at: act.at, tx)
        try review(round, jurors, tx)
        return round.id
    }

    private func seat(
        _ people: [String: ID<Person>], _ tx: Transaction
    ) throws -> [ID<Juror>: DemonstrationJuror] {
        var jurors: [ID<Juror>: DemonstrationJuror] = [:]
        let act = store.act(DemonstrationStore.staff, at: opened)
        let panel: ID<Panel>? = try tx.row(
            """
            INSERT INTO panel (public_id, season_id, name, created_at)
            VALUES (\(laurel.randomness.publicID()), \(season.id), 'International panel', \(act.at)) RETURNING id
            """)?.only()
        for juror in composed.jurors {
            guard let person = people[juror.person.email] else { continue }
            try Role.grant(.juror, to: person, season: season.id, by: act, tx)
            let id: ID<Juror>? = try tx.row(
                """
                INSERT INTO juror (public_id, season_id, person_id, panel_id, organisation, country, languages,
                                   regions, capacity, added_at, invited_at, accepted_at, conflicts_declared_at)
                VALUES (\(laurel.randomness.publicID()), \(season.id), \(person), \(panel),
                        \(juror.organisation["en"] ?? ""), \(juror.person.country), \(list(juror.languages)),
                        \(list(juror.regions)), \(juror.capacity), \(act.at), \(act.at), \(act.at), \(act.at))
                RETURNING id
                """)?.only()
            guard let id else { continue }
            try JurorExpertise.store(juror.expertise, of: id, at: act.at, tx)
            jurors[id] = juror
        }
        return jurors
    }

    /// Everybody has said of their applicants that they stand apart. The juror that people try out has gone
    /// through all names of the season, but those of two applications that came to them last.
    private func declare(_ round: Round, at moment: Instant, _ tx: Transaction) throws {
        let account = "juror@example.org"
        try tx.run(
            """
            INSERT INTO declaration (juror_id, party_id, name, declared_at)
            SELECT DISTINCT assignment.juror_id, party.id, party.name, \(moment) FROM assignment
            JOIN application ON application.id = assignment.application_id
            JOIN party ON party.id = application.party_id
            JOIN juror ON juror.id = assignment.juror_id JOIN person ON person.id = juror.person_id
            WHERE assignment.round_id = \(round.id) AND person.email <> \(account)
            """)
        try tx.run(
            """
            INSERT INTO declaration (juror_id, party_id, name, declared_at)
            SELECT DISTINCT juror.id, party.id, party.name, \(moment) FROM application
            JOIN party ON party.id = application.party_id
            JOIN juror ON juror.season_id = application.season_id JOIN person ON person.id = juror.person_id
            WHERE application.season_id = \(season.id) AND person.email = \(account)
                AND application.party_id NOT IN (SELECT latest.party_id FROM application latest
                    JOIN assignment ON assignment.application_id = latest.id
                    WHERE assignment.round_id = \(round.id) AND assignment.juror_id = juror.id
                    ORDER BY assignment.id DESC LIMIT 2)
            """)
    }

    private func list(_ codes: [String]) -> String {
        JSON.array(codes.map { .string($0) }).canonical
    }

    private func review(_ round: Round, _ jurors: [ID<Juror>: DemonstrationJuror], _ tx: Transaction) throws {
        let criteria = try tx.rows(
            "SELECT id, key FROM criterion WHERE season_id = \(season.id) ORDER BY position")
        let numbers = Dictionary(uniqueKeysWithValues: store.applications.map { ($0.value, $0.key) })
        let byNumber = Dictionary(uniqueKeysWithValues: composed.applications.map { ($0.number, $0) })
        let rows = try tx.rows(
            "SELECT id, juror_id, application_id FROM assignment WHERE round_id = \(round.id) ORDER BY id")
        var random = store.composer.stream("progress of \(composed.key)")
        var queue = 0
        for row in rows {
            guard let juror = jurors[try row["juror_id"]], let number = numbers[try row["application_id"]],
                let application = byNumber[number]
            else { continue }
            let isOurs = store.people[juror.person.email] == store.people["juror@example.org"]
            let progress = isOurs ? Progress(inQueueAt: queue) : random.happens(share) ? .submitted : .new
            queue += isOurs ? 1 : 0
            guard progress != .new else { continue }
            let review = store.composer.review(of: application, by: juror, in: composed.key)
            let saved = min(opened + .seconds(Int64(random.number(in: 1...30)) * 86_400), store.loading)
            try write(review, progress, for: try row["id"], criteria, at: saved, tx)
        }
    }

    /// How far a review is.
    private enum Progress {
        case submitted, begun, new

        /// In the queue of the juror that people try out, who has some behind them and most ahead.
        init(inQueueAt position: Int) {
            self = position < 5 ? .submitted : position < 7 ? .begun : .new
        }
    }

    private func write(
        _ review: DemonstrationReview, _ progress: Progress, for assignment: ID<Assignment>,
        _ criteria: [Row], at saved: Instant, _ tx: Transaction
    ) throws {
        let submitted: Instant? = progress == .submitted ? saved : nil
        let id: Int64? = try tx.row(
            """
            INSERT INTO review (assignment_id, comment, version, saved_at, submitted_at)
            VALUES (\(assignment), \(review.comment), 1, \(saved), \(submitted)) RETURNING id
            """)?.only()
        let marks = zip(criteria, review.scores).prefix(progress == .begun ? 3 : criteria.count)
        for (criterion, points) in marks {
            try tx.run(
                """
                INSERT INTO mark (review_id, criterion_id, points)
                VALUES (\(id), \(try criterion["id"] as Int64), \(points))
                """)
        }
    }
}
