internal import Foundation
internal import Platform

/// What publishing would do, shown before it is asked for.
enum PublicationPages {
    struct Content: Sendable {
        let season: Season
        let decision: Decision
        let effect: PublicationEffect
        /// What has to happen first.
        let obstacle: Problem?
        let embargo: Embargo?
        /// The moment that was typed.
        var opens = ""
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
        // What is wrong with a field stands at the field.
        let changed = content.problem?.fields.isEmpty == true ? Notices.problem(content.problem, reader) : nil
        let back = Controls.link(
            reader("decisions.publish.back"), to: address.decision(decision.publicID), style: .secondary)
        return Page(
            title: reader("decisions.publish.title"), lead: reader("decisions.publish.lead"),
            trail: DecisionPages.trail(content.season, reader) + [
                Link(
                    text: DecisionPages.name(decision, reader), path: address.decision(decision.publicID)
                )
            ],
            body: """
                <div class="stack-wide">\(changed)
                \(Lists.facts(facts(content, reader)))\(caution)
                \(ways(content, visit))<p>\(back)</p></div>
                """)
    }

    /// At once, or at a moment by the clocks of the season.
    private static func ways(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        if let obstacle = content.obstacle { return Notices.problem(obstacle, reader) ?? "" }
        let action = DecisionAddress(content.season).publication(content.decision.publicID)
        let now = Controls.buttonForm(
            reader("decisions.publish"), action: action, visit, style: .danger,
            hidden: [("shown", content.effect.version)])
        let stored = content.embargo.map { $0.opensAt.local(in: content.season.rules.timeZone) } ?? ""
        let field = Controls.Field(
            "opens", reader("decisions.embargo.opens"),
            help: reader(
                "decisions.embargo.help", ["zone": .text(content.season.rules.timeZone.identifier)]),
            problem: content.problem)
        let later = Controls.form(
            action: action, visit, problem: content.problem,
            body: """
                \(Controls.hidden("shown", content.effect.version))\(Controls.hidden("when", "later"))
                \(Controls.text(field, value: content.opens.isEmpty ? stored : content.opens, input: .moment, reader))
                """,
            actions: Controls.button(reader("decisions.embargo.do"), style: .secondary))
        return """
            <p>\(reader("decisions.publish.final"))</p>\(now)
            <section class="stack"><h2>\(reader("decisions.embargo"))</h2>
            <p>\(reader("decisions.embargo.about"))</p>\(later)</section>
            """
    }

    private static func facts(_ content: Content, _ reader: Reader) -> [(String, HTML)] {
        let effect = content.effect
        let mails = GateOutcome.allCases.compactMap { outcome -> (String, HTML)? in
            effect.mails[outcome].map { (name(outcome, reader), "\(reader.number($0))") }
        }
        var told: [(String, HTML)] = []
        if content.decision.corrects != nil {
            told.append((reader("decisions.publish.mails.correction"), "\(reader.number(effect.told))"))
        }
        return [
            (DecisionPages.name(content.decision, reader), "\(reader.number(effect.applications))"),
            (reader("decisions.publish.countries"), "\(reader.number(effect.countries))"),
            (reader("decisions.publish.mails"), "\(reader.number(effect.mailCount))"),
        ] + mails + told
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
