internal import Platform

/// Saving what is typed, valid or not.
enum Drafting {
    /// What came from a page, and the version of the draft that the page showed.
    struct Save: Sendable {
        let input: Form
        let version: Int
        /// Files that were chosen on the page, on the disk already.
        var files: [AttachedFile] = []
        /// The field whose file is taken out. The file itself stays: a submission may hold it.
        var emptied: String?
        /// Whether the page showed what this person had typed over an older version, files among it.
        var isOfConflict = false
    }

    enum Outcome: Sendable, Equatable {
        /// The version that the draft has now.
        case saved(version: Int)
        /// Somebody saved in between. What was typed is kept beside the draft, which stays as it is.
        case conflict(typed: Answers)
    }

    /// Saves over the version that the page showed, or keeps both texts where it is no longer the newest.
    ///
    /// What is saved already, such as by a request whose answer was lost, is not saved again.
    static func save(
        _ save: Save, into held: HeldApplication, of season: Season, for person: ID<Person>, by act: Act,
        _ tx: Transaction
    ) throws -> Outcome {
        let (_, form) = try held.form(season)
        let typedOver = save.isOfConflict ? try held.typedOver() : nil
        var answers = form.answers(save.input, keeping: try typedOver ?? held.draft.answers())
        try AttachedFile.record(save.files, of: held.application.id, by: act, tx)
        for attached in save.files { answers[attached.field] = .file(attached.file) }
        if let emptied = save.emptied { answers[emptied] = nil }
        return try store(answers, over: save.version, into: held, for: person, by: act, tx)
    }

    private static func store(
        _ answers: Answers, over version: Int, into held: HeldApplication, for person: ID<Person>,
        by act: Act,
        _ tx: Transaction
    ) throws -> Outcome {
        let text = answers.json.canonical
        guard text.utf8.count <= ApplicationBounds.answerBytes else {
            throw Problem(
                .tooLarge, "applications.draft.too-large",
                ["kilobytes": .number(ApplicationBounds.answerBytes / 1000)])
        }
        guard text != held.draft.text else {
            try forgetConflict(of: person, in: held, tx)
            return .saved(version: held.draft.version)
        }
        guard version == held.draft.version, try replace(held, with: text, for: person, by: act, tx) else {
            try keepConflict(text, of: person, in: held, at: act.at, tx)
            return .conflict(typed: answers)
        }
        try forgetConflict(of: person, in: held, tx)
        return .saved(version: held.draft.version + 1)
    }

    /// False where somebody else was faster.
    private static func replace(
        _ held: HeldApplication, with text: String, for person: ID<Person>, by act: Act, _ tx: Transaction
    ) throws -> Bool {
        let version = held.draft.version
        let changed = try tx.run(
            """
            INSERT INTO draft (application_id, answers, version, saved_at, saved_by)
            VALUES (\(held.application.id), \(text), \(version + 1), \(act.at), \(person))
            ON CONFLICT (application_id) DO UPDATE SET answers = excluded.answers, version = excluded.version,
                saved_at = excluded.saved_at, saved_by = excluded.saved_by
            WHERE draft.version = \(version)
            """)
        return changed > 0
    }

    private static func keepConflict(
        _ text: String, of person: ID<Person>, in held: HeldApplication, at moment: Instant, _ tx: Transaction
    ) throws {
        try tx.run(
            """
            INSERT INTO draft_conflict (application_id, person_id, answers, typed_at)
            VALUES (\(held.application.id), \(person), \(text), \(moment))
            ON CONFLICT (application_id, person_id) DO UPDATE SET answers = excluded.answers,
                typed_at = excluded.typed_at
            """)
    }

    /// Lets go of what was typed over an older version: it was saved after all, or is not wanted.
    static func forgetConflict(of person: ID<Person>, in held: HeldApplication, _ tx: Transaction) throws {
        guard held.conflict != nil else { return }
        try tx.run(
            """
            DELETE FROM draft_conflict WHERE application_id = \(held.application.id) AND person_id = \(person)
            """)
    }
}
