internal import Platform

/// A protocol as data that anybody may use.
struct ProtocolData: Sendable {
    /// The public id of the session.
    let session: String
    let written: SessionProtocol

    func json() throws -> JSON {
        [
            "session": .string(session), "version": .integer(Int64(written.number)),
            "published": written.publishedAt.map { .string($0.iso8601) } ?? .null,
            "facts": try JSON(parsing: StoredJSON.encode(written.facts)),
            "texts": try JSON(parsing: StoredJSON.encode(written.texts)),
            "polls": .array(try (written.polls ?? []).map { try $0.json() }),
        ]
    }

    /// A row an idea, in its own language.
    func ideas() -> Table {
        let facts = written.facts
        let names = Dictionary(
            uniqueKeysWithValues: facts.groups.map { ($0.id, $0.name.pick(.english).text) })
        let themes = facts.themes.reduce(into: [Int: String]()) { found, theme in
            for number in theme.ideas { found[number] = theme.title }
        }
        let rows = facts.ideas.map { idea -> [Table.Cell] in
            let original = idea.original
            return [
                .integer(idea.number), .text(names[idea.group] ?? ""), .text(original?.language ?? ""),
                .text(original?.title ?? ""), .text(original?.change ?? ""),
                .text(original?.beneficiary ?? ""), .text(original?.reason ?? ""),
                .text(idea.author ?? ""), .text(idea.origin), .integer(idea.supporters),
                .integer(idea.count("for")), .integer(idea.count("against")),
                .integer(idea.count("comment")), .text(themes[idea.number] ?? ""),
                .text(idea.removed ?? ""),
            ]
        }
        return Table(
            columns: [
                "number", "group", "language", "title", "change", "beneficiary", "reason", "author", "origin",
                "supporters", "for", "against", "comments", "theme", "removed",
            ], rows: rows)
    }
}

extension ProtocolFacts.Idea {
    /// How many points of a kind were made.
    func count(_ kind: String) -> Int {
        comments.count { $0.kind == kind }
    }

    /// The wording for a reader: in their language where there is one, else as it was written.
    func wording(for reader: Reader) -> ProtocolFacts.Wording? {
        wordings.first { $0.language == reader.language.code } ?? original
    }
}
