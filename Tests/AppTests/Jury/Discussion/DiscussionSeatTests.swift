import HTTPTypes
import Platform
import Testing

@testable import App

/// Who takes part in a discussion, who looks on, and who learns nothing of it.
struct DiscussionSeatTests {
    @Test func staffMakeChairsAndReadWhoSaysWhat() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            let page = desk.jury.path + "/jurors/\(desk.jurors[3].publicID)"
            #expect(try await desk.staff.get(page).text.contains("for the whole jury"))
            let path = desk.jury.path + "/discussions"
            #expect(try await desk.staff.get(path).text.contains("No discussion has been opened"))
            try await desk.open()
            try await desk.say("Where is the aquifer?", as: 1)
            #expect(try await desk.staff.get(path).text.contains("Wells"))
            let text = try await desk.staff.get(path + "/" + desk.application.publicID).text
            #expect(text.contains("Juror second@example.org, Reviewer") && text.contains("aquifer"))
            #expect(!text.contains("name=\"text\""), "staff take no part")
            #expect(try await desk.staff.post(page + "/chair/end").status == 303)
            #expect(try await desk.chair.get(desk.list).status == 404)
            #expect(try await desk.conclude().status == 404)
            #expect(try await desk.staff.get(path).text.contains("Nobody is a chair yet"))
            let invited = try await desk.jury.juror("invited@example.org", accepted: false)
            let early = try await desk.staff.post(
                desk.jury.path + "/jurors/\(invited.publicID)/chair")
            #expect(early.status == 409)
        }
    }

    @Test func aChairOfAPanelLeadsItsApplicationsAlone() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            let (season, act, chair) = (desk.jury.season.id, test.act, desk.jurors[3].id)
            try await test.laurel.database.write { tx in
                try PanelVerbs.make(named: "Water", publicID: "water", in: season, by: act, tx)
                try tx.run("UPDATE juror SET panel_id = (SELECT id FROM panel) WHERE id = \(chair)")
            }
            #expect(try await !desk.chair.get(desk.list).text.contains("Wells"))
            #expect(try await desk.chair.get(desk.chaired).status == 404)
            let member = desk.jurors[0].id
            try await test.laurel.database.write { tx in
                try tx.run("UPDATE juror SET panel_id = (SELECT id FROM panel) WHERE id = \(member)")
            }
            #expect(try await desk.chair.get(desk.list).text.contains("Wells"))
            #expect(try await desk.open().status == 303)
        }
    }

    /// A chair who reviews it too waits like everybody else, and then speaks as the chair on either page.
    @Test func aChairWhoReviewsSubmitsFirst() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            try await desk.appoint(desk.jurors[2])
            let browser = desk.browsers[2]
            let list = try await browser.get(desk.list).text
            #expect(list.contains("Submit your own review first") && !list.contains("70.0"))
            #expect(try await browser.get(desk.chaired).status == 403)
            #expect(try await browser.post(desk.chaired, ["reason": "Now"]).status == 403)
            try await desk.submit(2, mark: 5)
            try await browser.get(desk.chaired)
            #expect(try await browser.post(desk.chaired, ["reason": "Now"]).status == 303)
            #expect(try await browser.get(desk.discussion(2)).location == desk.chaired)
            try await desk.say("I begin", as: 2)
            let page = try await desk.browsers[0].get(desk.discussion(0)).text
            #expect(page.contains("<bdi>Chair</bdi>"))
        }
    }

    @Test func aChairMeetsNothingBeforeDeclaringIt() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            let chair = desk.jurors[3].id
            try await desk.jury.application("Karakol", by: "Kanat Osmonov", language: "ky")
            let juror = try await desk.browsers[0].get(desk.jury.queue + "/conflicts").text
            #expect(!juror.contains("Kanat Osmonov"), "in a language that nobody here reads")
            try await test.laurel.database.write { tx in
                try tx.run("DELETE FROM declaration WHERE juror_id = \(chair)")
            }
            let list = try await desk.chair.get(desk.list).text
            #expect(!list.contains("Wells") && list.contains("names"))
            #expect(try await desk.chair.get(desk.chaired).status == 404)
            let names = try await desk.chair.get(desk.jury.queue + "/conflicts").text
            #expect(names.contains("Amina Diallo") && names.contains("Kanat Osmonov"))
        }
    }

    @Test func whoStepsBackLeavesTheDiscussionWithAllTheySaid() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            try await desk.submit(2, mark: 5)
            try await desk.open()
            try await desk.say("I was their teacher", as: 1)
            try await desk.browsers[1].post(
                desk.review(1) + "/recuse", ["cause": "conflict", "kind": "mentor"])
            #expect(try await desk.browsers[1].get(desk.discussion(1)).status == 404)
            let page = try await desk.browsers[0].get(desk.discussion(0)).text
            #expect(!page.contains("teacher") && !page.contains("It dries out."))
            let staff = try await desk.staff.get(
                desk.jury.path + "/discussions/" + desk.application.publicID
            ).text
            #expect(staff.contains("teacher") && staff.contains("No longer counts"))
        }
    }

    @Test func aConflictShutsTheChairOut() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            try await desk.open()
            let (person, party) = (desk.jurors[3].person.id, desk.application.party)
            let (season, at) = (desk.jury.season.id, test.clock.now)
            try await test.laurel.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO conflict (public_id, season_id, person_id, party_id, kind, origin, stated_at, is_pinned)
                    VALUES ('late', \(season), \(person), \(party), 'family', 'staff', \(at), 1)
                    """)
            }
            #expect(try await !desk.chair.get(desk.list).text.contains("Wells"))
            #expect(try await desk.chair.get(desk.chaired).status == 404)
            #expect(try await desk.conclude().status == 404)
        }
    }

    /// Who reviews an application has read it on its own page; a chair who does not reads it where they lead.
    @Test func aChairWhoDoesNotReviewReadsTheApplication() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            let text = try await desk.chair.get(desk.chaired).text
            #expect(text.contains("Summary of Wells"))
            #expect(!text.contains("Amina"), "the round is blind")
            let shown = try await desk.jury.attach(
                "CV of Amina Diallo.pdf", to: desk.application, answering: "evidence")
            let stray = try await desk.jury.attach("stray.pdf", to: desk.application, answering: nil)
            let files = desk.chaired + "/files/"
            let page = try await desk.chair.get(desk.chaired).text
            #expect(page.contains(files + shown) && !page.contains("Amina"))
            let file = try await desk.chair.get(files + shown)
            #expect(file.status == 200 && file.text == "%PDF-1.7 content")
            #expect(!(file.headers[.contentDisposition] ?? "").contains("Amina"))
            #expect(try await desk.chair.get(files + stray).status == 404)
            #expect(try await desk.browsers[0].get(files + shown).status == 404)
        }
    }

    @Test func aChairWhoReviewsReadsTheApplicationWithTheirReview() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            try await desk.appoint(desk.jurors[2])
            let shown = try await desk.jury.attach("CV.pdf", to: desk.application, answering: "evidence")
            let (browser, files) = (desk.browsers[2], desk.chaired + "/files/")
            #expect(try await browser.get(files + shown).status == 403, "their own review first")
            try await desk.submit(2, mark: 5)
            let page = try await browser.get(desk.chaired).text
            #expect(page.contains(desk.review(2)) && !page.contains(files))
        }
    }

    /// Of a form that tells who applies by its title, the title is shown to no juror in a blind round.
    @Test func blindnessHoldsForChairs() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            let page = try await desk.chair.get(desk.chaired).text
            #expect(!page.contains("Amina"))
            #expect(try await !desk.chair.get(desk.list).text.contains("Amina"))
        }
    }

    @Test func pagesAskAsMuchForManyRemarks() async throws {
        try await TestLaurel.run { test in
            let desk = try await DiscussionDesk.make(test)
            try await desk.open()
            try await desk.say("One", as: 0)
            func statements(_ browser: Browser, _ path: String) async throws -> Int {
                let before = test.laurel.database.statementCount
                _ = try await browser.get(path)
                return test.laurel.database.statementCount - before
            }
            let staff = desk.jury.path + "/discussions"
            let pages = [
                (desk.browsers[0], desk.discussion(0)), (desk.chair, desk.list), (desk.chair, desk.chaired),
                (desk.staff, staff), (desk.staff, staff + "/" + desk.application.publicID),
            ]
            var few: [Int] = []
            for page in pages { few.append(try await statements(page.0, page.1)) }
            let (writer, at) = (desk.jurors[1].person.id, test.clock.now)
            try await test.laurel.database.write { tx in
                for number in 0..<60 {
                    try tx.run(
                        """
                        INSERT INTO discussion_remark (discussion_id, written_by, is_chair, text, request_key,
                            written_at)
                        SELECT id, \(writer), 0, 'More', \("key-\(number)"), \(at) FROM discussion
                        """)
                }
            }
            try await desk.submit(2, mark: 5)
            for (page, before) in zip(pages, few) {
                #expect(try await statements(page.0, page.1) == before, "\(page.1)")
            }
        }
    }
}
