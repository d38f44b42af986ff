import Foundation
import Platform
import Testing

@testable import App

/// The season documents of the demonstration.
enum DemoSeasons {
    static let names = ["first", "second", "third"]

    static func yaml(_ name: String) throws -> String {
        try String(contentsOf: root.appending(path: "Demo/season-\(name).yaml"), encoding: .utf8)
    }

    static func document(_ name: String) throws -> SeasonDocument {
        try #require(try SeasonCheck(yaml: yaml(name)).document)
    }

    static func reader(_ language: Language) throws -> Reader {
        var json: [Language: [UInt8]] = [:]
        for language in [Language.english, .russian, .arabic] {
            json[language] = try messages(language)
        }
        return Reader(language: language, timeZone: .gmt, catalogue: try Catalogue(json: json))
    }

    static func messages(_ language: Language) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: "Sources/App/Locales/\(language.code).json")))
    }

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
}
