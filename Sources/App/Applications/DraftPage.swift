internal import Platform

/// The page on which an application is written.
struct DraftPage: Sendable {
    let held: HeldApplication
    let season: Season
    let answers: Answers
    var problem: Problem?
    /// What is missing, where somebody asked.
    var obstacles: Submitting.Obstacles?
    /// What somebody else saved meanwhile.
    var theirs: Answers?

    /// The draft as it stands; what this person typed over an older version, beside what was saved instead.
    init(_ held: HeldApplication, _ season: Season) throws {
        self.held = held
        self.season = season
        let saved = try held.draft.answers()
        if let typed = try held.typedOver() {
            answers = typed
            theirs = saved
        } else {
            answers = saved
        }
    }

    /// The page again, with what was typed, after it could not be saved.
    init(_ held: HeldApplication, _ season: Season, typed: Answers, problem: Problem) {
        self.held = held
        self.season = season
        answers = typed
        self.problem = problem
    }

    private var address: ApplicationAddress {
        ApplicationAddress(season: season.key, application: held.application.publicID)
    }

    func page(_ visit: Visit) throws -> Page {
        let reader = visit.reader
        let (nomination, form) = try held.form(season)
        return Page(
            title: reader.pick(form.title), lead: reader.pick(nomination.title),
            trail: ApplicationPages.trail(season, reader, held),
            body: """
                <div class="stack-wide">\(ApplicationPages.deadline(try held.deadline(season), visit))
                \(conflict(visit))\(markup(form, nomination, visit))</div>
                """)
    }

    private func conflict(_ visit: Visit) -> HTML? {
        guard theirs != nil else { return nil }
        let reader = visit.reader
        let words: [String: MessageValue] = ["person": .text(held.draft.savedBy)]
        let drop = Controls.buttonForm(
            reader("applications.conflict.drop"), action: address.conflict, visit, style: .secondary)
        return Notices.caution(
            reader("applications.conflict.title", words),
            "<p>\(reader("applications.conflict.what"))</p><div class=\"actions\">\(drop)</div>")
    }

    private func markup(_ form: ApplicationForm, _ nomination: SeasonNomination, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let faults = problem ?? obstacles?.problem
        let controls = AnswerControls(address: address, reader: reader, problem: faults, theirs: theirs)
        let visible = Set(form.visibleFields(answers, nomination: nomination.key).map(\.key))
        let sections = form.asked(nomination.key).map { section($0, visible, controls) }
        // The first button is the one that Enter presses.
        let stay: HTML = """
            <button class="hidden" name="then" value="stay" tabindex="-1" aria-hidden="true">\
            \(reader("applications.form.save"))</button>
            """
        let markup = Controls.form(
            action: address.form, visit, problem: problem, labels: labels(form, reader),
            sendsFiles: form.fields.contains { $0.kind == .file },
            autosave: Autosave(version: held.draft.version, sendsChangesOnly: theirs == nil),
            saveState: saved(reader), body: "\(stay)\(sections)\(ofConflict)",
            actions: """
                \(Controls.button(reader("applications.form.preview"), name: "then", value: "preview"))
                \(Controls.button(
                    reader("applications.form.save"), style: .secondary, name: "then", value: "stay"))
                """)
        return "\(missing(reader))\(markup)"
    }

    /// Says with each save that it is one's own text which stays, whole.
    private var ofConflict: HTML? {
        theirs.map { _ in Controls.hidden("conflict", "mine") }
    }

    private func missing(_ reader: Reader) -> HTML? {
        obstacles.flatMap { ObstacleList(obstacles: $0).markup(reader) }
    }

    /// What the summary of problems calls the fields, and the cells of tables after their fields.
    private func labels(_ form: ApplicationForm, _ reader: Reader) -> [String: String] {
        var labels: [String: String] = [:]
        for field in form.fields { labels[field.key] = reader.pick(field.label) }
        for fault in problem?.fields ?? [] where labels[fault.name] == nil {
            labels[fault.name] = fault.name.split(separator: ".").first.flatMap { labels[String($0)] }
        }
        return labels
    }

    private func saved(_ reader: Reader) -> HTML? {
        held.draft.savedAt.map { moment in
            let words: [String: MessageValue] = [
                "moment": .text(Moments.mark), "person": .text(held.draft.savedBy),
            ]
            return Moments.inside(reader("applications.form.saved", words), moment, reader)
        }
    }

    private func section(_ section: FormSection, _ visible: Set<String>, _ controls: AnswerControls) -> HTML {
        let reader = controls.reader
        let isSeen = section.fields.contains { visible.contains($0.key) }
        let help: HTML? = section.help.map { "<p class=\"soft\">\(reader.pick($0))</p>" }
        let fields = section.fields.map { field -> HTML in
            let drawn = controls.field(field, answers[field.key])
            guard let condition = field.showWhen else { return "<div>\(drawn)</div>" }
            return shown(condition, visible.contains(field.key), drawn)
        }
        let body: HTML = """
            <section class="stack-wide" aria-labelledby="section-\(section.key)">\
            <div>\
            <h2 id="section-\(section.key)">\(reader.pick(section.title))</h2>\(help)</div>\(fields)</section>
            """
        return section.showWhen.map { shown($0, isSeen, body) } ?? body
    }

    /// A part that an earlier answer shows or hides; the script follows the answers as they are typed.
    private func shown(_ condition: FormCondition, _ isSeen: Bool, _ body: HTML) -> HTML {
        let state: HTML? = isSeen ? nil : " hidden"
        return "<div data-shown-when=\"\(condition.json.canonical)\"\(state)>\(body)</div>"
    }
}

extension ApplicationForm {
    /// The sections that a nomination asks, seen or not.
    func asked(_ nomination: String) -> [FormSection] {
        sections.compactMap { section in
            guard section.onlyFor.isEmpty || section.onlyFor.contains(nomination) else { return nil }
            var asked = section
            asked.fields = section.fields.filter { $0.onlyFor.isEmpty || $0.onlyFor.contains(nomination) }
            return asked.fields.isEmpty ? nil : asked
        }
    }
}

extension FormCondition {
    /// As the script of the form reads it.
    var json: JSON {
        var fields: [String: JSON] = [:]
        fields["field"] = field.map { .string($0) }
        fields["equals"] = equals.map { .string($0) }
        fields["contains"] = contains.map { .string($0) }
        fields["answered"] = answered.map { .bool($0) }
        if !all.isEmpty { fields["all"] = .array(all.map(\.json)) }
        if !any.isEmpty { fields["any"] = .array(any.map(\.json)) }
        if !none.isEmpty { fields["none"] = .array(none.map(\.json)) }
        return .object(fields)
    }
}
