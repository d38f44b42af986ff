internal import Foundation
internal import Platform

/// What an applicant is told at a gate.
enum GateOutcome: String, Sendable, CaseIterable {
    case finalist
    case notFinalist = "not-finalist"
    /// Screening did not admit it.
    case rejected
    case laureate
    case notLaureate = "not-laureate"
}

/// One mail of a publication: who gets it, about what.
struct OutcomeNotice: Sendable {
    let person: Person
    let application: String
    let title: String
    let outcome: GateOutcome
    /// The key of a reason of screening.
    let rejection: String?
    /// The keys of prizes.
    let prizes: [String]

    /// Everybody whose application a gate concerns; drafts, withdrawn applications and those that screening
    /// has not looked at are told nothing.
    static func all(
        of decision: Decision, _ awards: [Award], _ tx: Transaction
    ) throws -> [OutcomeNotice] {
        let chosen = Dictionary(grouping: awards, by: \.application)
        let rows = try tx.rows(
            """
            SELECT person.*, application.public_id AS application, application.title, application.state,
                   application.id AS application_id, screening_decision.reason AS rejection
            FROM application JOIN party_member ON party_member.party_id = application.party_id
            JOIN person ON person.id = party_member.person_id
            LEFT JOIN screening_decision ON screening_decision.application_id = application.id
                AND screening_decision.undone_at IS NULL AND screening_decision.verdict = 'reject'
            WHERE application.season_id = \(decision.season) AND \(decision.gate.isConcerned)
            ORDER BY application.id, person.id
            """)
        return try rows.map { row in
            let own = chosen[try row["application_id"]]
            return OutcomeNotice(
                person: try Person(row), application: try row["application"], title: try row["title"],
                outcome: decision.gate.outcome(isChosen: own != nil, state: try row["state"]),
                rejection: try row["rejection"], prizes: (own ?? []).compactMap(\.prize))
        }
    }
}

extension Gate {
    /// Of `application`, before the gate's states are set.
    fileprivate var isConcerned: SQL {
        switch self {
        case .finalists: "application.state IN ('admitted', 'rejected')"
        case .laureates: "application.state = 'finalist'"
        }
    }

    fileprivate func outcome(isChosen: Bool, state: Application.State) -> GateOutcome {
        switch self {
        case .finalists: state == .rejected ? .rejected : isChosen ? .finalist : .notFinalist
        case .laureates: isChosen ? .laureate : .notLaureate
        }
    }

    /// That of an application once it is chosen and everybody knows.
    var publishedState: Application.State {
        switch self {
        case .finalists: .finalist
        case .laureates: .laureate
        }
    }
}

/// What a publication would do, counted before anybody is asked.
struct PublicationEffect: Sendable, Equatable {
    /// Applications that become visible.
    let applications: Int
    let countries: Int
    /// How many mails of each kind.
    let mails: [GateOutcome: Int]
    /// How many people learn of a correction.
    let told: Int
    /// Submitted, and neither admitted nor rejected: nobody would be told anything of them.
    let unscreened: Int
    /// Changes with the decision and with whatever is counted here, even where the counts stay the same.
    let version: String

    var mailCount: Int { mails.values.reduce(told, +) }

    static func of(_ decision: Decision, _ tx: Transaction) throws -> PublicationEffect {
        try PublicationMatter.of(decision, tx).effect
    }
}

/// All that a publication is made of, in one read: whom it honours and whom it tells.
struct PublicationMatter: Sendable {
    let decision: Decision
    let awards: [Award]
    let confidential: [ConfidentialNotice]
    let notices: [OutcomeNotice]
    /// What is public of the gate before.
    let standing: [StandingHonour]
    /// Whom a correction concerns; nobody without one.
    let changes: [HonourChange]
    private let countries: [ID<Application>: String]
    private let unscreened: Int

    static func of(_ decision: Decision, _ tx: Transaction) throws -> PublicationMatter {
        let confidential = try ConfidentialNotice.of(decision.id, tx)
        let awards = Award.of(try DecisionItem.of(decision, tx), confidential)
        let isCorrection = decision.corrects != nil
        let standing = try StandingHonour.standing(decision.gate, of: decision.season, tx)
        let difference = HonourDifference(standing, awards)
        let submitted: Int? = try tx.row(
            "SELECT count(*) FROM application WHERE season_id = \(decision.season) AND state = 'submitted'"
        )?.only()
        let rows = try tx.rows(
            "SELECT id, country FROM application WHERE id IN \(list: awards.map(\.application))")
        return PublicationMatter(
            decision: decision, awards: awards, confidential: confidential,
            notices: isCorrection ? [] : try OutcomeNotice.all(of: decision, awards, tx),
            standing: standing,
            changes: isCorrection ? try HonourChange.all(difference.concerned, tx) : [],
            countries: try Dictionary(uniqueKeysWithValues: rows.map { (try $0["id"], try $0["country"]) }),
            unscreened: submitted ?? 0)
    }

