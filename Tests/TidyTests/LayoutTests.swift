import Testing

/// What keeps a file easy to find and to read.
struct LayoutTests {
    static let columns = 110
    /// Inside a text of several lines a break would change the text, or the sense of a statement.
    static let columnsOfAText = 120
    static let linesOfAFunction = 70
    static let linesOfAFile = 400

    /// Files that may be longer, each with its reason.
    static let longFiles: [String: String] = [
        "Tests/AppTests/Authority/AuthorityTable.swift": "every route there is, to be read in one place"
    ]

    /// Drawers into which anything fits say nothing about what is in them.
    static let forbiddenFolders: Set<String> = [
        "Utils", "Utilities", "Common", "Core", "Helpers", "Misc", "Shared",
    ]

    @Test func fileNamesAreUniqueInTheirTarget() {
        expectNone(repeatedNames(in: Repository.swiftFiles))
        let planted: [SourceFile] = [
            SourceFile(path: "Sources/App/People/Pages.swift", text: ""),
            SourceFile(path: "Sources/App/Jury/Pages.swift", text: ""),
            SourceFile(path: "Sources/Platform/Web/Pages.swift", text: ""),
        ]
        #expect(repeatedNames(in: planted).map(\.path) == ["Sources/App/Jury/Pages.swift"])
    }

    @Test func noFolderIsADrawer() {
        expectNone(drawers(in: Repository.files))
        let planted = SourceFile(path: "Sources/App/Helpers/Dates.swift", text: "")
        #expect(drawers(in: [planted]).count == 1)
    }

    @Test func linesFitTheScreen() {
        expectNone(Repository.swiftFiles.flatMap(longLines))
        let planted = SourceFile(path: "A.swift", text: "short\n" + String(repeating: "ж", count: 111))
        #expect(longLines(in: planted).map(\.line) == [2])
    }

    @Test func filesStayShort() {
        expectNone(Repository.swiftFiles.flatMap(longFile))
        let planted = SourceFile(path: "A.swift", text: String(repeating: "\n", count: 400))
        #expect(longFile(planted).count == 1)
        let needless: [String] = Self.longFiles.keys.filter { path in
            !Repository.swiftFiles.contains { $0.path == path && $0.lines.count > Self.linesOfAFile }
        }
        #expect(needless == [], "no longer long, so no longer excused")
    }

    @Test func functionsStayShort() {
        expectNone(Repository.swiftFiles.flatMap(longFunctions))
        let body: String = String(repeating: "    step(\"}\")\n", count: 68)
        let short = SourceFile(path: "A.swift", text: "func a() {\n\(body)}\nvar b: Int {\n1 }\n")
        #expect(longFunctions(in: short) == [])
        let long = SourceFile(path: "A.swift", text: "struct S {\ninit(a: Int = { 1 }()) {\n\(body)\n}\n}\n")
        #expect(longFunctions(in: long).map(\.line) == [2])
    }

    private func repeatedNames(in files: [SourceFile]) -> [Finding] {
        var seen: [String: String] = [:]
        var findings: [Finding] = []
        for file in files {
            guard let target = file.target else { continue }
            let key: String = "\(target)/\(file.name)"
            if let other = seen.updateValue(file.path, forKey: key) {
                findings.append(Finding(path: file.path, message: "has the name of \(other)"))
            }
        }
        return findings
    }

    private func drawers(in files: [SourceFile]) -> [Finding] {
        files.compactMap { file in
            let folders: [Substring] = file.path.split(separator: "/").dropLast()
            let drawer: Substring? = folders.first { Self.forbiddenFolders.contains(String($0)) }
            return drawer.map { Finding(path: file.path, message: "\($0) says nothing about what is in it") }
        }
    }

    private func longLines(in file: SourceFile) -> [Finding] {
        var isInText = false
        return file.lines.enumerated().compactMap { index, line in
            let limit: Int = isInText ? Self.columnsOfAText : Self.columns
            if line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count == 2 {
                isInText.toggle()
            }
            guard line.utf8.count > limit, line.count > limit else { return nil }
            return Finding(path: file.path, line: index + 1, message: "\(line.count) columns")
        }
    }

    private func longFile(_ file: SourceFile) -> [Finding] {
        let count: Int = file.lines.count
        guard count > Self.linesOfAFile, Self.longFiles[file.path] == nil else { return [] }
        return [Finding(path: file.path, message: "\(count) lines; split it or give a reason here")]
    }

    private func longFunctions(in file: SourceFile) -> [Finding] {
        FunctionLengths.measure(file.text)
            .filter { $0.length > Self.linesOfAFunction }
            .map { Finding(path: file.path, line: $0.line, message: "a function of \($0.length) lines") }
    }
}
