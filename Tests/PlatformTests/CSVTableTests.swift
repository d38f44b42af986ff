import Testing

@testable import Platform

struct CSVTableTests {
    private func rows(_ text: String, _ columns: [String] = ["a", "b"]) throws -> [CSVTable.Row] {
        try CSVTable(Array(text.utf8), columns: columns).rows
    }

    private func findings(_ text: String, _ columns: [String] = ["a", "b"]) -> [String] {
        do {
            _ = try rows(text, columns)
            return []
        } catch let error as CSVFindings {
            return error.findings.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test(arguments: [
        "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4", "a,b\r1,2\r3,4\r", "\u{FEFF}a,b\n1,2\n3,4\n",
        "a;b\n1;2\n3;4\n", "a\tb\n1\t2\n3\t4\n", "\"a\",\"b\"\n\"1\",2\n3,\"4\"", "A, B\n 1 ,2\n3,\t4 \n",
        "b,x,a\n2,,1\n4,9,3\n",
    ])
    func readsWhatProgramsWrite(text: String) throws {
        #expect(
            try rows(text) == [
                CSVTable.Row(line: 2, cells: ["1", "2"]), CSVTable.Row(line: 3, cells: ["3", "4"]),
            ])
    }

    @Test(arguments: [
        ("a,b\n1,2\n", ["1", ""], []), ("a,b,judge\n1,2,9\n", ["1", "9"], ["judge"]),
        ("judge,a\n,1\n", ["1", ""], ["judge"]),
    ])
    func anOptionalColumnMayBeMissing(text: String, cells: [String], present: [String]) throws {
        let table = try CSVTable(Array(text.utf8), columns: ["a"], optionalColumns: ["judge"])
        #expect(table.rows == [CSVTable.Row(line: 2, cells: cells)])
        #expect(table.optionalColumns == Set(present))
    }

    @Test func countsLinesThroughQuotesAndBlankLines() throws {
        let text = "a,b\n\n\"say \"\"hi\"\"\r\nthere, Анна\",2\n\n3,4\n"
        #expect(
            try rows(text) == [
                CSVTable.Row(line: 3, cells: ["say \"hi\"\r\nthere, Анна", "2"]),
                CSVTable.Row(line: 6, cells: ["3", "4"]),
            ])
    }

    @Test func aTableWithoutRowsIsATable() throws {
        #expect(try rows("a,b").isEmpty)
        #expect(try rows("a,b\n1,\n") == [CSVTable.Row(line: 2, cells: ["1", ""])])
    }

    @Test(arguments: [
        ("", ["line 1: the file is empty"]),
        ("a,c\n", ["line 1: the column “b” is missing"]),
        ("x,y\n", ["line 1: the column “a” is missing", "line 1: the column “b” is missing"]),
        ("a,b,a\n1,2,3\n", ["line 1: the column “a” stands twice"]),
        (
            "a,b\n1\n1,2\n1,2,3\n",
            ["line 2: 1 fields, but the head has 2", "line 4: 3 fields, but the head has 2"]
        ),
        ("a,b\n1,\"2\n3,4\n", ["line 2: a quote is opened and never closed"]),
        ("a,b\n\"1\"x,2\n", ["line 2: a quoted field goes on after its closing quote"]),
    ])
    func saysWhatIsWrongAndWhere(text: String, expected: [String]) {
        #expect(findings(text) == expected)
    }

    @Test func refusesWhatIsNotUTF8() {
        #expect(throws: CSVFindings([CSVFinding(line: 2, message: "the text is not UTF-8")])) {
            try CSVTable(Array("a,b\n1,".utf8) + [0xFF, 0x0A], columns: ["a", "b"])
        }
    }

    @Test func whatIsWrittenForProgramsIsReadBackUnchanged() throws {
        let texts: [String] = ["=1+1", "-5", "say \"hi\", Анна", "two\r\nlines", "'tis"]
        let table = Table(columns: ["a", "b"], rows: texts.map { [.text($0), .number(0.1)] })
        let bytes: [UInt8] = table.csvForPrograms()
        #expect(bytes.starts(with: Array("a,b\n=1+1,0.1\n-5,0.1\n".utf8)))
        #expect(try CSVTable(bytes, columns: ["a", "b"]).rows.map(\.cells) == texts.map { [$0, "0.1"] })
    }
}
