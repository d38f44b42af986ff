internal import Foundation
internal import Platform

/// What screening mails to applicants, each in the language and on the clock of its recipient.
struct ScreeningLetters: Sendable {
    private let address: String
    private let catalogue: Catalogue

    init(_ laurel: Laurel) {
        address = laurel.settings.address
        catalogue = laurel.catalogue
    }

    func question(
        _ text: String, due: Instant, on found: ScreeningCase, in season: Season, to member: Person
    ) -> OutgoingMail {
        let reader = reader(of: member)
        var values = values(found, in: season, reader)
        values["question"] = .text(text)
        values["moment"] = .text(reader.moment(due))
        values["utc"] = .text(reader.momentUTC(due))
        return OutgoingMail(
            recipient: member.email, subject: reader("screening.mail.question.subject", values),
            body: reader("screening.mail.question.body", values))
    }

    func proposal(
        _ entry: NominationProposals.Entry, on found: ScreeningCase, in season: Season, to member: Person
    ) -> OutgoingMail {
        let reader = reader(of: member)
        var values = values(found, in: season, reader)
        values["nomination"] = .text(season.nominationTitle(found.nomination, reader))
        values["target"] = .text(season.nominationTitle(entry.nomination, reader))
        values["reason"] = .text(entry.reason)
        return OutgoingMail(
            recipient: member.email, subject: reader("screening.mail.move.subject", values),
            body: reader("screening.mail.move.body", values))
    }

    private func reader(of person: Person) -> Reader {
        Reader(
            language: catalogue.best(for: [person.language]),
            timeZone: TimeZones.zone(person.timeZone) ?? .gmt, catalogue: catalogue)
    }

    private func values(_ found: ScreeningCase, in season: Season, _ reader: Reader) -> [String: MessageValue]
    {
        let path = ApplicationAddress(season: season.key, application: found.publicID)
        return [
            "programme": .text(reader.pick(season.rules.programme)), "title": .text(found.title),
            "link": .text(address + path.page),
        ]
    }
}