    var effect: PublicationEffect {
        PublicationEffect(
            applications: countries.count, countries: Set(countries.values).count,
            mails: Dictionary(grouping: notices, by: \.outcome).mapValues(\.count), told: changes.count,
            unscreened: decision.corrects == nil ? unscreened : 0, version: version)
    }

    private var version: String {
        let honoured = awards.map { award in
            let country = countries[award.application] ?? ""
            return "\(award.application.rawValue) \(award.prize ?? "") \(award.place) \(country)"
        }
        let mails = notices.map { notice in
            let parts: [String] = [notice.person.publicID, notice.application, notice.outcome.rawValue]
            return (parts + notice.prizes + [notice.rejection ?? ""]).joined(separator: " ")
        }
        let told = changes.map { "\($0.person.publicID) \($0.application)" }
        let facts = ["\(decision.publicID) \(decision.version) \(unscreened)"] + honoured + mails + told
        return Base64URL.encode(digest(facts.joined(separator: "\n")))
    }
}

/// Making an adopted decision public.
struct Publishing: Sendable {
    let letters: OutcomeLetters
    /// The figures that are frozen with it, counted once its states are set.
    let statistics: @Sendable (Season, Transaction) throws -> JSON

    /// Something of what was shown is no longer so.
    static let changed = Problem(.conflict, "decisions.publish.changed")

    /// All of it or nothing: states, frozen statistics, mail, and a new epoch for the pages. Publishing
    /// what is public does nothing more, so that pressing twice sends no mail twice. `shown` is the version
    /// of the effect that was confirmed.
    func publish(
        _ publicID: String, shown: String, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let decision = try Decision.find(publicID, in: season.id, tx)
        guard decision.state != .published else { return }
        let matter = try Self.requirePublishable(decision, shown: shown, in: season, tx)
        try open(matter, in: season, by: act, tx)
    }

    /// What an embargo opens, as it is now: nobody looks at it first.
    func open(_ embargo: Embargo, in season: Season, by act: Act, _ tx: Transaction) throws {
        let decision = try Decision.find(embargo.decision, tx)
        // Somebody lifted it, moved it or published meanwhile.
        guard decision.state != .published, try Embargo.of(decision.id, tx) == embargo else { return }
        let matter = try Self.requirePublishable(decision, shown: nil, in: season, tx)
        try open(matter, in: season, by: act, tx)
    }

    /// Nothing stands in its way, and what was shown is still what would happen.
    @discardableResult
    static func requirePublishable(
        _ decision: Decision, shown: String?, in season: Season, _ tx: Transaction
    ) throws -> PublicationMatter {
        guard decision.state == .adopted else { throw Problem(.conflict, "decisions.not-adopted") }
        if decision.corrects == nil {
            try DecisionDrafting.requireUnpublished(decision.gate, of: season.id, tx)
        }
        let matter = try PublicationMatter.of(decision, tx)
        guard shown.map({ $0 == matter.effect.version }) ?? true else { throw changed }
        if let obstacle = try PublicationObstacle.of(matter, season, tx) { throw obstacle }
        guard !matter.awards.isEmpty else { throw Problem(.conflict, "decisions.items.missing") }
        return matter
    }

    private func open(
        _ matter: PublicationMatter, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let decision = matter.decision
        guard decision.corrects == nil else {
            return try Correcting(letters: letters).open(matter, in: season, by: act, tx)
        }
        try setStates(matter, tx)
        let publication = try record(decision, in: season, by: act, tx)
        try tx.run("UPDATE decision SET publication_id = \(publication) WHERE id = \(decision.id)")
        try StandingHonour.insert(matter.awards, by: decision, tx)
        try tx.run("DELETE FROM embargo WHERE decision_id = \(decision.id)")
        try tx.run("UPDATE season SET epoch = epoch + 1 WHERE id = \(season.id)")
        if decision.gate == .finalists { try PrizeRobustness.request(season.id, at: act.at, tx) }
        for notice in matter.notices { try tx.send(letters.letter(notice), at: act.at) }
        try tx.audit(
            "results published", on: "publication", publication.rawValue, by: act,
            [
                "gate": .string(decision.gate.rawValue), "decision": .string(decision.publicID),
                "applications": .integer(Int64(matter.effect.applications)),
                "mails": .integer(Int64(matter.notices.count)),
            ])
    }

