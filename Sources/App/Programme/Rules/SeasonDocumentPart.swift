import Platform

/// A group of named values in a season document, such as a nomination or a stage.
///
/// `fields` names each value once, in the order in which people read them. That one list reads the document,
/// finds its mistakes and writes it, so what can be written can be read.
protocol DocumentRecord: Equatable, Sendable {
    init()

    /// The value by which one of several is known among its siblings, for stable paths; nil where only the
    /// place tells them apart.
    static var identifier: String? { get }

    mutating func fields(_ part: inout DocumentPart)
}

extension DocumentRecord {
    static var identifier: String? { nil }
}

/// One group of named values while it is read or written.
struct DocumentPart {
    let path: String
    let purpose: DocumentPurpose
    /// What was written so far.
    private(set) var written: [DocumentEntry] = []
    private var known: [String] = []
    private var missing: [String] = []

    init(path: String, purpose: DocumentPurpose) {
        self.path = path
        self.purpose = purpose
    }

    func path(to name: String) -> String {
        path.isEmpty ? name : path + "/" + name
    }

    mutating func write(_ name: String, _ node: DocumentNode) {
        written.append(DocumentEntry(name: name, position: nil, value: node))
    }

    /// The value under a name, which is known from now on. A missing one is a finding only where required.
    mutating func take(_ name: String, from node: DocumentNode, required: Bool) -> DocumentNode? {
        known.append(name)
        guard let entry = node.entry(name), let reading = purpose.reading else {
            if required { missing.append(name) }
            return nil
        }
        reading.given.insert(path(to: name))
        reading.positions[path(to: name)] = entry.position ?? entry.value.position
        if case .empty = entry.value.content {
            reading.find("season.check.empty", at: path(to: name), entry.position, ["key": .text(name)])
            return nil
        }
        return entry.value
    }

    /// Reports what no field asked for, since a rule that nobody enforces must not look like one that is in
    /// force, and what is not there. A required name that is there misspelt is one mistake and not two.
    mutating func reportNames(in node: DocumentNode) {
        guard let reading = purpose.reading, let entries = node.entries else { return }
        reading.reportRepeats(entries, at: path)
        for entry in entries where !known.contains(entry.name) {
            var arguments: [String: MessageValue] = ["key": .text(entry.name)]
            let suggestion = Spelling.nearest(to: entry.name, among: known)
            if let suggestion { arguments["suggestion"] = .text(suggestion) }
            let message = suggestion == nil ? "season.check.unknown" : "season.check.misspelt"
            reading.find(message, at: path(to: entry.name), entry.position, arguments)
            missing.removeAll { $0 == suggestion }
        }
        for name in missing {
            reading.find("season.check.missing", at: path(to: name), node.position, ["key": .text(name)])
        }
    }
}

/// What a `DocumentPart` is for.
enum DocumentPurpose {
    case reading(DocumentNode, DocumentReading)
    case writing(WritingStyle)

    var reading: DocumentReading? {
        guard case .reading(_, let reading) = self else { return nil }
        return reading
    }
}

struct WritingStyle {
    /// In which order a text gives its languages.
    var languages: [Language]
    /// Values that are as the schema assumes may be left out, for people; a stored version spells them out.
    var omitsDefaults: Bool
}

/// What is noted down while a document is read.
final class DocumentReading {
    var findings: [Finding] = []
    var positions: [String: DocumentPosition] = [:]
    /// The paths of the values that are there, whether they have positions or not.
    var given: Set<String> = []
    /// The languages that the document declares; every text must be there in each of them. None where the
    /// declaration itself is wrong.
    var languages: [Language] = []

    func find(
        _ message: String, at path: String, _ position: DocumentPosition?,
        _ arguments: [String: MessageValue] = [:]
    ) {
        let finding = Finding(
            line: position?.line, column: position?.column, path: path, message: message, arguments: arguments
        )
        findings.append(finding)
    }

    func reportRepeats(_ entries: [DocumentEntry], at path: String) {
        var seen: Set<String> = []
        for entry in entries where !seen.insert(entry.name).inserted {
            let place = path.isEmpty ? entry.name : path + "/" + entry.name
            find("season.check.twice", at: place, entry.position, ["key": .text(entry.name)])
        }
    }

    /// The place of a path, or of what it stands in where it is not there itself.
    func position(of path: String) -> DocumentPosition? {
        var current = path[...]
        while true {
            if let position = positions[String(current)] { return position }
            guard let slash = current.lastIndex(of: "/") else { return positions[""] }
            current = current[..<slash]
        }
    }

    /// Whether nothing at a path, below it or above it is wrong, so that a rule over all of it can be checked
    /// without repeating a mistake that is known.
    func isSound(_ path: String) -> Bool {
        !findings.contains { finding in
            finding.path == path || finding.path.hasPrefix(path + "/") || path.hasPrefix(finding.path + "/")
        }
    }
}
