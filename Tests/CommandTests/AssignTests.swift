import Foundation
import Testing

/// `laurel assign`.
struct AssignTests {
    private static let arguments = [
        "assign", "--pairs", "pairs.csv", "--jurors", "jurors.csv", "--out", "assignment.csv", "--report",
        "report.json",
    ]

    private struct Report: Decodable {
        struct Load: Decodable {
            let juror: String
            let load: Int
            let capacity: Int
        }
        struct Part: Decodable {
            let applications: [String]
            let jurors: [String]
        }
        struct Moved: Decodable, Equatable {
            let application: String
            let juror: String
            let reason: String
        }
        struct Shortage: Decodable {
            let applications: [String]
            let fullJurors: [String]
            let needed: Int
            let places: Int
            let missing: Int
            let raise: Int?
        }
        let status: String
        let explanation: String
        let totalScore: Double?
        let worstServed: Double?
        let worstServedApplications: [String]
        let optimal: Bool
        let bound: Double?
        let gap: Double?
        let solveSeconds: Double
        let loads: [Load]
        let components: [Part]
        let kept: Int
        let moved: [Moved]
        struct Conflict: Decodable, Equatable {
            let application: String
            let juror: String
        }
        let forbiddenByConflict: Int
        let conflictsUnmatched: [Conflict]
        let fewestComponents: Int?
        let componentsGap: Int?
        let shortages: [Shortage]
    }

    private static let jurors = "juror,capacity\nx,2\ny,2\nz,2\n"
    /// The best total, 2.6, leaves c with 0.1; the fairest gives each at least 0.4.
    private static let pairs = """
        application,juror,score
        a,x,1
        a,y,0.5
        b,y,1
        b,z,0.4
        c,x,0.5
        c,z,0.1
        """

    private func run(
        _ options: [String] = ["--reviews", "1"], pairs: String = pairs, jurors: String = jurors,
        more: [String: String] = [:]
    ) throws -> CommandRun {
        let files: [String: String] = ["pairs.csv": pairs, "jurors.csv": jurors]
        return try CommandRun(Self.arguments + options, files: files.merging(more) { $1 })
    }

    private func report(_ run: CommandRun) throws -> Report {
        try JSONDecoder().decode(Report.self, from: Data(try #require(run.files["report.json"]).utf8))
    }

    @Test func writesTheAssignmentAndTheReport() throws {
        let run = try run()
        #expect(run.status == 0)
        #expect(run.files["assignment.csv"] == "application,juror,score\na,x,1\nb,y,1\nc,x,0.5\n")
        let report: Report = try report(run)
        #expect(report.status == "optimal" && report.optimal)
        #expect(report.totalScore == 2.5 && report.bound == 2.5 && report.gap == 0)
        #expect(report.worstServed == 0.5 && report.worstServedApplications == ["c"])
        #expect(report.loads.map(\.juror) == ["x", "y", "z"])
        #expect(report.loads.map(\.load) == [2, 1, 0] && report.loads.map(\.capacity) == [2, 2, 2])
        #expect(report.components.map(\.applications) == [["a", "c"], ["b"]])
        #expect(report.components.map(\.jurors) == [["x"], ["y"]])
        #expect(report.solveSeconds > 0)
        #expect(run.output == report.explanation + "\n")
    }

    @Test func fairLiftsTheWorstServedFirst() throws {
        let jurors = "juror,capacity\nx,1\ny,1\nz,1\n"
        let best: Report = try report(run(jurors: jurors))
        #expect(best.totalScore == 2.1 && best.worstServed == 0.1)
        let fairest: Report = try report(run(["--reviews", "1", "--objective", "fair"], jurors: jurors))
        #expect(fairest.totalScore == 1.4 && fairest.worstServed == 0.4)
        #expect(fairest.optimal == (fairest.status == "optimal"))
    }

    @Test func theOrderOfRowsAndTheirEndsMeanNothing() throws {
        let pairs: [Substring] = Self.pairs.split(separator: "\n")
        let jurors: [Substring] = Self.jurors.split(separator: "\n")
        let shuffledPairs: [Substring] = [pairs[0]] + pairs.dropFirst().reversed()
        let shuffledJurors: [Substring] = [jurors[0]] + jurors.dropFirst().reversed()
        let first = try run(["--reviews", "2"])
        let second = try run(
            ["--reviews", "2"], pairs: "\u{FEFF}" + shuffledPairs.joined(separator: "\r\n"),
            jurors: "\u{FEFF}" + shuffledJurors.joined(separator: "\r\n"))
        #expect(first.status == 0)
        #expect(try #require(first.files["assignment.csv"]).split(separator: "\n").count == 7)
        #expect(first.files["assignment.csv"] == second.files["assignment.csv"])
    }

    @Test func namesInEveryScriptStay() throws {
        let run = try run(
            pairs: "application,juror,score\nمطابخ مفتوحة,ليلى,0.5\n\"Кухня, 1\",ليلى,1\n",
            jurors: "juror,capacity\nليلى,2\n")
        #expect(run.status == 0)
        #expect(
            run.files["assignment.csv"]
                == "application,juror,score\n\"Кухня, 1\",ليلى,1\n\"مطابخ مفتوحة\",ليلى,0.5\n")
    }

    @Test func conflictsAreForbiddenAndWhatMovesIsTold() throws {
        let options = ["--reviews", "1", "--conflicts", "conflicts.csv", "--keep", "previous.csv"]
        let run = try run(
            options,
            more: [
                "conflicts.csv": "application,juror\na,x\nelsewhere,x\n",
                "previous.csv": "application,juror,score\na,x,1\nb,z,0.4\nc,gone,1\n",
            ])
        #expect(run.status == 0)
        #expect(run.files["assignment.csv"] == "application,juror,score\na,y,0.5\nb,z,0.4\nc,x,0.5\n")
        let report: Report = try report(run)
        #expect(report.forbiddenByConflict == 1 && report.kept == 1)
        #expect(
            report.moved == [
                .init(application: "a", juror: "x", reason: "a conflict forbids the pair"),
                .init(application: "c", juror: "gone", reason: "the juror is not among the jurors"),
            ])
        #expect(report.explanation.contains("1 earlier pairs stay, 2 moved."))
    }

