internal import Foundation
internal import Platform

/// Writes the composed seasons into a database, with the dates that their rules give and the entries that
/// the audit log would have. It writes rows where the verbs of the features would ask for what the
/// demonstration leaves open, such as a submission that is incomplete.
struct DemonstrationStore: Sendable {
    let laurel: Laurel
    let composer: CorpusComposer
    let loading: Instant
    private(set) var people: [String: ID<Person>] = [:]
    private var parties: [DemonstrationParty: ID<Party>] = [:]
    /// The applications of the season that is being written, by their numbers.
    private(set) var applications: [Int: ID<Application>] = [:]

    init(_ laurel: Laurel, _ composer: CorpusComposer, loading: Instant) {
        self.laurel = laurel
        self.composer = composer
        self.loading = loading
    }

    /// Who does what staff would have done.
    static let staff = "staff@example.org"
    static let screener = "screener@example.org"

    func act(_ email: String?, at moment: Instant) -> Act {
        Act(by: email.flatMap { people[$0]?.rawValue }, at: moment, nonce: laurel.randomness.bytes(16))
    }

    mutating func account(_ email: String, name: String, language: String, _ tx: Transaction) throws -> ID<
        Person
    > {
        if let known = people[email] { return known }
        let person = try Person.findOrCreate(
            email: email, language: Language(language) ?? .english, publicID: laurel.randomness.publicID(),
            at: loading, tx)
        try tx.run("UPDATE person SET name = \(name) WHERE id = \(person.id)")
        people[email] = person.id
        return person.id
    }

