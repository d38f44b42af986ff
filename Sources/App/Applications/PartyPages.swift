internal import Platform

/// The pages of a party and of invitations to act for one.
enum PartyPages {
    static func kind(_ kind: PartyKind, _ reader: Reader) -> String {
        switch kind {
        case .person: reader("applications.party.person")
        case .organisation: reader("applications.party.organisation")
        case .team: reader("applications.party.team")
        }
    }

    static func new(_ kind: PartyKind, _ reader: Reader) -> String {
        switch kind {
        case .person: reader("applications.party.new.person")
        case .organisation: reader("applications.party.new.organisation")
        case .team: reader("applications.party.new.team")
        }
    }

    /// Who may enter at least one nomination.
    static func kinds(_ rules: SeasonDocument) -> [PartyKind] {
        PartyKind.allCases.filter { kind in rules.nominations.contains { $0.openTo.contains(kind) } }
    }

    struct Content: Sendable {
        let season: Season
        let entry: PartyRegistration.Entry
        /// Nothing for a party that is made now.
        var party: Party?
        var problem: Problem?
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let kind = content.entry.kind
        return Page(
            title: content.party?.name ?? new(kind, reader), lead: reader("applications.party.lead"),
            trail: ApplicationPages.trail(content.season, reader),
            body: "\(conflict(content, reader))\(form(content, visit))")
    }

    /// What somebody else saved meanwhile, beside what was typed.
    private static func conflict(_ content: Content, _ reader: Reader) -> HTML? {
        guard content.problem?.code == .conflict, let party = content.party else { return nil }
        let details = party.details
        var facts: [(String, HTML)] = [
            (nameLabel(details.kind, reader), "<bdi>\(details.name)</bdi>"),
            (reader("applications.party.country"), "\(reader.country(details.country))"),
        ]
        if let since = details.since {
            facts.append((sinceLabel(details.kind, reader), "\(reader.date(since))"))
        }
        return Notices.information(reader("applications.conflict.other"), Lists.facts(facts))
    }

    private static func form(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let base = content.season.applying
        let action = content.party.map { ApplicationAddress.party($0.publicID, season: content.season.key) }
        let version = content.party.map { Controls.hidden("version", String($0.version)) }
        return Controls.form(
            action: action ?? base + "/party", visit, problem: content.problem,
            body: """
                \(version)\(Controls.hidden("kind", content.entry.kind.rawValue))\(fields(content, reader))
                """,
            actions: """
                \(Controls.button(reader("applications.party.save")))
                \(Controls.link(reader("applications.party.back"), to: base, style: .secondary))
                """)
    }

    private static func fields(_ content: Content, _ reader: Reader) -> HTML {
        let (entry, problem) = (content.entry, content.problem)
        let kind = entry.kind
        let name = Controls.Field("name", nameLabel(kind, reader), problem: problem)
        let country = Controls.Field("country", reader("applications.party.country"), problem: problem)
        let countries = reader.countries.map { Controls.Option($0.code, $0.name) }
        let completion: HTML? =
            switch kind {
            case .person: " autocomplete=\"name\" dir=\"auto\""
            case .organisation: " autocomplete=\"organization\" dir=\"auto\""
            case .team: " dir=\"auto\""
            }
        return """
            \(Controls.text(name, value: entry.name, attributes: completion, reader))
            \(Controls.select(
                country, countries, chosen: entry.country, empty: reader("applications.form.choose"), reader))
            \(kind == .organisation ? organisationKind(content, reader) : nil)
            \(kind == .team ? nil : since(content, reader))
            """
    }

    private static func organisationKind(_ content: Content, _ reader: Reader) -> HTML {
        let field = Controls.Field(
            "organisation-kind", reader("applications.party.organisation-kind"), problem: content.problem)
        let options = OrganisationKind.allCases.map { kind in
            Controls.Option(kind.rawValue, reader("eligibility.organisation.\(kind.rawValue)"))
        }
        return Controls.select(
            field, options, chosen: content.entry.organisationKind, empty: reader("applications.form.choose"),
            reader)
    }

    private static func since(_ content: Content, _ reader: Reader) -> HTML {
        let field = Controls.Field("since", sinceLabel(content.entry.kind, reader), problem: content.problem)
        let value = content.entry.since
        // A browser's date field would hide what does not read as a date.
        let isReadable = value.isEmpty || CalendarDate(value) != nil
        return Controls.text(
            field, value: value, input: isReadable ? .date : .text,
            attributes: content.entry.kind == .person ? " autocomplete=\"bday\"" : nil, reader)
    }

    private static func nameLabel(_ kind: PartyKind, _ reader: Reader) -> String {
        switch kind {
        case .person: reader("applications.party.name.person")
        case .organisation: reader("applications.party.name.organisation")
        case .team: reader("applications.party.name.team")
        }
    }

    private static func sinceLabel(_ kind: PartyKind, _ reader: Reader) -> String {
        kind == .person ? reader("applications.party.born") : reader("applications.party.founded")
    }
}

extension PartyPages {
    /// Somebody is asked to act for a party.
    static func invitation(_ invitation: Collaboration.Invitation, in season: Season, _ visit: Visit) -> Page
    {
        let reader = visit.reader
        let words: [String: MessageValue] = [
            "person": .text(invitation.invitedBy), "party": .text(invitation.party.name),
        ]
        let accept = Controls.buttonForm(
            reader("applications.invitation.accept"),
            action: ApplicationAddress.invitation(invitation.publicID, season: season.key), visit,
            style: .primary)
        return Page(
            title: reader("applications.invitation", words),
            lead: reader("applications.invitation.what", words),
            trail: [season.link(reader)],
            body: """
                <div class="stack"><p>\(reader("applications.invitation.until")) \
                \(Moments.short(invitation.expiresAt, reader))</p><div class="actions">\(accept)</div></div>
                """)
    }
}
