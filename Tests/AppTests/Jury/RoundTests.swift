import Platform
import Testing

@testable import App

struct RoundTests {
    @Test func theOverviewCountsByTheRulesThatTheRoundKeeps() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { $0.jury.reviewsPerApplication = 3 }
            try await jury.application("A well", by: "Somebody")
            try await jury.round()
            try await jury.apply { $0.jury.reviewsPerApplication = 5 }
            let page = try await jury.staffBrowser().get(jury.path).text
            #expect(page.contains("0 of 3") && !page.contains("0 of 5"))
        }
    }

    @Test func oneRoundIsOpenHoweverOftenTheButtonIsPressed() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let staff = try await jury.staffBrowser()
            #expect(try await staff.post(jury.path + "/round", ["name": ""]).status == 422)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<5 {
                    group.addTask {
                        try await staff.post(jury.path + "/round", ["name": "Round \(number)"]).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 303 } == 1)
            #expect(statuses.count { $0 == 409 } == 4)
            #expect(try await jury.count("SELECT count(*) FROM round") == 1)
        }
    }

    @Test func closingShowsItsEffectFirst() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let staff = try await jury.staffBrowser()
            #expect(try await staff.get(jury.path + "/round/close").status == 403, "nothing is open")
            let round = try await jury.round()
            let juror = try await jury.juror("j@example.org")
            for number in 1...3 {
                let application = try await jury.application("Project \(number)", by: "A\(number)")
                let id = try await jury.assign(juror, application, in: round)
                if number == 1 {
                    try await jury.declare(juror)
                    let browser = try await jury.browser(of: juror)
                    try await browser.send(jury.queue + "/reviews/\(id)", jury.review(5))
                }
            }
            let preview = try await staff.get(jury.path + "/round/close")
            #expect(preview.text.contains("2 reviews are missing"))
            #expect(try await jury.count("SELECT count(*) FROM round WHERE closed_at IS NULL") == 1)
            for _ in 0..<2 {
                #expect(try await staff.confirm(jury.path + "/round/close", preview).status == 303)
            }
            #expect(try await jury.count("SELECT count(*) FROM audit_entry WHERE what = 'round closed'") == 1)
            #expect(try await staff.get(jury.path).text.contains("was closed"))
            #expect(try await staff.get(jury.path + "/assign").status == 403)
        }
    }

    @Test func coverageCountsWhatStands() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let staff = try await jury.staffBrowser()
            #expect(try await staff.get(jury.path + "/coverage").text.contains("No round yet"))
            let round = try await jury.round()
            let covered = try await jury.application("Covered", by: "C")
            try await jury.application("Bare", by: "B")
            for number in 1...3 {
                let juror = try await jury.juror("j\(number)@example.org")
                let id = try await jury.assign(juror, covered, in: round)
                try await jury.declare(juror)
                let browser = try await jury.browser(of: juror)
                if number < 3 { try await browser.send(jury.queue + "/reviews/\(id)", jury.review(number)) }
            }
            let all = try await staff.get(jury.path + "/coverage").text
            #expect(all.contains("Covered") && all.contains("Bare"))
            let bare = try await staff.get(jury.path + "/coverage?lack=jurors").text
            #expect(!bare.contains("Covered") && bare.contains("Bare"))
            let waiting = try await staff.get(jury.path + "/coverage?lack=reviews").text
            #expect(waiting.contains("Covered") && !waiting.contains("Bare"))
            let coverage = try await test.laurel.database.read {
                try Coverage.page(.init(), in: round, demand: 3, $0)
            }
            #expect(coverage.map(\.sent) == [3, 0])
            #expect(coverage.map(\.submitted) == [2, 0])
        }
    }

    @Test func coverageGoesOnBehindItsLastRow() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let round = try await jury.round()
            for number in 10..<25 { try await jury.application("Project \(number)", by: "A\(number)") }
            var (titles, after): ([String], String?) = ([], nil)
            for _ in 0..<3 {
                let cursor = after
                let page = try await test.laurel.database.read {
                    try Coverage.page(.init(after: cursor, limit: 6), in: round, demand: 3, $0)
                }
                titles += page.prefix(6).map(\.application.title)
                after = page.prefix(6).last?.application.publicID
            }
            #expect(titles == (10..<25).map { "Project \($0)" })
        }
    }

    @Test func remindersGoOnceADayToThoseWhoOweReviews() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let round = try await jury.round()
            let application = try await jury.application("A project", by: "Somebody")
            let slow = try await jury.juror("slow@example.org")
            let quick = try await jury.juror("quick@example.org")
            try await jury.assign(slow, application, in: round)
            let id = try await jury.assign(quick, application, in: round)
            try await jury.declare(quick)
            let browser = try await jury.browser(of: quick)
            try await browser.send(jury.queue + "/reviews/\(id)", jury.review(5))
            let staff = try await jury.staffBrowser()
            let preview = try await staff.get(jury.path + "/reminders")
            #expect(preview.text.contains("slow@") && !preview.text.contains("quick@"))
            #expect(try await test.mail(to: "slow@example.org").isEmpty)
            for _ in 0..<2 { try await staff.confirm(jury.path + "/reminders", preview) }
            #expect(try await test.mail(to: "slow@example.org").count == 1)
            #expect(try await staff.get(jury.path + "/reminders").text.contains("within the last day"))
            test.clock.advance(ReviewReminders.pause)
            try await staff.confirm(jury.path + "/reminders", try await staff.get(jury.path + "/reminders"))
            #expect(try await test.mail(to: "slow@example.org").count == 2)
            #expect(
                try await test.mail(to: "quick@example.org").count { $0.subject.contains("missing") } == 0)
        }
    }

    @Test func resultsReadTheMarksOfARound() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let round = try await jury.round()
            let application = try await jury.application("A project", by: "Somebody")
            for (number, mark) in [2, 9].enumerated() {
                let juror = try await jury.juror("j\(number)@example.org")
                let id = try await jury.assign(juror, application, in: round)
                try await jury.declare(juror)
                let browser = try await jury.browser(of: juror)
                try await browser.send(
                    jury.queue + "/reviews/\(id)", jury.review(mark, comment: "Comment \(mark)"))
            }
            let marks = try await jury.marks(of: round)
            #expect(marks.map(\.marks) == [2, 9].map { Array(repeating: $0, count: jury.criteria.count) })
            let (season, cache) = (jury.season, test.laurel.rules)
            let released = { @Sendable (tx: Transaction) in
                try ReleasedFeedback.of(application.id, before: .finalists, in: season, cache, tx).comments
            }
            let (reviews, early) = try await test.laurel.database.read {
                (try SubmittedReview.of(application.id, in: round, $0), try released($0))
            }
            #expect(reviews.map(\.jurorName) == ["Juror j0@example.org", "Juror j1@example.org"])
            #expect(early == [], "nothing is released while the round is open")
            try await jury.close(round)
            let counting = test.act
            try await test.laurel.database.write { try Results.compute(round.id, by: counting, cache, $0) }
            let comments = try await test.laurel.database.read { try released($0) }
            #expect(comments.sorted() == ["Comment 2", "Comment 9"])
        }
    }
}
