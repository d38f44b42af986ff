internal import Crypto
internal import Platform

/// Submitting: the draft, checked, becomes a version that stands and never changes.
enum Submitting {
    /// One press of the button.
    struct Press: Sendable {
        /// The version of the draft that was previewed.
        let version: Int
        let key: String
    }

    /// What keeps a draft from being submitted.
    struct Obstacles: Sendable, Equatable {
        let fields: [FieldProblems]
        let eligibility: [EligibilityReason]

        var isEmpty: Bool { fields.isEmpty && eligibility.isEmpty }

        var problem: Problem {
            let fields = fields.flatMap { field in
                field.problems.map { Problem.Field(field.name(of: $0), $0.message, $0.arguments) }
            }
            let message =
                eligibility.isEmpty ? "applications.submit.incomplete" : "applications.submit.not-eligible"
            return Problem(.invalid, message, fields: fields)
        }
    }

    static func obstacles(_ held: HeldApplication, _ answers: Answers, in season: Season, at now: Instant)
        throws
        -> Obstacles
    {
        let (nomination, form) = try held.form(season)
        let today = now.day(in: season.rules.timeZone)
        // Limits were kept when the application was started; this one must not count against itself.
        return Obstacles(
            fields: form.problems(answers, nomination: nomination.key, today: today),
            eligibility: Eligibility.explain(
                season.rules.eligibilityRules(of: nomination), held.party.details.eligibility,
                EligibilityFacts(),
                on: today))
    }

    /// Makes the draft the version that stands, with its receipt, and gives its number.
    ///
    /// A press that the network repeated gives the number it gave before, and so does one of a draft that
    /// stands already, such as when two people press at once.
    static func submit(
        _ press: Press, of held: HeldApplication, in season: Season, for person: Person,
        with post: ReceiptPost,
        by act: Act, _ tx: Transaction
    ) throws -> Int {
        if let number = try number(of: press.key, held, tx) { return number }
        guard press.version == held.draft.version else {
            throw Problem(.conflict, "applications.submit.changed")
        }
        if let standing = held.standing, stands(standing, held, season) { return standing.number }
        try require(held, in: season, at: act.at)
        let answers = try held.draft.answers()
        let obstacles = try obstacles(held, answers, in: season, at: act.at)
        guard obstacles.isEmpty else { throw obstacles.problem }
        let version = try Version(answers, of: held, in: season)
        let id = try insert(version, press, held, season, for: person, by: act, tx)
        try stand(version, id, held, season, by: act, tx)
        try post.issue(version, id, held, season, to: person, at: act.at, tx)
        try tx.audit(
            "application submitted", on: "application", held.application.id.rawValue, by: act,
            [
                "number": .integer(Int64(version.number)), "submission": .integer(id.rawValue),
                "digest": .string(version.hexDigest),
            ])
        return version.number
    }

    private static func number(of key: String, _ held: HeldApplication, _ tx: Transaction) throws -> Int? {
        let row = try tx.row("SELECT number, application_id FROM submission WHERE idempotency_key = \(key)")
        guard let row else { return nil }
        guard try row["application_id"] as ID<Application> == held.application.id else {
            throw Problem.notFound
        }
        return try row["number"]
    }

    private static func stands(_ standing: Submission, _ held: HeldApplication, _ season: Season) -> Bool {
        standing.draftVersion == held.draft.version && standing.rulesVersion == season.rulesVersion
            && standing.nomination == held.application.nominationID && held.application.state != .withdrawn
    }

    private static func require(_ held: HeldApplication, in season: Season, at now: Instant) throws {
        guard held.application.state != .withdrawn else {
            throw Problem(.conflict, "applications.submit.withdrawn")
        }
        guard held.mayBeSubmitted else { throw Problem(.closed, "applications.closed.over") }
        try held.deadline(season).require(at: now)
        guard held.standing?.number ?? 0 < ApplicationBounds.submissions else {
            throw Problem(
                .tooMany, "applications.submit.too-many", ["most": .number(ApplicationBounds.submissions)])
        }
    }

    private static func insert(
        _ version: Version, _ press: Press, _ held: HeldApplication, _ season: Season, for person: Person,
        by act: Act, _ tx: Transaction
    ) throws -> ID<Submission> {
        let id: ID<Submission>? = try tx.row(
            """
            INSERT INTO submission
                (application_id, number, rules_version_id, nomination_id, answers, digest, applicant, draft_version,
                 submitted_at, submitted_by, idempotency_key)
            VALUES (\(held.application.id), \(version.number), \(season.rulesVersion),
                    \(held.application.nominationID), \(version.answers), \(version.digest), \(version.applicant),
                    \(press.version), \(act.at), \(person.id), \(press.key))
            RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        return id
    }

    /// Points the application at its new version. What screeners decided on the one before, they decide
    /// again.
    private static func stand(
        _ version: Version, _ id: ID<Submission>, _ held: HeldApplication, _ season: Season, by act: Act,
        _ tx: Transaction
    ) throws {
        let application = held.application
        try tx.run(
            """
            UPDATE application SET state = 'submitted', submission_id = \(id), submitted_at = \(act.at),
                title = \(version.title), country = \(held.party.details.country)
            WHERE id = \(application.id)
            """)
        if application.state == .admitted || application.state == .rejected {
            try tx.run(
                """
                UPDATE screening_decision SET undone_at = \(act.at), undone_by = \(act.person)
                WHERE application_id = \(application.id) AND undone_at IS NULL
                """)
        }
        if let request = held.request {
            try tx.run(
                "UPDATE screening_request SET answered_by_submission_id = \(id) WHERE id = \(request.id)")
        }
        try ApplicationWords.replace(
            title: version.title, name: held.party.name, of: application.id, in: season.id,
            isFirst: held.standing == nil, tx)
    }
}

extension Submitting {
    /// A version as it is stored.
    struct Version: Sendable {
        let number: Int
        let title: String
        /// Canonical JSON of the answers to the fields that are asked, and no others.
        let answers: String
        let digest: [UInt8]
        /// Canonical JSON of who applies.
        let applicant: String

        init(_ all: Answers, of held: HeldApplication, in season: Season) throws {
            let (nomination, form) = try held.form(season)
            let asked = form.submission(all, nomination: nomination.key)
            number = (held.standing?.number ?? 0) + 1
            title = form.title(asked)
            // The draft is canonical already; only without hidden answers is it written anew.
            answers = asked.count == all.count ? held.draft.text : asked.json.canonical
            digest = Array(SHA256.hash(data: Array(answers.utf8)))
            applicant = held.party.details.json.canonical
        }

        var hexDigest: String { digest.hexadecimal }
    }
}

extension FieldProblems {
    /// The control that a problem is about: the field, or a cell of its table.
    func name(of problem: FieldProblem) -> String {
        problem.cell.map { "\(field.key).\($0.row - 1).\($0.column)" } ?? field.key
    }
}

extension [UInt8] {
    /// Two lower-case digits a byte.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
