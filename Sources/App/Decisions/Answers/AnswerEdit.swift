internal import Platform

/// What somebody typed into an answer.
struct AnswerEdit: Sendable, Equatable {
    struct Promise: Sendable, Equatable {
        /// The key of a season.
        var season = ""
        var path = ""
        /// The new value: JSON where it reads as JSON, else a text.
        var after = ""
        var what = ""
        /// The public id of somebody who may answer for it.
        var owner = ""
        var due = ""
        var measure = ""
        var isRemoved = false
    }

    struct Translated: Sendable, Equatable {
        var reason = ""
        var isMachine = false
    }

    /// The version that the page showed.
    let base: Int
    var outcome: AnswerOutcome?
    var reason = ""
    var language = "en"
    /// By language code.
    var translations: [String: Translated] = [:]
    /// By the public id of the commitment.
    var promises: [String: Promise] = [:]
    /// A commitment to begin with this save.
    var added: Commitment.Kind?
    /// Public ids of ideas that it no longer serves.
    var released: Set<String> = []

    static func name(_ part: StaticString, _ key: String) -> String { "\(part.description).\(key)" }

    init(base: Int, outcome: AnswerOutcome?, reason: String, language: String = "en") {
        self.base = base
        self.outcome = outcome
        self.reason = reason
        self.language = language
    }

    init(_ form: Form) {
        base = Int(form["version"]) ?? 0
        outcome = AnswerOutcome(rawValue: form["outcome"])
        reason = form["reason"].asLines
        language = form["language"]
        added = Commitment.Kind(rawValue: form["add"])
        released = Set(form.all("release"))
        for language in Locales.languages.map(\.code) {
            let text = form[Self.name("translation", language)].asLines
            let isMachine = form.has(Self.name("machine", language))
            if !text.isEmpty { translations[language] = Translated(reason: text, isMachine: isMachine) }
        }
        for commitment in form.all("commitment").prefix(AnswerBounds.commitments) {
            promises[commitment] = Promise(
                season: form[Self.name("season", commitment)],
                path: form[Self.name("path", commitment)].asLine,
                after: form[Self.name("after", commitment)].asLines,
                what: form[Self.name("what", commitment)].asLines,
                owner: form[Self.name("owner", commitment)], due: form[Self.name("due", commitment)],
                measure: form[Self.name("measure", commitment)].asLines,
                isRemoved: form.has(Self.name("remove", commitment)))
        }
    }

    /// What cannot even be kept: texts that are too long, dates that are none.
    func check() throws {
        var faults: [Problem.Field] = []
        func limit(_ name: String, _ text: String, _ most: Int) {
            guard text.count > most else { return }
            faults.append(.init(name, "problem.too-long", ["most": .number(most)]))
        }
        limit("reason", reason, AnswerBounds.reason)
        if !Languages.contains(language) { faults.append(.init("language", "answers.language.wrong")) }
        for (language, translated) in translations.sorted(by: { $0.key < $1.key }) {
            limit(Self.name("translation", language), translated.reason, AnswerBounds.reason)
        }
        for (key, promise) in promises.sorted(by: { $0.key < $1.key }) {
            limit(Self.name("path", key), promise.path, AnswerBounds.line)
            limit(Self.name("after", key), promise.after, AnswerBounds.ruleValue)
            limit(Self.name("what", key), promise.what, AnswerBounds.line)
            limit(Self.name("measure", key), promise.measure, AnswerBounds.measure)
            if !promise.path.isEmpty, RulePath(text: promise.path) == nil {
                faults.append(.init(Self.name("path", key), "answers.commitment.path.wrong"))
            }
            if !promise.due.isEmpty, CalendarDate(promise.due) == nil {
                faults.append(.init(Self.name("due", key), "answers.date.wrong"))
            }
        }
        if !faults.isEmpty { throw Problem(.invalid, "problem.check", fields: faults) }
    }
}

/// The value of a rule as people type it and as it is kept.
enum TypedRule {
    /// JSON where it reads as JSON, else the text itself; nothing where the rule is to go.
    static func value(_ typed: String) -> JSON? {
        guard !typed.isEmpty else { return nil }
        return (try? JSON(parsing: typed)) ?? .string(typed)
    }

    static func text(_ value: JSON?) -> String {
        guard let value else { return "" }
        guard case .string(let text) = value, (try? JSON(parsing: text)) == nil else {
            return value.canonical
        }
        return text
    }
}
