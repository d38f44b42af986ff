/// What one person said to one statement.
public struct Vote: Hashable, Sendable {
    /// As votes are written down: −1, 0 or 1.
    public enum Answer: Int, Hashable, Sendable, CaseIterable {
        case disagree = -1
        case pass = 0
        case agree = 1
    }

    /// The caller's number, from zero.
    public let person: Int
    /// The caller's number, from zero.
    public let statement: Int
    /// To pass is to have seen it: it counts as a vote, for neither side.
    public let answer: Answer

    public init(person: Int, statement: Int, answer: Answer) {
        self.person = person
        self.statement = statement
        self.answer = answer
    }
}
