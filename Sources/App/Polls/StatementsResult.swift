internal import OpinionMap

/// Groups of people who vote alike, what each says, and what unites all.
///
/// No group of fewer than five people is shown, nor anything at all where fewer than five have voted: such
/// figures would be about persons. What is told of the others may not lead to a hidden group either: beside
/// one, nothing is said of "all others", nobody is drawn who is in no group that is shown, and a single group
/// is not shown, for the totals less that group would be the hidden one.
struct StatementsResult: Codable, Sendable, Equatable {
    static let fewestShown = 5

    struct Statement: Codable, Sendable, Equatable {
        let item: String
        let agree: Int
        let disagree: Int
        let pass: Int

        /// Whole percent of those who answered.
        fileprivate func percent(_ answer: Vote.Answer) -> Int {
            let given =
                switch answer {
                case .agree: agree
                case .disagree: disagree
                case .pass: pass
                }
            return StatementsResult.percent(Double(given) / Double(max(1, agree + disagree + pass)))
        }
    }

    struct Saying: Codable, Sendable, Equatable {
        let item: String
        /// "agree" or "disagree".
        let answer: String
        /// Whole percent of the group who say so.
        let percent: Int
        /// The same of all others; nothing where a hidden group is among them.
        let percentOfOthers: Int?
    }

    struct Group: Codable, Sendable, Equatable {
        let people: Int
        let says: [Saying]
    }

    struct Uniting: Codable, Sendable, Equatable {
        let item: String
        let answer: String
        /// Whole percent of each group who say so; of everybody where there are no groups or hidden ones.
        let percents: [Int]
    }

    /// Where somebody stands on the map, from -1 to 1, in no order that leads to anybody.
    struct Place: Codable, Sendable, Equatable {
        let x: Double
        let y: Double
        /// From 1; nothing for those in no group that is shown.
        let group: Int?
    }

    let voters: Int
    /// Nothing but the number of voters is told.
    let isWithheld: Bool
    let statements: [Statement]
    /// The largest first; none where the votes show one crowd.
    let groups: [Group]
    /// Whether there are groups too small to be shown.
    let hasHiddenGroups: Bool
    /// The share of checks that favour this number of groups, in whole percent.
    let certaintyPercent: Int?
    let uniting: [Uniting]
    let places: [Place]

    init(items: [String], _ tally: OpinionTally) {
        let (voters, votes) = (tally.voters, tally.votes)
        self.voters = voters
        isWithheld = voters < Self.fewestShown
        guard !isWithheld else {
            (statements, groups, uniting, places) = ([], [], [], [])
            (hasHiddenGroups, certaintyPercent) = (false, nil)
            return
        }
        let map = OpinionMap(persons: voters, statements: items.count, votes: votes)
        let large = map.groups.indices.filter { map.groups[$0].members.count >= Self.fewestShown }
        let isHiding = large.count < map.groups.count
        let shown = isHiding && large.count < 2 ? [] : large
        let counts = Self.counts(items, votes)
        statements = counts
        groups = shown.map { Self.group(map.groups[$0], items, isHiding: isHiding) }
        hasHiddenGroups = isHiding
        certaintyPercent = map.certainty.map { Self.percent($0.shareOfCuts) }
        uniting = map.uniting.map { statement in
            Uniting(
                item: items[statement.statement], answer: Self.name(statement.answer),
                percents: isHiding
                    ? [counts[statement.statement].percent(statement.answer)]
                    : statement.shares.map(Self.percent))
        }
        places = Self.places(map, shown, isHiding: isHiding)
    }

    private static func counts(_ items: [String], _ votes: [Vote]) -> [Statement] {
        var counts = [[Vote.Answer: Int]](repeating: [:], count: items.count)
        for vote in votes { counts[vote.statement][vote.answer, default: 0] += 1 }
        return zip(items, counts).map { item, count in
            Statement(
                item: item, agree: count[.agree] ?? 0, disagree: count[.disagree] ?? 0,
                pass: count[.pass] ?? 0)
        }
    }

    private static func group(_ group: OpinionMap.Group, _ items: [String], isHiding: Bool) -> Group {
        Group(
            people: group.members.count,
            says: group.representative.map { statement in
                Saying(
                    item: items[statement.statement], answer: name(statement.answer),
                    percent: percent(statement.share),
                    percentOfOthers: isHiding ? nil : percent(statement.shareOfOthers))
            })
    }

    /// Scaled to the farthest, rounded, and sorted by place, so that nothing is left of who was counted when.
    private static func places(_ map: OpinionMap, _ shown: [Int], isHiding: Bool) -> [Place] {
        let numbers = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, $0 + 1) })
        let positions = zip(map.positions, map.groupOfPerson).compactMap { position, group in
            isHiding && group.flatMap { numbers[$0] } == nil ? nil : position
        }
        let farthest = positions.map { max($0.x.magnitude, $0.y.magnitude) }.max() ?? 1
        let scale = farthest > 0 ? 100 / farthest : 0
        let places: [Place] = zip(map.positions, map.groupOfPerson).compactMap { position, group in
            let number = group.flatMap { numbers[$0] }
            guard let position, number != nil || !isHiding else { return nil }
            return Place(
                x: (position.x * scale).rounded() / 100, y: (position.y * scale).rounded() / 100,
                group: number)
        }
        return places.sorted { ($0.x, $0.y, $0.group ?? 0) < ($1.x, $1.y, $1.group ?? 0) }
    }

    private static func percent(_ share: Double) -> Int {
        Int((share * 100).rounded())
    }

    private static func name(_ answer: Vote.Answer) -> String {
        switch answer {
        case .agree: "agree"
        case .disagree: "disagree"
        case .pass: "pass"
        }
    }
}