    /// A conflict that means nobody would forbid nothing, and nobody would know.
    @Test func aConflictOfAnUnknownJurorIsAMistake() throws {
        let run = try run(
            ["--reviews", "1", "--conflicts", "conflicts.csv"],
            more: ["conflicts.csv": "application,juror\na,x\na,Xenia\n"])
        #expect(run.status == 64)
        #expect(run.errors.contains("conflicts.csv:3: “Xenia” is not among the jurors"))
    }

    @Test func aConflictOfAnUnknownApplicationIsNamed() throws {
        let run = try run(
            ["--reviews", "1", "--conflicts", "conflicts.csv"],
            more: ["conflicts.csv": "application,juror\na,x\nA,x\n"])
        #expect(run.status == 0)
        let report: Report = try report(run)
        #expect(report.forbiddenByConflict == 1)
        #expect(report.conflictsUnmatched == [.init(application: "A", juror: "x")])
        #expect(report.explanation.contains("Conflicts name applications that have no pairs: “A”."))
    }

    @Test func saysHowFewComponentsThereMightBe() throws {
        let report: Report = try report(run(["--reviews", "1"], jurors: "juror,capacity\nx,3\ny,3\nz,3\n"))
        #expect(report.fewestComponents == 1)
        #expect(report.componentsGap == report.components.count - 1)
    }

    @Test func connectsWhatItIsAskedToConnect() throws {
        let run = try run(["--reviews", "1", "--connected"], jurors: "juror,capacity\nx,3\ny,3\nz,3\n")
        #expect(run.status == 0)
        #expect(try report(run).totalScore ?? 0 <= 2.5)
    }

    @Test func saysWhoIsLackingAndWritesNoAssignment() throws {
        let run = try run(jurors: "juror,capacity\nx,1\ny,0\nz,1\n")
        #expect(run.status == 2)
        #expect(Set(run.files.keys) == ["pairs.csv", "jurors.csv", "report.json"])
        let report: Report = try report(run)
        #expect(report.status == "impossible" && !report.optimal)
        #expect(report.totalScore == nil && report.worstServed == nil)
        let shortage: Report.Shortage = try #require(report.shortages.first)
        #expect(shortage.applications == ["a", "b", "c"])
        #expect(shortage.needed == 3 && shortage.places == 2 && shortage.missing == 1)
        let raise: Int = try #require(shortage.raise)
        #expect(report.explanation.contains("3 applications (“a”, “b”, “c”) need 3 reviews"))
        let raised: String = shortage.fullJurors.reduce("juror,capacity\n") { text, juror in
            text + "\(juror),\((juror == "y" ? 0 : 1) + raise)\n"
        }
        let others: [String] = ["x", "y", "z"].filter { !shortage.fullJurors.contains($0) }
        let mended = try self.run(jurors: others.reduce(raised) { $0 + "\($1),1\n" })
        #expect(mended.status == 0, "the named shortage, once lifted, makes it possible")
    }

