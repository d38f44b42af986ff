internal import Platform

/// Admitting together what the rules find complete and eligible, after a look at what that would be.
enum BulkAdmission {
    /// Why an application is left for a screener to read by themself.
    enum Doubt: String, Sendable, CaseIterable {
        case incomplete, ineligible, duplicate
    }

    /// What pressing the button would do.
    struct Preview: Sendable {
        struct Item: Sendable {
            let summary: ApplicationSummary
            let version: Int

            var selection: Selection { Selection(publicID: summary.publicID, version: version) }
        }

        /// Those that would be admitted.
        var items: [Item] = []
        /// How many were looked at and are left, by the first doubt about each.
        var doubts: [Doubt: Int] = [:]
        /// Whether more wait behind those that were looked at, or could be admitted after these.
        var isMore = false
    }

    /// An application in the version that was previewed.
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

    /// Looks at the oldest applications of a filter that wait for a screener, with a fixed number of
    /// statements.
    static func preview(
        _ filter: ApplicationFilter, at desk: ScreeningDesk, _ cache: RulesCache, now: Instant,
        _ tx: Transaction
    ) throws -> Preview {
        let candidates = try candidates(filter, at: desk, now: now, tx)
        let others = try others(of: candidates.map(\.party), in: desk.season, tx)
        let titles = try repeatedTitles(candidates.map(\.summary.title), in: desk.season, tx)
        var preview = Preview()
        preview.isMore = candidates.count > ScreeningBounds.examinedTogether
        for candidate in candidates.prefix(ScreeningBounds.examinedTogether) {
            let held = (others[candidate.party] ?? []).filter { $0.id != candidate.id }
            let entry = try candidate.entry(beside: held)
            let isRepeated = titles.contains(candidate.summary.title)
            let rules = try candidate.rules(of: desk.season, cache, tx)
            if let doubt = doubt(
                ScreeningAssessment(entry, of: desk.season, under: rules), isRepeated: isRepeated)
            {
                preview.doubts[doubt, default: 0] += 1
            } else if preview.items.count < ScreeningBounds.admittedTogether {
                preview.items.append(.init(summary: candidate.summary, version: candidate.version))
            } else {
                preview.isMore = true
            }
        }
        return preview
    }

    private static func doubt(_ assessment: ScreeningAssessment, isRepeated: Bool) -> Doubt? {
        if !assessment.isComplete { return .incomplete }
        if !assessment.isEligible { return .ineligible }
        return isRepeated ? .duplicate : nil
    }

    /// Admits those that still wait in the version that was previewed, and says how many these are.
    static func admit(
        _ selection: [Selection], at desk: ScreeningDesk, by act: Act, _ tx: Transaction
    ) throws -> Int {
        try desk.requireOpen(at: act.at)
        guard selection.count <= ScreeningBounds.admittedTogether else {
            throw Problem(
                .tooMany, "screening.bulk.too-many", ["most": .number(ScreeningBounds.admittedTogether)])
        }
        let admitted = try waiting(selection, at: desk, now: act.at, tx)
        try tx.run(
            """
            INSERT INTO screening_decision (application_id, submission_id, verdict, decided_at, decided_by)
            SELECT id, submission_id, 'admit', \(act.at), \(desk.person) FROM application
            WHERE id IN \(list: admitted)
            """)
        try tx.run("UPDATE application SET state = 'admitted' WHERE id IN \(list: admitted)")
        for application in admitted {
            try tx.audit(
                "application screened", on: "application", application.rawValue, by: act,
                ["verdict": "admit", "together": .integer(Int64(admitted.count))])
        }
        return admitted.count
    }

    private static func waiting(
        _ selection: [Selection], at desk: ScreeningDesk, now: Instant, _ tx: Transaction
    ) throws -> [ID<Application>] {
        let seen = Set(selection)
        let rows = try tx.rows(
            """
            SELECT application.id, application.public_id, submission.number FROM application
            JOIN submission ON submission.id = application.submission_id
            WHERE application.public_id IN \(list: selection.map(\.publicID))
            AND application.season_id = \(desk.season.id) AND application.state = 'submitted'
            AND \(ScreeningRules.doesNotWait(at: now)) AND \(Impartiality.admits(desk.person))
            ORDER BY application.id
            """)
        let unchanged = try rows.filter {
            seen.contains(Selection(publicID: try $0["public_id"], version: try $0["number"]))
        }
        return try unchanged.map { try $0["id"] }
    }
}

