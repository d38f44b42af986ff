import Testing

/// Every text that the code asks for exists in every language, and none lies about unused.
struct LocaleTests {
    static let languages: Set<String> = ["en", "ru", "ar"]

    /// Keys that end in a value known only at run time.
    static let computedPrefixes: [String] = [
        "answers.due.", "answers.outcome.", "answers.progress.", "answers.sort.", "answers.state.",
        "demo.person.", "staff.place.", "staff.state.",
        "drafts.field.", "drafts.help.", "drafts.method.", "drafts.outcomes.", "drafts.part.",
        "drafts.stage.",
        "sessions.deed.", "sessions.entry.", "sessions.names.", "sessions.part.", "sessions.state.",
        "sessions.step.",
        "eligibility.", "eligibility.organisation.", "eligibility.party.", "field.text.too-long.",
        "field.text.too-short.", "notice.", "problem.title.",
        "polls.answer.", "polls.electorate.", "polls.method.", "polls.state.",
        "protocol.origin.", "protocol.point.", "protocol.text.", "protocol.translation.",
    ]

    @Test func everyLanguageHasTheSameTexts() throws {
        let keys: [String: Set<String>] = try Locales.keys(in: Repository.files)
        #expect(keys.isEmpty || Set(keys.keys) == Self.languages)
        #expect(uneven(keys) == [])
        #expect(uneven(["en": ["a", "b"], "ru": ["a"]]) == ["ru lacks b"])
    }

    @Test func everyTextThatIsAskedForExists() throws {
        let keys: Set<String> = try Locales.keys(in: Repository.files)["en"] ?? []
        expectNone(try missing(in: Repository.sources, keys: keys, prefixes: Self.computedPrefixes))
    }

    @Test func noTextIsUnused() throws {
        let keys: Set<String> = try Locales.keys(in: Repository.files)["en"] ?? []
        #expect(unused(keys, in: Repository.sources, prefixes: Self.computedPrefixes) == [])
    }

    @Test func aMissingAndAnUnusedTextAreFound() throws {
        let code: String = #"""
            reader("jury.title") + formPage(title: "jury.page") + tag(title: "x")
            throw Problem(.invalid, message: "jury.closed", fields: [.init("name", "jury.name")])
            page.reader(
                "jury.count", ["count": 3])
            reader("jury.state.\(state)") + reader("other.\(state)") + reader("jury.state.x.\(state)")
            let key = "jury.table"  // reader("jury.comment")
            """#
        let planted = SourceFile(path: "A.swift", text: code)
        let keys: Set<String> = ["jury.title", "jury.state.open", "jury.table", "jury.old"]
        let absent: [Finding] = try missing(in: [planted], keys: keys, prefixes: ["jury.state."])
        #expect(
            absent.map(\.message) == [
                "jury.page", "jury.closed", "jury.name", "jury.count", "other.", "jury.state.x.",
            ])
        #expect(absent.map(\.line) == [1, 2, 2, 3, 5, 5])
        #expect(unused(keys, in: [planted], prefixes: ["jury.state."]) == ["jury.old"])
    }

    private func uneven(_ keys: [String: Set<String>]) -> [String] {
        let all: Set<String> = keys.values.reduce([]) { $0.union($1) }
        return keys.sorted { $0.key < $1.key }.flatMap { language, its in
            all.subtracting(its).sorted().map { "\(language) lacks \($0)" }
        }
    }

    private func missing(in files: [SourceFile], keys: Set<String>, prefixes: [String]) throws -> [Finding] {
        try files.flatMap { file in
            try TextRequest.all(in: CodeMask.code(of: file.text, keepsStrings: true))
                .filter { !isKnown($0, keys: keys, prefixes: prefixes) }
                .map { Finding(path: file.path, line: $0.line, message: $0.key) }
        }
    }

    /// A key that ends in a value is known where its kind is declared and has texts.
    private func isKnown(_ request: TextRequest, keys: Set<String>, prefixes: [String]) -> Bool {
        guard request.isPrefix else { return keys.contains(request.key) }
        return prefixes.contains(where: request.key.hasPrefix) && keys.contains { $0.hasPrefix(request.key) }
    }

    /// A key counts as used where the code holds it as a whole literal: keys also stand in tables.
    private func unused(_ keys: Set<String>, in files: [SourceFile], prefixes: [String]) -> [String] {
        var open: Set<String> = keys.filter { key in !prefixes.contains { key.hasPrefix($0) } }
        for file in files where !open.isEmpty {
            for literal in file.text.split(separator: "\"", omittingEmptySubsequences: false) {
                open.remove(String(literal))
            }
        }
        return open.sorted()
    }
}
