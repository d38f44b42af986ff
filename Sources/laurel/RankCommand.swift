import ArgumentParser
import PairwiseRanking
import Platform

struct Rank: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ranks items from comparisons in pairs, with intervals.",
        discussion: """
            Comparisons are a CSV file with the columns left, right and winner (left, right or tie) and, if you know \
            it, judge. The ranking has the columns item, score, low, high and rank: scores are log-odds around the \
            mean, so that an item 1 above another is preferred to it 2.7 times as often; low and high enclose the \
            score with 95 % confidence. Ties, an advantage of the left side and judges who differ in reliability are \
            allowed for.

            With --predict, a CSV file with the columns left, right and, if you like, judge is repeated with the \
            column probabilityLeft: how probably left wins, if one of the two does. Items and judges that do not \
            occur in the comparisons count as average.

            A file with mistakes is answered with all of them, line by line, and status 64; then nothing is written.
            """)
    @Option(help: "The comparisons: left,right,winner and perhaps judge.") var comparisons: String
    @Option(help: "Where the ranking goes: item,score,low,high,rank.") var out: String
    @Option(help: "Pairs to predict: left,right and perhaps judge.") var predict: String?
    @Option(help: "Where the predictions go.") var predictions: String?

    func validate() throws {
        guard (predict == nil) == (predictions == nil) else {
            throw ValidationError("--predict and --predictions belong together.")
        }
    }

    func run() throws {
        let file: ComparisonFile = try PlainFiles.read(comparisons, ComparisonFile.init)
        let pairs: PairFile? = try predict.map { try PlainFiles.read($0, PairFile.init) }
        let model = PairwiseModel(
            items: file.items.names.count, judges: file.judges.names.count, comparisons: file.comparisons)
        var files = [(out, Self.table(PairwiseRanking(model), file).csvForPrograms())]
        if let pairs, let predictions {
            files.append((predictions, pairs.table { file.probability($0, model) }.csvForPrograms()))
        }
        try PlainFiles.write(files)
        print(summary(model, file))
    }

    private static func table(_ ranking: PairwiseRanking, _ file: ComparisonFile) -> Table {
        Table(
            columns: ["item", "score", "low", "high", "rank"],
            rows: ranking.standings.map { standing in
                [
                    .text(file.items.names[standing.item]), .number(standing.score),
                    .number(standing.interval.lowerBound), .number(standing.interval.upperBound),
                    .integer(standing.rank),
                ]
            })
    }

    private func summary(_ model: PairwiseModel, _ file: ComparisonFile) -> String {
        var lines = [
            "\(file.items.names.count) items ranked from \(file.comparisons.count) comparisons by "
                + (file.judges.names.isEmpty ? "unnamed judges." : "\(file.judges.names.count) judges.")
        ]
        if model.connectedSets.count > 1 {
            let count: Int = model.connectedSets.count
            lines.append(
                "They fall into \(count) sets of items that were never weighed against each other; "
                    + "across them the ranks say little.")
        }
        return lines.joined(separator: "\n")
    }
}

/// Comparisons as they stand in a file.
private struct ComparisonFile {
    private(set) var items = NumberedNames()
    private(set) var judges = NumberedNames()
    private(set) var comparisons: [Comparison] = []

    init(_ bytes: [UInt8]) throws(CSVFindings) {
        let table = try CSVTable(bytes, columns: ["left", "right", "winner"], optionalColumns: ["judge"])
        var findings: [CSVFinding] = []
        for row in table.rows {
            let (left, right, winner, judge) = (row.cells[0], row.cells[1], row.cells[2], row.cells[3])
            if let finding = PairFile.finding(left, right, at: row.line) { findings.append(finding) }
            guard let outcome = Self.outcomes[winner] else {
                let message = "the winner is “\(winner)”, not left, right or tie"
                findings.append(CSVFinding(line: row.line, message: message))
                continue
            }
            let (first, second) = (items.number(left), items.number(right))
            comparisons.append(
                Comparison(
                    left: first, right: second, outcome: outcome,
                    judge: judge.isEmpty ? nil : judges.number(judge)))
        }
        if table.rows.isEmpty { findings.append(CSVFinding(line: 2, message: "there are no comparisons")) }
        if max(items.names.count, judges.names.count) > PairwiseModel.largestCount {
            let message = "there are more than \(PairwiseModel.largestCount) items or judges"
            findings.append(CSVFinding(line: 1, message: message))
        }
        guard findings.isEmpty else { throw CSVFindings(findings) }
    }

    private static let outcomes: [String: Comparison.Outcome] = ["left": .left, "right": .right, "tie": .tie]

    func probability(_ pair: PairFile.Pair, _ model: PairwiseModel) -> Double {
        let chances: PairwiseModel.Chances = model.chances(
            left: items.known(pair.left), right: items.known(pair.right), judge: judges.known(pair.judge))
        return chances.leftOfDecided
    }
}

/// Pairs whose outcome is to be predicted, as they stand in a file.
private struct PairFile {
    struct Pair {
        let left: String
        let right: String
        /// Empty where unknown.
        let judge: String
    }

    private let pairs: [Pair]
    private let hasJudges: Bool

    init(_ bytes: [UInt8]) throws(CSVFindings) {
        let table = try CSVTable(bytes, columns: ["left", "right"], optionalColumns: ["judge"])
        let findings: [CSVFinding] = table.rows.compactMap {
            Self.finding($0.cells[0], $0.cells[1], at: $0.line)
        }
        guard findings.isEmpty else { throw CSVFindings(findings) }
        pairs = table.rows.map { Pair(left: $0.cells[0], right: $0.cells[1], judge: $0.cells[2]) }
        hasJudges = table.optionalColumns.contains("judge")
    }

    static func finding(_ left: String, _ right: String, at line: Int) -> CSVFinding? {
        if left.isEmpty || right.isEmpty { return CSVFinding(line: line, message: "an item is missing") }
        guard left == right else { return nil }
        return CSVFinding(line: line, message: "“\(left)” is compared with itself")
    }

    func table(_ probability: (Pair) -> Double) -> Table {
        let columns: [Table.Column] = hasJudges ? ["left", "right", "judge"] : ["left", "right"]
        return Table(
            columns: columns + ["probabilityLeft"],
            rows: pairs.map { pair in
                let names: [String] =
                    hasJudges ? [pair.left, pair.right, pair.judge] : [pair.left, pair.right]
                return names.map(Table.Cell.text) + [.number(probability(pair))]
            })
    }
}
