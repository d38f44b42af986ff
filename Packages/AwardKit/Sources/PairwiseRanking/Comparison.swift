/// One answer to "which of these two?".
///
/// Items and judges are the caller's numbers, from zero.
public struct Comparison: Hashable, Sendable {
    /// Which of the two was found better.
    public enum Outcome: Hashable, Sendable {
        case left
        case right
        /// Neither was found better.
        case tie
    }

    /// The item that was shown first, or on the left.
    public let left: Int
    /// The item that was shown second, or on the right.
    public let right: Int
    /// The answer.
    public let outcome: Outcome
    /// Who answered; nil where that is unknown, which counts as an average judge.
    public let judge: Int?

    public init(left: Int, right: Int, outcome: Outcome, judge: Int? = nil) {
        self.left = left
        self.right = right
        self.outcome = outcome
        self.judge = judge
    }
}