    @Test func tellsEveryMistakeWithItsLineAndWritesNothing() throws {
        let pairs = """
            application,juror,score
            a,x,1
            ,x,1
            a,,1
            b,x,
            b,x,nan
            b,nobody,1
            b,x,1e7
            a,x,2
            """
        let run = try run(pairs: pairs)
        #expect(run.status == 64)
        #expect(
            run.errors == """
                pairs.csv:3: the application is missing
                pairs.csv:4: the juror is missing
                pairs.csv:5: the score is missing
                pairs.csv:6: the score “nan” is not a number
                pairs.csv:7: “nobody” is not among the jurors
                pairs.csv:8: the score “1e7” is not between -1000000 and 1000000
                pairs.csv:9: this pair of application and juror stands on line 2
                7 to mend; nothing was written.

                """)
        #expect(Set(run.files.keys) == ["pairs.csv", "jurors.csv"])
    }

    @Test func tellsMistakesOfAllFilesAtOnce() throws {
        let run = try run(
            ["--reviews", "1", "--conflicts", "conflicts.csv"], pairs: "application,juror,score\na,x,?\n",
            jurors: "juror,capacity\nx,-1\ny,1.5\n,1\nz,1\nz,2\n",
            more: ["conflicts.csv": "application,juror\na,\n"])
        #expect(run.status == 64)
        for message in [
            "jurors.csv:2: the capacity “-1” is not a whole number", "jurors.csv:3: the capacity “1.5”",
            "jurors.csv:4: the juror is missing", "jurors.csv:6: “z” stands twice",
            "pairs.csv:2: the score “?” is not a number",
            "conflicts.csv:2: the application or the juror is missing",
        ] {
            #expect(run.errors.contains(message))
        }
        #expect(run.files["report.json"] == nil)
    }

    @Test(arguments: [
        ("", "juror,capacity\nx,1\n", "pairs.csv:1: the file is empty"),
        ("application,juror,score\n", "juror,capacity\nx,1\n", "pairs.csv:2: there are no pairs"),
        ("application,juror,score\na,x,1\n", "juror,capacity\n", "jurors.csv:2: there are no jurors"),
        ("application,juror\na,x\n", "juror,capacity\nx,1\n", "pairs.csv:1: the column “score” is missing"),
    ])
    func refusesTablesOfAnotherForm(pairs: String, jurors: String, message: String) throws {
        let run = try run(pairs: pairs, jurors: jurors)
        #expect(run.status == 64)
        #expect(run.errors.contains(message))
        #expect(Set(run.files.keys) == ["pairs.csv", "jurors.csv"])
    }

    @Test(arguments: [
        ["--reviews", "0"], ["--reviews", "many"], [], ["--reviews", "1", "--objective", "best"],
        ["--reviews", "1", "--keep", "absent.csv"], ["--reviews", "1", "--out", "report.json"],
    ])
    func refusesOptionsThatDoNotFit(options: [String]) throws {
        let run = try run(options)
        #expect(run.status == 64)
        #expect(Set(run.files.keys) == ["pairs.csv", "jurors.csv"])
    }

    private static let sharedFolder: String? = ProcessInfo.processInfo.environment["LAUREL_SHARED"]

    /// Bids of a conference (442 papers, 161 reviewers), whose best and fairest assignments are known.
    @Test(
        .enabled(if: sharedFolder != nil, "LAUREL_SHARED names no folder with the published bids"),
        arguments: [("sum", 933.75, 0.0), ("fair", 932.5, 1.0)])
    func assignsPublishedBidsAsWellAsCanBe(objective: String, least: Double, worstServed: Double) throws {
        let folder: String = try #require(Self.sharedFolder)
        let matrix = try String(contentsOfFile: folder + "/data/assignment/aamas2016.in", encoding: .utf8)
        let rows: [[Substring]] = matrix.split(separator: "\n").dropFirst().map { $0.split(separator: " ") }
        var pairs = "application,juror,score\n"
        for (application, bids) in rows.enumerated() {
            for (juror, bid) in bids.enumerated() { pairs += "a\(application),j\(juror),\(bid)\n" }
        }
        let jurors: String = try #require(rows.first).indices.reduce("juror,capacity\n") {
            $0 + "j\($1),10\n"
        }
        let run = try run(["--reviews", "3", "--objective", objective], pairs: pairs, jurors: jurors)
        #expect(run.status == 0)
        let report: Report = try report(run)
        #expect(try #require(report.totalScore) >= least)
        #expect(try #require(report.worstServed) >= worstServed)
        if objective == "sum" { #expect(report.optimal && report.totalScore == least) }
    }
}
