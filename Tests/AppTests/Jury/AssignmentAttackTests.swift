import Platform
import Testing

@testable import App

/// What somebody tries with forms that they made themselves.
struct AssignmentAttackTests {
    /// What there is in another season.
    private struct Foreign: Sendable {
        let juror: Juror
        let application: JuryFixture.Applied
        let panel: String
        let conflict: String
    }

    private func foreign(_ test: TestLaurel) async throws -> Foreign {
        let other = try await JuryFixture.make(test) { $0.season = "other" }
        let foreign = Foreign(
            juror: try await other.juror("foreign@example.org"),
            application: try await other.application("Elsewhere", by: "Elsa"), panel: "foreignpanel",
            conflict: "foreignconflict")
        let (season, at) = (other.season.id, test.clock.now)
        try await test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO panel (public_id, season_id, name, created_at)
                VALUES (\(foreign.panel), \(season), 'Foreign', \(at))
                """)
            try tx.run(
                """
                INSERT INTO conflict (public_id, season_id, person_id, party_id, kind, origin, stated_at, is_pinned)
                VALUES (\(foreign.conflict), \(season), \(foreign.juror.person.id), \(foreign.application.party),
                        'mentor', 'declared', \(at), 0)
                """)
        }
        return foreign
    }

    /// Where ids of another season are sent to, and in which field.
    private func doors(_ jury: JuryFixture, _ own: JuryFixture.Applied, _ foreign: Foreign) -> [(
        String, [(String, String)]
    )] {
        let coverage = jury.path + "/coverage/"
        return [
            (jury.path + "/assignment/further", [("application", foreign.application.publicID)]),
            (jury.path + "/assignment/further/withdraw", [("application", foreign.application.publicID)]),
            (
                jury.path + "/assignment/replacement",
                [("juror", foreign.juror.publicID), ("digest", "x"), ("reason", "Away")]
            ),
            (jury.path + "/assignment/panels/" + foreign.panel, [("nomination", "person")]),
            (coverage + foreign.application.publicID + "/conflicts", [("juror", foreign.juror.publicID)]),
            (coverage + own.publicID + "/conflicts", [("juror", foreign.juror.publicID)]),
            (coverage + own.publicID + "/assignments", [("juror", foreign.juror.publicID)]),
            (jury.path + "/conflicts/" + foreign.conflict + "/pin", []),
            (jury.path + "/conflicts/" + foreign.conflict + "/lifting", [("reason", "Mine now")]),
        ]
    }

    @Test func idsOfAnotherSeasonOpenNothing() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let own = try await jury.application("Wells", by: "Amina")
            let foreign = try await foreign(test)
            try await jury.round()
            let staff = try await jury.staffBrowser()
            for (path, fields) in doors(jury, own, foreign) {
                #expect(try await staff.send(path, fields).status == 404, "\(path)")
            }
            let lifting = jury.path + "/conflicts/" + foreign.conflict + "/lifting"
            #expect(try await staff.get(lifting).status == 404)
            #expect(
                try await jury.count(
                    "SELECT count(*) FROM conflict WHERE is_pinned = 0 AND lifted_at IS NULL")
                    == 1)
            for table: SQL in ["assignment", "further_review", "panel_nomination"] {
                #expect(try await jury.count("SELECT count(*) FROM \(table)") == 0)
            }
        }
    }

    @Test func aConfirmedPlanIsNotConfirmedAgain() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            for number in 1...4 { try await jury.juror("j\(number)@example.org") }
            for number in 1...3 { try await jury.application("Project \(number)", by: "A\(number)") }
            try await jury.round()
            let staff = try await jury.staffBrowser()
            let preview = try await staff.get(jury.path + "/assign")
            #expect(try await staff.confirm(jury.path + "/assign", preview).status == 303)
            try await staff.confirm(jury.path + "/proposals", try await staff.get(jury.path + "/proposals"))
            let replayed = try await staff.confirm(jury.path + "/assign", preview)
            #expect(replayed.status == 409)
            #expect(try await jury.count("SELECT count(*) FROM assignment") == 9)
            #expect(try await jury.count("SELECT count(*) FROM recusal") == 0)
            let proposed = try await jury.count(
                "SELECT count(*) FROM audit_entry WHERE what = 'assignments proposed'")
            #expect(proposed == 1)
        }
    }

    /// A plan that was shown for one nomination is none for another.
    @Test func aPlanIsConfirmedForWhatItWasShownFor() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            try await jury.juror("j@example.org")
            try await jury.application("Of a person", by: "P", nomination: "person")
            try await jury.application("Of an organisation", by: "O", nomination: "organisation")
            try await jury.round()
            let staff = try await jury.staffBrowser()
            let preview = try await staff.get(jury.path + "/assign?nomination=person").text
            let digest = try #require(preview.firstMatch(of: #/name="digest" value="([\w-]*)"/#)).1
            for nomination in ["organisation", "", "nonsense"] {
                let answer = try await staff.send(
                    jury.path + "/assign", [("digest", String(digest)), ("nomination", nomination)])
                #expect(answer.status == 409, "\(nomination)")
            }
            #expect(try await jury.count("SELECT count(*) FROM assignment") == 0)
        }
    }

    /// What a juror bids twice at once is one bid.
    @Test func parallelBidsAreOne() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { $0.jury.assignment.bids = .untilTomorrow }
            let wells = try await jury.application("Wells", by: "Amina")
            let juror = try await jury.juror("j@example.org")
            try await jury.declare(juror)
            let browser = try await jury.browser(of: juror)
            let fields = [("shown", wells.publicID), ("wish-" + wells.publicID, "eager")]
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<5 {
                    group.addTask { try await browser.send(jury.queue + "/bids", fields).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers == Array(repeating: 303, count: 5))
            #expect(try await jury.count("SELECT count(*) FROM bid") == 1)
            let audited = try await jury.count("SELECT count(*) FROM audit_entry WHERE what = 'bids stated'")
            #expect(audited == 1)
        }
    }
}
