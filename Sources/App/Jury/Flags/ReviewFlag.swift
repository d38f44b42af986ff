internal import Platform

/// Something that a juror tells staff of an application, past the applicant and all other jurors.
struct ReviewFlag: Sendable, Equatable {
    enum Kind: String, Sendable, Bindable, CaseIterable {
        /// It belongs elsewhere.
        case nomination
        /// It may be somebody else's work.
        case copy
        /// Somebody may be in danger. Administrators alone read it.
        case safeguarding
    }

    static let longestNote = 2_000
    static let mostOnPage = 50

    let publicID: String
    let kind: Kind
    let note: String
    let raisedAt: Instant
    let seenAt: Instant?
    let settledAt: Instant?
    /// What staff did, as the juror is told; empty until it is settled.
    let answer: String

    fileprivate init(_ row: Row) throws {
        publicID = try row["public_id"]
        kind = try row["kind"]
        note = try row["note"]
        raisedAt = try row["raised_at"]
        seenAt = try row["seen_at"]
        settledAt = try row["settled_at"]
        answer = try row["answer"]
    }

    /// The juror's own of one assignment, the newest first.
    static func of(_ opened: OpenedAssignment, _ tx: Transaction) throws -> [ReviewFlag] {
        let rows = try tx.rows(
            """
            SELECT * FROM review_flag WHERE assignment_id = \(opened.id) ORDER BY id DESC LIMIT \(mostOnPage)
            """)
        return try rows.map(ReviewFlag.init)
    }
}

/// A flag as staff read it: who raised it, and of what.
struct StaffFlag: Sendable, Equatable {
    let flag: ReviewFlag
    let jurorName: String
    let title: String
    /// Of the application.
    let application: String
    fileprivate let id: Int64

    /// What waits before what is settled, the newest first; one more than a page shows, where there is one.
    static func page(
        of season: ID<Season>, for person: ID<Person>, after cursor: String?, readsAll: Bool,
        _ tx: Transaction
    ) throws -> [StaffFlag] {
        let start: SQL =
            cursor.map {
                """
                (CASE WHEN review_flag.settled_at IS NULL THEN 1 ELSE 0 END, review_flag.id) <
                    (SELECT CASE WHEN last.settled_at IS NULL THEN 1 ELSE 0 END, last.id
                     FROM review_flag AS last WHERE last.public_id = \($0))
                """
            } ?? "1 = 1"
        let rows = try tx.rows(
            """
            \(columns) WHERE \(scope(season, person, readsAll)) AND \(start)
            ORDER BY CASE WHEN review_flag.settled_at IS NULL THEN 1 ELSE 0 END DESC, review_flag.id DESC
            LIMIT \(ReviewFlag.mostOnPage + 1)
            """)
        return try rows.map(StaffFlag.init)
    }

    static func find(
        _ publicID: String, in season: ID<Season>, for person: ID<Person>, readsAll: Bool, _ tx: Transaction
    ) throws -> StaffFlag {
        let row = try tx.row(
            """
            \(columns) WHERE \(scope(season, person, readsAll)) AND review_flag.public_id = \(publicID)
            """)
        guard let row else { throw Problem.notFound }
        return try StaffFlag(row)
    }

    private static func scope(_ season: ID<Season>, _ person: ID<Person>, _ readsAll: Bool) -> SQL {
        let kinds: SQL = readsAll ? "1 = 1" : "review_flag.kind <> 'safeguarding'"
        return "review_flag.season_id = \(season) AND \(kinds) AND \(Impartiality.admits(person))"
    }

    private static let columns: SQL = """
        SELECT review_flag.*, \(Person.shownName()) AS juror_name,
               application.title, application.public_id AS application
        FROM review_flag JOIN assignment ON assignment.id = review_flag.assignment_id
        JOIN application ON application.id = assignment.application_id
        JOIN juror ON juror.id = assignment.juror_id JOIN person ON person.id = juror.person_id
        """

    private init(_ row: Row) throws {
        flag = try ReviewFlag(row)
        jurorName = try row["juror_name"]
        title = try row["title"]
        application = try row["application"]
        id = try row["id"]
    }
}

/// Raising flags, and what staff do about them.
enum FlagVerbs {
    struct Raising: Sendable {
        let kind: ReviewFlag.Kind?
        let note: String
        let publicID: String
    }

