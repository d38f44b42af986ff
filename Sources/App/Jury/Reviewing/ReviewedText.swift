internal import Platform

/// An application as its juror reads it. In a blind round whoever applies is not in it: the name is not read
/// from the database, and answers that could tell it are left out. What applicants agree to is between them
/// and the programme, and in no round a juror's to read.
struct ReviewedText: Sendable {
    /// Who applies; nothing in a blind round.
    struct Applicant: Sendable, Equatable {
        let name: String
        let country: String
    }

    struct Section: Sendable {
        let title: LocalizedText
        let answers: [(field: FormField, answer: Answer)]
    }

    /// Empty in a blind round whose form says that titles tell who applies.
    let title: String
    let applicant: Applicant?
    let nomination: LocalizedText
    let language: Language
    let sections: [Section]

    /// What the jurors of a round read of an application.
    static func of(
        _ application: ID<Application>, in round: Round, _ cache: RulesCache, _ tx: Transaction
    ) throws -> ReviewedText {
        let isBlind = try cache.rules(round.rulesVersion, tx).jury.isBlind
        let row = try tx.row(
            """
            SELECT application.title, application.language, submission.answers, submission.rules_version_id,
                   nomination.key AS nomination, \(applicantColumns(isBlind))
            FROM application JOIN submission ON submission.id = application.submission_id
            JOIN nomination ON nomination.id = submission.nomination_id
            JOIN party ON party.id = application.party_id WHERE application.id = \(application)
            """)
        guard let row else { throw Problem.notFound }
        let rules = try cache.rules(try row["rules_version_id"], tx)
        guard let nomination = rules.nomination(try row["nomination"]), let form = rules.form(of: nomination),
            let answers = Answers(json: try JSON(parsing: row["answers"] as String))
        else { throw DatabaseError.decoding("a submission does not read under its rules") }
        return ReviewedText(
            title: isBlind && form.titleTells ? "" : try row["title"],
            applicant: isBlind ? nil : Applicant(name: try row["name"], country: try row["country"]),
            nomination: nomination.title, language: Language(try row["language"]) ?? .english,
            sections: form.sections(answers, nomination: nomination.key, isBlind: isBlind))
    }

    private static func applicantColumns(_ isBlind: Bool) -> SQL {
        isBlind ? "NULL AS name, NULL AS country" : "party.name, party.country"
    }
}

extension ReviewedText {
    /// The public ids of the files that are shown.
    fileprivate var files: [String] {
        sections.flatMap(\.answers).compactMap { item in
            guard case .file(let file) = item.answer else { return nil }
            return file.id
        }
    }
}

/// A file of an answer that the jury is shown. In a blind round its own name might tell who applies, so it
/// bears its public id instead.
struct ReviewedFile: Sendable {
    let file: ApplicationFile
    let name: String?

    init(
        _ publicID: String, of application: ID<Application>, in round: Round, _ cache: RulesCache,
        _ tx: Transaction
    ) throws {
        let text = try ReviewedText.of(application, in: round, cache, tx)
        guard text.files.contains(publicID),
            let file = try ApplicationFile.find(publicID, of: application, tx)
        else { throw Problem.notFound }
        self.file = file
        name = text.applicant == nil ? publicID : nil
    }
}

extension ApplicationForm {
    /// Whether the title of an application tells who applies.
    var titleTells: Bool {
        fields.first { $0.key == titleField }?.isIdentifying ?? false
    }

    fileprivate func sections(_ answers: Answers, nomination: String, isBlind: Bool) -> [ReviewedText.Section]
    {
        visibleSections(answers, nomination: nomination).compactMap { section in
            let readable = section.fields.filter { $0.kind != .consent }
            let shown = readable.filter { !(isBlind && $0.isIdentifying) }
            let given = shown.compactMap { field -> (FormField, Answer)? in
                answers[field.key].map { (field, isBlind ? $0.withoutFileName : $0) }
            }
            return given.isEmpty ? nil : ReviewedText.Section(title: section.title, answers: given)
        }
    }
}

extension Answer {
    /// People put their names into the names of files.
    fileprivate var withoutFileName: Answer {
        guard case .file(var file) = self else { return self }
        file.name = ""
        return .file(file)
    }
}
