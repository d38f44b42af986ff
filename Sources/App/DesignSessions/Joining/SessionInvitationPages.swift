internal import Platform

/// Who is invited to a session, and the letters before they go out.
enum SessionInvitationPages {
    struct Content: Sendable {
        let season: Season
        let session: DesignSession
        let groups: [SessionGroup]
        let invitations: [SessionInvitation]
        var input = InvitationInput()
        var findings: [InvitationTable.Finding] = []
        var problem: Problem?
    }

    static func list(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.setup(reader("sessions.invitations"), content.season, content.session, reader)
        page.lead = reader("sessions.invitations.lead")
        page.body = """
            <div class="stack-wide">\(form(content, visit))
            <section class="stack"><h2>\(reader("sessions.invitations.sent"))</h2>\(sent(content, visit))</section>
            </div>
            """
        return page
    }

    private static func form(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, input) = (visit.reader, content.input)
        let text = Controls.Field(
            "text", reader("sessions.invite.text"), help: reader("sessions.invite.text.help"),
            problem: content.problem)
        let parts = SessionSeat.Part.allCases.map { Controls.Option($0.rawValue, $0.word(reader)) }
        let groups = content.groups.map { Controls.Option($0.publicID, reader.pick($0.name)) }
        let languages = Locales.languages.map { Controls.Option($0.code, Languages.endonym($0)) }
        return """
            \(findings(content.findings, reader))\(Controls.form(
                action: SessionAddress(content.season, content.session).invitations, visit,
                problem: content.problem,
                body: """
                    \(Controls.longText(text, value: input.text, rows: 6, reader))
                    \(Controls.select(
                        .init("part", reader("sessions.part")), parts, chosen: input.part, reader))
                    \(Controls.select(
                        .init("group", reader("sessions.group")), groups, chosen: input.group,
                        empty: reader("sessions.group.none"), reader))
                    \(Controls.select(
                        .init(
                            "language", reader("sessions.invite.language"),
                            help: reader("sessions.invite.language.help")),
                        languages, chosen: input.language, reader))
                    """,
                actions: Controls.button(reader("sessions.invite.preview"))))
            """
    }

    private static func findings(_ findings: [InvitationTable.Finding], _ reader: Reader) -> HTML? {
        guard !findings.isEmpty else { return nil }
        let items = findings.prefix(50).map { finding -> HTML in
            let line = reader("sessions.invite.line", ["line": .number(finding.line)])
            return "<li>\(line) \(reader(finding.message, finding.arguments))</li>"
        }
        return Notices.caution(reader("sessions.invite.findings"), "<ul>\(items)</ul>")
    }

    private static func sent(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        guard !content.invitations.isEmpty else {
            return Notices.empty(
                reader("sessions.invitations.none"), reader("sessions.invitations.none.why"))
        }
        let columns: [DataTable.Column] = [
            .init(reader("people.email")), .init(reader("sessions.part")), .init(reader("sessions.group")),
            .init(reader("sessions.invitations.sent-at")), .init(reader("sessions.state")),
            .init(reader("sessions.invitations.do")),
        ]
        let address = SessionAddress(content.season, content.session)
        let rows = content.invitations.map { invitation -> [HTML] in
            let group = content.groups.first { $0.id == invitation.group }
            let state =
                invitation.isSeated
                ? Notices.badge(reader("sessions.invitations.seated"), .positive)
                : Notices.badge(reader("sessions.invitations.waiting"), .waiting)
            return [
                "<bdi>\(invitation.email)</bdi>", "\(invitation.part.word(reader))",
                group?.name.markup(reader) ?? "–", Moments.short(invitation.invitedAt, reader), state,
                deeds(invitation, address, visit),
            ]
        }
        let caption = reader("sessions.invitations.count", ["count": .number(content.invitations.count)])
        return DataTable(caption: caption, columns: columns, rows: rows).markup(reader)
    }

    private static func deeds(
        _ invitation: SessionInvitation, _ address: SessionAddress, _ visit: Visit
    ) -> HTML {
        let reader = visit.reader
        let again: HTML? =
            invitation.isSeated
            ? nil
            : Controls.button(
                reader("sessions.invitations.again"), style: .quiet, name: "deed", value: "again")
        return """
            <form method="post" action="\(address.invitation)" class="row">\(Controls.token(visit))\
            \(Controls.hidden("email", invitation.email))\(again)\
            \(Controls.button(
                reader("sessions.invitations.withdraw"), style: .quiet, name: "deed", value: "withdraw"))</form>
            """
    }

    struct PreviewContent: Sendable {
        let season: Season
        let session: DesignSession
        let groups: [SessionGroup]
        let input: InvitationInput
        let guests: [Inviting.Guest]
        /// One letter of each language.
        let samples: [(language: Language, letter: OutgoingMail)]
    }

    /// What would be sent, to whom.
    static func preview(_ content: PreviewContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = SessionAddress(content.season, content.session)
        var page = Page.setup(reader("sessions.invite.preview"), content.season, content.session, reader)
        page.trail.append(Link(text: reader("sessions.invitations"), path: address.invitations))
        page.lead = reader("sessions.invite.preview.lead")
        let fresh = content.guests.filter { !$0.isInvited }.count
        let send: HTML =
            fresh == 0
            ? Notices.information(reader("sessions.invite.nobody-new"))
            : Controls.buttonForm(
                reader("sessions.invite.send", ["count": .number(fresh)]), action: address.sending, visit,
                style: .primary,
                hidden: [
                    ("text", content.input.text), ("part", content.input.part),
                    ("group", content.input.group), ("language", content.input.language),
                ])
        page.body = """
            <div class="stack-wide">\(recipients(content, reader))\(content.samples.map(sample))\(send)</div>
            """
        return page

        func sample(_ language: Language, _ letter: OutgoingMail) -> HTML {
            let title = reader(
                "sessions.invite.sample", ["language": .text(reader.languageName(language.code))])
            let body = LocalizedText([language.code: letter.body]).paragraphs(reader)
            let attached = letter.attachment?.name ?? ""
            return """
                <section class="stack"><h2>\(title)</h2>
                <article class="letter" lang="\(language.code)" dir="\(language.direction)">
                <h3>\(letter.subject)</h3>\(body)<p class="soft">\(attached)</p></article></section>
                """
        }
    }

    private static func recipients(_ content: PreviewContent, _ reader: Reader) -> HTML {
        let columns: [DataTable.Column] = [
            .init(reader("people.email")), .init(reader("sessions.part")), .init(reader("sessions.group")),
            .init(reader("sessions.invite.language")), .init(reader("sessions.state")),
        ]
        let rows = content.guests.map { guest -> [HTML] in
            let group = content.groups.first { $0.publicID == guest.entry.group }
            let state =
                guest.isInvited
                ? Notices.badge(reader("sessions.invite.before"))
                : Notices.badge(reader("sessions.invite.new"), .active)
            return [
                "<bdi>\(guest.entry.email)</bdi>", "\(guest.entry.part.word(reader))",
                group?.name.markup(reader) ?? "–", "\(reader.languageName(guest.language.code))", state,
            ]
        }
        let caption = reader("sessions.invite.recipients", ["count": .number(content.guests.count)])
        return DataTable(caption: caption, columns: columns, rows: rows).markup(reader)
    }
}

/// The form of new invitations as typed.
struct InvitationInput: Sendable {
    var text = ""
    var part = SessionSeat.Part.participant.rawValue
    var group = ""
    var language = Language.english.code

    init() {}

    init(_ form: Form) {
        text = form.all("text").first ?? ""
        part = form["part"]
        group = form["group"]
        language = form["language"]
    }

    func table(_ groups: [SessionGroup]) -> InvitationTable {
        let chosen = groups.first { $0.publicID == group }?.publicID
        let usual = InvitationTable.Usual(
            part: SessionSeat.Part(rawValue: part) ?? .participant, group: chosen)
        return InvitationTable(text, groups: groups, usual: usual)
    }
}

extension SessionAddress {
    var sending: String { invitations + "/sending" }
    /// Sending one again, or withdrawing it.
    var invitation: String { invitations + "/one" }
}
