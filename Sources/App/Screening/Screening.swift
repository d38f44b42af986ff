internal import Platform

// Screening: whether an application goes to the jury.
//
// What was submitted is shown beside what the rules make of it: how complete it is, whether the applicant
// is eligible, whether it was entered twice. A screener admits it, rejects it with a reason of the season's
// rules, asks for a missing thing with a date, or proposes another nomination. What was decided may be
// undone until the finalists are published, and nobody is mailed about a rejection before: telling outcomes
// belongs to Results.
//
// Terms: a desk is somebody at work in a season's screening; a case is an application on it. Tables:
// screening_decision, screening_request, nomination_move, deadline_extension. Invariants: one decision
// stands at a time; nobody sees, counts or decides an application of their own; a decision names the
// submission that was read; asking and proposing mail everybody who acts for the party.

/// What grows has a limit.
enum ScreeningBounds {
    static let noteLetters = 2_000
    /// How far ahead the date of a question may lie.
    static let longestWait: Duration = .seconds(60 * 24 * 3600)
    /// How many applications are admitted with one press, and looked at for it.
    static let admittedTogether = 200
    static let examinedTogether = 1_000
    /// Rows of a page; more are behind its last line.
    static let pageRows = 50
    /// Counts above this are shown as "more than": an exact one costs more than the page.
    static let counted = 1_000
    /// A search that finds more is answered along the order of the list instead of by collecting all it
    /// finds.
    static let collected = 1_000
    /// Words of a search; further ones are not looked at.
    static let searchWords = 5
    /// Versions of an application that a page leads to.
    static let shownVersions = 20
    /// Entries of an application's history, and other applications that may be the same.
    static let history = 300
    static let duplicates = 20
}

/// Somebody at work on the applications of a season.
struct ScreeningDesk: Sendable {
    let season: Season
    let person: ID<Person>
    /// Staff also work before the stage opens and after it has closed.
    let isStaff: Bool

    init(season: Season, person: ID<Person>, isStaff: Bool) {
        self.season = season
        self.person = person
        self.isStaff = isStaff
    }

    init(_ who: Screener) {
        season = who.season
        person = who.person.id
        isStaff = who.visit.holds(.staff) || who.visit.holds(.administrator)
    }

    init(_ who: Staff) {
        season = who.season
        person = who.person.id
        isStaff = true
    }

    /// Whether anything may be decided now; a season without a stage for it screens all along.
    func isOpen(at now: Instant) -> Bool {
        isStaff || season.stage(.screening)?.accepts(at: now) ?? true
    }

    func requireOpen(at now: Instant) throws {
        guard isOpen(at: now) else { throw Problem(.closed, "screening.closed") }
    }
}

/// Row rules: which applications somebody at work may see at all.
enum ScreeningRules {
    /// Something is asked of the applicant and the time for it is not over.
    static func waits(at now: Instant) -> SQL {
        "application.id IN (\(waiting(at: now)))"
    }

    static func doesNotWait(at now: Instant) -> SQL {
        "application.id NOT IN (\(waiting(at: now)))"
    }

    private static func waiting(at now: Instant) -> SQL {
        """
        SELECT application_id FROM screening_request
        WHERE answered_by_submission_id IS NULL AND cancelled_at IS NULL AND due_at > \(now)
        UNION SELECT application_id FROM nomination_move WHERE answer IS NULL
        """
    }
}
