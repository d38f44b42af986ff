internal import Platform

/// What publishing would do, shown before it is asked for.
enum PublicationPages {
    struct Content: Sendable {
        let season: Season
        let decision: Decision
        let effect: PublicationEffect
        var problem: Problem?
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let (decision, effect) = (content.decision, content.effect)
        let address = DecisionAddress(content.season)
        let caution: HTML? =
            effect.unscreened == 0
            ? nil
            : Notices.caution(reader("decisions.publish.unscreened", ["count": .number(effect.unscreened)]))
        let publish = Controls.buttonForm(
            reader("decisions.publish"), action: address.publication(decision.publicID), visit,
            style: .danger,
            hidden: [("shown", effect.version)])
        let back = Controls.link(
            reader("decisions.publish.back"), to: address.decision(decision.publicID), style: .secondary)
        return Page(
            title: reader("decisions.publish.title"), lead: reader("decisions.publish.lead"),
            trail: DecisionPages.trail(content.season, reader) + [
                Link(
                    text: DecisionPages.name(decision.gate, reader), path: address.decision(decision.publicID)
                )
            ],
            body: """
                <div class="stack-wide">\(Notices.problem(content.problem, reader))
                \(Lists.facts(facts(content, reader)))\(caution)
                <p>\(reader("decisions.publish.final"))</p>
                <div class="actions">\(publish)\(back)</div></div>
                """)
    }

    private static func facts(_ content: Content, _ reader: Reader) -> [(String, HTML)] {
        let effect = content.effect
        let mails = GateOutcome.allCases.compactMap { outcome -> (String, HTML)? in
            effect.mails[outcome].map { (name(outcome, reader), "\(reader.number($0))") }
        }
        return [
            (DecisionPages.name(content.decision.gate, reader), "\(reader.number(effect.applications))"),
            (reader("decisions.publish.countries"), "\(reader.number(effect.countries))"),
            (reader("decisions.publish.mails"), "\(reader.number(effect.mailCount))"),
        ] + mails
    }

    private static func name(_ outcome: GateOutcome, _ reader: Reader) -> String {
        switch outcome {
        case .finalist: reader("decisions.publish.mails.finalist")
        case .notFinalist: reader("decisions.publish.mails.not-finalist")
        case .rejected: reader("decisions.publish.mails.rejected")
        case .laureate: reader("decisions.publish.mails.laureate")
        case .notLaureate: reader("decisions.publish.mails.not-laureate")
        }
    }
}
