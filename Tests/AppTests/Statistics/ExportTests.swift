import Foundation
import HTTPTypes
import Platform
import Testing

@testable import App

struct ApplicationExportTests {
    static let answers: Answers = [
        "project-title": .text("=HYPERLINK(\"https://evil.example\",\"Open\")"),
        "theme": .text("health"), "audiences": .texts(["children", "communities"]),
        "started": .text("2023-04-01"), "people-helped": .text("1250"), "country": .text("KE"),
        "budget": .rows([["item": "Filters", "category": "equipment", "amount": "4000.50"]]),
        "gone": .text("A question that the rules never asked"),
    ]

    private func entry(_ scene: StatisticsScene) throws -> StatisticsScene.Entry {
        StatisticsScene.Entry(
            title: "=HYPERLINK(\"https://evil.example\",\"Open\")", name: "أمينة الحسيني",
            versions: [try scene.moment(9, before: scene.season), try scene.moment(2, before: scene.season)],
            answers: Self.answers)
    }

    @Test func answersStandInColumnsByTheirQuestions() async throws {
        try await StatisticsScene.run { scene in
            let publicID = try await scene.add(try entry(scene), to: scene.season)
            let answer = try await scene.browser().get(scene.exports + "/applications.csv")
            let lines = CSVLines(answer.text)
            #expect(answer.status == 200 && lines.rows.count == 1)
            #expect(lines["Application"] == publicID)
            #expect(lines["Applicant"] == "أمينة الحسيني", "not turned round, nothing added")
            #expect(lines["Country"] == "Kenya")
            #expect(lines["Version"] == "2")
            #expect(lines.cell { $0.hasSuffix("[theme]") } == "Health and first aid")
            #expect(lines.cell { $0.hasSuffix("[people-helped]") } == "1250")
            #expect(lines.cell { $0.hasSuffix("[started]") } == "2023-04-01")
            #expect(lines.cell { $0.hasSuffix("[country]") } == "Kenya")
            #expect(lines.cell { $0.hasSuffix("[budget]") }?.contains("Filters | Equipment") == true)
            #expect(lines.cell { $0.hasSuffix("[summary]") } == "", "not answered")
            let columns = Set(lines.columns)
            #expect(columns.count == lines.columns.count, "no two columns of one name")
        }
    }

    @Test func noTitleBecomesAFormula() async throws {
        try await StatisticsScene.run { scene in
            try await scene.add(try entry(scene), to: scene.season)
            let browser = try await scene.browser()
            let csv = try await browser.get(scene.exports + "/applications.csv").text
            #expect(csv.contains("\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"Open\"\")\""))
            #expect(!csv.contains(",=") && !csv.contains(",\"=") && !csv.contains("\n="))
        }
    }

    @Test func namesAndLabelsAreInTheReadersLanguage() async throws {
        try await StatisticsScene.run { scene in
            try await scene.add(try entry(scene), to: scene.season)
            let browser = try await scene.browser()
            let lines = CSVLines(try await browser.get(scene.exports + "/applications.csv?lang=ru").text)
            #expect(lines["Страна"] == "Кения")
            #expect(lines.cell { $0.hasSuffix("[theme]") } != "Health and first aid")
        }
    }

    /// A newer version of the rules without a question: what was answered stays in the table.
    @Test func noAnswerIsLostWithItsQuestion() async throws {
        try await StatisticsScene.run { scene in
            try await scene.add(try entry(scene), to: scene.season)
            var document = scene.season.rules
            for index in document.forms[0].sections.indices {
                document.forms[0].sections[index].fields.removeAll { $0.key == "people-helped" }
            }
            let change = SeasonRulesVerbs.Change(document: document, reason: "shorter")
            let act = scene.test.act
            try await scene.laurel.database.write { _ = try SeasonRulesVerbs.apply(change, by: act, $0) }
            let answer = try await scene.browser().get(scene.exports + "/applications.csv")
            #expect(CSVLines(answer.text).cell { $0.hasSuffix("[people-helped]") } == "1250")
        }
    }

