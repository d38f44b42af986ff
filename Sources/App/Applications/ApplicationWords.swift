internal import Foundation
internal import Platform

/// The words under which applications are found: of their titles and of their applicants' names.
enum ApplicationWords {
    /// The words of texts, lower case, each once. Letters with marks are one whether typed as one sign or
    /// two.
    static func words(of texts: String...) -> [String] {
        let words = texts.flatMap { text -> [String] in
            let plain = text.precomposedStringWithCompatibilityMapping.lowercased()
            return plain.split { !$0.isLetter && !$0.isNumber }.map { String($0.prefix(40)) }
        }
        return Array(Set(words).sorted().prefix(ApplicationBounds.words))
    }

    static func replace(
        title: String, name: String, of application: ID<Application>, in season: ID<Season>, isFirst: Bool,
        _ tx: Transaction
    ) throws {
        if !isFirst {
            try tx.run("DELETE FROM application_word WHERE application_id = \(application)")
        }
        try tx.run(
            """
            INSERT INTO application_word (season_id, word, application_id)
            SELECT \(season), words.value, \(application) FROM \(list: words(of: title, name)) AS words
            """)
    }
}
