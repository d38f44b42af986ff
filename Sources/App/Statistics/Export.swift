internal import Platform

/// A table that may be taken away as a file.
enum Export: String, Sendable, CaseIterable {
    /// Each application with its answers.
    case applications
    /// What screening made of each.
    case screening
    /// The jury's marks and comments, review by review.
    case reviews
    /// What the marks of a round came to.
    case results
    /// The figures of the statistics page.
    case statistics
    /// How applications added up day by day.
    case arrivals

    /// Whether there is one for each closed round of the jury.
    var isOfRound: Bool { self == .reviews || self == .results }
}

/// Somebody who takes tables of a season away: what they see on pages, and no more.
struct ExportReader: Sendable {
    let season: Season
    let person: ID<Person>
    let isStaff: Bool
    /// Whether they have an application in the season. Its marks and results are then not for them: a rank
    /// that is missing would tell their own.
    let takesPart: Bool
    let reader: Reader
    let now: Instant

    init(_ who: Screener) {
        season = who.season
        person = who.person.id
        isStaff = who.visit.holds(.staff) || who.visit.holds(.administrator)
        takesPart = who.visit.takesPart
        reader = who.reader
        now = who.now
    }

    /// Screeners take away what stands in their queue; the rest is for staff.
    func require(_ export: Export) throws {
        let isForAll = export == .applications || export == .screening
        try Guard.exportIsForStaff.require(
            isForAll || isStaff, orElse: Problem(.forbidden, "problem.forbidden"))
    }

    /// The applications of which anything is taken away: submitted, not withdrawn, not the reader's own.
    func applications(_ access: ApplicationAccess) -> SQL {
        SQL.all([
            "\(access.season) = \(season.id)", "application.state NOT IN ('draft', 'withdrawn')",
            Impartiality.admits(person),
        ])
    }

    /// A part of them behind a place. The table is walked once in the order of its keys: through an index of
    /// the season each part would go through all of it again.
    func applications(after place: Int64) -> SQL {
        """
        SELECT * FROM application WHERE \(applications(.byList)) AND application.id > \(place)
        ORDER BY application.id LIMIT \(StatisticsBounds.readTogether)
        """
    }
}

extension Guard {
    static let exportIsForStaff = Guard(name: "export is for staff")
}

/// A table on its way into a file, read in parts so that nobody holds all of it.
struct ExportTable: Sendable {
    let columns: [Table.Column]
    /// How many rows it has when it is asked for; those that come or go meanwhile are not waited for.
    let count: Int
    /// The rows behind a place.
    let part: @Sendable (Int64, Transaction) throws -> Part

    struct Part: Sendable {
        let rows: [[Table.Cell]]
        /// The place of the last row; nothing where no more rows follow.
        let last: Int64?
    }

    init(
        columns: [Table.Column], count: Int,
        part: @escaping @Sendable (Int64, Transaction) throws -> Part
    ) {
        self.columns = columns
        self.count = count
        self.part = part
    }

    /// A table that is small enough to be there as a whole.
    init(_ table: Table) {
        self.init(columns: table.columns, count: table.rows.count) { _, _ in
            Part(rows: table.rows, last: nil)
        }
    }

    /// What is taken away, without what its reader takes part in.
    static func make(
        _ export: Export, of round: Round?, for who: ExportReader, _ cache: RulesCache, _ tx: Transaction
    ) throws -> ExportTable {
        if export.isOfRound, who.takesPart { throw Problem(.forbidden, "problem.takes-part") }
        switch (export, round) {
        case (.applications, _): return try ApplicationExport.table(for: who, cache, tx)
        case (.screening, _): return try ScreeningExport.table(for: who, tx)
        case (.reviews, .some(let round)): return try ReviewExport.table(of: round, for: who, cache, tx)
        case (.results, .some(let round)): return try ResultExport.table(of: round, for: who, tx)
        case (.reviews, .none), (.results, .none): throw Problem.notFound
        case (.statistics, _):
            return ExportTable(StatisticsTables.figures(try comparison(for: who, cache, tx), who.reader))
        case (.arrivals, _):
            let comparison = try comparison(for: who, cache, tx)
            return ExportTable(StatisticsTables.arrivals(comparison, now: who.now, who.reader))
        }
    }

    private static func comparison(
        for who: ExportReader, _ cache: RulesCache, _ tx: Transaction
    ) throws -> SeasonComparison {
        try SeasonComparison.read(who.season, for: who.person, now: who.now, cache, tx)
    }
}

extension ExportTable.Part {
    /// Rows that were read in the order of their places; a full part has more behind it.
    init(_ rows: [Row], place: (Row) throws -> Int64, cells: (Row) throws -> [Table.Cell]) throws {
        let isFull = rows.count == StatisticsBounds.readTogether
        self.init(
            rows: try rows.map(cells), last: isFull ? try rows.last.map(place) : nil)
    }
}
