import Platform
import Testing

@testable import App

/// What happens to reviews when much happens at once: none vanishes, and nobody sees anything half done.
@Suite(.timeLimit(.minutes(5)))
struct JuryRaceTests {
    /// An open round in which each of some jurors has both of two applications in hand.
    private struct Desk: Sendable {
        let jury: JuryFixture
        let round: Round
        let applications: [JuryFixture.Applied]
        let staff: Browser
        /// By juror; in the order of the applications.
        let assignments: [[String]]
        let jurors: [Browser]

        static func run(
            jurors count: Int = 4, _ body: @escaping @Sendable (Desk) async throws -> Void
        ) async throws {
            try await TestLaurel.run { test in
                let jury = try await JuryFixture.make(test)
                let round = try await jury.round()
                let applications = [
                    try await jury.application("Wells", by: "Amina"),
                    try await jury.application("Books", by: "Bolat"),
                ]
                var (assignments, browsers): ([[String]], [Browser]) = ([], [])
                for number in 0..<count {
                    let juror = try await jury.juror("juror\(number)@example.org")
                    try await jury.declare(juror)
                    browsers.append(try await jury.browser(of: juror))
                    var ids: [String] = []
                    for application in applications {
                        ids.append(try await jury.assign(juror, application, in: round))
                    }
                    assignments.append(ids)
                }
                try await body(
                    Desk(
                        jury: jury, round: round, applications: applications,
                        staff: try await jury.staffBrowser(), assignments: assignments, jurors: browsers))
            }
        }

        var reviews: [(browser: Browser, path: String)] {
            zip(jurors, assignments).flatMap { browser, ids in
                ids.map { (browser, jury.queue + "/reviews/" + $0) }
            }
        }

        var submissions: [Race.Deed] {
            reviews.map { review in
                { try await review.browser.send(review.path, jury.review(7)).status }
            }
        }

        func closing() async throws -> Race.Deed {
            let preview = try await staff.get(jury.path + "/round/close")
            return { try await staff.confirm(jury.path + "/round/close", preview).status }
        }

        /// What somebody reads of a page.
        func page(_ path: String) -> @Sendable () async throws -> String {
            { try await staff.get(path).text }
        }

        var results: String { "/seasons/\(jury.season.key)/staff/results" }

        func counted() async throws -> Int {
            try await jury.count("SELECT coalesce(sum(reviews), 0) FROM result WHERE round_id = \(round.id)")
        }

        /// Reviews of which every mark is there.
        func kept() async throws -> Int {
            try await jury.count(
                """
                SELECT count(*) FROM review WHERE submitted_at IS NOT NULL AND
                    (SELECT count(*) FROM mark WHERE review_id = review.id) = \(jury.criteria.count)
                """)
        }
    }

    /// Whoever is told that their review is in finds it counted; who is not, is told that the round is over.
    @Test func closingCountsEveryReviewThatWasTaken() async throws {
        try await Desk.run { desk in
            let closing = try await desk.closing()
            let race = try await Race.run(
                desk.submissions + [closing] + desk.submissions, watchedBy: [desk.page(desk.results)])
            #expect(race.statuses[desk.submissions.count] == 303)
            let answers = race.statuses.enumerated().filter { $0.offset != desk.submissions.count }.map(
                \.element)
            #expect(Set(answers).isSubset(of: [303, 403]))
            let kept = try await desk.kept()
            // Each was sent twice; saying the same again is answered as the first time was.
            let taken = zip(answers.prefix(desk.reviews.count), answers.suffix(desk.reviews.count))
                .count { $0 == 303 || $1 == 303 }
            #expect(taken == kept)
            #expect(try await desk.counted() == kept)
            #expect(race.between(0) == [], "a round was seen that is closed and not counted")
            #expect(race.sights[0].last?.contains("Wells") == true)
        }
    }