    @Test func filesAppearByTheirNamesAlone() throws {
        let reader = try DemoSeasons.reader(.english)
        let file = AnsweredFile(id: "secretid", name: "plan.pdf", type: .pdf, bytes: 10)
        let field = FormField(key: "plan", kind: .file)
        #expect(AnswerColumns.cell(.file(file), field, reader) == .text("plan.pdf"))
        // A field that was of another kind when it was answered.
        let number = FormField(key: "plan", kind: .number)
        #expect(AnswerColumns.cell(.file(file), number, reader) == .text("plan.pdf"))
        #expect(AnswerColumns.cell(.text("about 12"), number, reader) == .text("about 12"))
        #expect(AnswerColumns.cell(.text("-12.5"), number, reader) == .number(-12.5))
    }

    @Test func draftsAndWithdrawnApplicationsStayOut() async throws {
        try await StatisticsScene.run { scene in
            let at = try scene.moment(2, before: scene.season)
            try await scene.add(.init(title: "Shown", versions: [at]), to: scene.season)
            try await scene.add(.init(title: "Drafted", state: "draft"), to: scene.season)
            try await scene.add(
                .init(title: "Withdrawn", state: "withdrawn", versions: [at]), to: scene.season)
            try await scene.add(.init(title: "Elsewhere", versions: [at]), to: scene.former)
            for file in ["applications.csv", "screening.csv"] {
                let lines = CSVLines(try await scene.browser().get(scene.exports + "/" + file).text)
                #expect(lines.rows.count == 1 && lines["Title"] == "Shown")
            }
        }
    }

    @Test func manyRowsComeInParts() async throws {
        try await StatisticsScene.run { scene in
            try await ApplicationCrowd(season: scene.season, count: 1_300).insert(into: scene.laurel.database)
            let browser = try await scene.browser()
            let lines = CSVLines(try await browser.get(scene.exports + "/screening.csv").text)
            let counted = try await scene.compute().applications
            #expect(lines.rows.count == counted && counted > 2 * StatisticsBounds.readTogether)
            #expect(Set(lines.rows.map { $0[0] }).count == counted, "each once")
            let page = try await browser.get(scene.exports)
            #expect(page.text.contains(">\(try DemoSeasons.reader(.english).number(counted)) rows<"))
        }
    }
}

struct OtherExportTests {
    @Test func screeningHasTheDecisionThatStands() async throws {
        try await StatisticsScene.run { scene in
            let at = scene.test.clock.now
            let first = try await scene.add(
                .init(title: "A", state: "rejected", versions: [at]), to: scene.season)
            try await scene.add(.init(title: "B", versions: [at]), to: scene.season)
            let reason = try #require(scene.season.rules.screening.reasons.first)
            let screener = try await scene.test.person(StatisticsScene.screenerEmail)
            try await scene.laurel.database.write { tx in
                for (verdict, undone) in [("admit", at as Instant?), ("reject", nil)] {
                    try tx.run(
                        """
                        INSERT INTO screening_decision (application_id, submission_id, verdict, reason, note,
                            decided_at, decided_by, undone_at, undone_by)
                        SELECT id, submission_id, \(verdict), \(reason.key), '-note', \(at), \(screener.id),
                            \(undone), \(undone.map { _ in screener.id })
                        FROM application WHERE public_id = \(first)
                        """)
                }
            }
            let browser = try await scene.browser(StatisticsScene.screenerEmail)
            let lines = CSVLines(try await browser.get(scene.exports + "/screening.csv").text)
            #expect(lines.rows.count == 2)
            #expect(lines["Decision"] == "Rejected" && lines["Reason"] == reason.title.texts["en"])
            #expect(lines["Note"] == "'-note")
            #expect(lines["Decided by"] == StatisticsScene.screenerEmail)
            #expect(lines["Decided (UTC)"] == "2027-03-01T12:00:00Z")
            #expect(lines.rows[1][1] == "B" && lines.rows[1].suffix(7).allSatisfy(\.isEmpty))
        }
    }

