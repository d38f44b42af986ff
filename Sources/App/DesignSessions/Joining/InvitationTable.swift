internal import Platform
internal import SwiftCSV

/// Whom staff want to invite, as they pasted it: addresses alone, or a table with a head of `email` and, if
/// wanted, `part`, `group` and `language`.
struct InvitationTable: Sendable {
    static let mostRows = 1_000
    static let mostBytes = 128 * 1024

    struct Entry: Sendable, Equatable {
        let email: String
        let part: SessionSeat.Part
        /// The public id; nothing for none.
        let group: String?
        /// Nothing where the account's own is taken, if there is one.
        let language: String?
    }

    struct Finding: Sendable, Equatable {
        let line: Int
        let message: String
        var arguments: [String: MessageValue] = [:]
    }

    /// What holds where a row says nothing.
    struct Usual: Sendable {
        var part = SessionSeat.Part.participant
        var group: String?
    }

    private enum Column: String, CaseIterable {
        case email, part, group, language
    }

    private(set) var entries: [Entry] = []
    private(set) var findings: [Finding] = []
    private let groups: [SessionGroup]
    private let usual: Usual

    init(_ text: String, groups: [SessionGroup], usual: Usual) {
        self.groups = groups
        self.usual = usual
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let head = lines.first.map(Self.cells) ?? []
        if head.contains(Column.email.rawValue) {
            readTable(text)
        } else {
            readAddresses(lines)
        }
        if entries.isEmpty && findings.isEmpty {
            findings = [.init(line: 1, message: "sessions.invite.none")]
        }
        guard entries.count > Self.mostRows else { return }
        findings = [
            .init(line: 1, message: "sessions.invite.too-many", arguments: ["most": .number(Self.mostRows)])
        ]
    }

    private static func cells(_ line: Substring) -> [String] {
        line.split { ",;\t".contains($0) }.map { String($0).trimmed.lowercased() }
    }

    /// "Name <address>", or several addresses in a line.
    private mutating func readAddresses(_ lines: [Substring]) {
        for (index, line) in lines.enumerated() where !String(line).isBlank {
            let words = line.split { $0.isWhitespace || ",;<>".contains($0) }.filter { $0.contains("@") }
            if words.isEmpty { report(index + 1, "sessions.invite.no-address") }
            for word in words { add([.email: String(word)], at: index + 1) }
        }
    }

    private mutating func readTable(_ text: String) {
        let delimiter = CSVDelimiter.guessed(string: text)
        guard let table = try? CSV<Enumerated>(string: text, delimiter: delimiter, loadColumns: false) else {
            return report(1, "sessions.invite.unreadable")
        }
        let columns = table.header.map { Column(rawValue: $0.trimmed.lowercased()) }
        for (index, cells) in table.rows.enumerated() where cells.contains(where: { !$0.isBlank }) {
            var row: [Column: String] = [:]
            for (cell, column) in zip(cells, columns) {
                if let column { row[column] = cell.trimmed }
            }
            add(row, at: index + 2)
        }
    }

    private mutating func add(_ row: [Column: String], at line: Int) {
        let faults = findings.count
        let typed = row[.email] ?? ""
        guard let email = AccountEmail.normal(typed) else {
            return report(line, "sessions.invite.address.wrong", ["address": .text(typed)])
        }
        let entry = Entry(
            email: email, part: part(row[.part] ?? "", at: line), group: group(row[.group] ?? "", at: line),
            language: language(row[.language] ?? "", at: line))
        if entry.part == .scribe && entry.group == nil { report(line, "sessions.seats.scribe-needs-group") }
        if entries.contains(where: { $0.email == email }) {
            report(line, "sessions.invite.twice", ["address": .text(email)])
        }
        if findings.count == faults { entries.append(entry) }
    }

    private mutating func part(_ word: String, at line: Int) -> SessionSeat.Part {
        if word.isEmpty { return usual.part }
        if let part = SessionSeat.Part(rawValue: word.lowercased()) { return part }
        let known = SessionSeat.Part.allCases.map(\.rawValue).joined(separator: ", ")
        report(line, "sessions.invite.part.wrong", ["word": .text(word), "known": .text(known)])
        return usual.part
    }

    /// By its name in any language, or by its number in the order of the set-up.
    private mutating func group(_ word: String, at line: Int) -> String? {
        if word.isEmpty { return usual.group }
        if let number = Int(word), groups.indices.contains(number - 1) { return groups[number - 1].publicID }
        let wanted = word.lowercased()
        let found = groups.first { group in
            group.name.texts.values.contains { $0.lowercased() == wanted }
        }
        if found == nil { report(line, "sessions.invite.group.wrong", ["word": .text(word)]) }
        return found?.publicID
    }

    private mutating func language(_ word: String, at line: Int) -> String? {
        if word.isEmpty { return nil }
        if let language = Language(word), Languages.contains(language.code) { return language.code }
        report(line, "sessions.invite.language.wrong", ["word": .text(word)])
        return nil
    }

    private mutating func report(_ line: Int, _ message: String, _ arguments: [String: MessageValue] = [:]) {
        findings.append(Finding(line: line, message: message, arguments: arguments))
    }
}
