internal import Foundation
internal import Platform

/// The mail that tells those who act for an application that the jury's comments on it can be read.
///
/// Where all is released before the publication, the mail of the outcome says so. This one goes where staff
/// look at comments afterwards: once an application, with the last comment that waited.
struct FeedbackLetters: Sendable {
    private let season: Season
    private let address: String
    private let catalogue: Catalogue
    private let rules: RulesCache

    init(_ season: Season, _ laurel: Laurel) {
        self.season = season
        (address, catalogue, rules) = (laurel.settings.address, laurel.catalogue, laurel.rules)
    }

    /// After a comment on it was released.
    func tell(_ application: ID<Application>, at now: Instant, _ tx: Transaction) throws {
        let published = try PublishedGates.of(season.id, tx)
        let state: Application.State? = try tx.row(
            "SELECT state FROM application WHERE id = \(application)")?.only()
        guard let state, let gate = GateOutcome(ShownState(state, published), published)?.lastGate,
            try WaitingComment.count(in: season.id, on: application, before: gate, tx) == 0,
            try !ReleasedFeedback.of(application, before: gate, in: season, rules, tx).comments.isEmpty
        else { return }
        let isFirst = try tx.run(
            """
            INSERT INTO feedback_notice (application_id, told_at) VALUES (\(application), \(now))
            ON CONFLICT DO NOTHING
            """)
        guard isFirst == 1 else { return }
        for change in try HonourChange.all([application], tx) { try tx.send(letter(change), at: now) }
    }

    private func letter(_ told: HonourChange) -> OutgoingMail {
        let person = told.person
        let reader = Reader(
            language: catalogue.best(for: [person.language]), timeZone: .gmt, catalogue: catalogue)
        let path = ApplicationAddress(season: season.key, application: told.application)
        let values: [String: MessageValue] = [
            "programme": .text(reader.pick(season.rules.programme)),
            "season": .text(reader.pick(season.rules.title)), "name": .text(person.shownName),
            "title": .text(told.title.isEmpty ? reader("results.untitled") : told.title),
            "link": .text(address + path.page), "contact": .text(season.rules.contact),
        ]
        return OutgoingMail(
            recipient: person.email, subject: reader("comments.mail.subject", values),
            body: reader("comments.mail.body", values))
    }
}
