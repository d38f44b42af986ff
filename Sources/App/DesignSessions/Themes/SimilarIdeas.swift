internal import Foundation
internal import Platform
internal import Similarity

/// Which ideas that stand in no theme say much the same, within each language: docs/methods/similarity.md.
enum SimilarIdeas {
    static let leastLikeness = 0.3
    static let mostSuggestions = 30
    /// The first so many of a suggestion: facilitators look at each.
    static let mostOfSuggestion = 12

    /// An idea that can be gathered.
    struct Candidate: Sendable, Equatable {
        let publicID: String
        let number: Int
        let language: String
        let group: ID<SessionGroup>
        let supporters: Int
        let text: IdeaText
    }

    /// In the order in which they were proposed.
    static func candidates(in session: ID<DesignSession>, _ tx: Transaction) throws -> [Candidate] {
        let rows = try tx.rows(
            """
            SELECT idea.*, \(IdeaView.supporters) FROM idea
            WHERE idea.session_id = \(session) AND \(IdeaSight.isNotHidden) AND \(IdeaSight.isNotWithdrawn)
                AND NOT EXISTS (SELECT 1 FROM theme_idea
                    WHERE theme_idea.idea_id = idea.id AND theme_idea.released_at IS NULL)
            ORDER BY idea.number
            """)
        return try rows.map { row in
            Candidate(
                publicID: try row["public_id"], number: try row["number"], language: try row["language"],
                group: try row["group_id"], supporters: try row["supporters"], text: try IdeaText(row))
        }
    }

    /// The largest first.
    static func suggestions(_ candidates: [Candidate]) -> [[Candidate]] {
        let languages = Set(candidates.map(\.language)).sorted()
        let found = languages.flatMap { language -> [[Candidate]] in
            let own = candidates.filter { $0.language == language }
            let texts = own.map { idea in
                [idea.text.title, idea.text.title, idea.text.change, idea.text.beneficiary, idea.text.reason]
                    .joined(separator: "\n")
            }
            let similarity = TextSimilarity(of: texts, atLeast: leastLikeness, fold: folded)
            return similarity.stars.map { star in star.prefix(mostOfSuggestion).map { own[$0] } }
        }
        let sorted = found.sorted { ($1.count, $0[0].number) < ($0.count, $1[0].number) }
        return Array(sorted.prefix(mostSuggestions))
    }

    /// Spellings of the same: compatibility forms, capitals, accents, widths.
    private static func folded(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.folding(
            options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    }
}
