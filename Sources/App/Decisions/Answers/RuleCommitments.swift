internal import Platform

/// Changes of rules that answers promised, as those who write a season's rules look at them.
enum RuleCommitments {
    /// A promised change that a document does not fulfil.
    struct Lost: Sendable, Equatable {
        let path: String
        let before: JSON?
        let after: JSON?
        /// The public id of the answer, and the key of the season whose directorate gave it.
        let answer: String
        let season: String
    }

    /// What published answers promised for a season and a document has not, in the order of their paths.
    /// Those that wait for publication say nothing yet: staff who write rules would learn of them here.
    static func lost(in season: ID<Season>, _ document: SeasonDocument, _ tx: Transaction) throws -> [Lost] {
        let rows = try tx.rows(
            """
            SELECT commitment.path, commitment.value_before, commitment.value_after,
                answer.public_id AS answer, season.key AS season
            \(promises) WHERE commitment.season_id = \(season) AND reopening.answer_id IS NULL
            ORDER BY commitment.path, commitment.id
            """)
        return try rows.compactMap { row in
            let lost = Lost(
                path: try row["path"], before: try json(row["value_before"]),
                after: try json(row["value_after"]), answer: try row["answer"], season: try row["season"])
            return value(at: lost.path, in: document) == lost.after ? nil : lost
        }
    }

    /// An idea behind a change: what people call it by, and where its answer is read.
    struct Origin: Sendable, Equatable {
        let number: Int
        let title: String
        let language: String
        let answer: String
        let season: String
    }

    /// Which ideas led to which paths of a season's rules; only those of which everybody may know.
    static func origins(of season: ID<Season>, _ tx: Transaction) throws -> [String: [Origin]] {
        let rows = try tx.rows(
            """
            SELECT commitment.path, idea.number, idea.title, idea.language, answer.public_id AS answer,
                season.key AS season
            \(promises)
            JOIN answer_idea ON answer_idea.answer_id = answer.id
            JOIN idea ON idea.id = answer_idea.idea_id
            LEFT JOIN idea_hiding AS hiding ON hiding.idea_id = idea.id AND hiding.lifted_at IS NULL
            WHERE commitment.season_id = \(season) AND reopening.answer_id IS NULL AND hiding.id IS NULL
            ORDER BY commitment.path, idea.id
            """)
        let pairs: [(String, Origin)] = try rows.map { row in
            let origin = Origin(
                number: try row["number"], title: try row["title"], language: try row["language"],
                answer: try row["answer"], season: try row["season"])
            return (try row["path"], origin)
        }
        return Dictionary(grouping: pairs, by: \.0).mapValues { $0.map(\.1) }
    }

    private static let promises: SQL = """
        FROM commitment JOIN answer_publication ON answer_publication.answer_id = commitment.answer_id
        JOIN answer ON answer.id = commitment.answer_id JOIN season ON season.id = answer.season_id
        LEFT JOIN answer_reopening AS reopening ON reopening.answer_id = answer.id
        """

    private static func json(_ text: String?) throws -> JSON? {
        try text.map { try JSON(parsing: $0) }
    }

    /// What a document says at a stable path such as `prizes/young-volunteers/title/en`; nothing where there
    /// is no such place.
    static func value(at path: String, in document: SeasonDocument) -> JSON? {
        guard !path.isEmpty else { return nil }
        var node: DocumentNode = document.node(omittingDefaults: false)
        for step in path.split(separator: "/") {
            let name = String(step)
            let inList = node.list?.first { $0.identifier == name }
            guard let next = node.entry(name)?.value ?? inList else { return nil }
            node = next
        }
        return node.json
    }
}
