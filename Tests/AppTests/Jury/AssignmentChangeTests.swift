import Platform
import Testing

@testable import App

/// What becomes of an assignment when the jury changes under it.
struct AssignmentChangeTests {
    /// Four jurors, four applications, three reviews each: all sent.
    private func sent(
        _ test: TestLaurel
    ) async throws -> (JuryFixture, [Juror], [JuryFixture.Applied], Browser) {
        let jury = try await JuryFixture.make(test)
        var jurors: [Juror] = []
        var applications: [JuryFixture.Applied] = []
        for number in 1...4 {
            jurors.append(try await jury.juror("j\(number)@example.org"))
            applications.append(try await jury.application("Project \(number)", by: "Applicant \(number)"))
        }
        try await jury.round()
        let staff = try await jury.staffBrowser()
        try await staff.confirm(jury.path + "/assign", try await staff.get(jury.path + "/assign"))
        try await staff.confirm(jury.path + "/proposals", try await staff.get(jury.path + "/proposals"))
        #expect(try await jury.count("SELECT count(*) FROM assignment WHERE sent_at IS NOT NULL") == 12)
        return (jury, jurors, applications, staff)
    }

    private struct Placed: Sendable, Hashable {
        let id: String
        let juror: ID<Juror>
        let application: ID<Application>
    }

    private func placed(_ jury: JuryFixture) async throws -> [Placed] {
        try await jury.test.laurel.database.read { tx in
            try tx.rows(
                """
                SELECT assignment.public_id, assignment.juror_id, assignment.application_id FROM assignment
                JOIN juror ON juror.id = assignment.juror_id
                JOIN application ON application.id = assignment.application_id
                WHERE \(JuryRules.stands) ORDER BY assignment.id
                """
            ).map { row in
                Placed(
                    id: try row["public_id"], juror: try row["juror_id"],
                    application: try row["application_id"])
            }
        }
    }

    @Test func aLateConflictFreesThePlaceAndOnlyThisOneMoves() async throws {
        try await TestLaurel.run { test in
            let (jury, jurors, applications, staff) = try await sent(test)
            let before = try await placed(jury)
            let taken = try #require(before.first { $0.juror == jurors[0].id })
            let application = try #require(applications.first { $0.id == taken.application })
            try await staff.post(
                jury.path + "/coverage/\(application.publicID)/conflicts",
                ["juror": jurors[0].publicID, "kind": "employer"])
            let preview = try await staff.get(jury.path + "/assign")
            #expect(preview.text.contains("1 place goes to somebody else; 11 assignments stay as they are"))
            #expect(preview.text.contains("There is a conflict of interest."))
            #expect(preview.text.contains("1 new assignment"))
            try await staff.confirm(jury.path + "/assign", preview)
            let after = try await placed(jury)
            #expect(Set(after).isSuperset(of: before.filter { $0 != taken }), "all that can stay stays")
            #expect(after.count == 12)
            #expect(!after.contains { $0.juror == taken.juror && $0.application == taken.application })
            let again = try await staff.get(jury.path + "/assign").text
            #expect(again.contains("Nothing to assign"), "and what was made good is no news")
            #expect(!again.contains("goes to somebody else"))
        }
    }

    @Test func aJurorWhoStepsBackIsNamedWithWhoComesInstead() async throws {
        try await TestLaurel.run { test in
            let (jury, jurors, applications, staff) = try await sent(test)
            let mine = try #require(try await placed(jury).first { $0.juror == jurors[1].id })
            try await jury.declare(jurors[1])
            let browser = try await jury.browser(of: jurors[1])
            try await browser.post(jury.queue + "/reviews/\(mine.id)/recuse", ["cause": "time"])
            let text = try await staff.get(jury.path + "/assign").text
            #expect(text.contains("The juror stepped back."))
            let title = applications.first { $0.id == mine.application }.map(\.publicID) ?? ""
            #expect(text.contains(title))
        }
    }

    @Test func aNewJurorMovesNothingThatStands() async throws {
        try await TestLaurel.run { test in
            let (jury, _, _, staff) = try await sent(test)
            try await jury.juror("new@example.org")
            #expect(try await staff.get(jury.path + "/assign").text.contains("Nothing to assign"))
        }
    }

