import Foundation
import Testing

/// A text file of the repository, under its path from the root.
struct SourceFile: Sendable {
    let path: String
    let text: String

    var name: String { String(path.split(separator: "/").last ?? "") }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var isSwift: Bool { path.hasSuffix(".swift") }

    /// The target that compiles the file: `Sources/App`, `Tests/AppTests`, `Packages/AwardKit/Sources/Tally`.
    var target: String? {
        let parts: [Substring] = path.split(separator: "/")
        guard let kind = parts.firstIndex(where: { $0 == "Sources" || $0 == "Tests" }) else { return nil }
        guard kind + 2 < parts.count else { return nil }
        return parts[...(kind + 1)].joined(separator: "/")
    }
}

/// One thing that a house rule found, as an editor can jump to it.
struct Finding: Equatable, CustomStringConvertible {
    let path: String
    var line: Int?
    let message: String

    var description: String {
        let place: String = line.map { "\(path):\($0)" } ?? path
        return "\(place): \(message)"
    }
}

/// Fails once for each finding, so that each stands on its own line.
func expectNone(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
    for finding in findings {
        Issue.record("\(finding)", sourceLocation: sourceLocation)
    }
}

/// The files that the house rules are about, read once.
enum Repository {
    static let root: URL = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let files: [SourceFile] = read()
    static let swiftFiles: [SourceFile] = files.filter(\.isSwift)

    /// The code that ships, the tests left out.
    static let sources: [SourceFile] = swiftFiles.filter { $0.path.contains("Sources/") }

    private static let foldersOfTools: Set<String> = [".git", ".venv", "__pycache__", "var"]

    private static func read() -> [SourceFile] {
        guard let paths = FileManager.default.enumerator(atPath: root.path) else { return [] }
        var files: [SourceFile] = []
        while let path = paths.nextObject() as? String {
            let name: String = path.split(separator: "/").last.map(String.init) ?? path
            if foldersOfTools.contains(name) || name.hasPrefix(".build") {
                paths.skipDescendants()
            } else if let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) {
                files.append(SourceFile(path: path, text: text))
            }
        }
        return files.sorted { $0.path < $1.path }
    }
}
