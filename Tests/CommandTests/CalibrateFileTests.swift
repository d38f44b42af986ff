import Foundation
import Testing

/// The files of `laurel calibrate`: what it reads, what it writes, and that it writes all or nothing.
struct CalibrateFileTests {
    private static let arguments = [
        "calibrate", "--scores", "scores.csv", "--out", "ranking.csv", "--report", "report.json",
    ]

    /// Ten applications and four jurors, everybody with everybody; `score` makes the figure of both.
    private static func scores(_ score: (Int, Int) -> String) -> String {
        var lines = ["application,juror,score"]
        for application in 0..<10 {
            for juror in 0..<4 { lines.append("a\(application),j\(juror),\(score(application, juror))") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func value(_ application: Int, _ juror: Int) -> Double {
        Double(application + (application * 5 + juror * 3) % 4 - juror)
    }

    private static let usual = scores { String(value($0, $1)) }

    private func rows(_ run: CommandRun) throws -> [[Substring]] {
        let text = try #require(run.files["ranking.csv"])
        return text.split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    // MARK: What it reads

    /// Figures come back on the scale on which they went in.
    @Test(arguments: [(1.0, 0.0), (0.001, -7), (1_000, 50_000)])
    func anyScaleWillDo(_ factor: Double, _ shift: Double) throws {
        let usual = try rows(CommandRun(Self.arguments, files: ["scores.csv": Self.usual]))
        let scaled = Self.scores { String(Self.value($0, $1) * factor + shift) }
        let other = try rows(CommandRun(Self.arguments, files: ["scores.csv": scaled]))
        #expect(usual.count == 10 && usual.map { $0[0] } == other.map { $0[0] })
        #expect(usual.map { $0[5] } == other.map { $0[5] }, "the same ranks")
        for (one, two) in zip(usual, other) {
            for column in 1...4 {
                let expected = try #require(Double(one[column])) * factor + shift
                #expect(abs(try #require(Double(two[column])) - expected) < 1e-3 * factor, "column \(column)")
            }
        }
    }

    @Test func withoutTopNobodyHasAProbability() throws {
        let run = try CommandRun(Self.arguments, files: ["scores.csv": Self.usual])
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(try rows(run).allSatisfy { $0.count == 8 && $0[6].isEmpty })
        let top = try CommandRun(Self.arguments + ["--top", "10"], files: ["scores.csv": Self.usual])
        #expect(try rows(top).allSatisfy { $0[6] == "1" }, "all of ten are among ten")
    }

    /// As Excel and other programs save it: a mark at the start, semicolons, CRLF, columns of their own.
    @Test func howAProgramWritesItMeansNothing() throws {
        let usual = try CommandRun(Self.arguments, files: ["scores.csv": Self.usual])
        let lines = Self.usual.split(separator: "\n").map { line -> String in
            let cells = line.split(separator: ",")
            return "\"\(cells[1])\";remark;\(cells[2]);\(cells[0])"
        }
        let other = "\u{FEFF}" + lines.joined(separator: "\r\n")
        let run = try CommandRun(Self.arguments, files: ["scores.csv": other])
        #expect(run.status == 0)
        #expect(run.files["ranking.csv"] == usual.files["ranking.csv"])
    }

    @Test func namesAreWhateverPeopleAreCalled() throws {
        let names = ["Ирина", "أمينة الحسيني", "सुनीता", "O’Hara, \"Kit\"", "two\nlines", "😂", "=1+1", "Zoë"]
        let quoted = { (name: String) in "\"\(name.replacingOccurrences(of: "\"", with: "\"\""))\"" }
        var lines = ["application,juror,score"]
        for (application, name) in names.enumerated() {
            for juror in 0..<4 {
                // Once one character, once two: the same name.
                let spelt = name == "Zoë" && juror > 1 ? "Zoe\u{308}" : name
                let score = String(Self.value(application, juror))
                lines.append("\(quoted(spelt)),\(quoted("\(names[juror]) as a juror")),\(score)")
            }
        }
        let run = try CommandRun(Self.arguments, files: ["scores.csv": lines.joined(separator: "\n")])
        #expect(run.status == 0)
        let ranking = try #require(run.files["ranking.csv"])
        for name in names { #expect(ranking.contains(name) || ranking.contains(quoted(name)), "\(name)") }
        let report = try CalibrationReport(run)
        #expect(report.components.count == 1 && Set(report.components[0].applications) == Set(names))
        #expect(Set(report.jurors.map(\.juror)) == Set(names[..<4].map { $0 + " as a juror" }))
    }

    struct Broken: Sendable, CustomTestStringConvertible {
        let text: String
        let error: String
        var testDescription: String { error }
    }

    @Test(arguments: [
        Broken(text: "", error: "scores.csv:1: the file is empty"),
        Broken(text: "application,juror,score\n", error: "scores.csv:2: there are no scores"),
        Broken(
            text: "application,judge,score\na,b,1\n", error: "scores.csv:1: the column “juror” is missing"),
        Broken(text: "application,juror,score\na,b\n", error: "scores.csv:2: 2 fields, but the head has 3"),
        Broken(
            text: "application,juror,score\nx,y,1\n\"a,b,1\n",
            error: "scores.csv:3: a quote is opened and never closed"),
        Broken(
            text: "application,juror,score\na,b,1;5\n", error: "scores.csv:2: the score “1;5” is not a number"
        ),
    ])
    func aBrokenFileIsToldByItsLine(_ broken: Broken) throws {
        let run = try CommandRun(Self.arguments, files: ["scores.csv": broken.text])
        #expect(run.status == 64)
        #expect(run.errors == broken.error + "\n1 to mend; nothing was written.\n")
        #expect(run.output.isEmpty && Set(run.files.keys) == ["scores.csv"])
    }

    /// A line is counted as an editor counts it, also behind a field of several lines.
    @Test func linesAreThoseOfTheFile() throws {
        let text = "application,juror,score\n\"a\nb\",j,1\n\n\"c\",j,x\n"
        let run = try CommandRun(Self.arguments, files: ["scores.csv": text])
        #expect(run.errors.hasPrefix("scores.csv:5: the score “x” is not a number"))
    }

    @Test func aHundredMistakesAreToldAndTheRestCounted() throws {
        let bad = "application,juror,score\n" + String(repeating: "a,j,x\n", count: 130)
        let run = try CommandRun(Self.arguments, files: ["scores.csv": bad])
        #expect(run.status == 64)
        #expect(run.errors.contains("scores.csv:101: ") && !run.errors.contains("scores.csv:102: "))
        #expect(run.errors.hasSuffix("… and 30 more.\n130 to mend; nothing was written.\n"))
    }

    // MARK: What it writes

    @Test func theReportHasWhatWasFound() throws {
        let run = try CommandRun(Self.arguments + ["--top", "3"], files: ["scores.csv": Self.usual])
        let report = try CalibrationReport(run)
        #expect(report.calibrated && report.why.hasPrefix("Calibrated: ") && report.top == 3)
        #expect(report.scores == 40 && report.repeatedScores == 0 && report.confidence == 0.9)
        let variances = try #require(report.variances)
        #expect(variances.quality > 0 && variances.leniency > 0 && variances.noise > 0)
        #expect(variances.logSpread > 0 && variances.nomination == 0)
        #expect(report.jurors.map(\.juror) == ["j0", "j1", "j2", "j3"])
        #expect(report.jurors.allSatisfy { $0.reviews == 10 && $0.component == 1 })
        #expect(report.jurors.allSatisfy { $0.leniency?.isInOrder == true && $0.spread?.isInOrder == true })
        let leniencies = report.jurors.compactMap(\.leniency?.value)
        #expect(leniencies == leniencies.sorted(by: >), "the first is the most lenient")
        #expect(report.components.map(\.spareScores) == [27])
        #expect(report.components[0].applications.count == 10 && report.components[0].jurors.count == 4)
        let agreement = report.agreement
        #expect(agreement.krippendorffAlpha != nil && agreement.icc1 != nil && agreement.icc21 != nil)
    }

    /// What stood there before stays as it was, whichever file cannot be written.
    @Test func nothingIsHalfWritten() throws {
        let before = ["scores.csv": Self.usual, "ranking.csv": "as before", "report.json": "as before"]
        let places = [
            ["--report", "nowhere/report.json"], ["--out", "nowhere/ranking.csv"], ["--report", "."],
            ["--scores", "nowhere.csv"],
            ["--predict", "scores.csv", "--predictions", "nowhere/out.csv"],
            ["--predict", "nowhere.csv", "--predictions", "out.csv"],
        ]
        for place in places {
            let run = try CommandRun(Self.arguments + place, files: before)
            #expect(run.status == 64 && run.output.isEmpty, "\(place)")
            #expect(run.files == before, "\(place)")
        }
        let written = try CommandRun(Self.arguments, files: before)
        #expect(written.status == 0 && written.files["ranking.csv"] != "as before")
        #expect(Set(written.files.keys) == Set(before.keys), "nothing is left beside them")
    }

    // MARK: Size

    @Test func aHundredThousandRowsAreNoTrouble() throws {
        var text = "application,juror,score\n"
        for application in 0..<33_334 {
            let first = application * 7 % 1_500
            for seat in 0..<3 {
                let juror = (first + seat * (1 + application % 11)) % 1_500
                let score = 40 + application % 37 + juror % 13 + (application * 31 + juror * 17) % 23
                text += "a\(application),j\(juror),\(score)\n"
            }
        }
        let run = try CommandRun(Self.arguments + ["--top", "1000"], files: ["scores.csv": text])
        #expect(run.status == 0)
        #expect(try rows(run).count == 33_334)
        let report = try CalibrationReport(run)
        #expect(report.scores == 100_002 && report.calibrated)
    }
}
