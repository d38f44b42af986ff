import Testing

/// What the compiler allows and this house does not.
struct CareTests {
    /// How often a file may take markup as it is. Its safety stands beside each use.
    static let rawMarkup: [String: Int] = [
        "Sources/Platform/HTML/HTML.swift": 2
    ]

    /// Code that ends the process, blocks its main thread or writes past the log, and what to do instead.
    static let forbidden: [(code: String, instead: String)] = [
        ("try!", "handle the error or let it through"),
        ("fatalError(", "throw, so that one request fails and not the server"),
        ("print(", "use the log; only the command line prints"),
        ("DispatchQueue.main", "nothing here has a main thread to wait for"),
    ]

    /// Where packages come from is the machine's affair. Each in two pieces, or this file would name one.
    static let registryHosts: [String] = [
        "pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "crates" + ".io", "proxy.golang" + ".org",
        "deb.debian" + ".org", "archive.ubuntu" + ".com", "docker" + ".io", "ghcr" + ".io",
    ]

    @Test func nothingForbiddenIsCalled() {
        let library: [SourceFile] = Repository.sources.filter { !$0.path.hasPrefix("Sources/laurel/") }
        expectNone(library.flatMap(forbiddenCode))
        let text: String =
            "let a = try! b()\nfingerprint(a); a.print(); \"print(\" // fatalError(\nprint(a)\n"
        let planted = SourceFile(path: "A.swift", text: text)
        #expect(forbiddenCode(in: planted).compactMap(\.line) == [1, 3])
    }

    @Test func markupIsTakenAsItIsOnlyWhereDeclared() {
        var uses: [String: Int] = [:]
        for file in Repository.sources {
            let count: Int = places(of: "HTML(raw:", in: file).count
            if count > 0 { uses[file.path] = count }
        }
        #expect(uses == Self.rawMarkup)
        let planted = SourceFile(path: "A.swift", text: "let a = HTML(raw: b) + \"\\(HTML(raw: c))\"")
        #expect(places(of: "HTML(raw:", in: planted).count == 2)
    }

    @Test func noRegistryHostIsNamed() {
        expectNone(Repository.files.flatMap(namedHosts))
        let planted = SourceFile(path: "bin/x", text: "\ncurl https://\(Self.registryHosts[0])/simple")
        #expect(namedHosts(in: planted).map(\.line) == [2])
    }

    private func forbiddenCode(in file: SourceFile) -> [Finding] {
        Self.forbidden.flatMap { rule in
            places(of: rule.code, in: file).map { line in
                Finding(path: file.path, line: line, message: "\(rule.code) … \(rule.instead)")
            }
        }
        .sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    /// The line of each use of the code outside strings and comments, and not as the end of a longer name.
    private func places(of code: String, in file: SourceFile) -> [Int] {
        guard file.text.contains(code) else { return [] }
        let lines: [Substring] = CodeMask.code(of: file.text).split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().flatMap { index, line in
            line.ranges(of: code).filter { range in
                guard let before = line[..<range.lowerBound].last else { return true }
                return !(before.isLetter || before.isNumber || before == "_" || before == ".")
            }
            .map { _ in index + 1 }
        }
    }

    private func namedHosts(in file: SourceFile) -> [Finding] {
        let named: [String] = Self.registryHosts.filter { file.text.contains($0) }
        guard !named.isEmpty else { return [] }
        return file.lines.enumerated().flatMap { index, line in
            named.filter { line.contains($0) }.map { Finding(path: file.path, line: index + 1, message: $0) }
        }
    }
}