    @Test func figuresStandBesideThoseOfTheSeasonBefore() async throws {
        try await StatisticsScene.run { scene in
            let before = try scene.moment(3, before: scene.former)
            try await scene.add(.init(country: "KZ", versions: [before]), to: scene.former)
            let at = try scene.moment(2, before: scene.season)
            try await scene.add(.init(country: "KE", versions: [at]), to: scene.season)
            try await scene.add(.init(country: "KE", versions: [at]), to: scene.season)
            scene.wait(until: try scene.moment(-1, before: scene.season))
            let browser = try await scene.browser()
            let figures = CSVLines(try await browser.get(scene.exports + "/statistics.csv").text)
            #expect(figures.columns.suffix(2) == ["Third season", "First season"])
            #expect(figures.rows.contains(["Applications by country", "KE", "Kenya", "2", "0"]))
            #expect(figures.rows.contains(["Applications by country", "KZ", "Kazakhstan", "0", "1"]))
            let days = CSVLines(try await browser.get(scene.exports + "/arrivals.csv").text)
            #expect(
                days.rows.map { [$0[0], $0[2], $0[3], $0[4]] } == [
                    ["3", "", "", "1"], ["2", "2", "2", "1"], ["1", "0", "2", "1"], ["0", "0", "2", "1"],
                ])
        }
    }
}

/// Who gets what, and what an export says about itself.
struct ExportTests {
    @Test func downloadsSayWhatTheyAre() async throws {
        try await StatisticsScene.run { scene in
            try await scene.add(.init(versions: [scene.test.clock.now]), to: scene.season)
            let browser = try await scene.browser()
            let csv = try await browser.get(scene.exports + "/applications.csv")
            #expect(csv.type == "text/csv; charset=utf-8")
            #expect(csv.bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
            #expect(
                csv.headers[.contentDisposition]
                    == """
                    attachment; filename="third-applications-2027-03-01.csv"; \
                    filename*=UTF-8''third-applications-2027-03-01.csv
                    """)
            #expect(csv.headers[.cacheControl] == "private, no-store")
            #expect(csv.headers[.xContentTypeOptions] == "nosniff")
            #expect(csv.headers[.contentSecurityPolicy] == "sandbox; default-src 'none'")
            #expect(csv.headers[.contentLength] == String(csv.bytes.count))
            for export in Export.allCases where !export.isOfRound {
                let xlsx = try await browser.get(scene.exports + "/\(export.rawValue).xlsx")
                #expect(xlsx.status == 200 && xlsx.bytes.prefix(4) == [0x50, 0x4B, 3, 4], "\(export)")
                #expect(xlsx.type.contains("spreadsheetml"))
            }
            for name in ["applications.pdf", "applications", "people.csv", ".csv", "applications.csv.csv"] {
                #expect(try await browser.get(scene.exports + "/" + name).status == 404, "\(name)")
            }
        }
    }

    @Test func everyExportIsRecorded() async throws {
        try await StatisticsScene.run { scene in
            try await scene.add(.init(versions: [scene.test.clock.now]), to: scene.season)
            try await scene.browser(StatisticsScene.screenerEmail).get(scene.exports + "/applications.xlsx")
            let entries = try await scene.laurel.database.read { tx in
                try tx.rows(
                    """
                    SELECT audit_payload.content, audit_entry.subject_id, person.email FROM audit_entry
                    JOIN audit_payload ON audit_payload.entry_id = audit_entry.id
                    JOIN person ON person.id = audit_payload.person_id WHERE what = 'season exported'
                    """
                ).map { (try JSON(parsing: $0["content"] as String), try $0["email"] as String) }
            }
            #expect(entries.count == 1)
            #expect(entries[0].1 == StatisticsScene.screenerEmail)
            #expect(entries[0].0["what"]?.text == "applications")
            #expect(entries[0].0["format"]?.text == "xlsx")
            #expect(entries[0].0["rows"]?.int == 1)
        }
    }

    @Test func tooManyRowsAreRefusedWithTheNumber() async throws {
        try await StatisticsScene.run({ $0.exportRows = 2 }) { scene in
            for _ in 0..<3 {
                try await scene.add(.init(versions: [scene.test.clock.now]), to: scene.season)
            }
            let browser = try await scene.browser()
            let answer = try await browser.get(scene.exports + "/applications.csv")
            #expect(answer.status == 413)
            #expect(answer.text.contains("more rows than the 2 rows of one export"))
            #expect(!answer.text.contains("Clean water"))
            let page = try await browser.get(scene.exports)
            #expect(page.text.contains("more rows than the 2 rows"))
            #expect(!page.text.contains("applications.csv"))
            #expect(try await scene.recorded() == 0)
        }
    }

    @Test func onlyAFewAreMadeAtOnce() async throws {
        try await StatisticsScene.run { scene in
            try await scene.add(.init(versions: [scene.test.clock.now]), to: scene.season)
            let browser = try await scene.browser()
            let path = scene.exports + "/applications.csv"
            try await {
                let taken = try (0..<StatisticsBounds.exportsAtOnce).map { _ in
                    try scene.laurel.exports.take()
                }
                let answer = try await browser.get(path)
                #expect(answer.status == 503 && answer.headers[.retryAfter] == "60")
                #expect(answer.text.contains("Other exports are being made"))
                withExtendedLifetime(taken) {}
            }()
            #expect(try await browser.get(path).status == 200, "a place is free again")
            #expect(try await browser.get(path).status == 200, "and was given back")
        }
    }

    @Test func nobodyExportsWithoutEnd() async throws {
        try await StatisticsScene.run { scene in
            try await scene.add(.init(versions: [scene.test.clock.now]), to: scene.season)
            let browser = try await scene.browser()
            let path = scene.exports + "/arrivals.csv"
            for _ in 0..<StatisticsBounds.exports.count {
                #expect(try await browser.get(path).status == 200)
            }
            #expect(try await browser.get(path).status == 429)
            scene.test.clock.advance(.seconds(3_600))
            #expect(try await browser.get(path).status == 200)
        }
    }

    @Test func thePageListsWhatIsThere() async throws {
        try await StatisticsScene.run { scene in
            let browser = try await scene.browser()
            let empty = try await browser.get(scene.exports)
            #expect(empty.text.contains("There is nothing to export yet"))
            #expect(!empty.text.contains("applications.csv"))
            try await scene.add(.init(versions: [scene.test.clock.now]), to: scene.season)
            for language in ["en", "ru", "ar"] {
                let page = try await browser.get(scene.exports + "?lang=\(language)")
                #expect(page.status == 200 && !page.text.contains("⟦"))
                #expect(page.text.contains("\(scene.exports)/applications.xlsx"))
                #expect(page.text.contains("\(scene.exports)/statistics.csv"))
            }
        }
    }
}

