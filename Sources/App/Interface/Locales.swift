internal import Foundation
internal import Platform

enum Locales {
    static func catalogue() throws -> Catalogue {
        var json: [Language: [UInt8]] = [:]
        for language in [Language.english, .russian, .arabic] {
            let path = "Sources/App/Locales/\(language.code).json"
            json[language] = [UInt8](try Data(contentsOf: URL(filePath: path)))
        }
        return try Catalogue(json: json)
    }
}
