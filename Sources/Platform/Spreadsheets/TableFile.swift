public import Foundation
internal import Synchronization

/// A table that is written to the disk part by part and read back in pieces, so that its size costs no
/// memory.
///
/// It stands in a private temporary directory that is gone once it is finished: a process that dies later
/// leaves nothing of it behind.
public final class TableFile: Sendable {
    public enum Format: String, Sendable, CaseIterable {
        case csv, xlsx

        public var mediaType: String {
            switch self {
            case .csv: "text/csv; charset=utf-8"
            case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        }
    }

    private enum Content {
        case csv(FileHandle)
        case xlsx(Workbook)
        case finished(FileHandle)
    }

    /// Where its parts are while it is written.
    let directory: URL
    private let content: Mutex<Content>

    public init(_ format: Format, _ columns: [Table.Column]) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "laurel-table-\(UUID())")
        try FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        self.directory = directory
        do {
            content = Mutex(try Self.begin(format, columns, in: directory))
        } catch {
            try? FileManager.default.removeItem(at: directory)
            throw error
        }
    }

    deinit {
        content.withLock { content in
            if case .xlsx(let workbook) = content { try? workbook.close() }
        }
        try? FileManager.default.removeItem(at: directory)
    }

    private static func file(in directory: URL) -> URL {
        directory.appending(path: "table")
    }

    private static func begin(
        _ format: Format, _ columns: [Table.Column], in directory: URL
    ) throws -> sending Content {
        let file = file(in: directory)
        switch format {
        case .csv:
            try Data(Table.csvHead(columns)).write(to: file)
            let handle = try FileHandle(forWritingTo: file)
            try handle.seekToEnd()
            return .csv(handle)
        case .xlsx:
            return .xlsx(try Workbook(columns, file: file.path, workspace: directory.path))
        }
    }

    /// Adds rows; every one has a cell for each column.
    public func append(_ rows: [[Table.Cell]]) throws {
        try content.withLock { content in
            switch content {
            case .csv(let handle): try handle.write(contentsOf: Data(Table.csvLines(rows)))
            case .xlsx(let workbook): try workbook.append(rows)
            case .finished: throw SpreadsheetError.failed("the table is finished")
            }
        }
    }

    /// Closes the table and says how many bytes it has; from then on it is read.
    public func finish() throws -> Int {
        try content.withLock { content in
            switch content {
            case .csv(let handle): try handle.close()
            case .xlsx(let workbook): try workbook.close()
            case .finished: throw SpreadsheetError.failed("the table is finished")
            }
            let handle = try FileHandle(forReadingFrom: Self.file(in: directory))
            content = .finished(handle)
            try FileManager.default.removeItem(at: directory)
            let bytes = try handle.seekToEnd()
            try handle.seek(toOffset: 0)
            return Int(bytes)
        }
    }

    /// The next piece of a finished table; empty at its end.
    public func read(upTo count: Int) throws -> Data {
        try content.withLock { content in
            guard case .finished(let handle) = content else {
                throw SpreadsheetError.failed("the table is not finished")
            }
            return try handle.read(upToCount: count) ?? Data()
        }
    }
}
