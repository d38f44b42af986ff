internal import Platform

/// What an idea says.
struct IdeaText: Sendable, Equatable {
    let title: String
    /// What should change.
    let change: String
    /// For whom.
    let beneficiary: String
    let reason: String

    static let empty = IdeaText(title: "", change: "", beneficiary: "", reason: "")

    init(title: String, change: String, beneficiary: String, reason: String) {
        self.title = title.asLine
        self.change = change.asLines
        self.beneficiary = beneficiary.asLine
        self.reason = reason.asLines
    }

    init(_ form: Form) {
        self.init(
            title: form["title"], change: form["change"], beneficiary: form["beneficiary"],
            reason: form["reason"])
    }

    /// Reads columns of these names, each behind the prefix.
    init(_ row: Row, prefix: String = "") throws {
        title = try row[prefix + "title"]
        change = try row[prefix + "change"]
        beneficiary = try row[prefix + "beneficiary"]
        reason = try row[prefix + "reason"]
    }

    /// What is wrong, each with its field.
    var faults: [Problem.Field] {
        var faults: [Problem.Field] = []
        if title.isEmpty { faults.append(.init("title", "ideas.title.missing")) }
        if change.isEmpty { faults.append(.init("change", "ideas.change.missing")) }
        let lengths: [(name: String, text: String, most: Int)] = [
            ("title", title, IdeaBounds.longestTitle), ("change", change, IdeaBounds.longestChange),
            ("beneficiary", beneficiary, IdeaBounds.longestBeneficiary),
            ("reason", reason, IdeaBounds.longestReason),
        ]
        for field in lengths where field.text.count > field.most {
            faults.append(.init(field.name, "problem.too-long", ["most": .number(field.most)]))
        }
        return faults
    }
}

/// An idea as somebody typed it.
struct IdeaEntry: Sendable, Equatable {
    let text: IdeaText
    let language: String
    /// The public id of the group; empty where it was not said.
    let group: String
    let key: String

    static let empty = IdeaEntry(text: .empty, language: "", group: "", key: "")

    init(text: IdeaText, language: String, group: String, key: String) {
        self.text = text
        self.language = language
        self.group = group
        self.key = key
    }

    init(_ form: Form) {
        self.init(
            text: IdeaText(form), language: form["language"], group: form["group"], key: form["request_key"])
    }

    var faults: [Problem.Field] {
        var faults = text.faults
        if !Languages.contains(language) { faults.append(.init("language", "ideas.language.wrong")) }
        return faults
    }

    func check() throws {
        let faults = faults
        guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
    }
}
