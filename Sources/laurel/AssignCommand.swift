import ArgumentParser
import Assignment
import Platform

struct Assign: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Assigns jurors to applications: the best total or the fairest, proven.",
        discussion: """
            Pairs are a CSV file with the columns application, juror and score, for every juror who may review an \
            application; more is better, and pairs that are missing are forbidden. Jurors are a CSV file with the \
            columns juror and capacity, the most reviews that each takes. Conflicts and an earlier assignment have the \
            columns application and juror. The assignment has the columns application, juror and score.

            Every application gets exactly as many jurors as --reviews says. The objective sum has the greatest sum of \
            scores; the objective fair first lifts the application with the least sum as far as can be, and then the \
            total. With --keep as many earlier pairs stay as can, and the report names those that moved and why. With \
            --connected a chain of common reviews leads from each application to every other where exchanges achieve \
            that, so that scores can be calibrated; it may cost some of the total.

            The report says how good the assignment is and what it is proven not to exceed, the loads, the components \
            of the graph, what moved, and the seconds from the numbers to the result. Where it cannot be done the \
            report says who is lacking, the status is 2, and no assignment is written.

            The same pairs give the same assignment, in any order and on any machine. Files with mistakes are answered \
            with all of them, line by line, and status 64; then nothing is written.
            """)

    enum Objective: String, CaseIterable, ExpressibleByArgument {
        case sum, fair
    }

    @Option(help: "Who may review what: application,juror,score.") var pairs: String
    @Option(help: "The jurors: juror,capacity.") var jurors: String
    @Option(help: "How many jurors each application gets.") var reviews: Int
    @Option(help: "Pairs that are forbidden after all: application,juror.") var conflicts: String?
    @Option(help: "What is best: sum or fair.") var objective: Objective = .sum
    @Option(help: "An earlier assignment: application,juror.") var keep: String?
    @Flag(help: "Connect all applications by common jurors.") var connected = false
    @Option(help: "Where the assignment goes.") var out: String
    @Option(help: "Where the report goes, as JSON.") var report: String

    func validate() throws {
        guard (1...1_000).contains(reviews) else { throw ValidationError("--reviews is 1 to 1000.") }
    }

    func run() throws {
        let input: AssignmentInput = try read()
        let clock = ContinuousClock()
        let start: ContinuousClock.Instant = clock.now
        let problem: AssignmentProblem = input.problem(reviews: reviews)
        let policy = AssignmentPolicy(
            objective: objective == .fair ? .fair : .sum, previous: input.previous,
            rules: SideRules(isConnected: connected))
        let outcome: AssignmentOutcome = problem.assign(policy)
        let report = AssignReport(
            outcome, input, objective: objective, reviews: reviews, duration: clock.now - start)
        let json: [UInt8] = Array((report.json.canonical + "\n").utf8)
        guard outcome.isComplete else {
            try PlainFiles.write([(self.report, json)])
            print(report.why)
            throw ExitCode(2)
        }
        try PlainFiles.write([(out, report.assignment.csvForPrograms()), (self.report, json)])
        print(report.why)
    }

    /// Reads every file before it gives up, so that all mistakes are told at once.
    private func read() throws -> AssignmentInput {
        let jurors = Result { try PlainFiles.read(self.jurors, JurorFile.init) }
        let known: JurorFile? = try? jurors.get()
        let eligible = Result {
            try PlainFiles.read(self.pairs) { bytes throws(CSVFindings) in try EligibleFile(bytes, known) }
        }
        let conflicts = Result {
            try self.conflicts.map { file in
                try PlainFiles.read(file) { bytes throws(CSVFindings) in try NamedPairs(bytes, jurors: known)
                }
            }
        }
        let previous = Result { try keep.map { try PlainFiles.read($0, NamedPairs.init) } }
        return AssignmentInput(
            try jurors.get(), try eligible.get(), conflicts: try conflicts.get(), previous: try previous.get()
        )
    }
}
