internal import Platform

/// Who sees to what was promised: the directorate and the staff of a season.
enum ActionKeeperRequirement: RoleRequirement {
    static let roles: [Role.Kind] = [.directorate, .staff, .administrator]
    static let `guard` = Guard.keepsActions
}

typealias ActionKeeper = Holder<ActionKeeperRequirement>

extension Guard {
    static let keepsActions = Guard(name: "keeps actions")
    static let actionIsKnown = Guard(name: "action is known")
}

/// An action of an answer that holds.
struct PromisedAction: Sendable, Equatable {
    let commitment: Commitment
    /// The public id of the answer.
    let answer: String
    let isPublished: Bool

    private init(_ row: Row) throws {
        commitment = try Commitment(row)
        answer = try row["answer"]
        isPublished = (try row["published_at"] as Instant?) != nil
    }

    private static func selection(_ season: ID<Season>) -> SQL {
        """
        SELECT line.*, answer.public_id AS answer, publication.published_at
        FROM (\(Commitment.selection)) AS line JOIN answer ON answer.id = line.answer_id
        JOIN answer_adoption ON answer_adoption.answer_id = answer.id
        LEFT JOIN answer_publication AS publication ON publication.answer_id = answer.id
        LEFT JOIN answer_reopening AS reopening ON reopening.answer_id = answer.id
        WHERE answer.season_id = \(season) AND line.kind = 'action' AND reopening.answer_id IS NULL
        """
    }

    /// What is late first, then by date; those that are over at the end. `sees` says whether whoever reads
    /// may know of answers that are not public.
    static func all(
        of season: ID<Season>, seesUnpublished: Bool, on day: CalendarDate, _ tx: Transaction
    ) throws -> [PromisedAction] {
        let known: SQL =
            seesUnpublished ? "1 = 1" : Guard.actionIsKnown.condition("publication.answer_id IS NOT NULL")
        let rows = try tx.rows(
            """
            \(selection(season)) AND \(known)
            ORDER BY CASE WHEN line.state IN ('planned', 'under-way') THEN 0 ELSE 1 END, line.due_on, line.id
            LIMIT 1000
            """)
        return try rows.map(PromisedAction.init)
    }

    static func find(
        _ publicID: String, in season: ID<Season>, seesUnpublished: Bool, _ tx: Transaction
    ) throws -> PromisedAction {
        let row = try tx.row("\(selection(season)) AND line.public_id = \(publicID)")
        guard let row else { throw Problem.notFound }
        let action = try PromisedAction(row)
        try Guard.actionIsKnown.require(action.isPublished || seesUnpublished, orElse: .notFound)
        return action
    }

    static func overdue(
        of season: ID<Season>, on day: CalendarDate, _ tx: Transaction
    ) throws -> [PromisedAction] {
        try all(of: season, seesUnpublished: true, on: day, tx).filter { $0.commitment.isOverdue(on: day) }
    }
}

/// What was reported of an action, with what shows it.
struct ActionReport: Sendable, Equatable {
    let commitment: ID<Commitment>
    let state: Commitment.State
    let evidence: String
    let link: String
    let happenedOn: CalendarDate

    /// The newest first, with those from before the answer was reopened.
    static func of(
        _ commitments: [ID<Commitment>], _ tx: Transaction
    ) throws -> [ID<Commitment>: [ActionReport]] {
        let rows = try tx.rows(
            """
            WITH RECURSIVE line (commitment, source) AS (
                SELECT id, id FROM commitment WHERE id IN \(list: commitments)
                UNION ALL
                SELECT line.commitment, commitment.continues_id
                FROM line JOIN commitment ON commitment.id = line.source
                WHERE commitment.continues_id IS NOT NULL
            )
            SELECT line.commitment, action_report.* FROM line
            JOIN action_report ON action_report.commitment_id = line.source
            ORDER BY line.commitment, action_report.id DESC
            """)
        let reports = try rows.map { row in
            ActionReport(
                commitment: try row["commitment"], state: try row["state"],
                evidence: try row["evidence"], link: try row["link"], happenedOn: try row["happened_on"])
        }
        return Dictionary(grouping: reports, by: \.commitment)
    }

    /// What somebody typed.
    struct Entry: Sendable, Equatable {
        /// The number of reports that the page showed.
        let base: Int
        var state: String
        var evidence = ""
        var link = ""
        var happenedOn: String

        init(base: Int, state: String, evidence: String = "", link: String = "", happenedOn: String) {
            self.base = base
            self.state = state
            self.evidence = evidence
            self.link = link
            self.happenedOn = happenedOn
        }

        init(_ form: Form) {
            self.init(
                base: Int(form["reports"]) ?? -1, state: form["state"], evidence: form["evidence"].asLines,
                link: form["link"], happenedOn: form["date"])
        }

        fileprivate func checked() throws -> ActionReport {
            var faults: [Problem.Field] = []
            let (known, day) = (Commitment.State(rawValue: state), CalendarDate(happenedOn))
            if known == nil { faults.append(.init("state", "answers.action.state.missing")) }
            if day == nil { faults.append(.init("date", "answers.date.wrong")) }
            if evidence.isEmpty, known == .done || known == .dropped {
                faults.append(.init("evidence", "answers.evidence.missing"))
            }
            if evidence.count > AnswerBounds.reply {
                let most: MessageValue = .number(AnswerBounds.reply)
                faults.append(.init("evidence", "problem.too-long", ["most": most]))
            }
            let isWeb = link.hasPrefix("https://") || link.hasPrefix("http://")
            if !link.isEmpty, !isWeb || link.count > AnswerBounds.line {
                faults.append(.init("link", "answers.link.wrong"))
            }
            guard faults.isEmpty, let known, let day else {
                throw Problem(.invalid, "problem.check", fields: faults)
            }
            return ActionReport(
                commitment: ID(rawValue: 0), state: known, evidence: evidence, link: link, happenedOn: day)
        }
    }

    /// Whoever reports over a report that they did not see is told so.
    static func add(
        _ entry: Entry, to publicID: String, in season: Season, seesUnpublished: Bool, by act: Act,
        _ tx: Transaction
    ) throws {
        let report = try entry.checked()
        let action = try PromisedAction.find(
            publicID, in: season.id, seesUnpublished: seesUnpublished, tx)
        guard action.commitment.reports < AnswerBounds.reports else {
            throw Problem(.tooMany, "answers.too-many-reports", ["most": .number(AnswerBounds.reports)])
        }
        let id = action.commitment.id
        let changed = try tx.run(
            """
            UPDATE commitment SET state = \(report.state), reports = reports + 1
            WHERE id = \(id) AND reports = \(entry.base)
            """)
        guard changed == 1 else { throw Problem(.conflict, "answers.conflict") }
        try tx.run(
            """
            INSERT INTO action_report (commitment_id, number, state, evidence, link, happened_on, reported_at,
                reported_by)
            VALUES (\(id), \(entry.base + 1), \(report.state), \(report.evidence), \(report.link),
                \(report.happenedOn), \(act.at), \(act.person))
            """)
        try tx.run("UPDATE season SET epoch = epoch + 1 WHERE id = \(season.id)")
        try tx.audit(
            "action reported", on: "commitment", id.rawValue, by: act,
            ["state": .string(report.state.rawValue), "number": .integer(Int64(entry.base + 1))])
    }
}
