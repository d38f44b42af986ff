import Foundation
import Platform
import Testing

@testable import App

/// The demonstration as it lies in the database: a room at work, and one whose ideas were all answered.
struct DemonstrationSessionsTests {
    private static let folder = DemonstrationCorpus.directory.deletingLastPathComponent().path

    private func count(_ rows: SQL, _ test: TestLaurel) async throws -> Int {
        try await test.laurel.database.read { tx in
            try tx.row("SELECT count(*) FROM \(rows)")?.only() ?? 0
        }
    }

    /// Loaded once, for that takes longest.
    @Test func bothSessionsAreThere() async throws {
        try await TestLaurel.run({ $0.isDemonstration = true }) { test in
            try await test.laurel.loadDemonstration(from: Self.folder)
            try await checkLiveSession(test)
            try await checkAnswers(test)
            try await checkPolls(test)
            try await checkDraft(test)
            try await checkPages(test)
            try await checkProtocol(test)
        }
    }

    private func checkLiveSession(_ test: TestLaurel) async throws {
        try await test.laurel.database.read { tx in
            let season = try #require(try Season.find(key: "third", test.laurel.rules, tx))
            let session = try #require(try DesignSession.ofSeason(season.id, tx).first)
            #expect(session.isOpen)
            #expect(test.clock.now - session.startsAt == .seconds(2_400))
            let open = try AgendaStep.of(session.id, tx).filter(\.isOpen)
            #expect(open.map(\.kind) == [.discuss])
            #expect(open.first?.dueAt ?? test.clock.now > test.clock.now)
            #expect(try SessionGroup.of(session.id, tx).count == 4)
            let ideas = try tx.rows("SELECT language, proposed_at FROM idea WHERE session_id = \(session.id)")
            #expect(try Set(ideas.map { try $0["language"] as String }).count >= 6)
            for idea in ideas {
                let proposed: Instant = try idea["proposed_at"]
                #expect(session.startsAt < proposed && proposed < test.clock.now)
            }
            let seats: Int? = try tx.row("SELECT count(*) FROM seat WHERE session_id = \(session.id)")?.only()
            #expect((60...90).contains(seats ?? 0))
        }
    }

    private func checkAnswers(_ test: TestLaurel) async throws {
        try await test.laurel.database.read { tx in
            let rows = try tx.rows(
                """
                SELECT \(IdeaStanding.forEverybody) AS standing FROM idea
                JOIN design_session ON design_session.id = idea.session_id \(IdeaStanding.joins)
                JOIN season ON season.id = design_session.season_id WHERE season.key = 'first'
                """)
            let standings: [IdeaStanding] = try rows.map { try $0["standing"] }
            #expect((24...30).contains(standings.count))
            #expect(standings.allSatisfy { $0.outcome != nil || $0 == .withdrawn })
            #expect(standings.count { $0 == .withdrawn } == 1)
            let season = try #require(try Season.find(key: "first", test.laurel.rules, tx))
            let today = test.clock.now.day(in: season.rules.timeZone)
            let actions = try PromisedAction.all(of: season.id, seesUnpublished: false, on: today, tx)
            #expect(Set(actions.map(\.commitment.state)) == Set(Commitment.State.allCases))
            #expect(try PromisedAction.overdue(of: season.id, on: today, tx).count == 1)
        }
        #expect(try await count("answer_reopening", test) == 1)
        #expect(
            try await count(
                """
                answer_adoption WHERE outcome LIKE 'accepted%' AND NOT EXISTS
                    (SELECT 1 FROM commitment WHERE commitment.answer_id = answer_adoption.answer_id)
                """, test) == 0)
    }

    private func checkPolls(_ test: TestLaurel) async throws {
        try await test.laurel.database.read { tx in
            let id: ID<DesignSession>? = try tx.row("SELECT session_id FROM poll LIMIT 1")?.only()
            let polls = try PollSummary.ofSession(try #require(id), tx)
            #expect(Set(polls.map(\.method)) == Set(Poll.Method.allCases))
            let groups = polls.compactMap { summary -> Int? in
                guard case .statements(let result) = summary.result else { return nil }
                return result.groups.count
            }
            #expect(groups == [2])
        }
    }

    /// The prize waits in the draft: whoever tries the demonstration applies it.
    private func checkDraft(_ test: TestLaurel) async throws {
        try await test.laurel.database.read { tx in
            let season = try #require(try Season.find(key: "third", test.laurel.rules, tx))
            #expect(season.rules.prizes.map(\.key) == ["laureate"])
            let draft = try SeasonDraft.open("third", from: season.id, tx)
            let document = try #require(draft.check.document)
            let prize = try #require(document.prizes.first { $0.key == "young-volunteers" })
            #expect(prize.eligibility.maximumAge == 25 && prize.openTo == [.person])
            #expect(Set(prize.title.texts.keys) == ["en", "ru", "ar"])
            let promised = try RuleCommitments.promised(for: season.id, in: season.rules.json, tx)
            let open = promised.filter { !$0.isKept }
            #expect(open.map(\.origin.path.description) == ["prizes/young-volunteers"])
            let kept = try RuleCommitments.promised(for: season.id, in: document.json, tx)
            #expect(kept.count == promised.count && kept.filter { !$0.isKept }.isEmpty)
            for key in ["first", "second"] {
                let other = try #require(try Season.find(key: key, test.laurel.rules, tx))
                let broken = try RuleCommitments.promised(for: other.id, in: other.rules.json, tx)
                #expect(broken.filter { !$0.isKept }.isEmpty)
            }
        }
    }

    private func checkPages(_ test: TestLaurel) async throws {
        let room = try #require(try await test.laurel.demonstrationRoom())
        let mail = try await test.browser().get("/demo/mail")
        #expect(room.pages.map(\.name) == ["projector", "phone", "console"])
        for page in room.pages { #expect(mail.text.contains("href=\"\(page.path)\"")) }
    }

    /// Everybody reads the protocol of the past session, and what it names they agreed to.
    private func checkProtocol(_ test: TestLaurel) async throws {
        let written = try await test.laurel.database.read { tx in
            let season = try #require(try Season.find(key: "first", test.laurel.rules, tx))
            let session = try #require(try DesignSession.ofSeason(season.id, tx).first)
            return try #require(try SessionProtocol.of(session.id, tx))
        }
        #expect(written.isPublished && written.facts.ideas.count == 28 && written.facts.withdrawn.count == 1)
        #expect(written.facts.themes.count == 3 && written.facts.groups.allSatisfy { $0.report != nil })
        #expect(Set(written.texts.minority.texts.keys) == ["en", "ru", "ar"])
    }
}