    /// An application that was withdrawn since the adoption stops it: the decision has to be looked at again.
    private func setStates(_ matter: PublicationMatter, _ tx: Transaction) throws {
        let gate = matter.decision.gate
        let applications = Array(Set(matter.awards.map(\.application)))
        let changed = try tx.run(
            """
            UPDATE application SET state = \(gate.publishedState)
            WHERE state = \(gate.candidateState) AND id IN \(list: applications)
            """)
        guard changed == applications.count else { throw Problem(.conflict, "decisions.candidates-changed") }
    }

    private func record(
        _ decision: Decision, in season: Season, by act: Act, _ tx: Transaction
    ) throws -> ID<Publication> {
        let figures = try statistics(season, tx).canonical
        let id: ID<Publication>? = try tx.row(
            """
            INSERT INTO publication (season_id, gate, published_at, published_by, statistics)
            VALUES (\(season.id), \(decision.gate), \(act.at), \(act.person), \(figures)) RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        return id
    }
}

/// The mail that tells of outcomes, each in the language of its recipient.
struct OutcomeLetters: Sendable {
    private let season: Season
    private let address: String
    private let catalogue: Catalogue

    init(_ season: Season, _ laurel: Laurel) {
        self.season = season
        address = laurel.settings.address
        catalogue = laurel.catalogue
    }

    func letter(_ notice: OutcomeNotice) -> OutgoingMail {
        let reader = Reader(
            language: catalogue.best(for: [notice.person.language]), timeZone: .gmt, catalogue: catalogue)
        let rejection = season.rules.screening.reasons.first { $0.key == notice.rejection }
        let prizes = season.rules.prizes.filter { notice.prizes.contains($0.key) }
        let path = ApplicationAddress(season: season.key, application: notice.application)
        let values: [String: MessageValue] = [
            "programme": .text(reader.pick(season.rules.programme)),
            "season": .text(reader.pick(season.rules.title)), "name": .text(notice.person.shownName),
            "title": .text(notice.title.isEmpty ? reader("results.untitled") : notice.title),
            "reason": .text(rejection.map { reader.pick($0.text) } ?? ""),
            "prize": .text(reader.list(prizes.map { reader.pick($0.title) })),
            "link": .text(address + path.page),
            "contact": .text(season.rules.contact),
        ]
        let (subject, body) = Self.keys(notice.outcome)
        return OutgoingMail(
            recipient: notice.person.email, subject: reader(subject, values), body: reader(body, values))
    }

    /// To those whom a correction concerns.
    func correction(_ change: HonourChange, note: String) -> OutgoingMail {
        let person = change.person
        let reader = Reader(
            language: catalogue.best(for: [person.language]), timeZone: .gmt, catalogue: catalogue)
        let path = ApplicationAddress(season: season.key, application: change.application)
        let values: [String: MessageValue] = [
            "programme": .text(reader.pick(season.rules.programme)),
            "season": .text(reader.pick(season.rules.title)), "name": .text(person.shownName),
            "title": .text(change.title.isEmpty ? reader("results.untitled") : change.title),
            "note": .text(note), "link": .text(address + path.page), "contact": .text(season.rules.contact),
        ]
        return OutgoingMail(
            recipient: person.email, subject: reader("decisions.mail.correction.subject", values),
            body: reader("decisions.mail.correction.body", values))
    }

    private static func keys(_ outcome: GateOutcome) -> (subject: String, body: String) {
        switch outcome {
        case .finalist: ("decisions.mail.finalist.subject", "decisions.mail.finalist.body")
        case .notFinalist: ("decisions.mail.not-finalist.subject", "decisions.mail.not-finalist.body")
        case .rejected: ("decisions.mail.rejected.subject", "decisions.mail.rejected.body")
        case .laureate: ("decisions.mail.laureate.subject", "decisions.mail.laureate.body")
        case .notLaureate: ("decisions.mail.not-laureate.subject", "decisions.mail.not-laureate.body")
        }
    }
}
