internal import SplitMix

/// People who vote alike: how many groups there are, who is in which, what each agrees on and what unites
/// all.
///
/// Votes are projected on their principal components, missing votes at the statement's mean, and people are
/// grouped around means there: the way of Small, Bjorkegren, Erkkilä, Shaw and Megill, *Polis: Scaling
/// deliberation by mapping high dimensional opinion spaces* (2021). The number of groups is the one that
/// random halves of the statements agree on best; see `GroupCountEvidence`. The same votes give the same
/// map, bit for bit.
public struct OpinionMap: Sendable {
    /// Where a person stands on the drawn map: on the two most telling components.
    public struct Position: Hashable, Sendable {
        /// On the component that tells most.
        public let x: Double
        /// On the one that tells most of what is left.
        public let y: Double
    }

    /// People who vote alike.
    public struct Group: Hashable, Sendable {
        /// By number.
        public let members: [Int]
        /// What tells the group from the others, the clearest first.
        public let representative: [RepresentativeStatement]
    }

    /// The largest first; none where the votes show no groups, as in one homogeneous crowd.
    public let groups: [Group]
    /// The group of each person, as a place in `groups`; nil where there are none and for who voted too
    /// little.
    public let groupOfPerson: [Int?]
    /// Nil for who voted too little.
    public let positions: [Position?]
    /// What was considered, from two groups on.
    public let evidence: [GroupCountEvidence]
    /// Statements on which every group is of one mind, or where there are none everybody placed; the most
    /// united first.
    public let uniting: [UnitingStatement]

    /// How well the groups found are borne out; nil where there are none.
    public var certainty: GroupCountEvidence? {
        evidence.first { $0.groups == groups.count }
    }

    /// Who voted on fewer statements is not placed, unless there are not that many.
    public static let fewestVotes = 7
    /// More groups than this are not looked for.
    public static let mostGroups = 6
    /// Halves that agree less than this show no groups; among fewer than 60 people six over their number.
    public static let leastAgreement = 0.1

    /// Draws the map; of several votes of one person on one statement the last counts.
    ///
    /// - Parameter seed: Of the cuts and the starts; it hardly matters, and is there to see that it does not.
    /// - Precondition: persons and statements are numbered from zero and in range.
    public init(persons: Int, statements: Int, votes: [Vote], seed: UInt64 = 0) {
        let table = VoteTable(persons: persons, statements: statements, votes: votes)
        let votedOn: Int = table.voteCounts.count { $0 > 0 }
        let fewest: Int = max(1, min(Self.fewestVotes, votedOn))
        let counted: [Int] = table.rows.indices.filter { table.rows[$0].count >= fewest }
        let countedTable = VoteTable(statements: statements, rows: counted.map { table.rows[$0] })

        var generator = SplitMix64(seed: seed)
        let points = PrincipalComponents(countedTable, using: &generator).mapPositions()
        evidence = countedTable.evidence(
            upTo: min(Self.mostGroups, counted.count / Self.fewestMembers), cuts: Self.cuts, using: &generator
        )
        let count: Int = Self.groupCount(evidence, among: counted.count)
        let found: [Int] =
            count == 1
            ? counted.map { _ in 0 } : grouping(of: points, count, starts: 20, using: &generator)

        var positions = [Position?](repeating: nil, count: persons)
        for (person, point) in zip(counted, points) { positions[person] = Position(x: point[0], y: point[1]) }
        self.positions = positions
        let members: [[Int]] = Self.members(counted, found)
        let tally = VoteTally(table, groups: members)
        uniting = tally.uniting()
        let groups: [Group] =
            count == 1
            ? []
            : members.indices.map { group in
                Group(members: members[group], representative: tally.representative(of: group))
            }
        var groupOfPerson = [Int?](repeating: nil, count: persons)
        for (place, group) in groups.enumerated() {
            for person in group.members { groupOfPerson[person] = place }
        }
        self.groups = groups
        self.groupOfPerson = groupOfPerson
    }

    /// On average, at the least; smaller groups are people, not opinions.
    private static let fewestMembers = 5
    private static let cuts = 16

    /// The number that the halves agree on best, the smaller of equals; 1 where they hardly agree on any.
    private static func groupCount(_ evidence: [GroupCountEvidence], among people: Int) -> Int {
        // Among few people chance alone agrees more.
        let least: Double = max(leastAgreement, 6 / Double(max(1, people)))
        let best: Double = evidence.map(\.agreement).max() ?? 0
        return best < least ? 1 : evidence.first { $0.agreement == best }?.groups ?? 1
    }

    /// The groups' members, the largest group first, and among equals that of the smaller numbers.
    private static func members(_ persons: [Int], _ groups: [Int]) -> [[Int]] {
        var members: [Int: [Int]] = [:]
        for (person, group) in zip(persons, groups) { members[group, default: []].append(person) }
        return members.values.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    }
}
