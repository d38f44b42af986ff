import Foundation
import Platform
import Testing

@testable import App

/// Scores of jurors who wrote on paper: taken, looked at, entered, and told from what jurors sent themselves.
struct ScoreImportTests {
    @Test func theSheetComesBackFilledInAndIsEntered() async throws {
        try await ScoreImportScene.run { scene in
            let sheet = try await scene.staff.get(scene.path + "/sheet.csv")
            #expect(sheet.type == "text/csv; charset=utf-8")
            let lines = sheet.text.split(separator: "\r\n").map(String.init)
            #expect(lines.count == 5, "a head and four assignments")
            let own = scene.path + "/sheet.csv?juror=" + scene.jurors[0].publicID
            let share = try await scene.staff.get(own).text
            #expect(share.contains("ada@example.org") && !share.contains("ben@example.org"))
            #expect(lines[0].contains("[mark.\(scene.jury.criteria[0])]") && lines[0].contains("[version]"))
            // Filled in as a spreadsheet of another country saves it.
            let filled =
                ([lines[0]]
                + lines.dropFirst().map {
                    $0.replacing(/,+$/, with: "")
                        + String(
                            repeating: ",7", count: scene.marks.count)
                }).joined(separator: "\r\n")
            let page = try await scene.dryRun(filled.replacing(",", with: ";"))
            #expect(page.status == 200 && page.text.contains("New reviews"))
            #expect(try await scene.scores() == [], "nothing is entered yet")
            #expect(try await scene.confirm(page).status == 303)
            #expect(try await scene.scores() == ["ada Wells 7", "ada Books 7", "ben Wells 7", "ben Books 7"])
        }
    }

    /// Whoever looks at the history, and the juror themself, are told where the marks come from.
    @Test func whereScoresComeFromIsTold() async throws {
        try await ScoreImportScene.run { scene in
            let juror = try await scene.jury.browser(of: scene.jurors[0])
            #expect(try await scene.enter([scene.row(0, 0, "6", comment: "Fine.")]).status == 303)
            let own = try await juror.get(scene.review(0, 0)).text
            #expect(own.contains("Entered for you") && own.contains("paper.csv"))
            #expect(own.contains(JuryFixture.staff), "and by whom")
            let history = scene.jury.path + "/history/" + scene.applications[0].publicID
            let page = try await scene.staff.get(history).text
            #expect(page.contains("Entered from “paper.csv”") && page.contains("Fine."))
            #expect(try await scene.staff.get(scene.path).text.contains("paper.csv"))

            let sent = try await juror.send(scene.review(0, 0), scene.jury.review(9, version: 1))
            #expect(sent.status == 303)
            #expect(try await !juror.get(scene.review(0, 0)).text.contains("Entered for you"))
            let after = try await scene.staff.get(history).text
            #expect(after.contains("<del>6</del> <ins>9</ins>") && after.contains("paper.csv"))
            #expect(try await scene.scores() == ["ada Wells 9"], "the juror's own word stands")
        }
    }

