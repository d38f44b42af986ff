import Platform
import Testing

@testable import App

/// What the season's rules say holds by hand as well, unless staff say why not.
struct HandChoiceTests {
    @Test func aRuleIsDepartedFromWithAReasonThatIsKept() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let application = try await jury.application("Mradi", by: "Mwombaji", language: "sw")
            let juror = try await jury.juror("j@example.org")
            try await jury.round()
            let staff = try await jury.staffBrowser()
            let page = jury.path + "/coverage/\(application.publicID)"
            #expect(try await staff.get(page).text.contains("does not read the language of the application"))
            let without = try await staff.post(page + "/assignments", ["juror": juror.publicID])
            #expect(without.status == 422 && without.text.contains("Please give a reason."))
            let long = String(repeating: "why ", count: 300) + "not"
            let wordy = try await staff.post(
                page + "/assignments", ["juror": juror.publicID, "reason": long])
            #expect(wordy.status == 422 && wordy.text.contains(long), "and what was typed stays")
            #expect(try await jury.count("SELECT count(*) FROM assignment") == 0)
            let fields: KeyValuePairs = ["juror": juror.publicID, "reason": "Grew up in <Mombasa>"]
            #expect(try await staff.post(page + "/assignments", fields).status == 303)
            let text = try await staff.get(page).text
            #expect(
                text.contains("Against the season&#39;s rules") || text.contains("Against the season's rules")
            )
            #expect(text.contains("Grew up in &lt;Mombasa&gt;"))
            let kept: SQL = "SELECT count(*) FROM audit_payload WHERE content LIKE '%Grew up in%'"
            #expect(try await jury.count(kept) == 1)
        }
    }

    @Test func aPanelIsGivenItsNominationsByHandToo() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let own = try await jury.application("Of an organisation", by: "O", nomination: "organisation")
            let foreign = try await jury.application("Of a person", by: "P")
            let juror = try await jury.juror("j@example.org")
            try await jury.round()
            let staff = try await jury.staffBrowser()
            try await staff.post(jury.path + "/panels", ["name": "Organisations"])
            try await test.laurel.database.write { tx in
                try tx.run("UPDATE juror SET panel_id = (SELECT id FROM panel)")
                try tx.run(
                    """
                    INSERT INTO panel_nomination (panel_id, nomination_id)
                    SELECT panel.id, nomination.id FROM panel JOIN nomination
                        ON nomination.season_id = panel.season_id AND nomination.key = 'organisation'
                    """)
            }
            let page = jury.path + "/coverage/"
            #expect(try await staff.get(page + foreign.publicID).text.contains("sits on a panel for other"))
            let fields: KeyValuePairs = ["juror": juror.publicID]
            let refused = try await staff.post(page + foreign.publicID + "/assignments", fields)
            #expect(refused.status == 422)
            #expect(try await staff.post(page + own.publicID + "/assignments", fields).status == 303)
        }
    }

    @Test func noTwoPeopleReviewEachOther() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let (one, other) = (
                try await jury.juror("one@example.org"), try await jury.juror("other@example.org")
            )
            let ofOne = try await jury.application("Of one", by: "One", account: "one@example.org")
            let ofOther = try await jury.application(
                "Of the other", by: "Other", account: "other@example.org")
            let round = try await jury.round()
            let id = try await jury.assign(one, ofOther, in: round, sent: false)
            let staff = try await jury.staffBrowser()
            let page = jury.path + "/coverage/"
            #expect(
                try await staff.get(page + ofOne.publicID).text.contains("no two people review each other"))
            let fields: KeyValuePairs = ["juror": other.publicID, "reason": "Nobody else is left"]
            #expect(try await staff.post(page + ofOne.publicID + "/assignments", fields).status == 409)
            try await staff.post(page + ofOther.publicID + "/assignments/\(id)/remove")
            #expect(try await staff.post(page + ofOne.publicID + "/assignments", fields).status == 303)
        }
    }

    @Test func aRoundOfFinalistsIsGivenFinalistsAlone() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let finalist = try await jury.application("First", by: "F", state: "finalist")
            let admitted = try await jury.application("Second", by: "S")
            let juror = try await jury.juror("j@example.org")
            try await jury.round()
            try await test.laurel.database.write { try $0.run("UPDATE round SET of_finalists = 1") }
            let staff = try await jury.staffBrowser()
            let page = jury.path + "/coverage/"
            let fields: KeyValuePairs = ["juror": juror.publicID]
            #expect(try await staff.get(page + admitted.publicID).text.contains("judges finalists alone"))
            #expect(try await staff.post(page + admitted.publicID + "/assignments", fields).status == 409)
            #expect(try await staff.post(page + finalist.publicID + "/assignments", fields).status == 303)
        }
    }
}
