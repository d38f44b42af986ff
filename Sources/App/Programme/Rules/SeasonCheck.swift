public import Platform

/// A season document that was read, with every mistake in it. Only one without mistakes is a document.
public struct SeasonCheck: Sendable {
    /// In the order of the lines.
    public let findings: [Finding]
    /// Nil as long as there are findings.
    public let document: SeasonDocument?
    /// What was read, mistakes and all, in the order in which people read rules; nil where it was no tree.
    let tree: DocumentNode?

    public init(yaml: String) {
        do throws(Finding) {
            let root = try SeasonDocumentYAML.parse(yaml)
            self.init(root)
        } catch {
            self.init(findings: [error])
        }
    }

    /// The document in its stored form. Its findings have paths, but no lines.
    public init(json: JSON) {
        self.init(DocumentNode(json: json))
    }

    private init(_ root: DocumentNode) {
        let reading = DocumentReading()
        var document = SeasonDocument()
        document.read(root, at: "", reading)
        if root.entries != nil { SeasonRules(document: document, reading: reading).check() }
        let tree = root.arranged(like: document.node(omittingDefaults: false))
        self.init(findings: reading.findings.sorted(), document: document, tree: tree)
    }

    private init(findings: [Finding], document: SeasonDocument? = nil, tree: DocumentNode? = nil) {
        self.findings = findings
        self.tree = tree
        self.document = findings.isEmpty ? document : nil
    }
}

/// A mistake in a season document, and where it is.
public struct Finding: Error, Hashable, Sendable {
    /// From 1; nil where the document is not a text.
    public var line: Int?
    public var column: Int?
    /// What it is about, as stable keys: `nominations/young/title/ru`.
    public var path = ""
    /// A key of the locales.
    public var message: String
    public var arguments: [String: MessageValue] = [:]

    /// Whether nothing is wrong but that something is not said.
    var isAbsence: Bool { ["season.check.missing", "season.check.text-missing"].contains(message) }

    public func text(_ reader: Reader) -> String {
        reader(message, arguments)
    }
}

extension Finding: Comparable {
    public static func < (left: Finding, right: Finding) -> Bool {
        let leftPlace = (left.line ?? 0, left.column ?? 0, left.path, left.message)
        let rightPlace = (right.line ?? 0, right.column ?? 0, right.path, right.message)
        return leftPlace < rightPlace
    }
}

extension SeasonDocument {
    /// The document for people. What is as usual is left out.
    public var yaml: String {
        SeasonDocumentYAML.text(node(omittingDefaults: true))
    }

    /// The document as it is stored, hashed and compared: with everything said.
    public var json: JSON {
        node(omittingDefaults: false).json
    }

    func node(omittingDefaults: Bool) -> DocumentNode {
        node(.writing(WritingStyle(languages: languages, omitsDefaults: omittingDefaults)))
    }
}
