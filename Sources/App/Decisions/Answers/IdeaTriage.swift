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

    /// What is to change.
    struct Change: Sendable, Equatable {
        /// Instead of a member: nobody.
        static let nobody = "nobody"

        /// The public id of a member. Empty where it stays as it is.
        var owner = ""
        /// A date as it was typed. Empty where it stays as it is.
        var due = ""
        var clearsDue = false
        var isStudied = false

        /// Of many at once, in which what was left empty stays as it is.
        init(ofMany form: Form) {
            owner = form["new-owner"]
            due = form["new-due"]
            clearsDue = form.has("no-due")
            isStudied = form.has("study")
        }

        /// Of one, whose form shows all that there is.
        init(ofOne form: Form) {
            self.init(ofMany: form)
            if owner.isEmpty { owner = Self.nobody }
            clearsDue = due.isEmpty
        }

        fileprivate var keepsOwner: Bool { owner.isEmpty }
        fileprivate var keepsDue: Bool { due.isEmpty && !clearsDue }

        fileprivate func dueOn() throws -> CalendarDate? {
            guard !due.isEmpty, !clearsDue else { return nil }
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
            try write(change, owner: owner, dueOn: dueOn, on: today, to: idea.id, by: act, tx)
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
        guard !publicID.isEmpty, publicID != Change.nobody else { return nil }
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

    /// Whether it was answered in time is counted by the first date: one that was not put right on the same
    /// day.
    private static func write(
        _ change: Change, owner: ID<Person>?, dueOn: CalendarDate?, on today: CalendarDate,
        to idea: ID<StudiedIdea>, by act: Act, _ tx: Transaction
    ) throws {
        let (since, first): (Instant?, CalendarDate?) = (
            change.isStudied ? act.at : nil, dueOn == nil ? nil : today
        )
        let newOwner: SQL = change.keepsOwner ? "idea_review.owner_id" : "excluded.owner_id"
        let newDue: SQL = change.keepsDue ? "idea_review.due_on" : "excluded.due_on"
        let isNoFirst: SQL =
            change.keepsDue
            ? "1 = 0"
            : "(idea_review.first_due_on IS NULL OR coalesce(idea_review.first_due_set_on, '') = \(today))"
        try tx.run(
            """
            INSERT INTO idea_review (idea_id, version, owner_id, due_on, first_due_on, first_due_set_on,
                studied_since, triaged_at, triaged_by)
            VALUES (\(idea), 1, \(owner), \(dueOn), \(dueOn), \(first), \(since), \(act.at), \(act.person))
            ON CONFLICT (idea_id) DO UPDATE SET version = idea_review.version + 1,
                owner_id = \(newOwner), due_on = \(newDue),
                first_due_on = CASE WHEN \(isNoFirst) THEN excluded.first_due_on
                    ELSE idea_review.first_due_on END,
                first_due_set_on = CASE WHEN \(isNoFirst) THEN excluded.first_due_set_on
                    ELSE idea_review.first_due_set_on END,
                studied_since = coalesce(idea_review.studied_since, excluded.studied_since),
                triaged_at = excluded.triaged_at, triaged_by = excluded.triaged_by
            """)
        try tx.audit("idea triaged", on: "idea", idea.rawValue, by: act, change.record(owner, dueOn))
    }
}

extension IdeaTriage.Change {
    /// What the log says of it: what changed, empty where it was taken away.
    fileprivate func record(_ owner: ID<Person>?, _ dueOn: CalendarDate?) -> [String: JSON] {
        var fields: [String: JSON] = ["studied": .bool(isStudied)]
        if !keepsOwner { fields["owner"] = owner.map { .integer($0.rawValue) } ?? .null }
        if !keepsDue { fields["due"] = dueOn.map { .string($0.description) } ?? .null }
        return fields
    }
}
