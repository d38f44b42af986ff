import OpinionMap
import Testing

/// Conversations whose groups are known.
@Suite struct PlantedGroupsTests {
    @Test(arguments: [2, 3, 4, 5])
    func areFound(count: Int) {
        for seed in 0..<(isThorough ? 20 : 1) {
            let conversation = PlantedConversation(groups: count, seed: UInt64(seed))
            let map = conversation.map()
            #expect(map.groups.count == count)
            #expect(conversation.agreement(with: map) >= 0.9)
        }
    }

    @Test(arguments: [10, 30, 100, 300])
    func aHomogeneousCrowdHasNone(people: Int) {
        for seed in 0..<(isThorough ? 30 : 1) {
            let statements: Int = seed.isMultiple(of: 2) ? 60 : 15
            let conversation = PlantedConversation(
                groups: 1, people: people, statements: statements, seen: 0.7, seed: UInt64(seed))
            #expect(conversation.map().groups.isEmpty)
        }
    }

    @Test(.enabled(if: isThorough)) func theSeedHardlyMatters() {
        let conversation = PlantedConversation(groups: 4, strength: 2, seed: 3)
        let groups = conversation.map().groups.map(\.members)
        for seed in 1..<10 { #expect(conversation.map(seed: UInt64(seed)).groups.map(\.members) == groups) }
    }

    /// Votes drawn so thinly that nobody could tell the groups are not given any.
    @Test func whatCannotBeToldIsNotClaimed() {
        let conversation = PlantedConversation(
            groups: 5, people: isThorough ? 300 : 100, strength: 1, seen: 0.15, seed: 4)
        #expect(conversation.map().groups.isEmpty)
    }
}