    /// Tells staff at once. While one of a kind waits, there is no second.
    static func raise(
        _ raising: Raising, on opened: OpenedAssignment, mail: FlagMail, by act: Act, _ tx: Transaction
    ) throws {
        let kind = try checked(raising)
        let added = try tx.run(
            """
            INSERT INTO review_flag (public_id, season_id, assignment_id, kind, note, raised_at)
            SELECT \(raising.publicID), \(opened.season.id), \(opened.id), \(kind), \(raising.note), \(act.at)
            WHERE NOT EXISTS (SELECT 1 FROM review_flag WHERE assignment_id = \(opened.id)
                AND kind = \(kind) AND settled_at IS NULL)
            """)
        guard added > 0 else {
            throw Problem(.invalid, "problem.check", fields: [.init("flag", "jury.flag.waiting")])
        }
        for person in try readers(of: kind, opened, tx) { try tx.send(mail.letter(to: person), at: act.at) }
        try tx.audit(
            "flag raised", on: "application", opened.application.rawValue, by: act,
            ["flag": .string(raising.publicID), "kind": .string(kind.rawValue)])
    }

    private static func checked(_ raising: Raising) throws -> ReviewFlag.Kind {
        var faults: [Problem.Field] = []
        if raising.kind == nil { faults.append(.init("flag", "jury.flag.kind.missing")) }
        if raising.note.isEmpty { faults.append(.init("flag-note", "jury.flag.note.missing")) }
        if raising.note.count > ReviewFlag.longestNote {
            faults.append(.init("flag-note", "problem.too-long", ["most": .number(ReviewFlag.longestNote)]))
        }
        guard let kind = raising.kind, faults.isEmpty else {
            throw Problem(.invalid, "problem.check", fields: faults)
        }
        return kind
    }

    /// Those who may read it and do not stand too close to the application.
    private static func readers(
        of kind: ReviewFlag.Kind, _ opened: OpenedAssignment, _ tx: Transaction
    ) throws -> [Person] {
        let roles = kind == .safeguarding ? ["administrator"] : ["administrator", "staff"]
        let rows = try tx.rows(
            """
            SELECT person.* FROM person JOIN application ON application.id = \(opened.application)
            WHERE EXISTS (SELECT 1 FROM role WHERE role.person_id = person.id AND role.ended_at IS NULL
                    AND role.kind IN \(list: roles)
                    AND (role.season_id IS NULL OR role.season_id = application.season_id))
                AND NOT \(Impartiality.isOwn("person.id")) AND NOT \(Impartiality.isConflicted("person.id"))
            ORDER BY person.id LIMIT 100
            """)
        return try rows.map(Person.init)
    }

    static func see(_ flag: StaffFlag, by act: Act, _ tx: Transaction) throws {
        let seen = try tx.run(
            """
            UPDATE review_flag SET seen_at = \(act.at), seen_by = \(act.person)
            WHERE id = \(flag.id) AND seen_at IS NULL
            """)
        guard seen > 0 else { return }
        try tx.audit("flag seen", on: "flag", flag.id, by: act)
    }

    /// Says what was done; the juror reads it.
    static func settle(_ flag: StaffFlag, answer: String, by act: Act, _ tx: Transaction) throws {
        if answer.isEmpty {
            throw Problem(.invalid, "problem.check", fields: [.init("answer", "jury.flag.answer.missing")])
        }
        if answer.count > ReviewFlag.longestNote {
            let most: [String: MessageValue] = ["most": .number(ReviewFlag.longestNote)]
            throw Problem(.invalid, "problem.check", fields: [.init("answer", "problem.too-long", most)])
        }
        // Sent twice by the network, it is answered once.
        if flag.flag.answer == answer { return }
        let settled = try tx.run(
            """
            UPDATE review_flag SET settled_at = \(act.at), settled_by = \(act.person), answer = \(answer),
                seen_at = coalesce(seen_at, \(act.at)), seen_by = coalesce(seen_by, \(act.person))
            WHERE id = \(flag.id) AND settled_at IS NULL
            """)
        guard settled > 0 else { throw Problem(.conflict, "jury.flag.settled-already") }
        try tx.audit("flag settled", on: "flag", flag.id, by: act, ["answer": .string(answer)])
    }
}

/// Tells staff that a flag waits; what it says stands only behind their sign-in.
struct FlagMail: Sendable {
    let season: Season
    let catalogue: Catalogue
    let address: String

    init(_ season: Season, _ laurel: Laurel) {
        self.season = season
        catalogue = laurel.catalogue
        address = laurel.settings.address
    }

    func letter(to person: Person) -> OutgoingMail {
        let reader = Reader(
            language: person.language, timeZone: TimeZones.zone(person.timeZone) ?? season.rules.timeZone,
            catalogue: catalogue)
        let values: [String: MessageValue] = [
            "name": .text(person.shownName), "season": .text(reader.pick(season.rules.title)),
            "link": .text(address + JuryAddress(season).flags),
        ]
        return OutgoingMail(
            recipient: person.email, subject: reader("jury.flag.mail.subject", values),
            body: reader("jury.flag.mail.body", values))
    }
}
