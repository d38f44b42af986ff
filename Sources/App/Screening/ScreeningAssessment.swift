internal import Platform

/// What the rules make of an application, for a screener to look at; it decides nothing.
struct ScreeningAssessment: Sendable, Equatable {
    let completeness: Completeness
    /// Below this, in per cent, an application may be rejected unread.
    let required: Int
    /// Why the applicant may not enter this nomination; none where they may.
    let obstacles: [EligibilityReason]

    var isComplete: Bool { completeness.percent >= required }
    var isEligible: Bool { obstacles.isEmpty }
}

extension ScreeningAssessment {
    /// Looks at answers with the form and the rules that they were submitted under, and on the day of
    /// submission: an age group does not change with a birthday. The threshold is that of the season now.
    init(_ entry: AssessedEntry, of season: Season, under rules: SeasonDocument) {
        let form = rules.nomination(entry.nomination).flatMap { rules.form(of: $0) }
        completeness =
            form?.completeness(entry.answers, nomination: entry.nomination)
            ?? Completeness(filled: 0, required: 0, missing: [])
        required = season.rules.screening.requiredPercent
        obstacles = Self.obstacles(entry, entering: entry.nomination, under: rules)
    }

    /// Why an applicant may not enter a nomination, were the application entered there.
    static func obstacles(
        _ entry: AssessedEntry, entering nomination: String, under rules: SeasonDocument
    ) -> [EligibilityReason] {
        guard let nomination = rules.nomination(nomination) else { return [] }
        let facts = EligibilityFacts(
            applications: entry.others.values.reduce(0, +),
            applicationsInNomination: entry.others[nomination.key] ?? 0)
        return Eligibility.explain(
            rules.eligibilityRules(of: nomination), entry.applicant.eligibility, facts,
            on: entry.submittedAt.day(in: rules.timeZone))
    }
}

/// What an assessment looks at.
struct AssessedEntry: Sendable {
    /// The key of the nomination in which the application stands.
    let nomination: String
    let applicant: PartyDetails
    let answers: Answers
    let submittedAt: Instant
    /// How many other applications of the party take part in the season, by nomination.
    let others: [String: Int]
}

extension ScreeningCase {
    /// The rules that a version was submitted under. Where they do not know the nomination to which the
    /// application was moved since, those of the season now.
    func rules(
        of version: ScreenedSubmission, in season: Season, _ cache: RulesCache, _ tx: Transaction
    ) throws -> SeasonDocument {
        let submitted = try cache.rules(version.rulesVersion, tx)
        return submitted.nomination(nomination) == nil ? season.rules : submitted
    }

    /// Who applied, as it was when they submitted.
    func applicant() throws -> PartyDetails {
        try submission.applicant() ?? party.details
    }

    func entry(_ tx: Transaction) throws -> AssessedEntry {
        let row = try tx.rows(
            """
            SELECT nomination.key, count(*) AS held FROM application
            JOIN nomination ON nomination.id = application.nomination_id
            WHERE application.party_id = \(party.id) AND application.id <> \(id)
            AND application.season_id = (SELECT season_id FROM application WHERE id = \(id))
            AND application.state NOT IN ('draft', 'withdrawn') GROUP BY nomination.key
            """)
        let others: [(String, Int)] = try row.map { (try $0["key"], try $0["held"]) }
        return AssessedEntry(
            nomination: nomination, applicant: try applicant(), answers: try submission.answers(),
            submittedAt: submission.at, others: Dictionary(uniqueKeysWithValues: others))
    }

    /// Other applications of the season that may be the same one: of the same party, or of the same title.
    /// One of the screener's own is not among them.
    func possibleDuplicates(at desk: ScreeningDesk, now: Instant, _ tx: Transaction) throws
        -> [ApplicationSummary]
    {
        let sameTitle: SQL = """
            SELECT id FROM application WHERE season_id = \(desk.season.id) AND state <> 'draft'
                AND title = \(title)
            """
        let rows = try tx.rows(
            """
            \(ApplicationSummary.query(from: """
                SELECT * FROM application WHERE application.id IN (
                    SELECT id FROM application WHERE party_id = \(party.id) UNION \(sameTitle))
                AND application.id <> \(id) AND application.season_id = \(desk.season.id)
                AND application.state NOT IN ('draft', 'withdrawn')
                    AND \(Impartiality.admits(desk.person))
                ORDER BY application.id LIMIT \(ScreeningBounds.duplicates)
                """)) ORDER BY application.id
            """)
        return try rows.map { try ApplicationSummary($0, now: now) }
    }
}
