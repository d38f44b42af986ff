internal import Platform

/// An application that has fewer reviews than the rules ask for: its raw figures, and nothing else.
struct LackingEntry: Sendable {
    let application: ID<Application>
    /// The key of its nomination.
    let nomination: String
    let reviews: Int
    /// Nothing without a review.
    let figures: Figures?

    /// Of a counted round, the best mean first.
    static func stored(of round: ID<Round>, _ tx: Transaction) throws -> [LackingEntry] {
        let rows = try tx.rows(
            """
            SELECT result.*, nomination.key AS nomination FROM result
            JOIN nomination ON nomination.id = result.nomination_id
            WHERE result.round_id = \(round) AND result.rank IS NULL ORDER BY result.score_place
            """)
        return try rows.map { row in
            LackingEntry(
                application: try row["application_id"], nomination: try row["nomination"],
                reviews: try row["reviews"], figures: try Figures(row))
        }
    }

    /// Of a round as its reviews stand now, in the same order.
    static func provisional(_ count: RoundCount) -> [LackingEntry] {
        count.applications.filter { $0.rank == nil }.map { counted in
            LackingEntry(
                application: counted.entry.id, nomination: counted.entry.nominationKey,
                reviews: counted.scores.count, figures: counted.summary.map(Figures.init))
        }
    }
}

/// Those of a nomination that are not ranked because they lack reviews.
struct LackingReviews: Sendable {
    static let mostNamed = 12

    let count: Int
    /// How many have no review at all.
    let unread: Int
    let first: [(entry: LackingEntry, name: NamedApplication)]

    init(_ lacking: [LackingEntry], _ names: [ID<Application>: NamedApplication]) {
        count = lacking.count
        unread = lacking.count { $0.reviews == 0 }
        first = lacking.prefix(Self.mostNamed).compactMap { entry in
            names[entry.application].map { (entry, $0) }
        }
    }
}

/// The section of the board that says what is not ranked, and what its reviews came to all the same.
struct LackingReviewsSection {
    let content: RankingBoardPages.Content
    let reader: Reader

    private var lacking: LackingReviews { content.board.lacking }
    private var least: Int { content.rules.jury.minimumReviews }

    var markup: HTML? {
        guard lacking.count > 0 else { return nil }
        let numbers: [String: MessageValue] = [
            "count": .number(lacking.count), "least": .number(least), "unread": .number(lacking.unread),
        ]
        let unread: HTML? =
            lacking.unread > 0 ? "<p>\(reader("board.lacking.unread", numbers))</p>" : nil
        let more = lacking.count - lacking.first.count
        let rest: HTML? =
            more > 0 ? "<p>\(reader("board.island.more", ["count": .number(more)]))</p>" : nil
        return """
            <section class="stack"><h2>\(reader("board.lacking"))</h2>
            <p>\(reader("board.lacking.count", numbers))</p>\(unread)\(table)\(rest)\(way)</section>
            """
    }

    private var table: HTML {
        let columns: [DataTable.Column] = [
            .init(reader("results.application")), .init(reader("results.reviews"), isNumber: true),
            .init(reader("board.raw"), isNumber: true), .init(reader("results.median"), isNumber: true),
            .init(reader("results.spread"), isNumber: true),
        ]
        let rows = lacking.first.map { entry, name -> [HTML] in
            let figures = entry.figures
            return [
                content.heading(name, reader), "\(ResultFigures.reviews(entry.reviews, of: least, reader))",
                ResultFigures.score(figures?.mean, reader), ResultFigures.score(figures?.median, reader),
                ResultFigures.score(figures?.deviation, reader),
            ]
        }
        let caption = reader("board.lacking.caption")
        return DataTable(caption: caption, columns: columns, rows: rows, isDense: true).markup(reader)
    }

    /// All of them stand in the list of results; while the round is open, on the page of coverage.
    private var way: HTML? {
        guard content.audience == .staff else { return nil }
        let path =
            content.isProvisional
            ? JuryAddress(content.season).coverage
            : ListAddress(
                path: ResultAddress(content.season).list,
                query: [
                    "nomination": content.board.nomination.key, "round": content.round.publicID,
                    "standing": ResultFilter.Standing.lacking.rawValue,
                ]
            ).with([:])
        let words = content.isProvisional ? reader("jury.coverage") : reader("results.lacking.show")
        return "<p class=\"actions\">\(Controls.link(words, to: path, style: .secondary))</p>"
    }
}
