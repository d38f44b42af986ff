import ArgumentParser
import Foundation
import Platform

/// The files of a command that works on anybody's spreadsheets, without an award.
///
/// What is wrong in a file is told line by line, all at once, and ends the command with status 64; then
/// nothing has been written.
enum PlainFiles {
    /// Reads a table and what it says, or ends with everything that is wrong with it.
    static func read<Content>(
        _ path: String, _ understand: ([UInt8]) throws(CSVFindings) -> Content
    ) throws -> Content {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(path) cannot be read.")
        }
        do {
            return try understand(Array(data))
        } catch {
            report(error, in: path)
            throw ExitCode.validationFailure
        }
    }

    private static let shownFindings = 100

    private static func report(_ findings: CSVFindings, in path: String) {
        var text = ""
        for finding in findings.findings.prefix(shownFindings) {
            text += "\(path):\(finding.line): \(finding.message)\n"
        }
        let count: Int = findings.findings.count
        if count > shownFindings { text += "… and \(count - shownFindings) more.\n" }
        text += "\(count) to mend; nothing was written.\n"
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// Writes all files or none: each first beside its place, then all into place.
    static func write(_ files: [(path: String, bytes: [UInt8])]) throws {
        guard Set(files.map { URL(filePath: $0.path).standardizedFileURL.path }).count == files.count else {
            throw ValidationError("Two results cannot go into one file.")
        }
        for file in files where isFolder(file.path) {
            throw ValidationError("\(file.path) is a folder.")
        }
        var drafts: [(draft: String, path: String)] = []
        defer { for entry in drafts { try? FileManager.default.removeItem(atPath: entry.draft) } }
        for file in files {
            let draft = "\(file.path).\(UUID().uuidString).part"
            drafts.append((draft, file.path))
            guard FileManager.default.createFile(atPath: draft, contents: Data(file.bytes)) else {
                throw ValidationError("\(file.path) cannot be written.")
            }
        }
        for entry in drafts where rename(entry.draft, entry.path) != 0 {
            throw ValidationError("\(entry.path) cannot be written.")
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}

/// Names from a file, numbered in the order in which they first occur.
struct NumberedNames {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]

    mutating func number(_ name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }

    func known(_ name: String) -> Int? {
        numbers[name]
    }

    /// Numbers the names in their order; returns the new number of each old one.
    mutating func sort() -> [Int] {
        let order: [Int] = names.indices.sorted { names[$0] < names[$1] }
        var sorted = NumberedNames()
        var numbers = [Int](repeating: 0, count: order.count)
        for old in order { numbers[old] = sorted.number(names[old]) }
        self = sorted
        return numbers
    }
}

extension Double {
    /// A decimal number; Swift's own reading also takes hexadecimal ones, infinity and NaN.
    init?(decimal text: String) {
        let isDecimal: Bool = text.utf8.allSatisfy { "+-.0123456789eE".utf8.contains($0) }
        guard isDecimal, let number = Double(text) else { return nil }
        self = number
    }
}
