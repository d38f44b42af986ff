internal import Foundation
internal import Platform

/// Telling laureates in confidence, hearing what they say, and moving the reserve list up.
struct NoticeVerbs: Sendable {
    let season: Season
    let letters: NoticeLetters
    /// Random names for what may be written; one is used for each notice at most.
    private let names: [String]

    /// The most notices that one press or one moment gives.
    private static let mostAtOnce = Decision.mostItems

    init(_ season: Season, _ laurel: Laurel) {
        self.season = season
        letters = NoticeLetters(season, laurel)
        names = (0..<Self.mostAtOnce).map { _ in laurel.randomness.publicID() }
    }

    /// Tells everybody whom an adopted decision honours, once.
    func give(_ publicID: String, by act: Act, _ tx: Transaction) throws {
        let decision = try Decision.find(publicID, in: season.id, tx)
        guard decision.state == .adopted, decision.gate == .laureates else {
            throw Problem(.conflict, "decisions.not-adopted")
        }
        guard let days = season.rules.outcomes.confirmationDays else {
            throw Problem(.conflict, "decisions.notices.not-asked")
        }
        guard try ConfidentialNotice.of(decision.id, tx).isEmpty else { return }
        let asked = try Confirmations.asked(by: decision, season, tx)
        let offers = asked.compactMap { award in
            award.prize.map { Offer(application: award.application, prize: $0, place: award.place) }
        }
        guard !offers.isEmpty else { return }
        for (offer, name) in zip(offers, names) {
            try insert(offer, name, for: decision.id, answerBy: act.at + .seconds(days * 86_400), act, tx)
        }
        try tx.audit(
            "laureates told", on: "decision", decision.id.rawValue, by: act,
            ["notices": .integer(Int64(offers.count)), "days": .integer(Int64(days))])
    }

    struct Answer: Sendable {
        let confirms: Bool
        let attends: Bool
        let note: String
    }

    /// What somebody who acts for the application says, in time and once.
    func reply(
        _ answer: Answer, to publicID: String, of application: ID<Application>, by act: Act, _ tx: Transaction
    ) throws {
        let notice = try ConfidentialNotice.find(publicID, of: application, tx)
        guard answer.note.count <= ConfidentialNotice.longestNote else {
            throw Problem(
                .invalid, "problem.check",
                fields: [
                    .init("note", "problem.too-long", ["most": .number(ConfidentialNotice.longestNote)])
                ])
        }
        let reply: ConfidentialNotice.Reply = answer.confirms ? .confirmed : .declined
        guard notice.reply != reply else { return }
        guard notice.reply == nil else { throw Problem(.conflict, "notices.replied") }
        guard act.at < notice.answerBy else { throw Problem(.closed, "notices.too-late") }
        let attends: Bool? = answer.confirms ? answer.attends : nil
        try tx.run(
            """
            INSERT INTO outcome_reply (notice_id, reply, attends, note, replied_at, replied_by)
            VALUES (\(notice.id), \(reply), \(attends), \(answer.note), \(act.at), \(act.person))
            """)
        try tx.audit(
            "notice answered", on: "application", notice.application.rawValue, by: act,
            ["reply": .string(reply.rawValue), "prize": .string(notice.prize)])
        if reply == .declined { try moveUp(from: notice, name: names[0], act, tx) }
    }

    /// Ends what nobody answered in time; each place goes on to the reserve list once.
    func expire(_ due: [ConfidentialNotice], by act: Act, _ tx: Transaction) throws {
        for (notice, name) in zip(due, names) {
            let ended = try tx.run(
                """
                INSERT INTO outcome_reply (notice_id, reply, replied_at) VALUES (\(notice.id), 'expired', \(act.at))
                ON CONFLICT DO NOTHING
                """)
            guard ended == 1 else { continue }
            try tx.audit(
                "notice expired", on: "application", notice.application.rawValue, by: act,
                ["prize": .string(notice.prize)])
            try moveUp(from: notice, name: name, act, tx)
        }
    }

