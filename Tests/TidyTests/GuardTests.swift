import Testing

/// Each guard that the code has is taken away by a test, which must then see the authority table fail.
struct GuardTests {
    @Test func everyGuardIsMissedWhenItIsGone() {
        let tests = Repository.swiftFiles.filter { $0.path.hasPrefix("Tests/AppTests/") }.map(\.text)
        let untested = Self.guards(in: Repository.sources).filter { name in
            !tests.contains { $0.contains("(.\(name), .") || $0.contains("withValue(.\(name))") }
        }
        #expect(untested == [])
    }

    @Test func guardsAreFound() {
        let planted = SourceFile(path: "A.swift", text: "    static let ownRow = Guard(name: \"own row\")")
        #expect(Self.guards(in: [planted]) == ["ownRow"])
        #expect(Self.guards(in: Repository.sources).contains("actsForParty"))
    }

    private static func guards(in files: [SourceFile]) -> [String] {
        files.flatMap { file in
            file.text.matches(of: #/static let (\w+) = Guard\(/#).map { String($0.1) }
        }
    }
}
