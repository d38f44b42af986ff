internal import Foundation
internal import Platform

/// Asking people by mail to take a seat.
enum Inviting {
    /// Nobody is written to again by a repeated press: this often within an hour by a deliberate one.
    static let againPerAddress = RateLimiter.Limit("session invitations sent again", 3, per: .seconds(3600))

    /// Somebody to be invited, with what is known of their account.
    struct Guest: Sendable {
        let entry: InvitationTable.Entry
        let language: Language
        let timeZone: String
        /// Whether they have been invited before, and will not be written to.
        let isInvited: Bool
    }

    /// Each of a table with their language: the row's, else their account's, else the one chosen.
    static func guests(
        _ entries: [InvitationTable.Entry], else chosen: Language, to session: DesignSession,
        _ tx: Transaction
    ) throws -> [Guest] {
        let rows = try tx.rows(
            "SELECT email, language, time_zone FROM person WHERE email IN \(list: entries.map(\.email))")
        var accounts: [String: (language: String, zone: String)] = [:]
        for row in rows { accounts[try row["email"]] = (try row["language"], try row["time_zone"]) }
        let invited = Set(try SessionInvitation.all(of: session.id, tx).map(\.email))
        return entries.map { entry in
            let account = accounts[entry.email]
            let language = (entry.language ?? account?.language).flatMap { Language($0) }
            return Guest(
                entry: entry, language: language ?? chosen, timeZone: account?.zone ?? session.timeZone,
                isInvited: invited.contains(entry.email))
        }
    }

    /// Invites those who were not before; gives how many mails go out.
    static func invite(
        _ guests: [Guest], mail: InvitationMail, by act: Act, _ tx: Transaction
    ) throws -> Int {
        let session = mail.session
        guard session.state != .closed else { throw Problem(.closed, "sessions.setup.over") }
        let groups = Dictionary(uniqueKeysWithValues: mail.groups.map { ($0.publicID, $0.id) })
        var sent = 0
        for guest in guests {
            let group = guest.entry.group.flatMap { groups[$0] }
            let added = try tx.run(
                """
                INSERT INTO session_invitation (session_id, email, part, group_id, language, invited_at, invited_by)
                VALUES (\(session.id), \(guest.entry.email), \(guest.entry.part), \(group),
                    \(guest.language.code), \(act.at), \(act.person))
                ON CONFLICT (session_id, email) DO NOTHING
                """)
            guard added > 0 else { continue }
            try tx.send(mail.letter(to: guest), at: act.at)
            sent += 1
        }
        guard try SessionInvitation.count(of: session.id, tx) <= SessionInvitation.most else {
            let most: MessageValue = .number(SessionInvitation.most)
            throw Problem(.invalid, "sessions.invite.too-many", ["most": most])
        }
        try tx.audit(
            "session invitations sent", on: "design_session", session.id.rawValue, by: act,
            ["count": .integer(Int64(sent))])
        return sent
    }

    static func sendAgain(
        _ email: String, mail: InvitationMail, by act: Act, _ tx: Transaction
    ) throws {
        guard let invitation = try SessionInvitation.all(of: mail.session.id, email: email, tx).first else {
            throw Problem.notFound
        }
        let group = mail.groups.first { $0.id == invitation.group }
        let entry = InvitationTable.Entry(
            email: email, part: invitation.part, group: group?.publicID, language: invitation.language)
        let guests = try guests([entry], else: .english, to: mail.session, tx)
        for guest in guests { try tx.send(mail.letter(to: guest), at: act.at) }
        try tx.audit(
            "session invitation sent again", on: "design_session", mail.session.id.rawValue, by: act,
            ["email": .string(email)])
    }

    /// They may not come in by it any more; a seat that was taken stays.
    static func withdraw(
        _ email: String, of session: DesignSession, by act: Act, _ tx: Transaction
    ) throws {
        let withdrawn = try tx.run(
            "DELETE FROM session_invitation WHERE session_id = \(session.id) AND email = \(email)")
        guard withdrawn > 0 else { return }
        try tx.audit(
            "session invitation withdrawn", on: "design_session", session.id.rawValue, by: act,
            ["email": .string(email)])
    }
}

/// The letter of an invitation, in the language of whom it goes to, with the session for their calendar.
struct InvitationMail: Sendable {
    let season: Season
    let session: DesignSession
    let groups: [SessionGroup]
    let laurel: Laurel

    func letter(to guest: Inviting.Guest) -> OutgoingMail {
        let reader = Reader(
            language: laurel.catalogue.best(for: [guest.language]),
            timeZone: TimeZones.zone(guest.timeZone) ?? .gmt, catalogue: laurel.catalogue)
        let values: [String: MessageValue] = [
            "programme": .text(reader.pick(season.rules.programme)),
            "title": .text(reader.pick(session.title)),
            "purpose": .text(reader.pick(session.purpose)),
            "time": .text(SessionTime(session, reader, laurel.catalogue).words),
            "own": .text(reader.moment(session.startsAt)), "utc": .text(reader.momentUTC(session.startsAt)),
            "place": .text(place(reader)), "part": .text(part(of: guest, reader)),
            "email": .text(guest.entry.email), "contact": .text(season.rules.contact),
            "link": .text(laurel.settings.address + SessionAddress(season, session).joining),
        ]
        let event = CalendarEvent(session, in: season, laurel, for: reader, showsLink: true)
        return OutgoingMail(
            recipient: guest.entry.email, subject: reader("sessions.mail.invitation.subject", values),
            body: reader("sessions.mail.invitation.body", values),
            attachment: .init(name: session.publicID + ".ics", text: event.text))
    }

    private func part(of guest: Inviting.Guest, _ reader: Reader) -> String {
        let part = guest.entry.part.word(reader)
        guard let group = groups.first(where: { $0.publicID == guest.entry.group }) else { return part }
        return reader.list([part, reader.pick(group.name)])
    }

    private func place(_ reader: Reader) -> String {
        let place = session.place.isBlank ? reader("sessions.online") : reader.pick(session.place)
        return session.link.isEmpty ? place : place + ", " + session.link
    }
}