    @Test func proposalsMoveWhereAReviewWouldLackAndSentOnesOnlyIfAsked() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) {
                $0.jury.reviewsPerApplication = 1
                $0.jury.minimumReviews = 1
            }
            let both = try await jury.juror("both@example.org", languages: ["en", "fr"], capacity: 1)
            let english = try await jury.application("English", by: "E")
            let round = try await jury.round()
            let staff = try await jury.staffBrowser()
            try await staff.confirm(jury.path + "/assign", try await staff.get(jury.path + "/assign"))
            try await jury.juror("en@example.org", languages: ["en"], capacity: 1)
            let french = try await jury.application("Français", by: "F", language: "fr")
            let moving = try await staff.get(jury.path + "/assign")
            #expect(moving.text.contains("Another application cannot do without this juror."))
            try await test.laurel.database.write { tx in
                try tx.run("UPDATE assignment SET sent_at = created_at")
            }
            #expect(try await staff.get(jury.path + "/assign").text.contains("1 review cannot be assigned"))
            let asked = try await staff.get(jury.path + "/assign?move=sent")
            #expect(!asked.text.contains("cannot be assigned"))
            let refused = try await staff.confirm(jury.path + "/assign", moving)
            #expect(refused.status == 409, "what was sent meanwhile does not move unasked")
            #expect(try await staff.confirm(jury.path + "/assign", asked).status == 303)
            let after = try await placed(jury)
            #expect(after.count == 2)
            #expect(after.contains { $0.juror == both.id && $0.application == french.id })
            #expect(try await jury.count("SELECT count(*) FROM recusal WHERE reason = ''") == 1)
            let moved = try await staff.get(jury.path + "/coverage/\(english.publicID)")
            #expect(moved.text.contains("Given to another juror by automatic assignment"))
            #expect(round.isOpen)
        }
    }

    // MARK: Replacing

    @Test func aReplacedJurorKeepsWhatWasSubmittedAndHandsOnTheRest() async throws {
        try await TestLaurel.run { test in
            let (jury, jurors, _, staff) = try await sent(test)
            let mine = try await placed(jury).filter { $0.juror == jurors[0].id }
            try await jury.declare(jurors[0])
            let browser = try await jury.browser(of: jurors[0])
            try await browser.get(jury.queue + "/reviews/\(mine[0].id)")
            try await browser.send(jury.queue + "/reviews/\(mine[0].id)", jury.review(8))
            try await browser.send(jury.queue + "/reviews/\(mine[1].id)", jury.review(5, deed: "save"))
            let substitute = try await jury.juror("substitute@example.org")
            let page = jury.path + "/assignment/replacement"
            #expect(try await staff.get(page).text.contains("2 reviews are not submitted"))
            let preview = try await staff.get(page + "?juror=\(jurors[0].publicID)")
            #expect(preview.text.contains("Hand on 2 places"))
            let digest = try #require(preview.text.firstMatch(of: #/name="digest" value="([\w-]*)"/#)).1
            let fields = [("digest", String(digest)), ("juror", jurors[0].publicID)]
            #expect(try await staff.send(page, fields).status == 422, "a reason is needed")
            let others = try await placed(jury).filter { $0.juror != jurors[0].id }
            #expect(try await staff.send(page, fields + [("reason", "Fell ill")]).status == 303)
            let after = try await placed(jury)
            #expect(after.count == 12)
            #expect(after.filter { $0.juror == jurors[0].id } == [mine[0]], "the score that is in stays")
            #expect(Set(after).isSuperset(of: others), "nobody else is touched")
            #expect(after.count { $0.juror == substitute.id } == 2)
            let cache = test.laurel.rules
            let marks = try await test.laurel.database.read { tx in
                let round = try Round.open(in: jury.season.id, tx)
                return try ReviewMarks.ofRound(round, RoundRubric.of(round, cache, tx), tx)
            }
            #expect(marks.count == 1, "and counts")
            #expect(try await staff.get(jury.path + "/assign").text.contains("Nothing to assign"))
            #expect(
                try await staff.get(page + "?juror=\(jurors[0].publicID)").text.contains("Nothing to hand on")
            )
        }
    }

    @Test func aScoreThatComesInMeanwhileIsNotLost() async throws {
        try await TestLaurel.run { test in
            let (jury, jurors, _, staff) = try await sent(test)
            let mine = try await placed(jury).filter { $0.juror == jurors[0].id }
            try await jury.declare(jurors[0])
            let page = jury.path + "/assignment/replacement"
            let preview = try await staff.get(page + "?juror=\(jurors[0].publicID)")
            let digest = try #require(preview.text.firstMatch(of: #/name="digest" value="([\w-]*)"/#)).1
            let browser = try await jury.browser(of: jurors[0])
            try await browser.get(jury.queue + "/reviews/\(mine[0].id)")
            try await browser.send(jury.queue + "/reviews/\(mine[0].id)", jury.review(8))
            let refused = try await staff.send(
                page, [("digest", String(digest)), ("juror", jurors[0].publicID), ("reason", "Away")])
            #expect(refused.status == 409)
            #expect(refused.text.contains("Away"), "what was typed stays")
            #expect(try await placed(jury).count { $0.juror == jurors[0].id } == mine.count)
        }
    }

    @Test func parallelReplacementsHappenOnce() async throws {
        try await TestLaurel.run { test in
            let (jury, jurors, _, staff) = try await sent(test)
            try await jury.juror("substitute@example.org")
            let page = jury.path + "/assignment/replacement"
            let preview = try await staff.get(page + "?juror=\(jurors[0].publicID)")
            let digest = try #require(preview.text.firstMatch(of: #/name="digest" value="([\w-]*)"/#)).1
            let fields = [("digest", String(digest)), ("juror", jurors[0].publicID), ("reason", "Away")]
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<5 { group.addTask { try await staff.send(page, fields).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count { $0 == 303 } == 1)
            #expect(answers.count { $0 == 409 } == 4)
            #expect(try await placed(jury).count == 12)
        }
    }

    // MARK: Many

    /// What is assigned already does not count towards how many applications one plan takes.
    @Test func nominationsAreAssignedOneByOneHoweverManyThereAre() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let round = try await jury.round()
            let juror = try await jury.juror("j@example.org", capacity: 5_000)
            let first = try await jury.application("First of many", by: "Somebody")
            let (at, most) = (test.clock.now, AssignmentSituation.mostTasks)
            try await test.laurel.database.write { tx in
                let digit: SQL = """
                    (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
                        UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8
                        UNION ALL SELECT 9)
                    """
                try tx.run(
                    """
                    INSERT INTO application (public_id, season_id, nomination_id, party_id, country, language,
                        title, state, submission_id, created_at, submitted_at)
                    SELECT 'many-' || many.n, season_id, nomination_id, party_id, country, language, 'Many', state,
                        submission_id, created_at, submitted_at FROM application
                    JOIN (SELECT a.n + 10 * b.n + 100 * c.n + 1000 * d.n AS n FROM \(digit) AS a
                        CROSS JOIN \(digit) AS b CROSS JOIN \(digit) AS c CROSS JOIN \(digit) AS d) AS many
                        ON many.n < \(most)
                    WHERE application.id = \(first.id)
                    """)
                try tx.run(
                    """
                    INSERT INTO assignment (public_id, season_id, round_id, juror_id, application_id, origin,
                        created_at, sent_at)
                    SELECT 'a-' || public_id, season_id, \(round.id), \(juror.id), id, 'hand', \(at), \(at)
                    FROM application WHERE title = 'Many'
                    """)
            }
            let late = try await jury.application("Late", by: "Another", nomination: "organisation")
            let staff = try await jury.staffBrowser()
            #expect(try await staff.get(jury.path + "/assign").status == 422, "all at once are too many")
            let plan = try await staff.get(jury.path + "/assign?nomination=organisation")
            #expect(plan.status == 200 && plan.text.contains(late.publicID) && plan.text.contains("Late"))
        }
    }

    @Test func whatAConflictOvertookIsNeverSent() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let round = try await jury.round()
            let (near, far) = (
                try await jury.application("Near", by: "Green"), try await jury.application("Far", by: "Blue")
            )
            let juror = try await jury.juror("j@example.org")
            for application in [near, far] {
                try await jury.assign(juror, application, in: round, sent: false)
            }
            let (season, at) = (jury.season.id, test.clock.now)
            try await test.laurel.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO conflict (public_id, season_id, person_id, party_id, kind, origin, stated_at, is_pinned)
                    VALUES ('near', \(season), \(juror.person.id), \(near.party), 'family', 'staff', \(at), 1)
                    """)
            }
            let staff = try await jury.staffBrowser()
            try await staff.confirm(jury.path + "/proposals", try await staff.get(jury.path + "/proposals"))
            let sent =
                "SELECT count(*) FROM assignment WHERE sent_at IS NOT NULL AND application_id = " as SQL
            #expect(try await jury.count("\(sent)\(far.id)") == 1)
            #expect(try await jury.count("\(sent)\(near.id)") == 0)
        }
    }

    // MARK: Further reviews

    @Test func furtherReviewsAreAskedForOnceAndWithdrawn() async throws {
        try await TestLaurel.run { test in
            let (jury, _, applications, staff) = try await sent(test)
            let further = jury.path + "/assignment/further"
            let fields = applications.prefix(2).map { ("application", $0.publicID) }
            for _ in 0..<2 { #expect(try await staff.send(further, fields).status == 303) }
            #expect(try await jury.count("SELECT sum(reviews) FROM further_review") == 2)
            let lacking = try await staff.get(jury.path + "/coverage?lack=jurors").text
            #expect(lacking.contains("Project 1") && !lacking.contains("Project 3"))
            let preview = try await staff.get(jury.path + "/assign")
            #expect(preview.text.contains("2 new assignments"))
            #expect(preview.text.contains("2 applications get more reviews than the rules ask for"))
            try await staff.post(further + "/withdraw", ["application": applications[0].publicID])
            let fewer = try await staff.get(jury.path + "/assign")
            #expect(fewer.text.contains("1 new assignment,"))
            try await staff.confirm(jury.path + "/assign", fewer)
            #expect(try await placed(jury).count == 13)
            try await staff.send(further, [("application", applications[1].publicID)])
            #expect(try await jury.count("SELECT sum(reviews) FROM further_review") == 2, "and once more")
            #expect(try await staff.send(further, [("application", "aaaaaaaaaaaaaaaa")]).status == 404)
            let audited = try await jury.count(
                "SELECT count(*) FROM audit_entry WHERE what = 'further reviews asked for'")
            #expect(audited == 2)
            try await jury.setState("withdrawn", of: applications[2])
            let rest = applications.suffix(from: 2).map { ("application", $0.publicID) }
            #expect(try await staff.send(further, rest).status == 303, "what has left is passed over")
            #expect(try await jury.count("SELECT count(*) FROM further_review") == 2)
        }
    }

    @Test func aPlaceAmongFurtherReviewsIsVacatedToo() async throws {
        try await TestLaurel.run { test in
            let (jury, jurors, applications, staff) = try await sent(test)
            try await staff.send(
                jury.path + "/assignment/further", [("application", applications[0].publicID)])
            for page in ["/assign", "/proposals"] {
                try await staff.confirm(jury.path + page, try await staff.get(jury.path + page))
            }
            let held = try await placed(jury).filter { $0.application == applications[0].id }
            #expect(held.count == 4, "every juror has it")
            #expect(try await !staff.get(jury.path).text.contains("A place became free"))
            let coverage = jury.path + "/coverage/\(applications[0].publicID)"
            try await staff.get(coverage)
            try await staff.post(coverage + "/conflicts", ["juror": jurors[0].publicID])
            #expect(try await staff.get(jury.path).text.contains("A place became free"))
            try await staff.post(
                jury.path + "/assignment/further/withdraw", ["application": applications[0].publicID])
            #expect(
                try await !staff.get(jury.path).text.contains("A place became free"), "three are enough again"
            )
        }
    }

    // MARK: Panels and themes

    @Test func aPanelIsGivenItsNominations() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            try await jury.application("Of a person", by: "P", nomination: "person")
            try await jury.application("Of an organisation", by: "O", nomination: "organisation")
            let juror = try await jury.juror("a@example.org")
            try await jury.round()
            let staff = try await jury.staffBrowser()
            let page = jury.path + "/assignment/panels"
            #expect(try await staff.get(page).text.contains("There are no panels"))
            try await staff.post(jury.path + "/panels", ["name": "Organisations"])
            try await test.laurel.database.write { tx in
                try tx.run("UPDATE juror SET panel_id = (SELECT id FROM panel) WHERE id = \(juror.id)")
            }
            #expect(try await staff.get(jury.path + "/assign").text.contains("2 new assignments"))
            let panel = try #require(
                try await staff.get(page).text.firstMatch(of: #/panels/([a-z0-9]{16})"/#)
            ).1
            try await staff.post(page + "/\(panel)", ["nomination": "organisation"])
            let preview = try await staff.get(jury.path + "/assign").text
            #expect(preview.contains("1 new assignment,"))
            #expect(preview.contains("1 juror sits on a panel for other nominations"))
            #expect(preview.contains("entered as"))
            let stale = try await staff.post(page + "/\(panel)", ["nomination": "person"])
            #expect(stale.status == 409 && stale.text.contains("changed this panel meanwhile"))
            #expect(stale.text.contains("value=\"person\" checked"), "what was ticked stays")
            let seen: KeyValuePairs = ["nomination": "person", "shown": "organisation"]
            #expect(try await staff.post(page + "/\(panel)", seen).status == 303)
            #expect(try await staff.post(page + "/aaaaaaaaaaaaaaaa").status == 404)
        }
    }

    @Test func jurorsSayOfWhatTheyAreExperts() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) {
                $0.jury.assignment.themeField = "theme"
                $0.jury.reviewsPerApplication = 1
                $0.jury.minimumReviews = 1
            }
            let expert = try await jury.juror("expert@example.org")
            try await jury.juror("other@example.org")
            let browser = try await jury.browser(of: expert)
            #expect(try await browser.get(jury.queue).text.contains("My themes"))
            try await browser.send(
                jury.queue + "/themes", [("theme", "health"), ("theme", "culture"), ("theme", "nonsense")])
            let page = try await browser.get(jury.queue + "/themes").text
            #expect(page.matches(of: #/value="(health|culture)" checked/#).count == 2)
            #expect(
                try await jury.count("SELECT count(*) FROM juror_expertise WHERE themes LIKE '%nonsense%'")
                    == 0)
            let staff = try await jury.staffBrowser()
            #expect(
                try await staff.get(jury.path + "/jurors/\(expert.publicID)").text.contains(
                    "value=\"health\" checked"))
        }
    }
}
