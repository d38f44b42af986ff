internal import Platform

/// What has happened to an application, as those who work on it read it.
struct ScreeningEvent: Sendable, Equatable {
    enum Kind: String, Sendable, Bindable, CaseIterable {
        case submitted, admitted, rejected, undone, asked, proposed, accepted, declined, withdrawn, extended
        case questionEnded = "question-ended"
        case proposalEnded = "proposal-ended"
    }

    let kind: Kind
    let at: Instant
    /// Nothing where nobody did it.
    let who: String?
    /// Of a submission: its number.
    let number: Int
    /// Of a rejection: the key of its reason; of a proposal: that of the nomination.
    let key: String
    /// What was written with it.
    let text: String

    /// The newest first, in one statement.
    static func all(of application: ID<Application>, _ tx: Transaction) throws -> [ScreeningEvent] {
        let rows = try tx.rows(
            """
            SELECT event.kind, event.at, event.number, event.key, event.text,
                \(Person.shownName()) AS who
            FROM (\(submissions(application)) UNION ALL \(decisions(application))
                UNION ALL \(questions(application)) UNION ALL \(moves(application))) AS event
            LEFT JOIN person ON person.id = event.person_id
            ORDER BY event.at DESC, event.kind LIMIT \(ScreeningBounds.history)
            """)
        return try rows.map(ScreeningEvent.init)
    }

    private init(_ row: Row) throws {
        kind = try row["kind"]
        at = try row["at"]
        who = try row["who"]
        number = try row["number"]
        key = try row["key"]
        text = try row["text"]
    }

    private static func submissions(_ application: ID<Application>) -> SQL {
        """
        SELECT 'submitted' AS kind, submitted_at AS at, submitted_by AS person_id, number, '' AS key,
            '' AS text
        FROM submission WHERE application_id = \(application)
        UNION ALL SELECT 'withdrawn', withdrawn_at, withdrawn_by, 0, '', reason
        FROM withdrawal WHERE application_id = \(application)
        UNION ALL SELECT 'extended', granted_at, granted_by, 0, '', reason
        FROM deadline_extension WHERE application_id = \(application)
        """
    }

    private static func decisions(_ application: ID<Application>) -> SQL {
        """
        SELECT CASE verdict WHEN 'admit' THEN 'admitted' ELSE 'rejected' END, decided_at, decided_by, 0,
            coalesce(reason, ''), note FROM screening_decision WHERE application_id = \(application)
        UNION ALL SELECT 'undone', undone_at, undone_by, 0, '', ''
        FROM screening_decision WHERE application_id = \(application) AND undone_at IS NOT NULL
        """
    }

    private static func questions(_ application: ID<Application>) -> SQL {
        """
        SELECT 'asked', asked_at, asked_by, 0, '', question
        FROM screening_request WHERE application_id = \(application)
        UNION ALL SELECT 'question-ended', cancelled_at, cancelled_by, 0, '', ''
        FROM screening_request WHERE application_id = \(application) AND cancelled_at IS NOT NULL
        """
    }

    private static func moves(_ application: ID<Application>) -> SQL {
        """
        SELECT 'proposed', proposed_at, proposed_by, 0, nomination.key, reason
        FROM nomination_move JOIN nomination ON nomination.id = to_nomination_id
        WHERE application_id = \(application)
        UNION ALL SELECT CASE answer WHEN 'cancelled' THEN 'proposal-ended' ELSE answer END, answered_at,
            answered_by, 0, '', ''
        FROM nomination_move WHERE application_id = \(application) AND answer IS NOT NULL
        """
    }
}
