import Platform

/// The questions that an application answers, in sections.
struct ApplicationForm: Equatable, Sendable {
    var key = ""
    var title = LocalizedText([:])
    /// The field whose answer names the application in lists.
    var titleField = ""
    var sections: [FormSection] = []

    var fields: [FormField] {
        sections.flatMap(\.fields)
    }
}

struct FormSection: Equatable, Sendable {
    var key = ""
    var title = LocalizedText([:])
    var help: LocalizedText?
    /// The nominations that see this section; all that use the form where empty.
    var onlyFor: [String] = []
    var showWhen: FormCondition?
    var fields: [FormField] = []
}

extension ApplicationForm {
    /// The sections and fields that somebody with these answers sees; sections without any are left out.
    ///
    /// An answer counts only while its own field is seen, so what hangs on a hidden field is hidden too.
    func visibleSections(_ answers: Answers, nomination: String) -> [FormSection] {
        var counted: Answers = [:]
        var visible: [FormSection] = []
        for section in sections where section.isAsked(nomination) {
            guard section.showWhen?.holds(counted) ?? true else { continue }
            var shown = section
            shown.fields = []
            for field in section.fields where field.isAsked(nomination) {
                guard field.showWhen?.holds(counted) ?? true else { continue }
                counted[field.key] = answers[field.key]
                shown.fields.append(field)
            }
            if !shown.fields.isEmpty { visible.append(shown) }
        }
        return visible
    }

    func visibleFields(_ answers: Answers, nomination: String) -> [FormField] {
        visibleSections(answers, nomination: nomination).flatMap(\.fields)
    }

    /// The answers after a page was sent: fields that were on it get what was typed, the others keep what
    /// they had. Always possible, however wrong the answers are.
    func answers(_ input: Form, keeping answers: Answers) -> Answers {
        var answers = answers
        for field in fields where field.kind.control.shape != .file && input.mentions(field) {
            answers[field.key] = input.answer(to: field)
        }
        return answers
    }

    /// What an application with these answers is called in lists; empty as long as it has no name.
    func title(_ answers: Answers) -> String {
        guard case .text(let title) = answers[titleField] else { return "" }
        return title
    }

    /// What is submitted: the answers to the fields that are seen, and no others.
    func submission(_ answers: Answers, nomination: String) -> Answers {
        let keys = Set(visibleFields(answers, nomination: nomination).map(\.key))
        return answers.filter { keys.contains($0.key) }
    }
}

extension ApplicationForm {
    /// What keeps these answers from being submitted, field by field in the order of the form.
    func problems(_ answers: Answers, nomination: String, today: CalendarDate) -> [FieldProblems] {
        visibleFields(answers, nomination: nomination).compactMap { field in
            let problems = field.problems(answers[field.key], today: today)
            return problems.isEmpty ? nil : FieldProblems(field: field, problems: problems)
        }
    }

    /// How many of the required fields that somebody with these answers sees are filled in.
    func completeness(_ answers: Answers, nomination: String) -> Completeness {
        let required = visibleFields(answers, nomination: nomination).filter(\.isRequired)
        let missing = required.filter { answers[$0.key] == nil }
        return Completeness(
            filled: required.count - missing.count, required: required.count, missing: missing.map(\.key))
    }
}

struct FieldProblems: Equatable, Sendable {
    var field: FormField
    var problems: [FieldProblem]
}

struct Completeness: Equatable, Sendable {
    var filled: Int
    var required: Int
    /// The keys of the fields that are not.
    var missing: [String]

    /// In whole per cent, rounded down: 69.9 % is not yet 70 %. A form that requires nothing is complete.
    var percent: Int {
        required == 0 ? 100 : filled * 100 / required
    }
}

extension FormField {
    func problems(_ answer: Answer?, today: CalendarDate) -> [FieldProblem] {
        guard let answer else { return isRequired ? [FieldProblem(message: "field.required")] : [] }
        return kind.problems(answer, self, today)
    }

    fileprivate func isAsked(_ nomination: String) -> Bool {
        onlyFor.isEmpty || onlyFor.contains(nomination)
    }
}

extension FormSection {
    fileprivate func isAsked(_ nomination: String) -> Bool {
        onlyFor.isEmpty || onlyFor.contains(nomination)
    }
}
