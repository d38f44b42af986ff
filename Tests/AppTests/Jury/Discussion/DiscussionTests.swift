import Platform
import Testing

@testable import App

/// The jurors of an application talk about it, led by a chair.
struct DiscussionTests {
    @Test func aChairOpensItAndTheJurorsReadEachOther() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            let list = try await desk.chair.get(desk.list).text
            #expect(list.contains("70.0") && list.contains("Not discussed"), "nine and two of ten")
            #expect(try await desk.chair.get(desk.jury.queue).text.contains("You are a chair"))
            let silent = try await desk.open(because: " ")
            #expect(silent.status == 422 && silent.text.contains("Say why the application"))
            #expect(try await desk.open().status == 303)
            let mail = try await test.mail(to: "first@example.org")
            #expect(mail.contains { $0.subject.contains("discussion") && !$0.body.contains("Wells") })
            #expect(
                try await test.mail(to: "third@example.org").allSatisfy { !$0.subject.contains("discuss") })
            let page = try await desk.browsers[0].get(desk.discussion(0)).text
            #expect(page.contains("Your scores lie far apart.") && page.contains("It dries out."))
            #expect(page.contains("(you)") && page.contains("Reviewer 1") && page.contains("Reviewer 2"))
            #expect(!page.contains("second@example.org"), "without names")
            #expect(try await desk.say("Where is the aquifer?", as: 1).status == 303)
            #expect(try await desk.browsers[0].get(desk.discussion(0)).text.contains("Where is the aquifer?"))
            #expect(try await desk.chair.get(desk.chaired).text.contains("Where is the aquifer?"))
        }
    }

    @Test func whoHasNotSubmittedIsToldOfItAndReadsNothing() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            let before = try await desk.browsers[2].get(desk.review(2)).text
            #expect(!before.contains("in discussion"))
            try await desk.open()
            try await desk.say("Where is the aquifer?", as: 1)
            let page = try await desk.browsers[2].get(desk.review(2)).text
            #expect(page.contains("are in discussion") && !page.contains("far apart"))
            #expect(try await desk.browsers[2].get(desk.jury.queue).text.contains("In discussion"))
            let refused = try await desk.browsers[2].get(desk.discussion(2))
            #expect(refused.status == 403 && refused.text.contains("submit your own review first"))
            #expect(try await desk.say("Me too", as: 2).status == 403)
            try await desk.submit(2, mark: 5)
            #expect(try await desk.browsers[2].get(desk.discussion(2)).text.contains("aquifer"))
            #expect(try await desk.say("Me too", as: 2).status == 303)
        }
    }

    @Test func scoresChangeAsEverAndEachChangeIsKept() async throws {
        try await TestLaurel.run { test in
            let early = try await DiscussionDesk.make(test)
            try await early.open()
            // The jury's stage is over, and its discussion is not.
            let desk = try await early.after(days: 40)
            try await desk.submit(1, mark: 8, version: 1, comment: "I had overlooked the survey.")
            let page = try await desk.browsers[0].get(desk.discussion(0)).text
            #expect(page.contains("Changed since the discussion began"))
            #expect(page.contains("I had overlooked the survey."))
            #expect(try await desk.jury.count("SELECT count(*) FROM review_version") == 3)
            let late = try await desk.browsers[2].send(desk.review(2), desk.jury.review(5))
            #expect(late.status == 403, "it is no second deadline for who did not submit")
            try await desk.conclude()
            let after = try await desk.browsers[1].send(desk.review(1), desk.jury.review(1, version: 2))
            #expect(after.status == 403 && after.text.contains("value=\"1\" checked"))
        }
    }

    @Test func concludingEndsItAndAnotherMayFollow() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            try await desk.open()
            #expect(try await desk.conclude(" ").status == 422)
            #expect(try await desk.conclude().status == 303)
            let late = try await desk.say("One more thing", as: 0)
            #expect(late.status == 403 && late.text.contains("One more thing"), "what was typed is kept")
            let twice = try await desk.conclude("Or on two.")
            #expect(twice.status == 403 && twice.text.contains("Or on two."))
            #expect(try await desk.browsers[0].get(desk.discussion(0)).text.contains("We agree on eight."))
            #expect(try await desk.browsers[0].get(desk.review(0)).text.contains("was discussed"))
            #expect(try await desk.open(because: "A new fact").status == 303)
            let page = try await desk.browsers[0].get(desk.discussion(0)).text
            #expect(page.contains("A new fact") && page.contains("We agree on eight."))
        }
    }

    @Test func itFreezesWhenTheRoundCloses() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            let (closing, warning) = (desk.jury.path + "/round/close", "Discussions nobody has concluded")
            #expect(try await !desk.staff.get(closing).text.contains(warning))
            try await desk.open()
            #expect(try await desk.staff.get(closing).text.contains(warning))
            try await desk.say("Where is the aquifer?", as: 1)
            try await desk.jury.close(desk.round)
            let late = try await desk.say("Below", as: 0)
            #expect(late.status == 403 && late.text.contains("Below"))
            #expect(try await desk.conclude("We agree").status == 403)
            let page = try await desk.browsers[0].get(desk.discussion(0)).text
            #expect(page.contains("Ended with the round") && page.contains("aquifer"))
            #expect(!page.contains("name=\"text\""))
        }
    }

    @Test func theSameRemarkTwiceIsOne() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            try await desk.open()
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 { group.addTask { try await desk.say("Once", as: 0).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0 == 303 })
            #expect(try await desk.jury.count("SELECT count(*) FROM discussion_remark") == 1)
            #expect(try await desk.say("No key", as: 0, key: "").status == 422)
            let long = try await desk.say(String(repeating: "a", count: 2_001), as: 0, key: "another-key")
            #expect(long.status == 422 && long.text.contains("aaaa"))
            for number in 0..<5 {
                #expect(
                    try await desk.say("Word \(number)", as: 0, key: "key-number-\(number)").status == 303)
            }
            let hasty = try await desk.say("And another", as: 0, key: "key-number-6")
            #expect(hasty.status == 429 && hasty.text.contains("And another"))
            await #expect(throws: (any Error).self, "nothing that was said is taken back") {
                try await test.laurel.database.write { try $0.run("DELETE FROM discussion_remark") }
            }
        }
    }

    // MARK: Rules

    @Test func namesAreShownWhereTheRulesSaySo() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test) { $0.jury.scoring.discussion = .named }
            try await desk.open()
            let page = try await desk.browsers[0].get(desk.discussion(0)).text
            #expect(page.contains("Juror second@example.org"))
        }
    }

    @Test func withoutTheRuleThereIsNoDiscussion() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test) { $0.jury.scoring.discussion = .none }
            #expect(try await desk.chair.get(desk.list).text.contains("No discussions in this round"))
            let refused = try await desk.open()
            #expect(refused.status == 403)
            #expect(try await desk.jury.count("SELECT count(*) FROM discussion") == 0)
            #expect(
                try await desk.staff.get(desk.jury.path + "/discussions").text.contains("know no discuss"))
        }
    }

    @Test func oneReviewIsNothingToDiscuss() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            let lonely = try await desk.jury.application("Books", by: "Bolat")
            try await desk.jury.declare(desk.jurors[3])
            try await desk.jury.assign(desk.jurors[0], lonely, in: desk.round)
            #expect(try await desk.chair.get(desk.list).text.contains("Fewer than two reviews"))
            let path = desk.list + "/" + lonely.publicID
            try await desk.chair.get(path)
            let refused = try await desk.chair.post(path, ["reason": "Let us talk"])
            #expect(refused.status == 409)
        }
    }
}
