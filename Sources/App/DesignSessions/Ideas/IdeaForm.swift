internal import Platform

/// The form in which an idea is typed, by a person or by a scribe for their group.
struct IdeaForm: Sendable {
    let session: DesignSession
    /// To choose from; none where the group is settled.
    let groups: [SessionGroup]
    let entry: IdeaEntry
    var problem: Problem?

    func markup(to path: String, _ visit: Visit) -> HTML {
        let reader = visit.reader
        return """
            \(Notices.problem(problem, reader))\
            <form class="form" method="post" action="\(path)" data-outbox="idea" novalidate>\
            \(texts(reader))\(choices(reader))\
            <div class="actions">\(Controls.button(reader("ideas.propose.send")))</div>\
            \(Controls.token(visit))\(Controls.hidden("request_key", entry.key))</form>
            """
    }

    private func texts(_ reader: Reader) -> HTML {
        let text = entry.text
        func field(_ name: String, _ label: String, help: String? = nil, mark: String? = nil)
            -> Controls.Field
        {
            .init(name, label, help: help, mark: mark, problem: problem)
        }
        let optional = reader("ideas.optional")
        return """
            \(Controls.text(field("title", reader("ideas.title")), value: text.title, reader))\
            \(Controls.longText(
                field("change", reader("ideas.change"), help: reader("ideas.change.help")), value: text.change,
                rows: 4, reader))\
            \(Controls.text(
                field("beneficiary", reader("ideas.beneficiary"), mark: optional), value: text.beneficiary, reader))\
            \(Controls.longText(
                field("reason", reader("ideas.reason"), mark: optional), value: text.reason, rows: 3, reader))
            """
    }

    private func choices(_ reader: Reader) -> HTML {
        let language = Controls.select(
            .init("language", reader("ideas.language"), problem: problem),
            IdeaWords.languages(session, reader), chosen: entry.language, reader)
        guard !groups.isEmpty else { return language }
        let options = groups.map { Controls.Option($0.publicID, reader.pick($0.name)) }
        let group = Controls.select(
            .init("group", reader("ideas.group"), problem: problem), options, chosen: entry.group,
            empty: entry.group.isEmpty ? reader("ideas.group.choose") : nil, reader)
        return "\(language)\(group)"
    }
}
