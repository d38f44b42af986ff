import Platform
import Testing

@testable import App

struct DotPollTests {
    @Test func fromTheDraftToTheResult() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.draft(.dots)
            let setup = try await scene.facilitator.get(scene.address.pollSetup(poll)).text
            for text in ["Title 1", "Change 4", "Open the poll", "What matters"] {
                #expect(setup.contains(text))
            }
            let voter = scene.session.participants[0].browser
            #expect(try await voter.get(scene.address.poll(poll)).status == 404, "a draft")
            #expect(try await !voter.get(scene.address.polls).text.contains("What matters"))
            try await scene.lead(poll, scene.address.pollOpening(poll))
            #expect(try await voter.get(scene.address.polls).text.contains("What matters"))

            let items = try await scene.items(poll)
            let ballot = try await voter.get(scene.address.poll(poll)).text
            #expect(ballot.contains("Title 2") && ballot.contains("Give out your 5 dots"))
            let cast = try await voter.post(
                scene.address.pollBallot(poll), ["dots.\(items[1])": "3", "dots.\(items[0])": "2"])
            #expect(cast.status == 303)
            let thanks = try await voter.get(scene.address.poll(poll)).text
            #expect(thanks.contains("in the box") && thanks.contains("1 of 7"))

            try await scene.close(poll)
            #expect(try await voter.get(scene.address.poll(poll)).text.contains("Voting has ended"))
            try await scene.reveal(poll)
            let result = try await voter.get(scene.address.poll(poll)).text
            #expect(result.contains("1 ballot with 5 dots in all"))
            let csv = try await voter.get(scene.address.pollResults(poll, "csv")).text
            #expect(csv.contains("\(items[1]),en,\"Title 2\",3,1\r\n\(items[0]),en,\"Title 1\",2,1"))
            let data = try await voter.get(scene.address.pollResults(poll, "json")).text
            let json = try JSON(parsing: data)
            #expect(json["result"]?["items"]?.list?.first?["dots"]?.int == 3)
            #expect(json["items"]?.list?.first?["idea"]?.text == "idea-1")
        }
    }

    @Test func theHallSeesHowManyHaveVotedAndOnceItIsRevealedWhatCameOut() async throws {
        try await PollScene.run { scene in
            let wall = { try await scene.facilitator.get(scene.address.projector).text }
            let poll = try await scene.draft(.dots)
            #expect(try await !wall().contains("What matters"), "a draft")
            try await scene.lead(poll, scene.address.pollOpening(poll))
            let items = try await scene.items(poll)
            let voter = scene.session.participants[0].browser
            try await voter.get(scene.address.poll(poll))
            try await voter.post(scene.address.pollBallot(poll), ["dots.\(items[1])": "5"])
            let open = try await wall()
            #expect(open.contains("What matters") && open.contains("1 of 7"))
            #expect(open.contains("data-again"), "it looks again by itself")
            try await scene.close(poll)
            #expect(try await !wall().contains("What matters"), "nobody knows yet")
            try await scene.reveal(poll)
            try await scene.facilitator.post(scene.address.opening(scene.session.steps[2]))
            let revealed = try await wall()
            #expect(revealed.contains("1 ballot with 5 dots in all") && !revealed.contains("data-again"))
        }
    }

    @Test func moreDotsThanThereAreComeBackAsTheyWereChosen() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.dots, allowance: 3)
            let items = try await scene.items(poll)
            let voter = scene.session.participants[0].browser
            try await voter.get(scene.address.poll(poll))
            let much = try await voter.post(
                scene.address.pollBallot(poll), ["dots.\(items[0])": "3", "dots.\(items[1])": "1"])
            #expect(much.status == 422 && much.text.contains("at most 3 in all"))
            #expect(much.text.contains("<option value=\"3\" selected>"))
            for forged in ["-1", "4", "0", "many"] {
                let answer = try await voter.post(
                    scene.address.pollBallot(poll), ["dots.\(items[0])": forged])
                #expect(answer.status == 422, "\(forged)")
            }
            let borrowed = try await voter.post(
                scene.address.pollBallot(poll), ["dots.\(items[0])": "3", "dots.\(items[1])": "-1"])
            #expect(borrowed.status == 422, "dots taken from another")
            #expect(try await scene.number("SELECT count(*) FROM poll_dots") == 0)
            #expect(try await scene.number("SELECT count(*) FROM poll_voter") == 0)
        }
    }

    @Test func ofManyBallotsAtOnceOneCounts() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.dots)
            let items = try await scene.items(poll)
            let voter = scene.session.guest.browser
            try await voter.get(scene.address.poll(poll))
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for turn in 0..<12 {
                    group.addTask {
                        try await voter.post(
                            scene.address.pollBallot(poll), ["dots.\(items[turn % 4])": "5"]
                        ).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.filter { $0 == 303 }.count == 1)
            #expect(answers.filter { $0 == 409 }.count == 11)
            #expect(try await scene.number("SELECT sum(dots) FROM poll_dots") == 5)
            #expect(try await scene.number("SELECT count(*) FROM poll_voter") == 1)
        }
    }

    @Test func whatIsCastWhileThePollClosesIsCountedOrRefused() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.dots, allowance: 1)
            let items = try await scene.items(poll)
            let voters = try await scene.guests(10)
            for voter in voters { try await voter.get(scene.address.poll(poll)) }
            try await scene.facilitator.get(scene.address.pollSetup(poll))
            let accepted = try await withThrowingTaskGroup(of: Bool.self) { group in
                for (turn, voter) in voters.enumerated() {
                    group.addTask {
                        let answer = try await voter.post(
                            scene.address.pollBallot(poll), ["dots.\(items[0])": "1"])
                        return answer.status == 303
                    }
                    guard turn == 5 else { continue }
                    group.addTask {
                        try await scene.facilitator.post(scene.address.pollClosing(poll))
                        return false
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            try await scene.reveal(poll)
            let summaries = try await scene.summaries()
            guard case .dots(let result) = try #require(summaries.first).result else {
                Issue.record("no dots")
                return
            }
            #expect(result.voters == accepted && result.dots == accepted)
            #expect(try await scene.number("SELECT count(*) FROM poll_voter") == accepted)
            let late = try await voters[0].post(scene.address.pollBallot(poll), ["dots.\(items[0])": "1"])
            #expect(late.status == 403)
        }
    }

    @Test func closingAndRevealingAtOnceHappenOnce() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.dots)
            try await scene.facilitator.get(scene.address.pollSetup(poll))
            for path in [scene.address.pollClosing(poll), scene.address.pollReveal(poll)] {
                let done = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for _ in 0..<6 {
                        group.addTask { try await scene.facilitator.post(path).status == 303 }
                    }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(done == 1)
            }
            #expect(try await scene.number("SELECT count(*) FROM poll_result") == 1)
            #expect(try await scene.number("SELECT count(*) FROM session_event WHERE kind = 'poll'") == 3)
        }
    }

    @Test func anOpenPollCannotBeChanged() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.draft(.dots)
            let items = try await scene.items(poll)
            try await scene.facilitator.get(scene.address.pollSetup(poll))
            let change: KeyValuePairs = [
                "method": "dots", "version": "1", "question.en": "Changed", "allowance": "4",
                "remove": items[0],
            ]
            let saved = try await scene.facilitator.post(scene.address.pollSetup(poll), change)
            #expect(saved.status == 303)
            #expect(try await scene.items(poll).count == 3)
            let stale = try await scene.facilitator.post(scene.address.pollSetup(poll), change)
            #expect(stale.status == 409 && stale.text.contains("in the meantime"))
            try await scene.lead(poll, scene.address.pollOpening(poll))
            for path in [scene.address.pollSetup(poll), scene.address.pollRemoval(poll)] {
                #expect(try await scene.facilitator.post(path, change).status == 403)
            }
            #expect(try await scene.items(poll).count == 3)
        }
    }
}

extension PollScene {
    func summaries() async throws -> [PollSummary] {
        let session = session.session.id
        return try await database.read { try PollSummary.ofSession(session, $0) }
    }
}
