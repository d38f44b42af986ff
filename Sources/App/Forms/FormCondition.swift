/// When a field or a section is shown: everything that is stated here must hold.
struct FormCondition: Equatable, Sendable {
    /// The field that `equals`, `contains` and `answered` speak of; it stands earlier in the form.
    var field: String?
    var equals: String?
    var contains: String?
    var answered: Bool?
    var all: [FormCondition] = []
    var any: [FormCondition] = []
    var none: [FormCondition] = []

    func holds(_ answers: Answers) -> Bool {
        holdsItself(answers[field ?? ""])
            && all.allSatisfy { $0.holds(answers) }
            && (any.isEmpty || any.contains { $0.holds(answers) })
            && !none.contains { $0.holds(answers) }
    }

    private func holdsItself(_ answer: Answer?) -> Bool {
        if let answered, answered != (answer != nil) { return false }
        if let equals, answer != .text(equals) { return false }
        if let contains {
            guard case .texts(let keys) = answer else { return false }
            return keys.contains(contains)
        }
        return true
    }
}
