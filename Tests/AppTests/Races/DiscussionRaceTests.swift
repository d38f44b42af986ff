import Platform
import Testing

@testable import App

/// What happens to a discussion when much happens at once.
@Suite(.timeLimit(.minutes(5)))
struct DiscussionRaceTests {
    /// Whoever is told that their remark is sent finds it; nothing is said once the round has closed.
    @Test func aRemarkIsMadeBeforeTheRoundClosesOrNotAtAll() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            try await desk.open()
            let remarks: [Race.Deed] = (0..<10).map { number in
                { try await desk.say("Word", as: number % 2, key: "key-number-\(number)").status }
            }
            let path = desk.jury.path + "/round/close"
            let preview = try await desk.staff.get(path)
            let closing: Race.Deed = { try await desk.staff.confirm(path, preview).status }
            let race = try await Race.run(remarks.prefix(5) + [closing] + remarks.suffix(5))
            #expect(race.statuses[5] == 303)
            let answers = race.statuses.enumerated().filter { $0.offset != 5 }.map(\.element)
            #expect(Set(answers).isSubset(of: [303, 403]))
            let kept = try await desk.jury.count("SELECT count(*) FROM discussion_remark")
            #expect(kept == answers.count { $0 == 303 })
            let late = try await desk.jury.count(
                """
                SELECT count(*) FROM audit_entry WHERE what = 'remark made'
                    AND id > (SELECT id FROM audit_entry WHERE what = 'round closed')
                """)
            #expect(late == 0)
        }
    }

    @Test func twoChairsOpenOneDiscussion() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            try await desk.appoint(desk.jurors[0])
            let chairs = [desk.chair, desk.browsers[0]]
            for chair in chairs { try await chair.get(desk.chaired) }
            let race = try await Race.run(
                chairs.map { chair in { try await chair.post(desk.chaired, ["reason": "Far apart"]).status } }
            )
            #expect(race.statuses.sorted() == [303, 409])
            #expect(try await desk.jury.count("SELECT count(*) FROM discussion") == 1)
        }
    }
}