    /// The next of the reserve list who has not been offered the prize and may still win one takes the place.
    private func moveUp(
        from notice: ConfidentialNotice, name: String, _ act: Act, _ tx: Transaction
    ) throws {
        let most = season.rules.outcomes.prizesPerApplication
        let next: ID<Application>? = try tx.row(
            """
            SELECT reserve.application_id FROM decision_reserve AS reserve
            JOIN prize ON prize.id = reserve.prize_id
            JOIN application ON application.id = reserve.application_id
            WHERE reserve.decision_id = \(notice.decision) AND prize.key = \(notice.prize)
                AND application.state = 'finalist'
                AND NOT EXISTS (SELECT 1 FROM outcome_notice WHERE outcome_notice.decision_id = reserve.decision_id
                    AND outcome_notice.prize_id = reserve.prize_id
                    AND outcome_notice.application_id = reserve.application_id)
                AND (SELECT count(*) FROM outcome_notice
                    LEFT JOIN outcome_reply ON outcome_reply.notice_id = outcome_notice.id
                    WHERE outcome_notice.decision_id = reserve.decision_id
                    AND outcome_notice.application_id = reserve.application_id
                    AND coalesce(outcome_reply.reply, 'confirmed') = 'confirmed') < \(most)
            ORDER BY reserve.position LIMIT 1
            """)?.only()
        guard let next, let days = season.rules.outcomes.confirmationDays else {
            return try tx.audit(
                "place left free", on: "decision", notice.decision.rawValue, by: act,
                ["prize": .string(notice.prize), "place": .integer(Int64(notice.place))])
        }
        let offer = Offer(application: next, prize: notice.prize, place: notice.place, succeeds: notice.id)
        try insert(
            offer, name, for: notice.decision, answerBy: act.at + .seconds(days * 86_400), act, tx)
        try tx.audit(
            "reserve moved up", on: "application", next.rawValue, by: act,
            ["prize": .string(notice.prize), "place": .integer(Int64(notice.place))])
    }

    /// A prize and a place for somebody.
    private struct Offer {
        let application: ID<Application>
        /// The key of the prize.
        let prize: String
        let place: Int
        var succeeds: ID<ConfidentialNotice>?
    }

    /// The notice, the mail to those who act for the applicant, and the moment at which it runs out.
    private func insert(
        _ offer: Offer, _ name: String, for decision: ID<Decision>, answerBy: Instant, _ act: Act,
        _ tx: Transaction
    ) throws {
        try tx.run(
            """
            INSERT INTO outcome_notice (public_id, decision_id, season_id, prize_id, application_id, place,
                succeeds_id, given_at, answer_by)
            SELECT \(name), \(decision), \(season.id), prize.id, \(offer.application), \(offer.place),
                \(offer.succeeds), \(act.at), \(answerBy)
            FROM prize WHERE prize.season_id = \(season.id) AND prize.key = \(offer.prize)
            """)
        let notice = try ConfidentialNotice.find(name, of: offer.application, tx)
        let members = try tx.rows(
            """
            SELECT person.* FROM person JOIN party_member ON party_member.person_id = person.id
            JOIN application ON application.party_id = party_member.party_id
            WHERE application.id = \(offer.application) ORDER BY person.id
            """)
        for member in try members.map(Person.init) {
            try tx.send(letters.letter(notice, to: member), at: act.at)
        }
        try tx.enqueue(DueOutcomes.kind, [:], at: answerBy)
    }
}

/// The mail that tells a laureate in confidence.
struct NoticeLetters: Sendable {
    private let season: Season
    private let address: String
    private let catalogue: Catalogue

    init(_ season: Season, _ laurel: Laurel) {
        self.season = season
        address = laurel.settings.address
        catalogue = laurel.catalogue
    }

    func letter(_ notice: ConfidentialNotice, to person: Person) -> OutgoingMail {
        let reader = Reader(
            language: catalogue.best(for: [person.language]),
            timeZone: TimeZones.zone(person.timeZone) ?? .gmt, catalogue: catalogue)
        let prize = season.rules.prizes.first { $0.key == notice.prize }
        let path = ApplicationAddress(season: season.key, application: notice.applicationPublicID)
        let values: [String: MessageValue] = [
            "programme": .text(reader.pick(season.rules.programme)),
            "season": .text(reader.pick(season.rules.title)), "name": .text(person.shownName),
            "title": .text(notice.title.isEmpty ? reader("results.untitled") : notice.title),
            "prize": .text(prize.map { reader.pick($0.title) } ?? ""),
            "day": .text(reader.day(notice.answerBy)), "link": .text(address + path.page),
            "contact": .text(season.rules.contact),
        ]
        return OutgoingMail(
            recipient: person.email, subject: reader("notices.mail.subject", values),
            body: reader("notices.mail.body", values))
    }
}
