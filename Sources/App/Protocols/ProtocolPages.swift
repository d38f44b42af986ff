internal import Foundation
internal import Platform

/// A protocol as it is read, and printed.
struct ProtocolPages: Sendable {
    struct Content: Sendable {
        let here: SessionVisit
        /// Nothing before it was drafted.
        var written: SessionProtocol?
    }

    let content: Content
    let catalogue: Catalogue

    static func trail(_ here: SessionVisit, _ reader: Reader) -> [Link] {
        let session = Link(
            text: reader.pick(here.session.title), path: SessionAddress(here.season, here.session).page)
        return SessionPages.trail(here.season, reader) + [session]
    }

    func page(_ visit: Visit) -> Page {
        let (reader, here) = (visit.reader, content.here)
        guard let written = content.written else { return empty(visit) }
        let body = """
            <article class="stack-wide protocol">\(state(written, visit))\(about(written.facts, reader))
            \(text("introduction", written.texts.introduction, reader))
            \(groups(written.facts, reader))\(themes(written.facts, reader))\(polls(written.polls ?? [], reader))
            \(text("minority", written.texts.minority, reader))\(left(written.facts, reader))
            \(text("next", written.texts.next, reader))\(people(written.facts, reader))
            \(data(written, reader))</article>
            """ as HTML
        return Page(
            title: reader("protocol.of", ["session": .text(reader.pick(written.facts.title))]),
            trail: Self.trail(here, reader), body: body,
            description: reader("protocol.of", ["session": .text(reader.pick(written.facts.title))]))
    }

    private var address: SessionAddress { SessionAddress(content.here.season, content.here.session) }

    private func empty(_ visit: Visit) -> Page {
        let reader = visit.reader
        let draft: HTML? =
            content.here.session.openedAt == nil
            ? nil
            : Controls.buttonForm(
                reader("protocol.draft"), action: address.protocolFacts, visit, style: .primary)
        return Page(
            title: reader("protocol.title"), trail: Self.trail(content.here, reader),
            body: Notices.empty(
                reader("protocol.none"),
                reader(draft == nil ? "protocol.not-begun" : "protocol.none.why"), action: draft))
    }

    /// For those who write it: how far it is and what can be done.
    private func state(_ written: SessionProtocol, _ visit: Visit) -> HTML? {
        let reader = visit.reader
        if let published = written.publishedAt {
            let moment = Moments.moment(published, reader)
            return "<p class=\"soft\">\(reader("protocol.published-at")) \(moment)</p>"
        }
        let publish: HTML? =
            content.here.session.state == .closed
            ? Controls.link(reader("protocol.publication"), to: address.protocolPublication) : nil
        let words: [String: MessageValue] = [
            "number": .number(written.number), "person": .text(written.savedBy),
        ]
        let again = Controls.buttonForm(
            reader("protocol.gather-again"), action: address.protocolFacts, visit, style: .quiet)
        return Notices.information(
            reader("protocol.draft-state"),
            """
            <p>\(reader("protocol.version", words)) \(Moments.moment(written.savedAt, reader))</p>
            <p>\(reader("protocol.gathered-at")) \(Moments.moment(written.gatheredAt, reader))</p>
            <div class="actions">\(publish)\(Controls.link(
                reader("protocol.texts"), to: address.protocolTexts, style: .secondary))\(again)</div>
            """)
    }

    private func about(_ facts: ProtocolFacts, _ reader: Reader) -> HTML {
        let there = Reader(
            language: reader.language, timeZone: TimeZones.zone(facts.timeZone) ?? .gmt, catalogue: catalogue)
        let isOneDay = there.day(facts.startsAt) == there.day(facts.endsAt)
        let end = isOneDay ? there.time(facts.endsAt) : there.moment(facts.endsAt)
        let countries = facts.countries.map { country in
            "\(reader.country(country.code)) (\(reader.number(country.seats)))"
        }
        let seats: [String: MessageValue] = [
            "seats": .number(facts.seats), "guests": .number(facts.guests),
        ]
        var rows: [(String, HTML)] = [
            (reader("protocol.time"), "\(there.moment(facts.startsAt)) – <bdi>\(end)</bdi>"),
            (reader("protocol.place"), facts.place.markup(reader)),
            (
                reader("protocol.attendance"),
                "\(reader("protocol.attendance.count", seats))"
            ),
            (reader("protocol.languages"), "\(reader.list(facts.languages.map(reader.languageName)))"),
        ]
        if !countries.isEmpty { rows.append((reader("protocol.countries"), "\(reader.list(countries))")) }
        return """
            <section class="stack"><div class="stack measure">\(facts.purpose.paragraphs(reader))</div>\
            \(Lists.facts(rows))</section>
            """
    }

