import Platform
import Tally
import Testing

@testable import App

/// Who stands where by the method of a round, on contenders made by hand.
struct RecordOrderTests {
    private func contender(
        _ number: Int64, _ keys: [Rational], country: String = "KZ", region: String? = nil, part: Int = 0,
        passes: Bool = true
    ) -> RecordOrder.Contender {
        let entry = RoundEntry(
            id: ID(rawValue: number), nomination: ID(rawValue: 1), nominationKey: "person", country: country)
        return RecordOrder.Contender(entry: entry, region: region, part: part, keys: keys, passes: passes)
    }

    private func ranking(places: Double, _ change: (inout SeasonRanking) -> Void = { _ in }) -> SeasonRanking
    {
        var ranking = SeasonRanking(places: ["person": places])
        change(&ranking)
        return ranking
    }

    private func ranks(_ order: RecordOrder) -> [Int64: Int] {
        Dictionary(uniqueKeysWithValues: order.places.map { ($0.key.rawValue, $0.value.rank) })
    }

    private func standings(_ order: RecordOrder) -> [Int64: RecordOrder.Standing] {
        Dictionary(uniqueKeysWithValues: order.places.map { ($0.key.rawValue, $0.value.standing) })
    }

    @Test func tieBreaksDecideInTheirOrderAndWhoIsStillEqualSharesAPlace() {
        let contenders = [
            contender(1, [80, 5, 2]), contender(2, [80, 6, 1]), contender(3, [80, 5, 3]),
            contender(4, [90, 0, 0]), contender(5, [80, 5, 2]), contender(6, [70, 9, 9]),
        ]
        let order = RecordOrder(contenders, ranking(places: 1))
        #expect(ranks(order) == [4: 1, 2: 2, 3: 3, 1: 4, 5: 4, 6: 6])
        #expect(order.places.filter(\.value.isJoint).map(\.key.rawValue).sorted() == [1, 5])
        #expect(order.order.map(\.rawValue) == [4, 2, 3, 1, 5, 6])
    }

    @Test func aTieForTheLastPlaceBringsMoreThanWereSought() {
        let contenders = [contender(1, [90]), contender(2, [80]), contender(3, [80]), contender(4, [70])]
        let order = RecordOrder(contenders, ranking(places: 2))
        #expect(standings(order) == [1: .prospective, 2: .prospective, 3: .prospective, 4: .beyond])
    }

    @Test func aFullCountryLeavesItsPlaceToTheNext() {
        let contenders = [
            contender(1, [90], country: "KE"), contender(2, [80], country: "KE"), contender(3, [70]),
            contender(4, [60]),
        ]
        let order = RecordOrder(contenders, ranking(places: 2) { $0.mostPerCountry = 1 })
        #expect(standings(order) == [1: .prospective, 2: .capped, 3: .prospective, 4: .beyond])
        #expect(ranks(order)[2] == 2, "a cap changes no rank")
    }

    @Test func aFullRegionLeavesItsPlaceToTheNext() {
        let contenders = [
            contender(1, [90], country: "KE", region: "south"),
            contender(2, [80], country: "ZA", region: "south"),
            contender(3, [70], country: "DE", region: "north"),
        ]
        let order = RecordOrder(contenders, ranking(places: 3) { $0.mostPerRegion = 1 })
        #expect(standings(order) == [1: .prospective, 2: .capped, 3: .prospective])
    }

    @Test func whoDoesNotPassTakesNoPlace() {
        let contenders = [contender(1, [90], passes: false), contender(2, [80])]
        let order = RecordOrder(contenders, ranking(places: 1))
        #expect(standings(order) == [1: .below, 2: .prospective])
    }

    @Test func partsThatCannotBeComparedAreRankedApart() {
        let contenders = [
            contender(1, [50]), contender(2, [40]), contender(3, [99], part: 1), contender(4, [45]),
        ]
        let order = RecordOrder(contenders, ranking(places: 1))
        #expect(ranks(order) == [1: 1, 4: 2, 2: 3, 3: 1])
        #expect(standings(order) == [1: .prospective, 2: .beyond, 4: .beyond, 3: .apart])
    }

    @Test(arguments: 0..<20) func theOrderOfContendersHasNoInfluence(seed: Int) {
        var state = UInt64(seed + 1)
        func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let contenders = (1...30).map { number in
            contender(
                Int64(number), [Rational(next(below: 6)), Rational(next(below: 3))],
                country: "C\(next(below: 4))", part: next(below: 8) == 0 ? 1 : 0, passes: next(below: 5) > 0)
        }
        let rules = ranking(places: 6) { $0.mostPerCountry = 2 }
        let order = RecordOrder(contenders, rules)
        let turned = Array(contenders[(seed + 3)...] + contenders[..<(seed + 3)])
        let again = RecordOrder(turned.reversed(), rules)
        #expect(again.places == order.places && again.order == order.order)
        #expect(order.places.values.contains { $0.standing == .prospective })
        for contender in contenders where !contender.passes {
            #expect(order.places[contender.entry.id]?.standing != .prospective)
        }
    }
}
