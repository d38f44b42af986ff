import Platform
import Testing

@testable import App

struct PairwisePollTests {
    @Test func eachIsAskedDifferentPairsUpToTheirNumber() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.pairwise, allowance: 4)
            let voter = scene.session.participants[0].browser
            let first = try await voter.get(scene.address.poll(poll)).text
            #expect(first.contains("Which matters more?"))
            #expect(try await voter.get(scene.address.poll(poll)).text == first, "looked at again")
            for choice in ["left", "right", "tie", "skip"] {
                #expect(try await scene.answer(poll, choice, by: voter).status == 303)
            }
            #expect(try await voter.get(scene.address.poll(poll)).text.contains("no more pairs"))
            #expect(try await scene.number("SELECT count(*) FROM poll_comparison") == 4)
            #expect(try await scene.number("SELECT count(DISTINCT voter) FROM poll_comparison") == 1)
            #expect(try await scene.number("SELECT count(*) FROM poll_voter") == 1)
            let seat = scene.session.participants[0].seat.publicID
            #expect(
                try await scene.number("SELECT count(*) FROM poll_comparison WHERE voter LIKE \("%\(seat)%")")
                    == 0)
        }
    }

    @Test func aPairThatWasNotAskedIsRefusedAndASecondAnswerChangesNothing() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.pairwise)
            let items = try await scene.items(poll)
            let voter = scene.session.participants[0].browser
            let page = try await voter.get(scene.address.poll(poll)).text
            let proof = try #require(page.firstMatch(of: #/name="proof" value="([^"]+)"/#)).1
            let left = try #require(page.firstMatch(of: #/name="left" value="([^"]+)"/#)).1
            let right = try #require(page.firstMatch(of: #/name="right" value="([^"]+)"/#)).1
            let other = try #require(items.first { $0 != left && $0 != right })
            let forged = try await voter.post(
                scene.address.pollBallot(poll),
                ["answer": "left", "left": other, "right": String(right), "proof": String(proof)])
            #expect(forged.status == 403 && forged.text.contains("not asked about this pair"))
            let turned = try await voter.post(
                scene.address.pollBallot(poll),
                ["answer": "left", "left": String(right), "right": String(left), "proof": String(proof)])
            #expect(turned.status == 403, "sides are drawn by lot, not chosen")
            for choice in ["left", "right"] {
                try await voter.post(
                    scene.address.pollBallot(poll),
                    ["answer": choice, "left": String(left), "right": String(right), "proof": String(proof)])
            }
            #expect(
                try await scene.number("SELECT count(*) FROM poll_comparison WHERE answer = 'left'") == 1)
            #expect(try await scene.number("SELECT count(*) FROM poll_comparison") == 1)
        }
    }

    @Test func theOrderIsToldAsFarAsItIsKnown() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.pairwise)
            // The fourth is never compared; of the others the first always wins.
            try await scene.compare(poll, [(0, 1), (0, 2), (1, 2)], voters: 30)
            try await scene.close(poll)
            try await scene.reveal(poll)
            guard case .pairwise(let result) = try #require(try await scene.summaries().first).result else {
                Issue.record("no pairs")
                return
            }
            let items = try await scene.items(poll)
            #expect(result.comparisons == 90 && result.voters == 30)
            #expect(result.parts.map { $0.map(\.item) } == [Array(items[0...2])])
            // Neighbours are not surely told apart by so few; the first and the last are.
            #expect(result.parts[0].map(\.bestRank) == [1, 1, 2])
            #expect(result.parts[0].map(\.worstRank) == [2, 3, 3])
            #expect(result.neverCompared == [items[3]])
            let page = try await scene.session.staff.get(scene.address.poll(poll)).text
            #expect(page.contains("Never compared") && page.contains("90 comparisons by 30 people"))
        }
    }

    @Test func partsThatWereNeverWeighedAgainstEachOtherStandApart() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.pairwise)
            try await scene.compare(poll, [(0, 1), (2, 3)], voters: 3)
            try await scene.close(poll)
            try await scene.reveal(poll)
            let page = try await scene.session.guest.browser.get(scene.address.poll(poll)).text
            #expect(page.contains("fall into 2 parts") && page.contains("Part 2, ranked apart"))
            #expect(page.contains("1–2"), "three answers tell no order for sure")
        }
    }
}

extension PollScene {
    /// Each voter finds the first of each pair better.
    func compare(_ poll: String, _ pairs: [(Int, Int)], voters: Int) async throws {
        let items = try await items(poll)
        try await database.write { tx in
            for voter in 0..<voters {
                for (first, second) in pairs {
                    try tx.run(
                        """
                        INSERT INTO poll_comparison (poll_id, voter, first_id, second_id, left_id, answer)
                        SELECT one.poll_id, \("voter \(voter)"), one.id, two.id, one.id, 'left'
                        FROM poll_item AS one, poll_item AS two
                        WHERE one.public_id = \(items[first]) AND two.public_id = \(items[second])
                        """)
                }
            }
        }
    }
}