    private func text(_ name: String, _ text: LocalizedText, _ reader: Reader) -> HTML? {
        let paragraphs = text.paragraphs(reader)
        guard !text.isBlank else { return nil }
        return """
            <section class="stack measure"><h2>\(reader("protocol.text.\(name)"))</h2>\(paragraphs)</section>
            """
    }

    private func groups(_ facts: ProtocolFacts, _ reader: Reader) -> [HTML] {
        facts.groups.map { group in
            let report: HTML? = group.report.map { report in
                """
                <h3>\(reader("protocol.report"))</h3><div class="stack measure" lang="\(report.language)" \
                dir="auto">\(Paragraphs.markup(report.text))</div>
                """
            }
            let ideas = facts.ideas(of: group).sorted {
                (-$0.supporters, $0.number) < (-$1.supporters, $1.number)
            }
            let list: HTML =
                ideas.isEmpty
                ? "<p class=\"soft\">\(reader("protocol.group.no-ideas"))</p>"
                : "\(ideas.map { ProtocolIdea(idea: $0).markup(reader) })"
            return """
                <section class="stack"><h2>\(group.name.markup(reader))</h2>\(report)
                <h3>\(reader("protocol.ideas.count", ["count": .number(ideas.count)]))</h3>\(list)</section>
                """
        }
    }

    private func themes(_ facts: ProtocolFacts, _ reader: Reader) -> HTML? {
        guard !facts.themes.isEmpty else { return nil }
        let items = facts.themes.map { theme -> HTML in
            let numbers = reader.list(theme.ideas.map { reader("protocol.number", ["number": .number($0)]) })
            let summary: HTML? =
                theme.summary.isEmpty
                ? nil
                : "<div lang=\"\(theme.language)\" dir=\"auto\">\(Paragraphs.markup(theme.summary))</div>"
            return """
                <li><div class="stack"><h3 lang="\(theme.language)" dir="auto">\(theme.title)</h3>\(summary)
                <p class="soft">\(numbers) · \
                \(reader("protocol.supporters", ["count": .number(theme.supporters)]))</p></div></li>
                """
        }
        return """
            <section class="stack"><h2>\(reader("protocol.themes"))</h2>
            <p class="soft measure">\(reader("protocol.themes.about"))</p><ul class="entries">\(items)</ul></section>
            """
    }

    /// Each method on its own: they ask different things.
    private func polls(_ polls: [PollSummary], _ reader: Reader) -> HTML? {
        guard !polls.isEmpty else { return nil }
        let results = polls.map { poll -> HTML in
            """
            <section class="stack"><h3>\(poll.question.markup(reader))</h3>\
            \(PollResultMarkup.markup(poll, reader))</section>
            """
        }
        return """
            <section class="stack-wide"><h2>\(reader("protocol.polls"))</h2>\(results)</section>
            """
    }

    /// What is not among the ideas, and why.
    private func left(_ facts: ProtocolFacts, _ reader: Reader) -> HTML? {
        guard !facts.hidden.isEmpty || !facts.withdrawn.isEmpty else { return nil }
        let hidden = facts.hidden.map { idea -> HTML in
            let words: [String: MessageValue] = [
                "number": .number(idea.number), "reason": .text(idea.reason),
            ]
            return "<li>\(reader("protocol.hidden", words))</li>"
        }
        let withdrawn = facts.withdrawn.map { number -> HTML in
            "<li>\(reader("protocol.withdrawn", ["number": .number(number)]))</li>"
        }
        return """
            <section class="stack measure"><h2>\(reader("protocol.left-out"))</h2><ul>\(hidden)\(withdrawn)</ul>\
            </section>
            """
    }

