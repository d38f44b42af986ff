internal import Foundation
internal import Platform

/// The mail that jurors get, each in the language of their account.
struct JuryMail: Sendable {
    let season: Season
    let catalogue: Catalogue
    /// Where people reach the programme, without a final slash.
    let address: String

    init(_ season: Season, _ laurel: Laurel) {
        self.season = season
        catalogue = laurel.catalogue
        address = laurel.settings.address
    }

    func reader(of juror: Juror) -> Reader {
        Reader(
            language: juror.person.language,
            timeZone: TimeZones.zone(juror.person.timeZone) ?? season.rules.timeZone,
            catalogue: catalogue)
    }

    func invitation(_ juror: Juror) -> OutgoingMail {
        mail(
            "jury.mail.invitation.subject", "jury.mail.invitation.body", to: juror,
            link: JuryAddress(season).invitation, ["capacity": .number(juror.capacity)])
    }

    /// Tells of reviews that have just been assigned.
    func assignments(_ juror: Juror, count: Int) -> OutgoingMail {
        mail(
            "jury.mail.assignments.subject", "jury.mail.assignments.body", to: juror,
            link: JuryAddress(season).queue, ["count": .number(count)])
    }

    /// Asks for reviews that are missing.
    func reminder(_ juror: Juror, missing: Int) -> OutgoingMail {
        mail(
            "jury.mail.reminder.subject", "jury.mail.reminder.body", to: juror,
            link: JuryAddress(season).queue, ["count": .number(missing)])
    }

    /// Tells of a discussion of what the juror has reviewed; of which, stands only behind their sign-in.
    func discussion(_ juror: Juror, assignment: String) -> OutgoingMail {
        mail(
            "jury.mail.discussion.subject", "jury.mail.discussion.body", to: juror,
            link: JuryAddress(season).discussion(of: assignment), [:])
    }

    private func mail(
        _ subject: String, _ body: String, to juror: Juror, link: String, _ values: [String: MessageValue]
    ) -> OutgoingMail {
        let reader = reader(of: juror)
        var values = values
        values["name"] = .text(juror.person.shownName)
        values["email"] = .text(juror.person.email)
        values["programme"] = .text(reader.pick(season.rules.programme))
        values["season"] = .text(reader.pick(season.rules.title))
        values["contact"] = .text(season.rules.contact)
        values["link"] = .text(address + link)
        values["deadline"] = .text(deadline(reader))
        return OutgoingMail(
            recipient: juror.person.email, subject: reader(subject, values), body: reader(body, values))
    }

    /// A sentence, or nothing where the season says no end.
    private func deadline(_ reader: Reader) -> String {
        guard let end = season.stage(.jury)?.closes else { return "" }
        return reader(
            "jury.mail.deadline",
            ["moment": .text(reader.moment(end)), "utc": .text(reader.momentUTC(end))])
    }
}
