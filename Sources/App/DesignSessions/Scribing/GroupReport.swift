internal import Platform

/// What a group says as a whole, as its scribe writes it down.
struct GroupReport: Sendable, Equatable {
    static let longestText = 10_000

    let text: String
    let language: String
    let version: Int
    let savedAt: Instant

    private init(_ row: Row) throws {
        text = try row["text"]
        language = try row["language"]
        version = try row["version"]
        savedAt = try row["saved_at"]
    }

    /// Nothing until something is saved.
    static func of(_ group: ID<SessionGroup>, _ tx: Transaction) throws -> GroupReport? {
        try tx.row("SELECT * FROM group_report WHERE group_id = \(group)").map(GroupReport.init)
    }
}

/// Saving a group's report.
enum ReportSaving {
    struct Entry: Sendable, Equatable {
        let text: String
        let language: String
        /// The version that the page showed; 0 where there was none.
        let base: Int

        init(_ form: Form) {
            text = form["report"].asLines
            language = form["report_language"]
            base = Int(form["version"]) ?? 0
        }

        fileprivate func check() throws {
            var faults: [Problem.Field] = []
            if text.count > GroupReport.longestText {
                let most: MessageValue = .number(GroupReport.longestText)
                faults.append(.init("report", "problem.too-long", ["most": most]))
            }
            if !Languages.contains(language) {
                faults.append(.init("report_language", "ideas.language.wrong"))
            }
            guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
        }
    }

    enum Outcome: Sendable {
        case saved(version: Int)
        /// Another scribe of the group has saved meanwhile.
        case conflict(GroupReport)
    }

    static func save(
        _ entry: Entry, by scribe: Scribing, _ act: RoomAct, _ tx: Transaction
    ) throws -> Outcome {
        try entry.check()
        let stored = try GroupReport.of(scribe.group, tx)
        if let stored, stored.version != entry.base { return .conflict(stored) }
        let version = (stored?.version ?? 0) + 1
        try tx.run(
            """
            INSERT INTO group_report (group_id, text, language, version, saved_at, saved_by)
            VALUES (\(scribe.group), \(entry.text), \(entry.language), \(version), \(act.at), \(scribe.seat.id))
            ON CONFLICT (group_id) DO UPDATE SET text = excluded.text, language = excluded.language,
                version = excluded.version, saved_at = excluded.saved_at, saved_by = excluded.saved_by
            """)
        try tx.audit(
            "group report saved", on: "session_group", scribe.group.rawValue, by: act.official,
            ["version": .integer(Int64(version))])
        return .saved(version: version)
    }
}
