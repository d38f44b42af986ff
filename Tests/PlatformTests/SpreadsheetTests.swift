import Foundation
import TestSupport
import Testing

@testable import Platform

private func csv(_ cells: [Table.Cell]) -> String {
    let columns = cells.indices.map { Table.Column("c\($0)") }
    let lines = String(decoding: Table(columns: columns, rows: [cells]).csv(), as: UTF8.self)
    return lines.components(separatedBy: "\r\n").dropFirst().dropLast().joined(separator: "\r\n")
}

struct CSVTests {
    @Test func writesEveryKindOfCell() throws {
        let day = try #require(CalendarDate("2026-11-22"))
        let cells: [Table.Cell] = [
            .text("Анна"), .integer(-5), .number(0.5), .instant(Instant(milliseconds: 0)), .date(day), .empty,
            .number(3), .number(.nan), .number(-.infinity),
        ]
        #expect(csv(cells) == "Анна,-5,0.5,1970-01-01T00:00:00Z,2026-11-22,,3,,")
    }

    @Test func beginsWithAByteOrderMarkAndTheNames() {
        let bytes = Table(columns: ["Name", "Score, mean"], rows: []).csv()
        #expect(bytes == [0xEF, 0xBB, 0xBF] + Array("Name,\"Score, mean\"\r\n".utf8))
    }

    @Test(arguments: [
        ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("two\nlines", "\"two\nlines\""),
        ("a;b", "\"a;b\""), ("a\tb", "\"a\tb\""), ("plain", "plain"), ("", ""),
    ])
    func quotesWhatSeparates(text: String, field: String) {
        #expect(csv([.text(text)]) == field)
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+7 912", "\"'+7 912\""), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "\"'\t=1\""), ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("＝1", "'＝1"), ("＋1", "'＋1"),
        ("－1", "'－1"), ("＠x", "'＠x"), ("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\""),
        ("\u{301}=1", "\u{301}=1"), ("'tis", "'tis"), ("'", "'"), ("'=1", "''=1"), ("''+1", "'''+1"),
        ("a=1", "a=1"), ("=\u{301}", "'=\u{301}"),
    ])
    func noTextBecomesAFormula(text: String, field: String) {
        #expect(Array(csv([.text(text)]).utf8) == Array(field.utf8))
    }

    @Test func namesOfColumnsAreGuardedToo() {
        let bytes = Table(columns: [Table.Column("=HYPERLINK(\"x\")")], rows: []).csv()
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("\"'=HYPERLINK(\"\"x\"\")\"\r\n"))
    }
}

@Suite(.needsPython)
struct WorkbookTests {
    private func read(_ table: Table) throws -> JSON {
        try Workbook.read(try table.xlsx())
    }

    private func text(_ table: Table) throws -> String? {
        try read(table)["rows"]?.list?.last?["A"]?.list?.last?.text
    }

    @Test func writesEveryKindOfCell() throws {
        let day = try #require(CalendarDate("2026-11-22"))
        let moment = try #require(Instant(iso8601: "2026-11-22T18:00:00Z"))
        let table = Table(
            columns: ["Name", "Count", "Mean", "Submitted (UTC)", "Born", "Nothing", "No number"],
            rows: [
                [
                    .text("Анна 😂 & <b>"), .integer(-5), .number(0.5), .instant(moment), .date(day), .empty,
                    .number(.nan),
                ]
            ])
        let sheet = try read(table)
        let rows = try #require(sheet["rows"]?.list)
        #expect(rows.count == 2)
        #expect(rows[0]["D"] == ["text", "Submitted (UTC)"])
        #expect(
            rows[1] == [
                "A": ["text", "Анна 😂 & <b>"], "B": ["n", "-5"], "C": ["n", "0.5"], "D": ["n", "46348.75"],
                "E": ["n", "46348"],
            ])
        #expect(sheet["damaged"]?.isNull == true)
        #expect(SniffedType(sniffing: try table.xlsx()) == .workbook)
    }

    @Test func noTextBecomesAFormulaOrALink() throws {
        let texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "http://example.org", "1", "TRUE"]
        let sheet = try read(Table(columns: ["=2+2"], rows: texts.map { [.text($0)] }))
        let cells = sheet["rows"]?.list?.compactMap { $0["A"] } ?? []
        #expect(cells == (["=2+2"] + texts).map { ["text", .string($0)] })
        #expect(sheet["formulas"] == 0)
        #expect(sheet["parts"]?.list?.contains("xl/worksheets/_rels/sheet1.xml.rels") == false)
    }

    @Test func textSurvivesWhatXMLCannotCarry() throws {
        let hostile = "a\u{0}b\u{1}\u{1b}\u{FFFE}c\r\nd\u{7f}]]>&amp;  "
        #expect(try text(Table(columns: ["x"], rows: [[.text(hostile)]])) == "abc\nd\u{7f}]]>&amp;  ")
    }

    @Test func longTextIsCutWhereItShows() throws {
        let whole = String(repeating: "я", count: 32_767)
        #expect(try text(Table(columns: ["x"], rows: [[.text(whole)]])) == whole)
        let long = try text(Table(columns: ["x"], rows: [[.text(String(repeating: "😂", count: 20_000))]]))
        #expect(long == String(repeating: "😂", count: 16_383) + "…")
    }

    @Test func limitsAreSaid() {
        let wide = Table(columns: (0...16_384).map { Table.Column("\($0)") }, rows: [])
        #expect(throws: SpreadsheetError.tooManyColumns(limit: 16_384)) { try wide.xlsx() }
        let long = Table(columns: [], rows: Array(repeating: [], count: 1_048_576))
        #expect(throws: SpreadsheetError.tooManyRows(limit: 1_048_575)) { try long.xlsx() }
    }

    @Test func nothingStaysBehind() throws {
        try withTemporaryDirectory { directory in
            let table = Table(columns: ["x"], rows: [[.text("private")]])
            let bytes = try table.xlsx(workingIn: directory)
            let left = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            #expect(SniffedType(sniffing: bytes) == .workbook)
            #expect(left.isEmpty)
        }
    }

    @Test func aDirectoryThatIsMissingIsSaid() {
        let nowhere = URL(filePath: "/proc/no/such")
        #expect(throws: SpreadsheetError.self) { try Table(columns: [], rows: []).xlsx(workingIn: nowhere) }
    }

    @Test func tablesWithoutRowsOrColumnsAreWorkbooksToo() throws {
        #expect(try read(Table(columns: ["a"], rows: []))["rows"]?.list?.count == 1)
        #expect(SniffedType(sniffing: try Table(columns: [], rows: []).xlsx()) == .workbook)
    }
}
