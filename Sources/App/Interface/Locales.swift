internal import Platform

/// The languages that the interface speaks.
enum Locales {
    static let languages: [Language] = [.english, .russian, .arabic]

    /// The messages of every language, read once in a process.
    static func catalogue() throws -> Catalogue {
        try loaded.get()
    }

    private static let loaded: Result<Catalogue, any Error> = Result {
        var json: [Language: [UInt8]] = [:]
        for language in languages {
            json[language] = Assets.bytes("locales/\(language.code).json")
        }
        return try Catalogue(json: json)
    }
}
