internal import Platform

/// A poll as somebody typed it, to make one or to change its draft.
struct PollDraft: Sendable {
    var question: [String: String] = [:]
    var method = Poll.Method.dots
    var electorate = Poll.Electorate.seats
    var allowance = ""
    /// What to ask about, as `PollCandidate.key` has it; only of a new poll.
    var chosen: Set<String> = []
    /// Of a draft that is changed: the version that it started from, statements by item, items to leave out.
    var version = 0
    var titles: [String: String] = [:]
    var removed: Set<String> = []

    init(method: Poll.Method) {
        self.method = method
        allowance = method.usualAllowance.map(String.init) ?? ""
    }

    init(_ form: Form, _ session: DesignSession) throws {
        guard let method = Poll.Method(rawValue: form["method"]) else {
            throw Problem(.invalid, "problem.malformed")
        }
        self.method = method
        electorate = Poll.Electorate(rawValue: form["electorate"]) ?? .seats
        allowance = form["allowance"]
        for language in session.languages { question[language] = form[Self.question(language)] }
        chosen = Set(form.all("item"))
        version = Int(form["version"]) ?? 0
        for name in form.values.keys where name.hasPrefix(Self.titlePrefix) {
            titles[String(name.dropFirst(Self.titlePrefix.count))] = form[name]
        }
        removed = Set(form.all("remove"))
    }

    init(_ poll: Poll, _ items: [PollItem]) {
        question = poll.question.texts
        method = poll.method
        electorate = poll.electorate
        allowance = poll.allowance.map(String.init) ?? ""
        version = poll.version
        titles = Dictionary(items.map { ($0.publicID, $0.title) }, uniquingKeysWith: { first, _ in first })
    }

    static func question(_ language: String) -> String { "question." + language }
    static func title(_ item: String) -> String { titlePrefix + item }
    private static let titlePrefix = "title."

    /// The number of dots or pairs; nothing for a method without one, or where it cannot be.
    var count: Int? {
        guard let range = method.allowances, let number = Int(allowance), range.contains(number) else {
            return nil
        }
        return number
    }

    /// What is wrong with the question and the number, whatever is asked about.
    func faults(_ session: DesignSession) -> [Problem.Field] {
        var faults: [Problem.Field] = []
        let first = Self.question(session.languages.first ?? "en")
        if question.values.allSatisfy(\.isBlank) {
            faults.append(.init(first, "polls.question.missing"))
        }
        for (language, text) in question where text.count > Poll.longestQuestion {
            let most: MessageValue = .number(Poll.longestQuestion)
            faults.append(.init(Self.question(language), "polls.text.long", ["most": most]))
        }
        if let range = method.allowances, count == nil {
            faults.append(
                .init(
                    "allowance", "polls.allowance.wrong",
                    ["least": .number(range.lowerBound), "most": .number(range.upperBound)]))
        }
        return faults
    }

    var storedQuestion: String {
        LocalizedText(question.filter { !$0.value.isBlank }).stored
    }
}

/// An idea or a theme that a poll may ask about: neither hidden, nor withdrawn, nor dissolved.
struct PollCandidate: Sendable {
    let idea: Int64?
    let theme: Int64?
    /// What a form calls it: "idea." or "theme." and the public id.
    let key: String
    /// What people call an idea by.
    let number: Int?
    let language: String
    let title: String
    let text: String

    /// Themes first, each by its age.
    static func of(_ session: ID<DesignSession>, _ tx: Transaction) throws -> [PollCandidate] {
        let themes = try tx.rows(
            """
            SELECT id, public_id, language, title, summary FROM theme
            WHERE session_id = \(session) AND dissolved_at IS NULL ORDER BY id
            """)
        let ideas = try tx.rows(
            """
            SELECT idea.id, idea.public_id, idea.number, idea.language, idea.title, idea.change FROM idea
            WHERE idea.session_id = \(session)
                AND NOT EXISTS (SELECT 1 FROM idea_hiding
                    WHERE idea_hiding.idea_id = idea.id AND idea_hiding.lifted_at IS NULL)
                AND NOT EXISTS (SELECT 1 FROM idea_withdrawal WHERE idea_withdrawal.idea_id = idea.id)
            ORDER BY idea.number LIMIT 2000
            """)
        return try themes.map { try PollCandidate(theme: $0) } + ideas.map { try PollCandidate(idea: $0) }
    }

    private init(theme row: Row) throws {
        (idea, theme, number) = (nil, try row["id"], nil)
        key = "theme." + (try row["public_id"] as String)
        language = try row["language"]
        title = try row["title"]
        text = try row["summary"]
    }

    private init(idea row: Row) throws {
        (idea, theme, number) = (try row["id"], nil, try row["number"])
        key = "idea." + (try row["public_id"] as String)
        language = try row["language"]
        title = try row["title"]
        text = try row["change"]
    }
}
