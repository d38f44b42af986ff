import Foundation
import Testing

@testable import Platform

struct TableFileTests {
    private static let columns: [Table.Column] = ["Name", "Points"]
    private static let rows: [[Table.Cell]] = [
        [.text("=1+1"), .integer(3)], [.text("Анна"), .empty], [.text("two\nlines"), .number(0.5)],
    ]

    private func content(_ file: TableFile) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while case let piece = try file.read(upTo: 7), !piece.isEmpty { bytes += piece }
        return bytes
    }

    @Test func partsMakeTheSameFileAsTheWhole() throws {
        let file = try TableFile(.csv, Self.columns)
        for row in Self.rows { try file.append([row]) }
        try file.append([])
        let size = try file.finish()
        let bytes = try content(file)
        #expect(bytes == Table(columns: Self.columns, rows: Self.rows).csv())
        #expect(bytes.count == size)
    }

    @Test func aWorkbookIsWholeOnceItIsFinished() throws {
        let file = try TableFile(.xlsx, Self.columns)
        for row in Self.rows { try file.append([row]) }
        let size = try file.finish()
        let bytes = try content(file)
        #expect(bytes.count == size && bytes.prefix(4) == [0x50, 0x4B, 3, 4])
        #expect(throws: SpreadsheetError.self) { try file.append(Self.rows) }
        #expect(throws: SpreadsheetError.self) { try file.finish() }
    }

    @Test func nothingIsReadBeforeItIsFinished() throws {
        let file = try TableFile(.csv, Self.columns)
        #expect(throws: SpreadsheetError.self) { try file.read(upTo: 10) }
    }

    @Test(arguments: TableFile.Format.allCases)
    func nothingStaysBehind(_ format: TableFile.Format) throws {
        func isThere(_ directory: URL) -> Bool { FileManager.default.fileExists(atPath: directory.path) }
        let finished = try TableFile(format, Self.columns)
        #expect(isThere(finished.directory))
        try finished.append(Self.rows)
        _ = try finished.finish()
        #expect(!isThere(finished.directory), "gone while it is read")
        #expect(try content(finished).count > 10)
        let dropped: URL = try {
            let file = try TableFile(format, Self.columns)
            try file.append(Self.rows)
            #expect(isThere(file.directory))
            return file.directory
        }()
        #expect(!isThere(dropped), "gone with what was never finished")
    }
}
