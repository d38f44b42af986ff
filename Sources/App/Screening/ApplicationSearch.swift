internal import Platform

/// A search for applications by the beginnings of words in their titles and their applicants' names.
struct ApplicationSearch: Sendable {
    /// The longest first: it finds the fewest.
    private let beginnings: [String]

    init(_ typed: String) {
        let words = ApplicationWords.words(of: typed).sorted { $0.count > $1.count }
        beginnings = Array(words.prefix(ScreeningBounds.searchWords))
    }

    /// What a row of `application` must fulfil to be found.
    struct Matches: Sendable {
        let conditions: [SQL]
        /// Whether what is found was collected, so that rows are best reached from that list.
        let isFew: Bool
    }

    /// A list where few are found; where many are, a look at each row's own words, so that a page is filled
    /// without collecting them all. Nothing where nothing was typed.
    func matches(in season: ID<Season>, _ tx: Transaction) throws -> Matches {
        guard let first = beginnings.first else { return Matches(conditions: [], isFew: false) }
        let rest = beginnings.dropFirst().map { Self.holds($0, of: "word.application_id") }
        let rows = try tx.rows(
            """
            SELECT DISTINCT word.application_id FROM application_word AS word
            WHERE word.season_id = \(season) AND word.word >= \(first) AND word.word < \(Self.end(first))
            AND \(SQL.all(rest)) LIMIT \(ScreeningBounds.collected + 1)
            """)
        guard rows.count > ScreeningBounds.collected else {
            let found: [Int64] = try rows.map { try $0.only() }
            return Matches(conditions: ["application.id IN \(list: found)"], isFew: true)
        }
        return Matches(conditions: beginnings.map { Self.holds($0, of: "application.id") }, isFew: false)
    }

    private static func holds(_ beginning: String, of application: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM application_word AS other WHERE other.application_id = \(application)
            AND other.word >= \(beginning) AND other.word < \(end(beginning)))
        """
    }

    /// Past every word with this beginning, in the order of UTF-8.
    private static func end(_ beginning: String) -> String {
        beginning + "\u{10FFFF}"
    }
}
