internal import Platform

// Answers: the directorate studies every idea of every design session, and says what becomes of it.
//
// A member owns an idea's review until a date; the author may be asked to make something clear. A member
// drafts an answer to one idea or to several; a meeting adopts it by votes, and it is published apart, with
// one mail to each author and supporter who asked. An acceptance carries commitments: changes of a season's
// rules, or actions with an owner, a date and evidence. An adopted answer can be reopened: it is kept, and
// another takes its place.
//
// Tables: idea_review, idea_question, answer, answer_author, answer_translation, answer_idea, commitment,
// action_report, directorate_meeting, meeting_attendance, meeting_item, meeting_voice, answer_adoption,
// answer_publication, answer_reopening. Invariants: an idea has one standing answer; an adopted acceptance
// has a commitment and an adopted refusal a reason; what was adopted does not change; most of the directorate
// voted, and more for it than against; whoever did not write on it voted for it too; nobody outside knows of
// an answer before it is published.

/// What the directorate says to an idea.
enum AnswerOutcome: String, Sendable, Bindable, CaseIterable {
    case accepted
    case acceptedInPart = "accepted-in-part"
    case declined
    /// It is that way already.
    case alreadySo = "already-so"
    /// Good, but not for the season that comes next.
    case anotherSeason = "another-season"
    /// Not for the directorate to decide.
    case outsideRemit = "outside-remit"

    /// Acceptances carry commitments.
    var isAcceptance: Bool { self == .accepted || self == .acceptedInPart }
    /// All that gives somebody less than they asked for says why.
    var needsReason: Bool { self != .accepted }
}

/// Where an idea stands with the directorate.
enum IdeaStanding: String, Sendable, Bindable, CaseIterable {
    case received
    case underStudy = "under-study"
    /// Nobody but the directorate learns of these two.
    case drafted, adopted
    case accepted
    case acceptedInPart = "accepted-in-part"
    case declined
    case alreadySo = "already-so"
    case anotherSeason = "another-season"
    case outsideRemit = "outside-remit"
    case reopened, withdrawn

    static let open: [IdeaStanding] = [.received, .underStudy, .drafted, .adopted, .reopened]

    var isOpen: Bool { Self.open.contains(self) }
    /// The published answer behind it, where there is one.
    var outcome: AnswerOutcome? { AnswerOutcome(rawValue: rawValue) }

    /// As a column, over `joins`, for the directorate itself.
    static let forDirectorate: SQL = """
        CASE WHEN withdrawal.idea_id IS NOT NULL THEN 'withdrawn'
            WHEN publication.answer_id IS NOT NULL THEN answer.outcome
            WHEN adoption.answer_id IS NOT NULL THEN 'adopted'
            WHEN \(wasReopened) THEN 'reopened'
            WHEN answer.id IS NOT NULL THEN 'drafted'
            WHEN review.studied_since IS NOT NULL THEN 'under-study' ELSE 'received' END
        """

    /// The same as everybody else may know it.
    static let forEverybody: SQL = """
        CASE WHEN withdrawal.idea_id IS NOT NULL THEN 'withdrawn'
            WHEN publication.answer_id IS NOT NULL THEN answer.outcome
            WHEN \(wasReopened) THEN 'reopened'
            WHEN review.studied_since IS NOT NULL THEN 'under-study' ELSE 'received' END
        """

    /// Of what was published, for an adoption that nobody knew of may be reopened without telling.
    private static let wasReopened: SQL = """
        EXISTS (SELECT 1 FROM answer_idea AS earlier
            JOIN answer_publication ON answer_publication.answer_id = earlier.answer_id
            WHERE earlier.idea_id = idea.id AND earlier.ended_at IS NOT NULL)
        """

    /// From `idea` to all that says where it stands.
    static let joins: SQL = """
        LEFT JOIN idea_review AS review ON review.idea_id = idea.id
        LEFT JOIN idea_withdrawal AS withdrawal ON withdrawal.idea_id = idea.id
        LEFT JOIN answer_idea AS standing ON standing.idea_id = idea.id AND standing.ended_at IS NULL
        LEFT JOIN answer ON answer.id = standing.answer_id
        LEFT JOIN answer_adoption AS adoption ON adoption.answer_id = answer.id
        LEFT JOIN answer_publication AS publication ON publication.answer_id = answer.id
        """
}

/// Somebody who may own an idea or an action.
struct Colleague: Sendable, Equatable {
    let id: ID<Person>
    let publicID: String
    let name: String

    /// The members of a season's directorate, by name.
    static func members(of season: ID<Season>, _ tx: Transaction) throws -> [Colleague] {
        try holding("role.kind = 'directorate'", in: season, tx)
    }

    /// Those and the staff, who may answer for actions.
    static func actionOwners(of season: ID<Season>, _ tx: Transaction) throws -> [Colleague] {
        try holding("role.kind IN ('directorate', 'staff', 'administrator')", in: season, tx)
    }

    private static func holding(_ kind: SQL, in season: ID<Season>, _ tx: Transaction) throws -> [Colleague] {
        let rows = try tx.rows(
            """
            SELECT DISTINCT person.id, person.public_id,
                \(Person.shownName()) AS shown
            FROM role JOIN person ON person.id = role.person_id
            WHERE \(kind) AND role.ended_at IS NULL
                AND (role.season_id IS NULL OR role.season_id = \(season))
            ORDER BY shown, person.id LIMIT 500
            """)
        return try rows.map {
            Colleague(id: try $0["id"], publicID: try $0["public_id"], name: try $0["shown"])
        }
    }
}

/// What the directorate may write, and how much.
enum AnswerBounds {
    static let reason = 10_000
    static let line = 500
    static let measure = 1_000
    static let question = 2_000
    static let reply = 4_000
    static let minutes = 50_000
    static let ruleValue = 20_000
    static let ideas = 500
    static let commitments = 30
    static let pageRows = 50
    static let triagedTogether = 200
    static let exportRows = 20_000
    static let meetings = 200
    static let itemsOfMeeting = 200
    static let reports = 200
}
