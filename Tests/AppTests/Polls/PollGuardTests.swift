import Platform
import Testing

@testable import App

/// Each guard of polls with somebody who would get through without it.
struct PollGuardTests {
    @Test func aDraftIsForThoseWhoLead() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.draft(.dots)
            let voter = scene.session.participants[0].browser
            #expect(try await voter.get(scene.address.poll(poll)).status == 404)
            let unguarded = try await Guard.$removed.withValue(.pollIsKnown) {
                try await voter.get(scene.address.poll(poll)).status
            }
            #expect(unguarded == 200)
        }
    }

    @Test func itemsAreFrozenOnceThePollIsOpen() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.dots)
            try await scene.facilitator.get(scene.address.pollSetup(poll))
            let change: KeyValuePairs = [
                "method": "dots", "version": "1", "question.en": "Changed", "allowance": "4",
            ]
            #expect(
                try await scene.facilitator.post(scene.address.pollSetup(poll), change).status == 403)
            let unguarded = try await Guard.$removed.withValue(.pollIsDraft) {
                try await scene.facilitator.post(scene.address.pollSetup(poll), change).status
            }
            #expect(unguarded == 303)
        }
    }

    @Test func votesAreTakenWhileThePollIsOpen() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.dots)
            let items = try await scene.items(poll)
            let voter = scene.session.participants[0].browser
            try await voter.get(scene.address.poll(poll))
            try await scene.close(poll)
            func vote() async throws -> Int {
                try await voter.post(scene.address.pollBallot(poll), ["dots.\(items[0])": "1"]).status
            }
            #expect(try await vote() == 403)
            let unguarded = try await Guard.$removed.withValue(.pollIsOpen) {
                try await vote()
            }
            #expect(unguarded == 303)
        }
    }

    @Test func resultsAreSeenOnceRevealed() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.dots)
            try await scene.close(poll)
            let csv = scene.address.pollResults(poll, "csv")
            #expect(try await scene.facilitator.get(csv).status == 404)
            let unguarded = try await Guard.$removed.withValue(.pollIsRevealed) {
                try await scene.facilitator.get(csv).status
            }
            #expect(unguarded == 200)
        }
    }

    @Test func onlyAskedPairsAreAnswered() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.pairwise)
            let items = try await scene.items(poll)
            let voter = scene.session.participants[0].browser
            try await voter.get(scene.address.poll(poll))
            func answer() async throws -> Int {
                try await voter.post(
                    scene.address.pollBallot(poll),
                    ["answer": "left", "left": items[0], "right": items[1], "proof": "forged"]
                ).status
            }
            #expect(try await answer() == 403)
            let unguarded = try await Guard.$removed.withValue(.pairWasAsked) {
                try await answer()
            }
            #expect(unguarded == 303)
        }
    }

    @Test func leadingIsForThoseWhoLead() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.dots)
            for browser in [scene.session.participants[0].browser, scene.session.stranger] {
                try await browser.get(scene.address.polls)
                #expect(try await browser.get(scene.address.newPoll).status == 403)
                #expect(try await browser.get(scene.address.pollSetup(poll)).status == 403)
                #expect(try await browser.post(scene.address.pollClosing(poll)).status == 403)
            }
            let outsider = try await scene.session.stranger.get(scene.address.poll(poll)).text
            #expect(outsider.contains("Take a seat") && !outsider.contains("Title 1"))
        }
    }
}
