/// What tells one group from the others: an answer that it gives more often than they do.
public struct RepresentativeStatement: Hashable, Sendable {
    /// The caller's number.
    public let statement: Int
    /// Agree or disagree.
    public let answer: Vote.Answer
    /// How many of the group answered so.
    public let count: Int
    /// How many of the group voted on the statement at all.
    public let votes: Int
    /// The share of that answer in the group, with one imagined vote for and one against.
    public let share: Double
    /// The same among everybody else.
    public let shareOfOthers: Double
    /// How clearly the group differs from the others: the two-proportion test, in standard deviations.
    public let clarity: Double
}

/// A statement that most in every group answer alike.
public struct UnitingStatement: Hashable, Sendable {
    /// The caller's number.
    public let statement: Int
    /// Agree or disagree.
    public let answer: Vote.Answer
    /// The share of that answer in each group, with one imagined vote for and one against.
    public let shares: [Double]
    /// Their product: the group-informed consensus of Small et al. (2021).
    public let consensus: Double
}

/// The votes on every statement, group by group.
struct VoteTally {
    /// In a group, on a statement.
    fileprivate struct Count {
        var agree = 0
        var disagree = 0
        var votes = 0

        func given(_ answer: Vote.Answer) -> Int {
            answer == .agree ? agree : disagree
        }

        static func - (left: Count, right: Count) -> Count {
            Count(
                agree: left.agree - right.agree, disagree: left.disagree - right.disagree,
                votes: left.votes - right.votes)
        }
    }

    private var counts: [[Count]]
    private var all: [Count]

    init(_ table: VoteTable, groups: [[Int]]) {
        counts = []
        all = Array(repeating: Count(), count: table.statements)
        for members in groups {
            var own = [Count](repeating: Count(), count: table.statements)
            for entry in members.flatMap({ table.rows[$0] }) {
                own[entry.statement].add(entry.value)
                all[entry.statement].add(entry.value)
            }
            counts.append(own)
        }
    }

    /// Answers that most of the group give and that it gives more often than the others, each with 95 %
    /// confidence; the clearest first.
    func representative(of group: Int) -> [RepresentativeStatement] {
        var found: [RepresentativeStatement] = []
        for statement in all.indices {
            let own: Count = counts[group][statement]
            let others: Count = all[statement] - own
            for answer in [Vote.Answer.agree, .disagree] {
                let (given, givenByOthers) = (own.given(answer), others.given(answer))
                let clarity = Self.difference((given, own.votes), (givenByOthers, others.votes))
                guard clarity >= Self.confident, Self.majority(given, own.votes) >= Self.confident else {
                    continue
                }
                found.append(
                    RepresentativeStatement(
                        statement: statement, answer: answer, count: given, votes: own.votes,
                        share: Self.share(given, own.votes),
                        shareOfOthers: Self.share(givenByOthers, others.votes), clarity: clarity))
            }
        }
        return found.sorted { (-$0.clarity, $0.statement) < (-$1.clarity, $1.statement) }
    }

    /// Answers that most people of every group give, with 95 % confidence over all and more than three in
    /// five of each; the most united first.
    func uniting() -> [UnitingStatement] {
        var found: [UnitingStatement] = []
        for statement in all.indices {
            for answer in [Vote.Answer.agree, .disagree] {
                let shares: [Double] = counts.map { own in
                    Self.share(own[statement].given(answer), own[statement].votes)
                }
                let total: Count = all[statement]
                guard Self.majority(total.given(answer), total.votes) >= Self.confident,
                    shares.allSatisfy({ $0 > Self.clearShare })
                else { continue }
                found.append(
                    UnitingStatement(
                        statement: statement, answer: answer, shares: shares,
                        consensus: shares.reduce(1, *)))
            }
        }
        return found.sorted { (-$0.consensus, $0.statement) < (-$1.consensus, $1.statement) }
    }

    /// One-sided, 95 %.
    private static let confident = 1.645
    private static let clearShare = 0.6

    /// With one imagined vote for and one against (Laplace), so that two votes of two are not certainty.
    private static func share(_ count: Int, _ votes: Int) -> Double {
        Double(count + 1) / Double(votes + 2)
    }

    /// By how many standard deviations a count is above half.
    private static func majority(_ count: Int, _ votes: Int) -> Double {
        (share(count, votes) - 0.5) * 2 * Double(votes + 2).squareRoot()
    }

    /// By how many standard deviations the first proportion is above the second, pooled.
    private static func difference(
        _ first: (count: Int, votes: Int), _ second: (count: Int, votes: Int)
    ) -> Double {
        let pooled = Double(first.count + second.count + 2) / Double(first.votes + second.votes + 4)
        let spread: Double = 1 / Double(first.votes + 2) + 1 / Double(second.votes + 2)
        let deviation: Double = (pooled * (1 - pooled) * spread).squareRoot()
        return (share(first.count, first.votes) - share(second.count, second.votes)) / deviation
    }
}

extension VoteTally.Count {
    fileprivate mutating func add(_ vote: Double) {
        votes += 1
        if vote > 0 { agree += 1 }
        if vote < 0 { disagree += 1 }
    }
}
