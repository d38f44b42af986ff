import Testing

/// The stylesheet has one room for each class: who reuses a name that is taken changes pages far away.
struct StylesheetTests {
    @Test func aClassIsStyledInOnePlace() throws {
        let sheet = try #require(Repository.files.first { $0.path == "Sources/App/Assets/laurel.css" })
        expectNone(Self.repeatedClasses(in: sheet))
    }

    @Test func aTakenNameIsFound() {
        let planted = SourceFile(
            path: "a.css",
            text: """
                .scale { gap: 1rem; }
                /* .scale { } */
                @media print {
                  .scale { display: none; }
                }
                .chart .scale { color: red; }
                .scale { color: red; }
                """)
        #expect(Self.repeatedClasses(in: planted).map(\.line) == [7])
    }

    /// Rules at the left margin whose whole selector is one class that has such a rule already. Those of
    /// media stand indented.
    private static func repeatedClasses(in sheet: SourceFile) -> [Finding] {
        var known: Set<Substring> = []
        var findings: [Finding] = []
        for (index, line) in sheet.lines.enumerated() {
            guard let match = line.prefixMatch(of: #/\.[a-z0-9-]+(?= \{)/#) else { continue }
            guard !known.insert(match.output).inserted else { continue }
            findings.append(
                Finding(path: sheet.path, line: index + 1, message: "\(match.output) is styled twice"))
        }
        return findings
    }
}
