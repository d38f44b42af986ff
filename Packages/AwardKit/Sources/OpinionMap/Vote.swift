/// What one person said to one statement.
public struct Vote: Hashable, Sendable {
    public enum Answer: Int, Hashable, Sendable, CaseIterable {
        case disagree = -1
        case pass = 0
        case agree = 1
    }

    /// The caller's numbers, from zero.
    public let person: Int
    public let statement: Int
    public let answer: Answer

    public init(person: Int, statement: Int, answer: Answer) {
        self.person = person
        self.statement = statement
        self.answer = answer
    }
}
