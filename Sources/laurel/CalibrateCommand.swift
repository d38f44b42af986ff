import ArgumentParser
import Calibration
import Platform

struct Calibrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the scores of severe and lenient jurors comparable, and says how sure that is.",
        discussion: """
            Scores are a CSV file with the columns application, juror and score, on any scale on which more is better, \
            and, if you like, nomination, whose applications are then taken for more alike than others. The ranking \
            has the columns application, raw (the mean), calibrated (what an average juror would give), low and high \
            (which enclose it with 90 % confidence), rank, probabilityTop (of being among the best K) and reviews.

            Applications and jurors that no chain of common reviews connects are never compared: each part has ranks \
            and a best K of its own, and the report names who belongs to it. Where there is not enough to calibrate a \
            part, its columns calibrated, low and high stay empty, it is ranked by the mean, and the report says why. \
            The report also has the variances, each juror's leniency and spread with intervals, and how far jurors \
            agree.

            With --predict, a CSV file with the columns application and juror is repeated with the column predicted: \
            the score that this juror would be expected to give.

            The same scores give the same figures, in any order and on any machine. A file with mistakes is answered \
            with all of them, line by line, and status 64; then nothing is written.
            """)
    @Option(help: "The scores: application,juror,score and perhaps nomination.") var scores: String
    @Option(help: "How many are sought, for probabilityTop.") var top: Int?
    @Option(help: "Where the ranking goes.") var out: String
    @Option(help: "Where the report goes, as JSON.") var report: String
    @Option(help: "Pairs to predict: application,juror.") var predict: String?
    @Option(help: "Where the predictions go.") var predictions: String?

    func validate() throws {
        guard top.map({ $0 > 0 }) ?? true else { throw ValidationError("--top is 1 or more.") }
        guard (predict == nil) == (predictions == nil) else {
            throw ValidationError("--predict and --predictions belong together.")
        }
    }

    func run() throws {
        let file: ScoreFile = try PlainFiles.read(scores, ScoreFile.init)
        let pairs: ScorePairFile? = try predict.map { try PlainFiles.read($0, ScorePairFile.init) }
        let clock = ContinuousClock()
        let start: ContinuousClock.Instant = clock.now
        let calibration: Calibration = file.calibration(best: top)
        let report = CalibrationReport(calibration, file, top: top, duration: clock.now - start)
        var files: [(path: String, bytes: [UInt8])] = [
            (out, report.ranking.csvForPrograms()),
            (self.report, Array((report.json.canonical + "\n").utf8)),
        ]
        if let pairs, let predictions {
            files.append((predictions, pairs.table(calibration, file).csvForPrograms()))
        }
        try PlainFiles.write(files)
        print(report.why)
    }
}

/// Scores as they stand in a file.
struct ScoreFile {
    private(set) var applications = NumberedNames()
    private(set) var jurors = NumberedNames()
    private(set) var scores: [Score] = []
    /// How many scores a juror gave an application that they had scored before.
    private(set) var repeatedScores = 0
    private var nominations = NumberedNames()
    /// By application as first numbered, with the line that says so; empty where the file has no such column.
    private var nominationOf: [(nomination: Int, line: Int)] = []
    private var sortedNominations: [Int]?
    private let hasNominations: Bool

    init(_ bytes: [UInt8]) throws(CSVFindings) {
        let table = try CSVTable(
            bytes, columns: ["application", "juror", "score"], optionalColumns: ["nomination"])
        hasNominations = table.optionalColumns.contains("nomination")
        var findings: [CSVFinding] = []
        var seen: Set<SIMD2<Int>> = []
        for row in table.rows {
            if let finding = read(row) { findings.append(finding) }
            guard let score = scores.last, findings.isEmpty else { continue }
            repeatedScores += seen.insert([score.application, score.juror]).inserted ? 0 : 1
        }
        if table.rows.isEmpty { findings.append(CSVFinding(line: 2, message: "there are no scores")) }
        guard findings.isEmpty else { throw CSVFindings(findings) }
        sortNames()
    }

    /// Numbers everything anew in the order of the names, so that the order of the rows shows nowhere.
    private mutating func sortNames() {
        let newApplications: [Int] = applications.sort()
        let newJurors: [Int] = jurors.sort()
        scores = scores.map { score in
            Score(
                application: newApplications[score.application], juror: newJurors[score.juror],
                value: score.value)
        }
        guard hasNominations else { return }
        let newNominations: [Int] = nominations.sort()
        var sorted: [Int] = newApplications
        for (application, entry) in nominationOf.enumerated() {
            sorted[newApplications[application]] = newNominations[entry.nomination]
        }
        sortedNominations = sorted
    }

    /// Takes a row in, or says what is wrong with it.
    private mutating func read(_ row: CSVTable.Row) -> CSVFinding? {
        let (application, juror, score) = (row.cells[0], row.cells[1], row.cells[2])
        let finding: (String) -> CSVFinding = { CSVFinding(line: row.line, message: $0) }
        if application.isEmpty { return finding("the application is missing") }
        if juror.isEmpty { return finding("the juror is missing") }
        if score.isEmpty { return finding("the score is missing") }
        guard let value = Double(decimal: score) else {
            return finding("the score “\(score)” is not a number")
        }
        guard abs(value) <= Self.largestScore else { return finding("the score “\(score)” is too large") }
        let number: Int = applications.number(application)
        if hasNominations {
            let nomination: Int = nominations.number(row.cells[3])
            if number == nominationOf.count { nominationOf.append((nomination, row.line)) }
            let (before, line) = nominationOf[number]
            if before != nomination {
                return finding("“\(application)” has another nomination than on line \(line)")
            }
        }
        scores.append(Score(application: number, juror: jurors.number(juror), value: value))
        return nil
    }

    private static let largestScore: Double = 1e12

    func calibration(best: Int?) -> Calibration {
        Calibration(
            of: scores, applicationCount: applications.names.count, jurorCount: jurors.names.count,
            nominations: sortedNominations, best: best.map(Best.ofComponent), seed: Self.seed)
    }

    /// Of the draws; fixed, so that everybody gets the same figures.
    static let seed: UInt64 = 0
}

/// Pairs whose score is to be predicted, as they stand in a file.
private struct ScorePairFile {
    private let pairs: [(application: String, juror: String)]

    init(_ bytes: [UInt8]) throws(CSVFindings) {
        let table = try CSVTable(bytes, columns: ["application", "juror"])
        let findings: [CSVFinding] = table.rows.compactMap { row in
            guard row.cells.contains("") else { return nil }
            return CSVFinding(line: row.line, message: "the application or the juror is missing")
        }
        guard findings.isEmpty else { throw CSVFindings(findings) }
        pairs = table.rows.map { ($0.cells[0], $0.cells[1]) }
    }

    func table(_ calibration: Calibration, _ file: ScoreFile) -> Table {
        Table(
            columns: ["application", "juror", "predicted"],
            rows: pairs.map { application, juror in
                let expected: Double? = calibration.expectedScore(
                    application: file.applications.known(application), juror: file.jurors.known(juror))
                return [.text(application), .text(juror), expected.map(Table.Cell.number) ?? .empty]
            })
    }
}
