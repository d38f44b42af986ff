import Assignment
import Platform

/// Jurors and how many reviews each takes, as they stand in a file.
struct JurorFile {
    private(set) var jurors = NumberedNames()
    private(set) var capacities: [Int] = []

    init(_ bytes: [UInt8]) throws(CSVFindings) {
        let table = try CSVTable(bytes, columns: ["juror", "capacity"])
        var findings: [CSVFinding] = []
        for row in table.rows {
            let (juror, capacity) = (row.cells[0], row.cells[1])
            if let message = problem(juror, capacity) {
                findings.append(CSVFinding(line: row.line, message: message))
            } else {
                _ = jurors.number(juror)
                capacities.append(Self.capacity(capacity) ?? 0)
            }
        }
        if table.rows.isEmpty { findings.append(CSVFinding(line: 2, message: "there are no jurors")) }
        guard findings.isEmpty else { throw CSVFindings(findings) }
        let places: [Int] = jurors.sort()
        var sorted: [Int] = capacities
        for (old, new) in places.enumerated() { sorted[new] = capacities[old] }
        capacities = sorted
    }

    private func problem(_ juror: String, _ capacity: String) -> String? {
        if juror.isEmpty { return "the juror is missing" }
        if jurors.known(juror) != nil { return "“\(juror)” stands twice" }
        if capacity.isEmpty { return "the capacity is missing" }
        guard Self.capacity(capacity) == nil else { return nil }
        return "the capacity “\(capacity)” is not a whole number from 0 to \(Self.largestCapacity)"
    }

    private static let largestCapacity = 1_000_000_000

    private static func capacity(_ text: String) -> Int? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else { return nil }
        return number <= largestCapacity ? number : nil
    }
}

/// The eligible pairs as they stand in a file, sorted by the names of applications and jurors.
struct EligibleFile {
    struct Row {
        let application: Int
        /// As `JurorFile` numbers them.
        let juror: Int
        let score: Double
        let line: Int
    }

    private(set) var applications = NumberedNames()
    private(set) var rows: [Row] = []
    let scale: ScoreScale

    /// `jurors` is missing where their file could not be read; then names are not compared with it.
    init(_ bytes: [UInt8], _ jurors: JurorFile?) throws(CSVFindings) {
        let table = try CSVTable(bytes, columns: ["application", "juror", "score"])
        var findings: [CSVFinding] = []
        rows.reserveCapacity(table.rows.count)
        for row in table.rows {
            do {
                rows.append(try Self.read(row, &applications, jurors))
            } catch {
                findings.append(error)
            }
        }
        if table.rows.isEmpty { findings.append(CSVFinding(line: 2, message: "there are no pairs")) }
        let places: [Int] = applications.sort()
        rows = Self.sorted(rows, places)
        if jurors != nil { findings += Self.repeated(rows) }
        guard findings.isEmpty, let scale = ScoreScale(scores: rows.lazy.map(\.score)) else {
            throw CSVFindings(findings)
        }
        self.scale = scale
    }

    /// A row in numbers, or what is wrong with it.
    private static func read(
        _ row: CSVTable.Row, _ applications: inout NumberedNames, _ jurors: JurorFile?
    ) throws(CSVFinding) -> Row {
        let (application, juror, score) = (row.cells[0], row.cells[1], row.cells[2])
        let finding: (String) -> CSVFinding = { CSVFinding(line: row.line, message: $0) }
        if application.isEmpty { throw finding("the application is missing") }
        if juror.isEmpty { throw finding("the juror is missing") }
        if score.isEmpty { throw finding("the score is missing") }
        guard let value = Double(decimal: score) else {
            throw finding("the score “\(score)” is not a number")
        }
        let largest: Int = AssignmentProblem.largestCost
        guard value.magnitude <= Double(largest) else {
            throw finding("the score “\(score)” is not between -\(largest) and \(largest)")
        }
        let number: Int? = jurors.map { $0.jurors.known(juror) } ?? 0
        guard let number else { throw finding("“\(juror)” is not among the jurors") }
        return Row(
            application: applications.number(application), juror: number, score: value, line: row.line)
    }

    /// Numbers applications in the order of their names, so that the order of the rows shows nowhere.
    private static func sorted(_ rows: [Row], _ places: [Int]) -> [Row] {
        let numbered: [Row] = rows.map { row in
            Row(application: places[row.application], juror: row.juror, score: row.score, line: row.line)
        }
        return numbered.sorted { first, second in
            (first.application, first.juror, first.line) < (second.application, second.juror, second.line)
        }
    }

    private static func repeated(_ rows: [Row]) -> [CSVFinding] {
        zip(rows, rows.dropFirst()).compactMap { first, second in
            guard first.application == second.application, first.juror == second.juror else { return nil }
            return CSVFinding(
                line: second.line, message: "this pair of application and juror stands on line \(first.line)")
        }
    }
}

/// Pairs of names, as conflicts and earlier assignments are.
struct NamedPairs {
    struct Pair: Hashable, Comparable {
        let application: String
        let juror: String

        static func < (first: Pair, second: Pair) -> Bool {
            (first.application, first.juror) < (second.application, second.juror)
        }
    }

    private(set) var pairs: Set<Pair> = []

    init(_ bytes: [UInt8]) throws(CSVFindings) {
        try self.init(bytes, jurors: nil)
    }

    /// Where `jurors` are known, a name that is not among them is a mistake: a conflict that means nobody
    /// would forbid nothing.
    init(_ bytes: [UInt8], jurors: JurorFile?) throws(CSVFindings) {
        let table = try CSVTable(bytes, columns: ["application", "juror"])
        var findings: [CSVFinding] = []
        for row in table.rows {
            let (application, juror) = (row.cells[0], row.cells[1])
            if application.isEmpty || juror.isEmpty {
                let message = "the application or the juror is missing"
                findings.append(CSVFinding(line: row.line, message: message))
            } else if let jurors, jurors.jurors.known(juror) == nil {
                let message = "“\(juror)” is not among the jurors"
                findings.append(CSVFinding(line: row.line, message: message))
            }
            pairs.insert(Pair(application: application, juror: juror))
        }
        guard findings.isEmpty else { throw CSVFindings(findings) }
    }
}
