import OpinionMap
import SplitMix
import Testing

@Suite struct OpinionMapTests {
    private static let conversation = PlantedConversation(groups: 3, people: 60, statements: 24, seed: 1)
    private static let map = conversation.map()

    @Test func theSameVotesGiveTheSameMap() {
        let again = Self.conversation.map()
        #expect(again.groups == Self.map.groups)
        #expect(again.positions == Self.map.positions)
        #expect(again.evidence == Self.map.evidence)
        #expect(again.uniting == Self.map.uniting)
    }

    @Test func theOrderOfTheVotesLeavesNoTrace() {
        var generator = SplitMix64(seed: 2)
        let votes: [Vote] = Self.conversation.votes.shuffled(using: &generator)
        let map = OpinionMap(persons: 60, statements: 24, votes: votes)
        #expect(map.groups == Self.map.groups)
        #expect(map.positions == Self.map.positions)
    }

    @Test func theNumbersOfPeopleAndStatementsLeaveNoTrace() {
        var generator = SplitMix64(seed: 3)
        let people: [Int] = (0..<60).shuffled(using: &generator)
        let statements: [Int] = (0..<24).shuffled(using: &generator)
        let votes: [Vote] = Self.conversation.votes.map {
            Vote(person: people[$0.person], statement: statements[$0.statement], answer: $0.answer)
        }
        let map = OpinionMap(persons: 60, statements: 24, votes: votes)
        let renamed: Set<Set<Int>> = Set(Self.map.groups.map { Set($0.members.map { people[$0] }) })
        #expect(Set(map.groups.map { Set($0.members) }) == renamed)
        #expect(Set(map.uniting.map(\.statement)) == Set(Self.map.uniting.map { statements[$0.statement] }))
    }

    @Test func theLastOfSeveralVotesCounts() {
        let first: [Vote] = Self.conversation.votes.map {
            Vote(person: $0.person, statement: $0.statement, answer: .pass)
        }
        let map = OpinionMap(persons: 60, statements: 24, votes: first + Self.conversation.votes)
        #expect(map.groups == Self.map.groups)
    }

    @Test func whoVotedTooLittleIsNotPlaced() {
        let few: [Vote] = (0..<6).map { Vote(person: 60, statement: $0, answer: .agree) }
        let enough: [Vote] = (0..<7).map { Vote(person: 61, statement: $0, answer: .agree) }
        let votes: [Vote] = Self.conversation.votes + few + enough
        let map = OpinionMap(persons: 63, statements: 24, votes: votes)
        #expect(map.groupOfPerson[60] == nil && map.positions[60] == nil)
        #expect(map.groupOfPerson[61] != nil && map.positions[61] != nil)
        #expect(map.groupOfPerson[62] == nil)
    }

    @Test func groupsAreWhatTheyAreSaidToBe() {
        #expect(Self.map.groups.count == 3)
        #expect(Self.map.groups.map(\.members.count) == Self.map.groups.map(\.members.count).sorted(by: >))
        for (place, group) in Self.map.groups.enumerated() {
            #expect(group.members == group.members.sorted())
            #expect(group.members.allSatisfy { Self.map.groupOfPerson[$0] == place })
            #expect(!group.representative.isEmpty)
            for statement in group.representative {
                #expect(statement.share > 0.5 && statement.share > statement.shareOfOthers)
                #expect(statement.statement % 4 != 0 || statement.clarity < 4, "all lean one way on these")
            }
        }
        #expect(Self.map.certainty?.groups == 3)
    }

    @Test func whatEverybodySaysUnites() {
        var votes: [Vote] = Self.conversation.votes.filter { $0.statement > 1 }
        for person in 0..<60 {
            votes.append(Vote(person: person, statement: 0, answer: .agree))
            votes.append(Vote(person: person, statement: 1, answer: person == 7 ? .agree : .disagree))
        }
        let map = OpinionMap(persons: 60, statements: 24, votes: votes)
        #expect(map.uniting.prefix(2).map(\.statement) == [0, 1])
        #expect(map.uniting.prefix(2).map(\.answer) == [.agree, .disagree])
        #expect(map.uniting[0].shares.count == 3)
        #expect(map.groups.allSatisfy { $0.representative.allSatisfy { $0.statement > 1 } })
    }

    @Test func onePersonApartIsNoGroup() {
        let votes: [Vote] = (0..<40).flatMap { person in
            (0..<20).map { Vote(person: person, statement: $0, answer: person == 0 ? .disagree : .agree) }
        }
        let map = OpinionMap(persons: 40, statements: 20, votes: votes)
        #expect(map.groups.isEmpty)
        #expect(map.certainty == nil)
        #expect(map.groupOfPerson.allSatisfy { $0 == nil })
        #expect(map.uniting.count == 20)
    }

    @Test func nothingAndNobodyAreAnswered() {
        #expect(OpinionMap(persons: 0, statements: 0, votes: []).groups.isEmpty)
        let unheard = OpinionMap(persons: 30, statements: 5, votes: [])
        #expect(unheard.groups.isEmpty && unheard.uniting.isEmpty)
        let passed: [Vote] = (0..<30).map { Vote(person: $0, statement: 0, answer: .pass) }
        #expect(OpinionMap(persons: 30, statements: 1, votes: passed).groups.isEmpty)
    }
}