    private func people(_ facts: ProtocolFacts, _ reader: Reader) -> HTML? {
        guard !facts.people.isEmpty else { return nil }
        let sorted = reader.sorted(facts.people, by: \.name)
        let names = sorted.map { person -> HTML in
            let country: HTML? =
                person.country.isEmpty
                ? nil : " <span class=\"soft\">\(reader.country(person.country))</span>"
            return "<li><bdi>\(person.name)</bdi>\(country)</li>"
        }
        return """
            <section class="stack"><h2>\(reader("protocol.people"))</h2>
            <p class="soft measure">\(reader("protocol.people.consent"))</p>
            <ul class="attendance">\(names)</ul></section>
            """
    }

    private func data(_ written: SessionProtocol, _ reader: Reader) -> HTML {
        """
        <section class="stack measure"><h2>\(reader("protocol.data"))</h2><p>\(reader("protocol.data.about"))</p>
        <p class="actions">\(Controls.link("CSV", to: address.protocolCSV, style: .secondary))\
        \(Controls.link("JSON", to: address.protocolJSON, style: .secondary))</p></section>
        """
    }
}

/// An idea within a protocol.
struct ProtocolIdea: Sendable {
    let idea: ProtocolFacts.Idea

    func markup(_ reader: Reader) -> HTML {
        guard let wording = idea.wording(for: reader) else { return gap(reader) }
        let parts = [
            (reader("protocol.idea.beneficiary"), wording.beneficiary),
            (reader("protocol.idea.reason"), wording.reason),
        ].filter { !$0.1.isEmpty }
        let facts = parts.map { label, text -> HTML in
            "<p><strong>\(label)</strong> <span lang=\"\(wording.language)\" dir=\"auto\">\(text)</span></p>"
        }
        return """
            <article class="idea stack" id="idea-\(idea.number)">
            <h4><span class="soft">\(reader("protocol.number", ["number": .number(idea.number)]))</span> \
            <span lang="\(wording.language)" dir="auto">\(wording.title)</span></h4>
            <div class="measure" lang="\(wording.language)" dir="auto">\(Paragraphs.markup(wording.change))</div>
            \(facts)<p class="soft">\(line(wording, reader))</p>\(points(reader))</article>
            """
    }

    /// In its place where a moderator took it out of the published protocol.
    private func gap(_ reader: Reader) -> HTML {
        """
        <article class="idea stack" id="idea-\(idea.number)">
        <h4 class="soft">\(reader("protocol.number", ["number": .number(idea.number)]))</h4>
        <p class="soft measure">\(reader("protocol.removed", ["reason": .text(idea.removed ?? "")]))</p></article>
        """
    }

    /// Who said it, in which language, and how many are for it.
    private func line(_ wording: ProtocolFacts.Wording, _ reader: Reader) -> HTML {
        var parts: [HTML] = []
        if let author = idea.author { parts.append("<bdi>\(author)</bdi>") }
        if idea.origin != "person" { parts.append("\(reader("protocol.origin.\(idea.origin)"))") }
        if wording.origin == "original" {
            if wording.language != reader.language.code {
                parts.append("\(reader.languageName(wording.language))")
            }
        } else {
            let language: [String: MessageValue] = [
                "language": .text(reader.languageName(idea.original?.language ?? ""))
            ]
            parts.append("\(reader("protocol.translation.\(wording.origin)", language))")
        }
        parts.append("\(reader("protocol.supporters", ["count": .number(idea.supporters)]))")
        return parts.dropFirst().reduce(parts[0]) { "\($0) · \($1)" }
    }

    private func points(_ reader: Reader) -> HTML? {
        guard !idea.comments.isEmpty else { return nil }
        let order = ["for", "against", "comment"]
        let items = order.flatMap { kind in
            idea.comments.filter { $0.kind == kind }.map { comment -> HTML in
                "<li><strong>\(reader("protocol.point.\(kind)"))</strong> \(said(comment, reader))</li>"
            }
        }
        return "<ul class=\"points\">\(items)</ul>"
    }

    private func said(_ comment: ProtocolFacts.Comment, _ reader: Reader) -> HTML {
        if let reason = comment.removed {
            return "<span class=\"soft\">\(reader("protocol.removed", ["reason": .text(reason)]))</span>"
        }
        return "<span lang=\"\(comment.language)\" dir=\"auto\">\(comment.text)</span>"
    }
}
