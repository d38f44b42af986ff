internal import Foundation
internal import Platform

/// What is mailed about applications, each in the language and on the clock of its recipient.
struct ApplicationLetters: Sendable {
    /// Where people reach this installation.
    let address: String
    private let catalogue: Catalogue

    init(_ laurel: Laurel) {
        address = laurel.settings.address
        catalogue = laurel.catalogue
    }

    private func reader(of person: Person) -> Reader {
        Reader(
            language: person.language, timeZone: TimeZones.zone(person.timeZone) ?? .gmt, catalogue: catalogue
        )
    }

    func receipt(
        _ receipt: Receipt, title: String, of held: HeldApplication, in season: Season,
        sentBy submitter: Person,
        to member: Person, _ attachment: OutgoingMail.Attachment
    ) -> OutgoingMail {
        let reader = reader(of: member)
        let path = ApplicationAddress(season: season.key, application: receipt.application)
        let values: [String: MessageValue] = [
            "programme": .text(reader.pick(season.rules.programme)), "title": .text(title),
            "nomination": .text(season.nominationTitle(receipt.nomination, reader)),
            "number": .number(receipt.submission), "person": .text(submitter.shownName),
            "moment": .text(reader.moment(receipt.submittedAt)),
            "utc": .text(reader.momentUTC(receipt.submittedAt)), "digest": .text(receipt.answersDigest),
            "link": .text(address + path.page),
        ]
        return OutgoingMail(
            recipient: member.email, subject: reader("applications.mail.receipt.subject", values),
            body: reader("applications.mail.receipt.body", values), attachment: attachment)
    }

    /// The invited may have no account yet, so they read the language of who invites them. They did not ask
    /// for this mail: nobody shall send them words of their own choice with it.
    func invitation(
        _ publicID: String, to email: String, for party: Party, in season: Season, from inviter: Person,
        until expiry: Instant
    ) -> OutgoingMail {
        let reader = reader(of: inviter)
        let values: [String: MessageValue] = [
            "programme": .text(reader.pick(season.rules.programme)),
            "person": .text(inviter.name.isEmpty ? inviter.email : StrangersName.inMail(inviter.name)),
            "party": .text(StrangersName.inMail(party.name)), "day": .text(reader.day(expiry)),
            "email": .text(email),
            "link": .text(address + ApplicationAddress.invitation(publicID, season: season.key)),
        ]
        return OutgoingMail(
            recipient: email, subject: reader("applications.mail.invitation.subject", values),
            body: reader("applications.mail.invitation.body", values))
    }

    /// Everybody who acts for a party learns when one of them withdraws an application.
    func withdrawn(_ held: HeldApplication, in season: Season, by who: Person, to member: Person)
        -> OutgoingMail
    {
        let reader = reader(of: member)
        let values = values(held, in: season, by: who, reader)
        return OutgoingMail(
            recipient: member.email, subject: reader("applications.mail.withdrawn.subject", values),
            body: reader("applications.mail.withdrawn.body", values))
    }

    func restored(_ held: HeldApplication, in season: Season, by who: Person, to member: Person)
        -> OutgoingMail
    {
        let reader = reader(of: member)
        let values = values(held, in: season, by: who, reader)
        return OutgoingMail(
            recipient: member.email, subject: reader("applications.mail.restored.subject", values),
            body: reader("applications.mail.restored.body", values))
    }

    private func values(
        _ held: HeldApplication, in season: Season, by who: Person, _ reader: Reader
    ) -> [String: MessageValue] {
        let path = ApplicationAddress(season: season.key, application: held.application.publicID)
        return [
            "programme": .text(reader.pick(season.rules.programme)), "person": .text(who.shownName),
            "title": .text(held.title(reader)), "party": .text(held.party.name),
            "link": .text(address + path.page),
        ]
    }
}

extension Season {
    /// What people call a nomination; its key where the rules no longer have it.
    func nominationTitle(_ key: String, _ reader: Reader) -> String {
        rules.nomination(key).map { reader.pick($0.title) } ?? key
    }
}

extension HeldApplication {
    /// The title as last submitted; words that say so where there is none yet.
    func title(_ reader: Reader) -> String {
        application.title.isEmpty ? reader("applications.untitled") : application.title
    }
}