    private mutating func party(_ party: DemonstrationParty, _ tx: Transaction) throws -> ID<Party> {
        if let known = parties[party] { return known }
        let contact = party.contact
        let person = try account(contact.email, name: contact.name, language: contact.language, tx)
        let details = party.details
        let id: ID<Party>? = try tx.row(
            """
            INSERT INTO party (public_id, kind, name, country, organisation_kind, since, created_at)
            VALUES (\(laurel.randomness.publicID()), \(details.kind.rawValue), \(details.name), \(details.country),
                    \(details.organisationKind?.rawValue), \(details.since), \(loading)) RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        try tx.run("INSERT INTO party_member (party_id, person_id) VALUES (\(id), \(person))")
        parties[party] = id
        return id
    }

    /// Lets the demonstration's own accounts take part: the juror sits where the first one of the jury
    /// would, the applicant holds the first application that is still a draft.
    mutating func lend(_ composed: DemonstrationSeason) {
        if composed.key == .judging, let juror = composed.jurors.first {
            people[juror.person.email] = people["juror@example.org"]
        }
        let draft = composed.applications.first { $0.submittedAt == nil }
        if composed.key == .open, let draft {
            people[draft.party.contact.email] = people["applicant@example.org"]
        }
    }

    /// Writes a season's applications with what screening made of them.
    mutating func write(_ composed: DemonstrationSeason, in season: Season, _ tx: Transaction) throws {
        applications = [:]
        let nominations = try Nomination.ofSeason(season.id, tx)
        let ids = Dictionary(uniqueKeysWithValues: nominations.map { ($0.key, $0.id) })
        for application in composed.applications {
            guard let nomination = ids[application.nomination.rawValue] else { throw Problem.notFound }
            try write(application, nomination, in: season, tx)
        }
    }

    private mutating func write(
        _ composed: DemonstrationApplication, _ nomination: ID<Nomination>, in season: Season,
        _ tx: Transaction
    ) throws {
        let party = try party(composed.party, tx)
        let contact = composed.party.contact
        let (rules, key) = (season.rules, composed.nomination.rawValue)
        guard let described = rules.nomination(key), let form = rules.form(of: described) else {
            throw Problem.notFound
        }
        let fields = Set(form.fields.map(\.key))
        let answers = form.submission(composed.answers(contact: contact, fields: fields), nomination: key)
        let begun = moment(composed.begunAt, of: season)
        let submitted = composed.submittedAt.map { moment($0, of: season) }
        let publicID = laurel.randomness.publicID()
        let id: ID<Application>? = try tx.row(
            """
            INSERT INTO application (public_id, season_id, nomination_id, party_id, country, language, title,
                                     completeness, state, created_at, submitted_at)
            VALUES (\(publicID), \(season.id), \(nomination), \(party), \(composed.country),
                    \(composed.language), \(composed.title),
                    \(form.completeness(answers, nomination: key).percent), \(composed.screening.state), \(begun),
                    \(submitted)) RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        applications[composed.number] = id
        let text = answers.json.canonical
        let person = people[contact.email]
        try tx.run(
            """
            INSERT INTO draft (application_id, answers, version, saved_at, saved_by)
            VALUES (\(id), \(text), 1, \(submitted ?? begun), \(person))
            """)
        guard let submitted else { return }
        let submission = try submit(composed, id, nomination, text: text, at: submitted, in: season, tx)
        let receipt = Receipt(
            issuer: laurel.settings.address, season: season.key, application: publicID, nomination: key,
            submission: 1, submittedAt: submitted, answersDigest: digest(text).hexadecimal)
        try ReceiptPost(laurel).keep(receipt, of: submission, tx)
        try screen(composed, id, submission, after: submitted, in: season, tx)
    }

    private func submit(
        _ composed: DemonstrationApplication, _ application: ID<Application>, _ nomination: ID<Nomination>,
        text: String, at moment: Instant, in season: Season, _ tx: Transaction
    ) throws -> ID<Submission> {
        let contact = composed.party.contact
        let digest = digest(text)
        let id: ID<Submission>? = try tx.row(
            """
            INSERT INTO submission (application_id, number, rules_version_id, nomination_id, answers, digest,
                                    applicant, draft_version, submitted_at, submitted_by, idempotency_key)
            VALUES (\(application), 1, \(season.rulesVersion), \(nomination), \(text), \(digest),
                    \(composed.party.details.json.canonical), 1, \(moment), \(people[contact.email]),
                    \(laurel.randomness.token())) RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        try tx.run("UPDATE application SET submission_id = \(id) WHERE id = \(application)")
        try ApplicationWords.replace(
            title: composed.title, name: composed.party.details.name, of: application, in: season.id,
            isFirst: true, tx)
        try tx.audit(
            "application submitted", on: "application", application.rawValue,
            by: act(contact.email, at: moment),
            ["number": 1, "submission": .integer(id.rawValue), "digest": .string(digest.hexadecimal)])
        return id
    }

    private func screen(
        _ composed: DemonstrationApplication, _ application: ID<Application>, _ submission: ID<Submission>,
        after submitted: Instant, in season: Season, _ tx: Transaction
    ) throws {
        let act = act(Self.screener, at: min(submitted + .seconds(30 * 3600), loading))
        switch composed.screening {
        case .notSubmitted, .waiting: return
        case .correctionsRequested:
            try tx.run(
                """
                INSERT INTO screening_request (public_id, application_id, question, due_at, asked_at, asked_by)
                VALUES (\(laurel.randomness.publicID()), \(application),
                        \(composer.correctionRequest(to: composed)), \(loading + .seconds(5 * 86_400)), \(act.at),
                        \(act.person))
                """)
        case .admitted, .rejected:
            let flaw = composed.screening.flaw
            let note = flaw.map { composer.screeningNote(on: $0, to: composed) } ?? ""
            try tx.run(
                """
                INSERT INTO screening_decision (application_id, submission_id, verdict, reason, note, decided_at,
                                                decided_by)
                VALUES (\(application), \(submission), \(flaw == nil ? "admit" : "reject"), \(flaw?.rawValue),
                        \(note), \(act.at), \(act.person))
                """)
            try tx.audit(
                "application screened", on: "application", application.rawValue, by: act,
                ["verdict": .string(flaw == nil ? "admit" : "reject")])
        }
    }

    /// A share of the intake as a moment of it, but never one that has not come yet.
    private func moment(_ share: Double, of season: Season) -> Instant {
        guard let intake = season.stage(.intake), let closes = intake.closes else { return loading }
        let length = Double(closes.milliseconds - intake.opens.milliseconds)
        let moment = Instant(milliseconds: intake.opens.milliseconds + Int64(length * share))
        return min(moment, loading - .seconds(60))
    }
}

extension DemonstrationParty {
    var details: PartyDetails {
        switch self {
        case .person(let person):
            PartyDetails(kind: .person, name: person.name, country: person.country, since: person.bornOn)
        case .organisation(let organisation):
            PartyDetails(
                kind: .organisation, name: organisation.name, country: organisation.country,
                organisationKind: OrganisationKind(rawValue: organisation.kind.rawValue),
                since: organisation.foundedOn)
        }
    }
}

extension DemonstrationApplication.Screening {
    var flaw: DemonstrationApplication.Flaw? {
        if case .rejected(let flaw) = self { flaw } else { nil }
    }

    /// The state in which it leaves an application.
    var state: String {
        switch self {
        case .notSubmitted: "draft"
        case .waiting, .correctionsRequested: "submitted"
        case .admitted: "admitted"
        case .rejected: "rejected"
        }
    }
}
