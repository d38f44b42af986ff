internal import Platform

/// The form in which an answer is drafted.
enum AnswerForm {
    static func markup(_ content: AnswerPages.Content, _ visit: Visit) -> HTML {
        let (reader, answer) = (visit.reader, content.answer)
        let more: HTML = """
            \(Controls.button(reader("answers.commitment.add.rule"), style: .secondary, name: "add", value: "rule"))\
            \(Controls.button(reader("answers.commitment.add.action"), style: .secondary, name: "add",
                value: "action"))
            """
        return Controls.form(
            action: AnswerAddress(content.season).answer(answer.publicID), visit, problem: content.problem,
            body: """
                \(Controls.hidden("version", String(answer.version)))\(saved(answer, reader))\
                \(verdict(content, reader))\(translations(content, reader))\(released(content, reader))
                <h2 id="commitments">\(reader("answers.commitments"))</h2>\
                <p class="help">\(reader("answers.commitments.help"))</p>\
                \(content.commitments.map { commitment($0, content, reader) })
                """,
            actions: "\(Controls.button(reader("answers.save")))\(more)")
    }

    private static func saved(_ answer: IdeaAnswer, _ reader: Reader) -> HTML {
        let by = reader("decisions.saved.by", ["name": .text(answer.savedBy)])
        return "<p class=\"soft\">\(by) \(Moments.short(answer.savedAt, reader))</p>"
    }

    private static func verdict(_ content: AnswerPages.Content, _ reader: Reader) -> HTML {
        let (edit, answer, problem) = (content.edit, content.answer, content.problem)
        let outcome = edit.map(\.outcome) ?? answer.outcome
        let outcomes = AnswerOutcome.allCases.map { outcome in
            Controls.Option(
                outcome.rawValue, AnswerWords.outcome(outcome, reader),
                hint: reader("answers.outcome.\(outcome.rawValue)"))
        }
        let reason = Controls.Field(
            "reason", reader("answers.reason"), help: reader("answers.reason.help"), problem: problem)
        let languages = reader.languages.map { Controls.Option($0.code, $0.name) }
        return """
            \(Controls.choices(.init("outcome", reader("answers.outcome"), problem: problem), outcomes,
                chosen: outcome.map { [$0.rawValue] } ?? [], reader))
            \(Controls.longText(reason, value: edit?.reason ?? answer.reason, rows: 8, reader))
            \(stored(edit?.reason, answer.reason, reader))
            \(Controls.select(.init("language", reader("answers.language"), problem: problem), languages,
                chosen: edit?.language ?? answer.language, reader))
            """
    }

    /// What stands in the database where it differs from what was typed over an older version of it.
    private static func stored(_ typed: String?, _ stored: String, _ reader: Reader) -> HTML? {
        guard let typed, typed != stored, !stored.isEmpty else { return nil }
        return Notices.caution(
            reader("decisions.conflict.stored"), "<p class=\"letter\" dir=\"auto\">\(stored)</p>")
    }

    private static func translations(_ content: AnswerPages.Content, _ reader: Reader) -> HTML {
        let fields = Locales.languages.map { language -> HTML in
            let stored = content.translations.first { $0.language == language.code }
            let typed = content.edit?.translations[language.code]
            let text = Controls.Field(
                AnswerEdit.name("translation", language.code), reader.languageName(language.code),
                problem: content.problem)
            let machine = Controls.Field(
                AnswerEdit.name("machine", language.code), reader("answers.translation.by-machine"))
            let isMachine = typed?.isMachine ?? (stored?.origin == .machine)
            return """
                \(Controls.longText(text, value: typed?.reason ?? stored?.reason ?? "", rows: 4, reader))
                \(Controls.checkbox(machine, isChecked: isMachine, reader))
                """
        }
        return """
            <details class="more"><summary>\(Icon.onward)\(reader("answers.translations"))</summary>\
            <p class="help">\(reader("answers.translations.help"))</p>\(fields)</details>
            """
    }

