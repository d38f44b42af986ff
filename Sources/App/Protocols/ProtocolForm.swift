internal import Platform

/// The texts of a protocol, to be written.
struct ProtocolForm: Sendable {
    let here: SessionVisit
    let written: SessionProtocol
    /// What was typed, where something stood in its way.
    let typed: ProtocolTexts?
    let problem: Problem?

    private static let fields:
        [(name: String, text: any WritableKeyPath<ProtocolTexts, LocalizedText> & Sendable)] = [
            ("introduction", \.introduction), ("minority", \.minority), ("next", \.next),
        ]

    static func read(_ form: Form) -> ProtocolTexts {
        fields.reduce(into: ProtocolTexts()) { texts, field in
            texts[keyPath: field.text] = LocalizedFields.read(
                field.name, in: form, over: LocalizedText([:]), isLine: false)
        }
    }

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        let address = SessionAddress(here.season, here.session)
        let texts = typed ?? written.texts
        let body = Self.fields.map { field -> HTML in
            LocalizedFields.longTexts(
                field.name, reader("protocol.text.\(field.name)"), texts[keyPath: field.text],
                help: reader("protocol.text.\(field.name).help"), rows: 6, problem: problem, reader)
        }
        let labels = Self.fields.reduce(into: [String: String]()) { labels, field in
            labels.merge(
                LocalizedFields.labels(field.name, reader("protocol.text.\(field.name)"), reader)
            ) { $1 }
        }
        return Page(
            title: reader("protocol.texts"), lead: reader("protocol.texts.lead"),
            trail: ProtocolPages.trail(here, reader)
                + [Link(text: reader("protocol.title"), path: address.protocol)],
            body: """
                <div class="stack-wide">\(theirs(reader))\(Controls.form(
                    action: address.protocolTexts, visit, problem: problem, labels: labels,
                    body: "\(Controls.hidden("version", String(written.number)))\(body)",
                    actions: Controls.button(reader("protocol.save"))))</div>
                """)
    }

    /// Where somebody saved meanwhile, what they wrote: saving again puts one's own in its place.
    private func theirs(_ reader: Reader) -> HTML? {
        guard problem?.code == .conflict else { return nil }
        let texts = Self.fields.map { field -> HTML in
            """
            <h3>\(reader("protocol.text.\(field.name)"))</h3>\(written.texts[keyPath: field.text].paragraphs(reader))
            """
        }
        let words: [String: MessageValue] = ["person": .text(written.savedBy)]
        return """
            <section class="stack measure"><h2>\(reader("protocol.theirs", words))</h2>\
            <p class="soft">\(Moments.moment(written.savedAt, reader))</p>\(texts)</section>
            """
    }
}

/// What publishing a protocol does, before it is done.
struct ProtocolPublicationPage: Sendable {
    let here: SessionVisit
    let written: SessionProtocol
    /// Whether the facts are still what was gathered.
    let isCurrent: Bool
    let problem: Problem?

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        let address = SessionAddress(here.season, here.session)
        let facts = written.facts
        let counts = Lists.facts([
            (reader("protocol.ideas"), "\(reader.number(facts.ideas.count))"),
            (reader("protocol.themes"), "\(reader.number(facts.themes.count))"),
            (reader("protocol.named"), "\(reader.number(facts.people.count))"),
            (reader("protocol.gathered"), Moments.moment(written.gatheredAt, reader)),
        ])
        return Page(
            title: reader("protocol.publication"), lead: reader("protocol.publication.lead"),
            trail: ProtocolPages.trail(here, reader)
                + [Link(text: reader("protocol.title"), path: address.protocol)],
            body: """
                <div class="stack-wide">\(Notices.problem(problem, reader))\(obstacle(reader))\(counts)
                <p class="measure">\(reader("protocol.publication.effect"))</p>
                <div class="actions">\(deed(address, visit))\(Controls.link(
                    reader("protocol.not-now"), to: address.protocol, style: .secondary))</div></div>
                """)
    }

    private var isOver: Bool { here.session.state == .closed }

    private func obstacle(_ reader: Reader) -> HTML? {
        guard isOver else { return Notices.caution(reader("protocol.not-over")) }
        guard !isCurrent, problem == nil else { return nil }
        return Notices.caution(reader("protocol.facts-changed"))
    }

    /// Publishing it, or what has to be done before.
    private func deed(_ address: SessionAddress, _ visit: Visit) -> HTML? {
        let reader = visit.reader
        guard isOver else { return nil }
        guard isCurrent else {
            return Controls.buttonForm(
                reader("protocol.gather-again"), action: address.protocolFacts, visit, style: .primary)
        }
        return Controls.buttonForm(
            reader("protocol.publish"), action: address.protocolPublication, visit, style: .danger,
            hidden: [("version", String(written.number))])
    }
}
