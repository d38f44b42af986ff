internal import Foundation
internal import Platform

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
