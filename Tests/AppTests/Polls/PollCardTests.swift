import Platform
import Testing

@testable import App

struct PollCardTests {
    private static func codes(_ page: String) -> [String] {
        page.matches(of: #/<code class="code">([a-z0-9-]+)</code>/#).map { String($0.1) }
    }

    private static func make(_ count: Int, _ poll: String, _ scene: PollScene) async throws -> [String] {
        try await scene.facilitator.get(scene.address.pollSetup(poll))
        let page = try await scene.facilitator.post(
            scene.address.pollCards(poll), ["count": String(count)])
        try #require(page.status == 200)
        return codes(page.text)
    }

    @Test func aCardVotesOnceWhoeverHoldsIt() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.draft(.dots, .cards)
            try await scene.facilitator.get(scene.address.pollSetup(poll))
            let early = try await scene.facilitator.post(scene.address.pollOpening(poll))
            #expect(early.status == 422 && early.text.contains("none have been made"))
            let void = try await Self.make(2, poll, scene)
            let codes = try await Self.make(3, poll, scene)
            #expect(Set(void + codes).count == 5)
            try await scene.lead(poll, scene.address.pollOpening(poll))

            let visitor = scene.test.browser()
            let ask = try await visitor.get(scene.address.poll(poll))
            #expect(ask.text.contains("needs a printed card"))
            let items = try await scene.items(poll)
            #expect(try await visitor.get(scene.address.poll(poll, card: codes[0])).text.contains("Title 1"))
            for wrong in ["", void[0], "aaaaaa-bbbbbb"] {
                let answer = try await visitor.post(
                    scene.address.pollBallot(poll), ["card": wrong, "dots.\(items[0])": "5"])
                #expect(answer.status == 403 && !answer.text.contains("Title 1"), "\(wrong)")
            }
            let typed = codes[0].uppercased().replacing("-", with: " ")
            let cast = try await visitor.post(
                scene.address.pollBallot(poll), ["card": typed, "dots.\(items[0])": "5"])
            #expect(cast.status == 303)
            #expect(try await visitor.get(cast.location).text.contains("in the box"))
            let again = try await visitor.post(
                scene.address.pollBallot(poll), ["card": codes[0], "dots.\(items[1])": "5"])
            #expect(again.status == 409)
            #expect(try await scene.number("SELECT sum(dots) FROM poll_dots") == 5)
            #expect(try await scene.number("SELECT count(*) FROM poll_voter") == 0)
        }
    }

    @Test func ofManyHoldersAtOnceOneVotes() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.draft(.dots, .cards)
            let codes = try await Self.make(1, poll, scene)
            try await scene.lead(poll, scene.address.pollOpening(poll))
            let items = try await scene.items(poll)
            let holders = try await scene.guests(6)
            for holder in holders { try await holder.get(scene.address.poll(poll, card: codes[0])) }
            let accepted = try await withThrowingTaskGroup(of: Bool.self) { group in
                for holder in holders {
                    group.addTask {
                        let answer = try await holder.post(
                            scene.address.pollBallot(poll), ["card": codes[0], "dots.\(items[0])": "2"])
                        return answer.status == 303
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(accepted == 1)
            #expect(try await scene.number("SELECT sum(dots) FROM poll_dots") == 2)
        }
    }

    @Test func codesAreKeptNowhereAndNoneAreAddedOnceItIsOpen() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.draft(.statements, .cards)
            let codes = try await Self.make(2, poll, scene)
            for page in [scene.address.pollSetup(poll), scene.address.polls] {
                let text = try await scene.facilitator.get(page).text
                #expect(!codes.contains(where: text.contains))
            }
            let kept = try await scene.database.read { tx in
                try tx.rows("SELECT content FROM audit_payload").map { try $0.only(as: String.self) }.joined()
            }
            #expect(kept.contains("\"count\":2") && !codes.contains(where: kept.contains))
            try await scene.lead(poll, scene.address.pollOpening(poll))
            let late = try await scene.facilitator.post(scene.address.pollCards(poll), ["count": "5"])
            #expect(late.status == 403)
            #expect(try await scene.number("SELECT count(*) FROM poll_card") == 2)
            // One card answers statement after statement.
            let visitor = scene.test.browser()
            for _ in 0..<2 {
                #expect(try await scene.answer(poll, "agree", by: visitor, card: codes[0]).status == 303)
            }
            #expect(try await scene.number("SELECT count(DISTINCT voter) FROM poll_opinion") == 1)
            #expect(try await scene.number("SELECT sum(is_spent) FROM poll_card") == 1)
        }
    }
}
