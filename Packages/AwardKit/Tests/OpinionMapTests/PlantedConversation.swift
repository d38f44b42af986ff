import Foundation
import OpinionMap
import SplitMix

/// People whose groups are known, because their votes were drawn from them.
struct PlantedConversation {
    let groups: [Int]
    let statements: Int
    let votes: [Vote]

    /// Each group leans its own way on most statements and all lean one way on the rest; people pass now and
    /// then and see only a part of the statements.
    init(
        groups count: Int, people: Int = 300, statements: Int = 60, strength: Double = 3, seen: Double = 0.5,
        seed: UInt64
    ) {
        var generator = SplitMix64(seed: seed)
        let leanings: [[Double]] = (0..<statements).map { statement in
            let common = Double.random(in: -1...1, using: &generator)
            return (0..<count).map { _ in
                let own = Double.random(in: 0..<1, using: &generator) < 0.5 ? -strength : strength
                return statement % 4 == 0 || count == 1 ? common : own + common
            }
        }
        groups = (0..<people).map { _ in Int.random(in: 0..<count, using: &generator) }
        self.statements = statements
        var votes: [Vote] = []
        for (person, group) in groups.enumerated() {
            for statement in 0..<statements where Double.random(in: 0..<1, using: &generator) < seen {
                let chance: Double = 1 / (1 + exp(-leanings[statement][group]))
                let agrees: Bool = Double.random(in: 0..<1, using: &generator) < chance
                let passes: Bool = Double.random(in: 0..<1, using: &generator) < 0.15
                votes.append(
                    Vote(
                        person: person, statement: statement,
                        answer: passes ? .pass : agrees ? .agree : .disagree))
            }
        }
        self.votes = votes
    }

    func map(seed: UInt64 = 0) -> OpinionMap {
        OpinionMap(persons: groups.count, statements: statements, votes: votes, seed: seed)
    }

    /// How far a map agrees with the truth, over all who were placed.
    func agreement(with map: OpinionMap) -> Double {
        let placed: [Int] = groups.indices.filter { map.groupOfPerson[$0] != nil }
        return adjustedRandIndex(placed.map { groups[$0] }, placed.compactMap { map.groupOfPerson[$0] })
    }
}
