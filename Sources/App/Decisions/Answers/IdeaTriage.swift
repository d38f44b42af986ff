internal import Platform

/// Who owns an idea, until when, and whether it is studied: of one idea or of many at once.
enum IdeaTriage {
    /// An idea in the state in which its review was seen.
    struct Selection: Sendable, Hashable {
        let publicID: String
        let version: Int

        init(publicID: String, version: Int) {
            self.publicID = publicID
            self.version = version
        }

        init?(_ text: String) {
            let parts = text.split(separator: ":")
            guard parts.count == 2, let version = Int(parts[1]) else { return nil }
            self.init(publicID: String(parts[0]), version: version)
        }

        var text: String { "\(publicID):\(version)" }
    }

    /// What is to change; what was left empty stays as it is.
    struct Change: Sendable, Equatable {
        /// The public id of a member.
        var owner = ""
        /// A date as it was typed.
        var due = ""
        var isStudied = false

        init(owner: String = "", due: String = "", isStudied: Bool = false) {
            self.owner = owner
            self.due = due
            self.isStudied = isStudied
        }

        init(_ form: Form) {
            self.init(owner: form["new-owner"], due: form["new-due"], isStudied: form.has("study"))
        }

        fileprivate func dueOn() throws -> CalendarDate? {
            guard !due.isEmpty else { return nil }
            guard let day = CalendarDate(due) else {
                throw Problem(.invalid, "problem.check", fields: [.init("new-due", "answers.date.wrong")])
            }
            return day
        }
    }

    /// All of them or none: where one was triaged meanwhile, its state is looked at again first. Each takes
    /// a statement of its own, so that there is a limit.
    static func apply(
        _ change: Change, to selection: [Selection], at desk: ReviewDesk, by act: Act, _ tx: Transaction
    ) throws -> Int {
        guard !selection.isEmpty else { throw Problem(.invalid, "answers.triage.none") }
        guard selection.count <= AnswerBounds.triagedTogether else {
            throw Problem(
                .tooMany, "answers.triage.too-many", ["most": .number(AnswerBounds.triagedTogether)])
        }
        let dueOn = try change.dueOn()
        for chosen in Set(selection) {
            let idea = try find(chosen.publicID, at: desk, tx)
            guard idea.version == chosen.version else { throw Problem(.conflict, "answers.triage.conflict") }
            let owner = try owner(change.owner, in: idea.season, tx)
            let today = act.at.day(in: desk.season.rules.timeZone)
            try write(
                owner: owner, dueOn: dueOn, on: today, isStudied: change.isStudied, to: idea.id, by: act, tx)
        }
        return selection.count
    }

    private struct Found {
        let id: ID<StudiedIdea>
        let season: ID<Season>
        let version: Int
    }

    private static func find(_ publicID: String, at desk: ReviewDesk, _ tx: Transaction) throws -> Found {
        let row = try tx.row(
            """
            SELECT idea.id, design_session.season_id, coalesce(idea_review.version, 0) AS version FROM idea
            JOIN design_session ON design_session.id = idea.session_id
            LEFT JOIN idea_review ON idea_review.idea_id = idea.id
            WHERE idea.public_id = \(publicID) AND \(desk.mayStudy)
            """)
        guard let row else { throw Problem.notFound }
        return Found(id: try row["id"], season: try row["season_id"], version: try row["version"])
    }

    /// A member of the directorate whose session the idea is of.
    private static func owner(
        _ publicID: String, in season: ID<Season>, _ tx: Transaction
    ) throws -> ID<Person>? {
        guard !publicID.isEmpty else { return nil }
        let id: ID<Person>? = try tx.row(
            """
            SELECT person.id FROM person JOIN role ON role.person_id = person.id
            WHERE person.public_id = \(publicID) AND role.kind = 'directorate' AND role.ended_at IS NULL
                AND (role.season_id IS NULL OR role.season_id = \(season))
            """)?.only()
        guard let id else {
            let fault = Problem.Field("new-owner", "answers.owner.not-member")
            throw Problem(.invalid, "problem.check", fields: [fault])
        }
        return id
    }

    /// Whether it was answered in time is counted by the first date: one that another of the same day did not
    /// put right.
    private static let standsFirst: SQL = """
        excluded.first_due_on IS NULL OR idea_review.first_due_on IS NOT NULL
            AND coalesce(idea_review.first_due_set_on, '') <> excluded.first_due_set_on
        """

    private static func write(
        owner: ID<Person>?, dueOn: CalendarDate?, on today: CalendarDate, isStudied: Bool,
        to idea: ID<StudiedIdea>, by act: Act, _ tx: Transaction
    ) throws {
        let first: CalendarDate? = dueOn == nil ? nil : today
        let since: Instant? = isStudied ? act.at : nil
        try tx.run(
            """
            INSERT INTO idea_review (idea_id, version, owner_id, due_on, first_due_on, first_due_set_on,
                studied_since, triaged_at, triaged_by)
            VALUES (\(idea), 1, \(owner), \(dueOn), \(dueOn), \(first), \(since), \(act.at), \(act.person))
            ON CONFLICT (idea_id) DO UPDATE SET version = idea_review.version + 1,
                owner_id = coalesce(excluded.owner_id, idea_review.owner_id),
                due_on = coalesce(excluded.due_on, idea_review.due_on),
                first_due_on = CASE WHEN \(standsFirst) THEN idea_review.first_due_on
                    ELSE excluded.first_due_on END,
                first_due_set_on = CASE WHEN \(standsFirst) THEN idea_review.first_due_set_on
                    ELSE excluded.first_due_set_on END,
                studied_since = coalesce(idea_review.studied_since, excluded.studied_since),
                triaged_at = excluded.triaged_at, triaged_by = excluded.triaged_by
            """)
        try tx.audit(
            "idea triaged", on: "idea", idea.rawValue, by: act,
            [
                "owner": owner.map { .integer($0.rawValue) } ?? .null,
                "due": dueOn.map { .string($0.description) } ?? .null, "studied": .bool(isStudied),
            ])
    }
}
