import OpinionMap
import Platform
import Testing

@testable import App

struct StatementPollTests {
    @Test func anAnswerMayBeChangedUntilTheClose() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.statements)
            let items = try await scene.items(poll)
            let voter = scene.session.participants[0].browser
            for answer in ["agree", "pass", "disagree", "agree"] {
                #expect(try await scene.answer(poll, answer, by: voter).status == 303)
            }
            let done = try await voter.get(scene.address.poll(poll)).text
            #expect(done.contains("answered every statement") && done.contains("4 of 4"))
            let again = try await voter.get(scene.address.poll(poll) + "?statement=\(items[0])").text
            #expect(again.contains("You said before"))
            try await voter.post(
                scene.address.pollBallot(poll), ["answer": "pass", "statement": items[0]])
            try await voter.post(
                scene.address.pollBallot(poll), ["answer": "disagree", "statement": items[0]])
            let said = try await scene.number(
                """
                SELECT answer FROM poll_opinion JOIN poll_item ON poll_item.id = item_id
                WHERE poll_item.public_id = \(items[0])
                """)
            #expect(said == -1)
            #expect(try await scene.number("SELECT count(*) FROM poll_opinion") == 4)
            try await scene.close(poll)
            let late = try await voter.post(
                scene.address.pollBallot(poll), ["answer": "agree", "statement": items[0]])
            #expect(late.status == 403)
        }
    }

    @Test func wordsOfAStatementMayBePutBetterWhileItIsADraft() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.draft(.statements)
            let items = try await scene.items(poll)
            try await scene.facilitator.get(scene.address.pollSetup(poll))
            let fields: KeyValuePairs = [
                "method": "statements", "version": "1", "question.en": "Yes or no?",
                "title.\(items[0])": "Young people deserve a prize of their own.",
            ]
            #expect(
                try await scene.facilitator.post(scene.address.pollSetup(poll), fields).status == 303)
            let empty = try await scene.facilitator.post(
                scene.address.pollSetup(poll),
                [
                    "method": "statements", "version": "2", "question.en": "Kept", "title.\(items[1])": " ",
                ])
            #expect(empty.status == 422 && empty.text.contains("value=\"Kept\""))
            try await scene.lead(poll, scene.address.pollOpening(poll))
            let voter = scene.session.participants[0].browser
            let page = try await voter.get(scene.address.poll(poll) + "?statement=\(items[0])").text
            #expect(page.contains("Young people deserve a prize of their own."))
            #expect(
                try await scene.number("SELECT count(*) FROM idea WHERE title = 'Title 1'") == 1,
                "the idea stays as its author wrote it")
        }
    }

    @Test func groupsWhoVoteAlikeAreFoundAndSmallOnesAreNotShown() async throws {
        try await PollScene.run(ideas: 10) { scene in
            let poll = try await scene.opened(.statements)
            try await scene.opine(poll, people: 40) { person, statement in
                statement == 9 ? 1 : (person < 22) == (statement < 5) ? 1 : -1
            }
            try await scene.close(poll)
            try await scene.reveal(poll)
            let found = try #require(try await scene.summaries().first)
            guard case .statements(let result) = found.result else {
                Issue.record("no statements")
                return
            }
            #expect(result.groups.map(\.people) == [22, 18])
            #expect(result.uniting.map(\.item) == [try await scene.items(poll)[9]])
            #expect(result.places.count == 40 && result.places.allSatisfy { $0.group != nil })
            #expect(result.places.map(\.x) == result.places.map(\.x).sorted())
            let page = try await scene.session.stranger.get(scene.address.poll(poll)).text
            #expect(page.contains("2 groups of people who vote alike"))
            #expect(page.contains("Group 1: 22 people") && page.contains("class=\"hull g2\""))
        }
    }

    @Test func fewPeopleAreNotShownAtAll() async throws {
        try await PollScene.run(ideas: 8) { scene in
            let poll = try await scene.opened(.statements)
            try await scene.opine(poll, people: 4) { _, _ in 1 }
            try await scene.close(poll)
            try await scene.reveal(poll)
            let page = try await scene.facilitator.get(scene.address.poll(poll)).text
            #expect(page.contains("Fewer than 5 people took part"))
            let json = try await scene.facilitator.get(scene.address.pollResults(poll, "json")).text
            #expect(!json.contains("\"agree\""))
        }
    }

    @Test func oneCrowdHasNoGroups() async throws {
        try await PollScene.run(ideas: 10) { scene in
            let poll = try await scene.opened(.statements)
            let lots = Randomness.repeatable().bytes(300)
            try await scene.opine(poll, people: 30) { person, statement in
                Int(lots[person * 10 + statement] % 3) - 1
            }
            try await scene.close(poll)
            try await scene.reveal(poll)
            let page = try await scene.facilitator.get(scene.address.poll(poll)).text
            #expect(page.contains("The votes show one crowd"))
        }
    }

    /// Groups of these sizes, each of which agrees to statements of its own alone, and all to every fourth.
    private static func result(of sizes: [Int]) -> StatementsResult {
        let groups = sizes.enumerated().flatMap { [Int](repeating: $0, count: $1) }
        let votes = groups.enumerated().flatMap { person, group in
            (0..<16).map { statement in
                let answer: Vote.Answer = statement % 4 == group || statement % 4 == 3 ? .agree : .disagree
                return Vote(person: person, statement: statement, answer: answer)
            }
        }
        return StatementsResult(
            items: (0..<16).map { "item-\($0)" }, OpinionTally(votes: votes, voters: groups.count))
    }

    @Test func aGroupOfFewIsLeftOut() throws {
        let result = Self.result(of: [30, 30, 4])
        try #require(result.hasHiddenGroups && result.groups.map(\.people) == [30, 30])
        #expect(result.places.count == 60 && result.places.allSatisfy { $0.group != nil })
        let said = result.groups.flatMap(\.says)
        #expect(!said.isEmpty && said.allSatisfy { $0.percentOfOthers == nil })
        #expect(result.uniting.count == 4 && result.uniting.allSatisfy { $0.percents == [100] })
        #expect(try !PollResult.statements(result).stored().contains("percentOfOthers"))
    }

    /// The totals less the group that is shown would be the one that is not.
    @Test func besideAGroupOfFewASingleOneIsNotShown() throws {
        let result = Self.result(of: [40, 4])
        try #require(result.hasHiddenGroups)
        #expect(result.groups.isEmpty && result.places.isEmpty)
        #expect(result.uniting.allSatisfy { $0.percents.count == 1 })
        #expect(result.statements.count == 16)
    }

    @Test func largeGroupsAreToldApartFromTheOthers() throws {
        let result = Self.result(of: [30, 30])
        try #require(!result.hasHiddenGroups && result.groups.count == 2)
        #expect(result.groups.flatMap(\.says).allSatisfy { $0.percentOfOthers != nil })
        #expect(result.uniting.allSatisfy { $0.percents.count == 2 })
    }

    @Test func theHullGoesAroundAllPoints() {
        let points = [(0, 0), (4, 0), (4, 4), (0, 4), (2, 2), (1, 3), (4, 2)].map {
            OpinionDrawing.Point(x: $0.0, y: $0.1)
        }
        let corners = OpinionDrawing.convexHull(points)
        #expect(Set(corners) == Set(points[0...3]))
        #expect(OpinionDrawing.convexHull(Array(points[0...1])).count == 2)
        #expect(OpinionDrawing.convexHull([]) == [])
    }
}

extension PollScene {
    /// People as they would have voted, by number.
    func opine(_ poll: String, people: Int, _ answer: @Sendable @escaping (Int, Int) -> Int) async throws {
        let items = try await items(poll)
        try await database.write { tx in
            for person in 0..<people {
                for (statement, item) in items.enumerated() {
                    try tx.run(
                        """
                        INSERT INTO poll_opinion (poll_id, voter, item_id, answer)
                        SELECT poll_id, \("voter \(person)"), id, \(answer(person, statement)) FROM poll_item
                        WHERE public_id = \(item)
                        """)
                }
            }
        }
    }
}