    /// Ideas to let go of, where it serves more than one.
    private static func released(_ content: AnswerPages.Content, _ reader: Reader) -> HTML? {
        guard content.ideas.count > 1 else { return nil }
        let options = content.ideas.map { idea in
            Controls.Option(idea.publicID, "\(reader.number(idea.number)). \(idea.title)")
        }
        let boxes = Controls.choices(
            .init("release", reader("answers.release"), help: reader("answers.release.help")), options,
            chosen: content.edit?.released ?? [], isMultiple: true, reader)
        return """
            <details class="more"><summary>\(Icon.onward)\(reader("answers.release"))</summary>\(boxes)</details>
            """
    }

    private static func commitment(
        _ commitment: Commitment, _ content: AnswerPages.Content, _ reader: Reader
    ) -> HTML {
        let typed = content.edit?.promises[commitment.publicID] ?? AnswerEdit.Promise(commitment)
        let fields: HTML
        let title: String
        switch commitment.kind {
        case .rule:
            title = reader("answers.commitment.rule")
            fields = rule(commitment, typed, content, reader)
        case .action:
            title = reader("answers.commitment.action")
            fields = action(commitment, typed, content, reader)
        }
        let remove = Controls.Field(
            AnswerEdit.name("remove", commitment.publicID), reader("answers.commitment.remove"))
        return """
            <fieldset class="field"><legend>\(title)</legend>\
            \(Controls.hidden("commitment", commitment.publicID))\(fields)\
            \(Controls.checkbox(remove, isChecked: typed.isRemoved, reader))</fieldset>
            """
    }

    private static func rule(
        _ commitment: Commitment, _ typed: AnswerEdit.Promise, _ content: AnswerPages.Content,
        _ reader: Reader
    ) -> HTML {
        let (key, problem) = (commitment.publicID, content.problem)
        let seasons = content.seasons.map { Controls.Option($0.key, reader.pick($0.title)) }
        let season = Controls.Field(
            AnswerEdit.name("season", key), reader("answers.rule.season"), problem: problem)
        let path = Controls.Field(
            AnswerEdit.name("path", key), reader("answers.rule.path"), help: reader("answers.rule.path.help"),
            problem: problem)
        let after = Controls.Field(
            AnswerEdit.name("after", key), reader("answers.rule.after"),
            help: reader("answers.rule.after.help"), problem: problem)
        let what = Controls.Field(
            AnswerEdit.name("what", key), reader("answers.rule.what"), problem: problem)
        let before: HTML? =
            commitment.path.isEmpty
            ? nil
            : "<p>\(reader("answers.rule.before")): \(AnswerWords.rule(commitment.before, reader))</p>"
        return """
            \(Controls.text(what, value: typed.what, reader))
            \(Controls.select(season, seasons, chosen: typed.season, empty: reader("answers.choose"), reader))
            \(Controls.text(path, value: typed.path, attributes: " spellcheck=\"false\"", reader))\(before)
            \(Controls.longText(after, value: typed.after, rows: 3, reader))
            """
    }

    private static func action(
        _ commitment: Commitment, _ typed: AnswerEdit.Promise, _ content: AnswerPages.Content,
        _ reader: Reader
    ) -> HTML {
        let (key, problem) = (commitment.publicID, content.problem)
        let owners = content.owners.map { Controls.Option($0.publicID, $0.name) }
        let what = Controls.Field(
            AnswerEdit.name("what", key), reader("answers.action.what"), problem: problem)
        let owner = Controls.Field(
            AnswerEdit.name("owner", key), reader("answers.action.owner"), problem: problem)
        let due = Controls.Field(AnswerEdit.name("due", key), reader("answers.due"), problem: problem)
        let measure = Controls.Field(
            AnswerEdit.name("measure", key), reader("answers.action.measure"),
            help: reader("answers.action.measure.help"), problem: problem)
        return """
            \(Controls.text(what, value: typed.what, reader))
            \(Controls.select(owner, owners, chosen: typed.owner, empty: reader("answers.choose"), reader))
            \(Controls.text(due, value: typed.due, input: .date, reader))
            \(Controls.longText(measure, value: typed.measure, rows: 2, reader))
            """
    }
}

extension AnswerEdit.Promise {
    /// As it is stored.
    fileprivate init(_ commitment: Commitment) {
        self.init(
            season: commitment.season ?? "", path: commitment.path, after: TypedRule.text(commitment.after),
            what: commitment.what, owner: commitment.owner ?? "",
            due: commitment.dueOn?.description ?? "", measure: commitment.measure)
    }
}
