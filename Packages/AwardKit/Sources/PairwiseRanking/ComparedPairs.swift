/// Comparisons gathered by the two items compared, in an order that does not depend on how they were given.
struct ComparedPairs: Sendable {
    struct Pair: Sendable {
        /// The item of the smaller number.
        let first: Int
        let second: Int
        /// Where its comparisons stand among the answers.
        let answers: Range<Int>
        /// The number of its own departure, or nil for a pair that was compared once: one answer cannot tell
        /// what the pair has of its own.
        let departure: Int?
    }

    struct Answer: Sendable {
        /// 1 where the pair's first item stood left, else -1.
        let orientation: Double
        /// 1 for left, -1 for right, 0 for a tie.
        let outcome: Double
        /// An unknown judge has the number after the last.
        let judge: Int
    }

    let pairs: [Pair]
    let answers: [Answer]
    let departureCount: Int
    let hasTies: Bool

    init(_ comparisons: [Comparison], judgeCount: Int) {
        let keys: [UInt64] = comparisons.map { Self.key($0, judgeCount: judgeCount) }.sorted()
        var pairs: [Pair] = []
        var departures = 0
        var start = 0
        while start < keys.count {
            let pair: UInt64 = keys[start] >> Self.answerBits
            var end: Int = start + 1
            while end < keys.count, keys[end] >> Self.answerBits == pair { end += 1 }
            let isRepeated: Bool = end > start + 1
            pairs.append(
                Pair(
                    first: Int(pair >> Self.numberBits), second: Int(pair & Self.numberMask),
                    answers: start..<end, departure: isRepeated ? departures : nil))
            if isRepeated { departures += 1 }
            start = end
        }
        self.pairs = pairs
        answers = keys.map(Self.answer)
        departureCount = departures
        hasTies = answers.contains { $0.outcome == 0 }
    }

    /// No item and no judge has a greater number.
    static let largestNumber = Int(numberMask)

    private static let numberBits: UInt64 = 20
    private static let numberMask: UInt64 = 1 << numberBits - 1
    private static let answerBits: UInt64 = numberBits + 3

    /// All that a comparison says in one sortable number: its pair, its judge, orientation and outcome.
    private static func key(_ comparison: Comparison, judgeCount: Int) -> UInt64 {
        let isOriented: Bool = comparison.left < comparison.right
        let first = UInt64(isOriented ? comparison.left : comparison.right)
        let second = UInt64(isOriented ? comparison.right : comparison.left)
        let outcome: UInt64 =
            switch comparison.outcome {
            case .left: 2
            case .tie: 1
            case .right: 0
            }
        let answer: UInt64 = UInt64(comparison.judge ?? judgeCount) << 3 | (isOriented ? 4 : 0) | outcome
        return (first << numberBits | second) << answerBits | answer
    }

    private static func answer(_ key: UInt64) -> Answer {
        Answer(
            orientation: key & 4 == 0 ? -1 : 1, outcome: Double(key & 3) - 1,
            judge: Int(key >> 3 & numberMask))
    }
}
