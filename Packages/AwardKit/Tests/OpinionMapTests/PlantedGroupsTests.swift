import OpinionMap
import Testing

@Suite struct PlantedGroupsTests {
    @Test(arguments: [2, 3, 4, 5])
    func areFound(count: Int) {
        for strength in [1.5, 2, 3] {
            for seen in [0.25, 0.5] {
                var out: [Double] = []; var ks: [Int] = []
                for seed in 0..<10 {
                    let conversation = PlantedConversation(
                        groups: count, strength: strength, seen: seen, seed: UInt64(seed))
                    let map = conversation.map()
                    out.append((conversation.agreement(with: map) * 100).rounded() / 100);
                    ks.append(map.groups.count)
                }
                print(count, strength, seen, out, ks)
            }
        }
    }

    @Test(arguments: [10, 20, 50, 100, 300])
    func aHomogeneousCrowdHasNone(people: Int) {
        var most: [Double] = []; var groups = 0
        for seed in 0..<40 {
            let map = PlantedConversation(
                groups: 1, people: people, statements: seed % 2 == 0 ? 60 : 15, seen: 0.7, seed: UInt64(seed)
            ).map()
            most.append(map.evidence.map(\.agreement).max() ?? 0)
            groups += map.hasGroups ? 1 : 0
        }
        print(people, "false", groups, most.sorted().suffix(5))
    }
}
