import Testing

/// Each guard that the code has is taken away by a test, which must then see the authority table fail.
struct GuardTests {
    private static let removals = "Tests/AppTests/Authority/MissingGuardTests.swift"

    @Test func everyGuardIsMissedWhenItIsGone() throws {
        let tests = try #require(Repository.swiftFiles.first { $0.path == Self.removals })
        let untested = Self.guards(in: Repository.sources).filter { !tests.text.contains("(.\($0), ") }
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