extension BulkAdmission {
    /// An application that may be admitted, with what the rules look at.
    private struct Candidate {
        let id: ID<Application>
        let party: ID<Party>
        let summary: ApplicationSummary
        let version: Int
        let rulesVersion: ID<RulesVersion>
        let answers: String
        let applicant: String
        let details: PartyDetails

        init(_ row: Row, now: Instant) throws {
            id = try row["id"]
            party = try row["party_id"]
            summary = try ApplicationSummary(row, now: now)
            version = try row["number"]
            rulesVersion = try row["rules_version_id"]
            answers = try row["answers"]
            applicant = try row["applicant_details"]
            details = try Party(row).details
        }

        func entry(beside held: [Held]) throws -> AssessedEntry {
            guard let answers = Answers(json: try JSON(parsing: answers)), let at = summary.submittedAt else {
                throw DatabaseError.decoding("application \(id.rawValue) has no readable submission")
            }
            let counts = Dictionary(grouping: held, by: \.nomination).mapValues(\.count)
            return AssessedEntry(
                nomination: summary.nomination,
                applicant: PartyDetails(json: try JSON(parsing: applicant)) ?? details,
                answers: answers, submittedAt: at, others: counts)
        }

        func rules(of season: Season, _ cache: RulesCache, _ tx: Transaction) throws -> SeasonDocument {
            let submitted = try cache.rules(rulesVersion, tx)
            return submitted.nomination(summary.nomination) == nil ? season.rules : submitted
        }
    }

    /// Another application of a candidate's party.
    private struct Held {
        let id: ID<Application>
        let nomination: String
    }

    private static func candidates(
        _ filter: ApplicationFilter, at desk: ScreeningDesk, now: Instant, _ tx: Transaction
    ) throws -> [Candidate] {
        let filter = filter.changing {
            $0.shelf = .toScreen
            $0.order = .oldest
        }
        let conditions = try ApplicationList.conditions(filter, at: desk, now: now, tx)
        let order = ApplicationList.ordering(filter)
        let page: SQL = """
            SELECT * FROM application WHERE \(SQL.all(conditions)) ORDER BY \(order)
            LIMIT \(ScreeningBounds.examinedTogether + 1)
            """
        let rows = try tx.rows(
            """
            SELECT line.*, submission.number, submission.rules_version_id, submission.answers,
                submission.applicant AS applicant_details, \(Party.columns)
            FROM (\(ApplicationSummary.query(from: page))) AS line
            JOIN submission ON submission.id = line.submission_id
            JOIN party ON party.id = line.party_id
            ORDER BY line.submitted_at, line.id
            """)
        return try rows.map { try Candidate($0, now: now) }
    }

    private static func others(
        of parties: [ID<Party>], in season: Season, _ tx: Transaction
    ) throws -> [ID<Party>: [Held]] {
        let rows = try tx.rows(
            """
            SELECT application.id, application.party_id, nomination.key FROM application
            JOIN nomination ON nomination.id = application.nomination_id
            WHERE application.party_id IN \(list: parties) AND application.season_id = \(season.id)
            AND application.state NOT IN ('draft', 'withdrawn')
            """)
        let pairs: [(ID<Party>, Held)] = try rows.map {
            (try $0["party_id"], Held(id: try $0["id"], nomination: try $0["key"]))
        }
        return Dictionary(grouping: pairs, by: \.0).mapValues { $0.map(\.1) }
    }

    private static func repeatedTitles(
        _ titles: [String], in season: Season, _ tx: Transaction
    ) throws -> Set<String> {
        let rows = try tx.rows(
            """
            SELECT title FROM application WHERE season_id = \(season.id) AND state <> 'draft'
                AND state <> 'withdrawn'
            AND title IN \(list: titles) GROUP BY title HAVING count(*) > 1
            """)
        return try Set(rows.map { try $0.only() })
    }
}