    @Test func aJurorsOwnScoreGivesWayOnlyToATick() async throws {
        try await ScoreImportScene.run { scene in
            let juror = try await scene.jury.browser(of: scene.jurors[0])
            _ = try await juror.send(scene.review(0, 0), scene.jury.review(8) + [("notes", "Mine alone")])
            let rows = [scene.row(0, 0, "3", version: 1), scene.row(1, 1, "4")]
            let page = try await scene.dryRun(scene.sheet(rows))
            #expect(
                page.text.contains("Instead of a juror") && page.text.contains("<del>8</del> <ins>3</ins>"))
            #expect(try await scene.confirm(page).status == 303)
            #expect(try await scene.scores() == ["ada Wells 8", "ben Books 4"], "nothing was ticked")

            #expect(try await scene.enter([rows[0]], [("replace", "2")]).status == 303)
            #expect(try await scene.scores() == ["ada Wells 3", "ben Books 4"])
            let own = try await juror.get(scene.review(0, 0)).text
            #expect(own.contains("Entered for you") && own.contains("Mine alone"), "notes stay")
            #expect(try await scene.jury.count("SELECT count(*) FROM review_version") == 3, "both are kept")
        }
    }

    /// What a juror has begun is theirs: staff are told that there is something, and not what.
    @Test func aDraftIsNotShownAndGivesWayOnlyToATick() async throws {
        try await ScoreImportScene.run { scene in
            let juror = try await scene.jury.browser(of: scene.jurors[0])
            let draft = scene.jury.review(8, comment: "A secret so far", deed: "save")
            _ = try await juror.send(scene.review(0, 0), draft)
            let page = try await scene.dryRun(scene.sheet([scene.row(0, 0, "3", version: 1)]))
            #expect(page.text.contains("has begun a review") && !page.text.contains("A secret so far"))
            #expect(try await scene.confirm(page).status == 422)
            #expect(try await scene.scores() == [])
            #expect(try await scene.confirm(page, [("replace", "2")]).status == 303)
            #expect(try await scene.scores() == ["ada Wells 3"])
        }
    }

    @Test func refusedRowsAreLeftOutOnlyOnPurpose() async throws {
        try await ScoreImportScene.run { scene in
            let page = try await scene.dryRun(scene.sheet([scene.row(0, 0, "6"), scene.row(1, 0, "11")]))
            #expect(page.text.contains("Give a whole number from 0 to 10."))
            let refused = try await scene.confirm(page)
            #expect(refused.status == 422 && refused.text.contains("Tick that they are left out"))
            #expect(try await scene.scores() == [])
            #expect(try await scene.confirm(refused, [("leave-out", "yes")]).status == 303)
            #expect(try await scene.scores() == ["ada Wells 6"])
            let listed = try await scene.jury.count("SELECT left_out FROM score_import")
            #expect(listed == 1)
        }
    }

    /// Each row says in a sentence why it is refused.
    @Test func everyRefusalHasItsSentence() async throws {
        try await ScoreImportScene.run({ $0.jury.scoring.comments = .extremes }) { scene in
            let (ada, ben) = (scene.jurors[0].person.email, scene.jurors[1])
            let stranger = try await scene.jury.juror("eve@example.org")
            try await scene.state(conflictOf: ben, with: scene.applications[1])
            let sevens = scene.marks.map { _ in "7" }.joined(separator: ",")
            let rows = [
                "nothing,\(ada),0,\(sevens),",
                "\(scene.applications[0].publicID),who@example.org,0,\(sevens),",
                "\(scene.applications[0].publicID),\(stranger.person.email),0,\(sevens),",
                scene.row(1, 1, "7"), scene.row(0, 1, "10"), scene.row(0, 0, "7", version: 4),
                scene.row(1, 0, "5"), scene.row(1, 0, "6"), scene.row(0, 1, "=SUM(A1:A9)"),
                scene.row(0, 1, ""),
            ]
            let page = try await scene.dryRun(scene.sheet(rows)).text
            let sentences = [
                "No application with this reference is with the jury.", "No juror of this season",
                "not assigned to this juror", "conflict of interest with the applicant",
                "The rules ask for a comment here", "has changed since the sheet was downloaded",
                "stand in line 8 already", "There is a formula in this cell",
            ]
            for sentence in sentences { #expect(page.contains(sentence), "\(sentence)") }
            #expect(page.contains("Leave the 8 refused rows out"))
        }
    }

    @Test func aProposalARecusalAndALateJurorAreRefused() async throws {
        try await ScoreImportScene.run { scene in
            let (ada, ben) = (scene.assignments[0][0], scene.assignments[1][0])
            let at = scene.test.clock.now
            try await scene.test.laurel.database.write { tx in
                try tx.run("UPDATE assignment SET sent_at = NULL WHERE public_id = \(ada)")
                try tx.run(
                    """
                    INSERT INTO recusal (assignment_id, origin, reason, recused_at, recused_by)
                    SELECT assignment.id, 'staff', 'Ill.', \(at), person.id FROM assignment, person
                    WHERE assignment.public_id = \(ben) AND person.email = \(JuryFixture.staff)
                    """)
            }
            let page = try await scene.dryRun(scene.sheet([scene.row(0, 0, "7"), scene.row(0, 1, "7")])).text
            #expect(page.contains("only proposed") && page.contains("taken back or the juror stepped down"))
            let sheet = try await scene.staff.get(scene.path + "/sheet.csv").text
            #expect(sheet.split(separator: "\r\n").count == 3, "a head and what is left")
        }
        try await ScoreImportScene.run({ document in
            for index in document.stages.indices where document.stages[index].kind == .jury {
                document.stages[index].closes = .instant(TestClock.start + .seconds(-60))
            }
        }) { scene in
            try await scene.test.laurel.database.write { try $0.run("UPDATE round SET opened_at = 0") }
            let page = try await scene.dryRun(scene.sheet([scene.row(0, 0, "7")])).text
            #expect(page.contains("time is over"))
        }
    }

    @Test(arguments: [
        ([UInt8]("PK\u{3}\u{4}rest".utf8), "This is a workbook"),
        ([0xEF, 0xF0, 0x2C, 0x0A], "not text in UTF-8"),
        ([0xFF, 0xFE, 0x61, 0x00], "not text in UTF-8"),
        ([UInt8]("a,b\n\"open,1\n".utf8), "cannot be read from line 2 on"),
        ([UInt8]("application;juror\n".utf8), "These columns are missing: mark."),
        ([UInt8]("\n\n".utf8), "Nothing is filled in"), ([], "Choose the sheet"),
    ])
    func aFileThatIsNoSheetSaysWhy(_ bytes: [UInt8], _ sentence: String) async throws {
        try await ScoreImportScene.run { scene in
            let page = try await scene.dryRun(bytes)
            #expect(page.status == 422 && page.text.contains(sentence))
            #expect(page.text.contains("Bring it back"), "on the page where a file is chosen")
        }
    }

    @Test func aSheetIsBounded() async throws {
        try await ScoreImportScene.run { scene in
            let rows = (0...ScoreSheet.mostRows).map { _ in scene.row(0, 0, "5") }
            let page = try await scene.dryRun(scene.sheet(rows))
            #expect(page.status == 422 && page.text.contains("at most 1,000 rows"))
            let large = try await scene.dryRun([UInt8](repeating: 0x41, count: ScoreSheet.mostBytes + 1))
            #expect(large.status == 422 && large.text.contains("1,024"))
            let huge = try await scene.dryRun([UInt8](repeating: 0x41, count: 2_000_000))
            #expect(huge.status == 413)
        }
    }

    /// What looks like a formula or like markup is text on every page, and in a sheet that is taken again.
    @Test func whatStandsInCellsStaysText() async throws {
        try await ScoreImportScene.run { scene in
            let row = scene.row(0, 0, "6", comment: "\"'=HYPERLINK(\"\"http://x\"\") <b>bold</b>\"")
            let page = try await scene.dryRun(scene.sheet([row]))
            #expect(page.text.contains("=HYPERLINK") && page.text.contains("&lt;b&gt;"))
            #expect(!page.text.contains("<b>bold</b>"))
            #expect(try await scene.confirm(page).status == 303)
            let stored: String? = try await scene.test.laurel.database.read {
                try $0.row("SELECT comment FROM review")?.only()
            }
            #expect(stored == "=HYPERLINK(\"http://x\") <b>bold</b>", "without the mark of text")
            let title = "=1+1"
            try await scene.test.laurel.database.write {
                try $0.run("UPDATE application SET title = \(title)")
            }
            #expect(try await scene.staff.get(scene.path + "/sheet.csv").text.contains(",'=1+1,"))
            let named = try await scene.dryRun(
                Array(scene.sheet([scene.row(1, 0, "6")]).utf8), named: "<script>x.csv")
            #expect(!named.text.contains("<script>x"))
        }
    }

    /// A plan that is not the one that was shown enters nothing; pressing twice enters once.
    @Test func onlyWhatWasShownIsEntered() async throws {
        try await ScoreImportScene.run { scene in
            let page = try await scene.dryRun(scene.sheet([scene.row(0, 0, "6"), scene.row(0, 1, "6")]))
            let juror = try await scene.jury.browser(of: scene.jurors[0])
            _ = try await juror.send(scene.review(0, 0), scene.jury.review(9))
            let late = try await scene.confirm(page)
            #expect(late.status == 409 && late.text.contains("something has changed since you looked"))
            #expect(late.text.contains("has changed since the sheet was downloaded"))
            #expect(try await scene.scores() == ["ada Wells 9"])

            let fresh = try await scene.dryRun(scene.sheet([scene.row(0, 1, "6")]))
            #expect(try await scene.confirm(fresh).status == 303)
            #expect(try await scene.confirm(fresh).status == 303, "as it was answered first")
            #expect(try await scene.jury.count("SELECT count(*) FROM score_import") == 1)
            let forged = try fields(of: fresh, scene, table: scene.sheet([scene.row(1, 0, "10")]))
            let answer = try await scene.staff.send(scene.path, forged + [("plan", "forged")])
            #expect(answer.status == 409)
            #expect(try await scene.scores() == ["ada Wells 9", "ben Wells 6"])
        }
    }

    private func fields(
        of page: Browser.Answer, _ scene: ScoreImportScene, table: String
    ) throws -> [(String, String)] {
        [("table", Base64URL.encode(Array(table.utf8))), ("name", "forged.csv")]
    }

    @Test func aClosedRoundTakesNoSheet() async throws {
        try await ScoreImportScene.run { scene in
            let page = try await scene.dryRun(scene.sheet([scene.row(0, 0, "6")]))
            try await scene.jury.close(scene.round)
            let answer = try await scene.confirm(page)
            #expect(answer.status == 403 && answer.text.contains("No round is open"))
            #expect(try await scene.staff.get(scene.path).text.contains("while their round is open"))
            #expect(try await scene.scores() == [])
        }
    }

    @Test func pagesAskTheSameNumberOfTimes() async throws {
        try await ScoreImportScene.run { scene in
            func asked(_ rows: [String]) async throws -> Int {
                let before = scene.test.laurel.database.statementCount
                _ = try await scene.dryRun(scene.sheet(rows))
                return scene.test.laurel.database.statementCount - before
            }
            let one = try await asked([scene.row(0, 0, "6")])
            let many = try await asked([scene.row(0, 0, "6"), scene.row(1, 0, "6"), scene.row(0, 1, "6")])
            #expect(one == many)
        }
    }
}
