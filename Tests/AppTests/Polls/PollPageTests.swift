import Platform
import Testing

@testable import App

struct PollPageTests {
    @Test(arguments: [3, 30])
    func pagesAskAFixedNumberOfTimes(_ ideas: Int) async throws {
        try await PollScene.run(ideas: ideas) { scene in
            let polls = [
                try await scene.opened(.dots), try await scene.opened(.pairwise),
                try await scene.opened(.statements),
            ]
            try await scene.compare(polls[1], [(0, 1), (1, 2), (0, 2)], voters: ideas)
            try await scene.opine(polls[2], people: ideas) { $0 % 2 == $1 % 2 ? 1 : -1 }
            let voter = scene.session.participants[0].browser
            var costs: [Int] = []
            for page in [scene.address.polls] + polls.map({ scene.address.poll($0) }) {
                costs.append(try await scene.database.fewestStatements { try await voter.get(page) })
            }
            for page in [scene.address.newPoll, scene.address.pollSetup(polls[0])] {
                costs.append(
                    try await scene.database.fewestStatements { try await scene.facilitator.get(page) })
            }
            #expect(costs == [5, 9, 11, 10, 6, 7])
            for poll in polls {
                try await scene.close(poll)
                try await scene.reveal(poll)
                let cost = try await scene.database.fewestStatements {
                    try await voter.get(scene.address.poll(poll))
                }
                #expect(cost == 10)
            }
        }
    }

    @Test(arguments: ["ru", "ar"])
    func everyPageIsInTheReadersLanguage(_ language: String) async throws {
        try await PollScene.run { scene in
            var polls: [String] = []
            for method in Poll.Method.allCases { polls.append(try await scene.opened(method)) }
            let voter = scene.session.participants[0].browser
            let pages = polls.map { scene.address.poll($0) } + [scene.address.polls]
            for page in pages {
                let text = try await voter.get(page + "?lang=\(language)").text
                #expect(text.contains("<html lang=\"\(language)\"") && !text.contains("⟦"), "\(page)")
            }
            for page in polls.map({ scene.address.pollSetup($0) }) + [scene.address.newPoll] {
                let text = try await scene.facilitator.get(page + "?lang=\(language)").text
                #expect(!text.contains("⟦"), "\(page)")
            }
        }
    }

    @Test func whatIsMissingIsSaidAndWhatWasTypedStays() async throws {
        try await PollScene.run { scene in
            try await scene.facilitator.get(scene.address.newPoll)
            let answer = try await scene.facilitator.post(
                scene.address.polls,
                [
                    "method": "dots", "electorate": "cards", "allowance": "99", "question.ru": "Что важно?",
                    "item": "idea.idea-1",
                ])
            #expect(answer.status == 422)
            for text in [
                "from 1 to 20", "from 2 to 100", "value=\"Что важно?\"", "value=\"99\"",
                "value=\"idea.idea-1\" checked", "value=\"cards\" checked",
            ] {
                #expect(answer.text.contains(text), "\(text)")
            }
        }
    }

    @Test func withoutASeatOneIsToldHowToTakeOne() async throws {
        try await PollScene.run { scene in
            let poll = try await scene.opened(.statements)
            let page = try await scene.test.browser().get(scene.address.poll(poll)).text
            #expect(page.contains("Take a seat") && !page.contains("Title 1"))
        }
    }
}