    /// Seen in one read of the database, as every page reads: closed is counted.
    @Test func noRoundIsClosedWithoutItsResults() async throws {
        try await Desk.run { desk in
            let closing = try await desk.closing()
            let round = desk.round.id
            let race = try await Race.run(
                desk.submissions + [closing, closing],
                watchedBy: [
                    {
                        try await desk.jury.test.laurel.database.read { tx in
                            let closed = try tx.row("SELECT id FROM round WHERE closed_at IS NOT NULL") != nil
                            let counted = try tx.row(
                                "SELECT reviews FROM round_result WHERE round_id = \(round)")
                            let reviews: Int? = try tx.row(
                                "SELECT count(*) FROM review WHERE submitted_at IS NOT NULL")?.only()
                            let isRight = try counted.map { try $0.only() == reviews } ?? true
                            return "\(closed == (counted != nil) && isRight)"
                        }
                    }
                ])
            #expect(Set(race.sights[0]) == ["true"])
            #expect(
                try await desk.jury.count("SELECT count(*) FROM audit_entry WHERE what = 'round closed'") == 1
            )
        }
    }

    /// A juror steps back in one window and submits in another: the review is kept, and counts nowhere.
    @Test func steppingBackWhileSubmittingKeepsTheReviewAndDoesNotCountIt() async throws {
        try await Desk.run { desk in
            let recusals: [Race.Deed] = desk.reviews.map { review in
                { try await review.browser.send(review.path + "/recuse", [("cause", "time")]).status }
            }
            let race = try await Race.run(desk.submissions + recusals)
            let count = desk.reviews.count
            #expect(race.statuses.suffix(count).allSatisfy { $0 == 303 })
            #expect(Set(race.statuses.prefix(count)).isSubset(of: [303, 404]))
            #expect(try await desk.kept() == race.statuses.prefix(count).count { $0 == 303 })
            #expect(try await desk.jury.count("SELECT count(*) FROM recusal") == count)
            _ = try await desk.closing()()
            #expect(try await desk.counted() == 0)
        }
    }

    /// Staff take assignments away while they are reviewed: what was submitted is kept, and counts no more.
    @Test func takingAnAssignmentAwayDropsNoReview() async throws {
        try await Desk.run { desk in
            let removals: [Race.Deed] = desk.assignments.map { ids in
                let path =
                    "\(desk.jury.path)/coverage/\(desk.applications[0].publicID)/assignments/\(ids[0])/remove"
                return { try await desk.staff.send(path, [("reason", "Has too much.")]).status }
            }
            let race = try await Race.run(desk.submissions + removals)
            let submitted = race.statuses.prefix(desk.reviews.count)
            #expect(race.statuses.suffix(removals.count).allSatisfy { $0 == 303 })
            #expect(Set(submitted).isSubset(of: [303, 404]))
            #expect(try await desk.kept() == submitted.count { $0 == 303 })
            _ = try await desk.closing()()
            #expect(try await desk.counted() == desk.jurors.count, "those of the other application")
        }
    }

    /// A conflict is stated while the round closes: its review is counted, or the conflict is there.
    @Test func aLateConflictIsInTheCountOrAfterIt() async throws {
        try await Desk.run { desk in
            let before = try await Race.run(desk.submissions)
            #expect(before.statuses.allSatisfy { $0 == 303 })
            let juror: String = try await desk.jury.test.laurel.database.read { tx in
                try #require(try tx.row("SELECT public_id FROM juror ORDER BY id LIMIT 1")).only()
            }
            let path = "\(desk.jury.path)/coverage/\(desk.applications[0].publicID)/conflicts"
            let stating: Race.Deed = {
                try await desk.staff.send(path, [("juror", juror), ("note", "A cousin.")]).status
            }
            let race = try await Race.run(
                [stating, try await desk.closing()], watchedBy: [desk.page(desk.results)])
            #expect(race.statuses[1] == 303)
            let (all, counted, between) = (
                desk.reviews.count, try await desk.counted(), Set(race.between(0))
            )
            #expect([all, all - 1].contains(counted))
            // Counted first and outdated afterwards, it is seen once as it was counted; else never between.
            #expect(between.count <= (counted == all ? 1 : 0))
            #expect(between.allSatisfy { !$0.contains("These figures are out of date") })
            #expect(try await desk.kept() == all, "no score is dropped")
        }
    }

    /// However often a round is counted at once, nobody sees it without its results.
    @Test func countingAgainIsNeverSeenHalfDone() async throws {
        try await Desk.run { desk in
            _ = try await Race.run(desk.submissions)
            _ = try await desk.closing()()
            let path = "\(desk.results)/rounds/\(desk.round.publicID)/count"
            let recount: Race.Deed = { try await desk.staff.post(path).status }
            let one = "\(desk.results)/applications/\(desk.applications[0].publicID)"
            let race = try await Race.run(
                Array(repeating: recount, count: 8), watchedBy: [desk.page(desk.results), desk.page(one)])
            #expect(race.statuses == Array(repeating: 303, count: 8))
            for watcher in 0..<2 { #expect(Set(race.sights[watcher]).count == 1) }
            #expect(try await desk.counted() == desk.reviews.count)
        }
    }

    /// Staff enter a sheet while jurors send the same reviews and the round closes: each review is there as a
    /// whole, from the one or the other, and nothing of a sheet that was refused.
    @Test func aSheetIsEnteredAsAWholeOrNotAtAll() async throws {
        for isClosing in [false, true] {
            try await Desk.run { desk in
                let rows = desk.applications.indices.flatMap { application in
                    (0..<desk.jurors.count).map { juror in
                        "\(desk.applications[application].publicID),juror\(juror)@example.org,0,"
                            + desk.jury.criteria.map { _ in "3" }.joined(separator: ",")
                    }
                }
                let head =
                    "application,juror,version,"
                    + desk.jury.criteria.map { "mark." + $0 }
                    .joined(separator: ",")
                let table = Base64URL.encode(Array(([head] + rows).joined(separator: "\n").utf8))
                let path = desk.jury.path + "/scores"
                let seen = try await desk.staff.send(
                    path + "/dry-run", [("table", table), ("name", "p.csv")])
                let plan = try #require(seen.text.firstMatch(of: /name="plan" value="([^"]*)"/)).1
                let fields = [("table", table), ("name", "p.csv"), ("plan", String(plan))]
                let entering: Race.Deed = { try await desk.staff.send(path, fields).status }
                let other = isClosing ? [try await desk.closing()] : Array(desk.submissions.prefix(2))
                let race = try await Race.run([entering] + other + [entering])
                let statuses = [race.statuses[0], race.statuses[race.statuses.count - 1]]
                #expect(Set(statuses).isSubset(of: [303, 403, 409]))
                let imported = try await desk.jury.count(
                    "SELECT count(*) FROM review_version WHERE import_id IS NOT NULL")
                #expect(imported == (statuses.contains(303) ? rows.count : 0), "all of it, or nothing")
                #expect(
                    try await desk.jury.count("SELECT count(*) FROM score_import") == (imported > 0 ? 1 : 0))
                let own = race.statuses.dropFirst().dropLast().count { $0 == 303 }
                #expect(try await desk.kept() == (imported > 0 ? rows.count : isClosing ? 0 : own))
                if isClosing { #expect(try await desk.counted() == imported) }
            }
        }
    }
}
