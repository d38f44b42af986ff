/// Votes as a sparse table: a row for each person, each statement at most once in it.
struct VoteTable: Sendable {
    struct Entry: Sendable {
        let statement: Int
        /// As voted, or less the statement's mean.
        var value: Double
    }

    let statements: Int
    let rows: [[Entry]]

    init(statements: Int, rows: [[Entry]]) {
        self.statements = statements
        self.rows = rows
    }

    /// Of several votes of one person on one statement the last counts.
    init(persons: Int, statements: Int, votes: [Vote]) {
        var answers = [[Int: Double]](repeating: [:], count: persons)
        for vote in votes { answers[vote.person][vote.statement] = Double(vote.answer.rawValue) }
        self.statements = statements
        rows = answers.map { row in
            row.keys.sorted().map { Entry(statement: $0, value: row[$0] ?? 0) }
        }
    }

    /// The same rows with only some of the statements.
    func keeping(_ isKept: [Bool]) -> VoteTable {
        VoteTable(statements: statements, rows: rows.map { row in row.filter { isKept[$0.statement] } })
    }

    /// Every vote less the mean vote on its statement, so that one who did not vote on it stands at zero.
    func centred() -> VoteTable {
        var sums = [Double](repeating: 0, count: statements)
        for row in rows {
            for entry in row { sums[entry.statement] += entry.value }
        }
        let counts: [Int] = voteCounts
        let means: [Double] = zip(sums, counts).map { $1 == 0 ? 0 : $0 / Double($1) }
        let centredRows: [[Entry]] = rows.map { row in
            row.map { Entry(statement: $0.statement, value: $0.value - means[$0.statement]) }
        }
        return VoteTable(statements: statements, rows: centredRows)
    }

    /// How many voted on each statement.
    var voteCounts: [Int] {
        var counts = [Int](repeating: 0, count: statements)
        for row in rows {
            for entry in row { counts[entry.statement] += 1 }
        }
        return counts
    }
}