extension StatisticsScene {
    /// How many exports the audit log knows.
    func recorded() async throws -> Int {
        try await laurel.database.read { tx in
            try tx.row("SELECT count(*) FROM audit_entry WHERE what = 'season exported'")?.only() ?? 0
        }
    }
}

/// A CSV file as a reader of RFC 4180 sees it, apart from how it was written.
struct CSVLines {
    let columns: [String]
    let rows: [[String]]

    init(_ text: String) {
        var records: [[String]] = [[]]
        var field = ""
        var isQuoted = false
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars where scalar != "\u{FEFF}" {
            switch scalar {
            case "\"":
                // A second quote inside quotes is one quote.
                if !isQuoted, previous == "\"" { field.append("\"") }
                isQuoted.toggle()
            case "," where !isQuoted:
                records[records.count - 1].append(field)
                field = ""
            case "\n" where !isQuoted:
                records[records.count - 1].append(field)
                records.append([])
                field = ""
            case "\r" where !isQuoted: break
            default: field.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        let full = records.filter { !$0.isEmpty }
        columns = full.first ?? []
        rows = Array(full.dropFirst())
    }

    /// Of the first row, by the name of its column.
    subscript(_ column: String) -> String? {
        cell { $0 == column }
    }

    func cell(_ isColumn: (String) -> Bool) -> String? {
        guard let index = columns.firstIndex(where: isColumn) else { return nil }
        return rows.first?[index]
    }
}
