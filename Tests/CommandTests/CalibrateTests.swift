import Foundation
import Testing

/// `laurel calibrate`.
struct CalibrateTests {
    private static let arguments = [
        "calibrate", "--scores", "scores.csv", "--top", "2", "--out", "ranking.csv", "--report",
        "report.json",
    ]

    /// Twelve applications in the order of their numbers, read by four of five jurors each; "Ирина" gives two
    /// points less than the others.
    private static let scores: String = {
        var lines = ["application,juror,score"]
        let jurors = ["Ирина", "b", "c", "d", "e"]
        for application in 0..<12 {
            for seat in 0..<4 {
                let juror: Int = (application + seat) % 5
                let noise: Int = (application * 5 + juror * 3) % 3
                lines.append("a\(application),\(jurors[juror]),\(application + noise - (juror == 0 ? 2 : 0))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }()

    private func report(_ run: CommandRun) throws -> CalibrationReport { try CalibrationReport(run) }

    private func table(_ text: String?) throws -> [[Substring]] {
        try #require(text).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    @Test func writesTheRankingAndTheReport() throws {
        let run = try CommandRun(Self.arguments, files: ["scores.csv": Self.scores])
        #expect(run.status == 0)
        let rows: [[Substring]] = try table(run.files["ranking.csv"])
        #expect(
            rows[0] == [
                "application", "raw", "calibrated", "low", "high", "rank", "probabilityTop", "reviews",
            ])
        #expect(rows.count == 13)
        #expect(rows[1][0] == "a11" && rows[1][5] == "1" && rows[1][7] == "4")
        let ranks: [Int] = rows.dropFirst().compactMap { Int($0[5]) }
        #expect(ranks.count == 12 && ranks == ranks.sorted() && ranks.last == 12)
        var chances: Double = 0
        for row in rows.dropFirst() {
            let figures: [Double] = row.dropFirst().compactMap { Double($0) }
            #expect(figures.count == 7)
            #expect(figures[2] < figures[1] && figures[1] < figures[3])
            chances += figures[5]
        }
        #expect(abs(chances - 2) < 0.1)
        let report: CalibrationReport = try report(run)
        #expect(report.calibrated && report.components.count == 1)
        #expect(report.why.hasPrefix("Calibrated: jurors differ by"))
        #expect(run.output == report.why + "\n")
        let severe: CalibrationReport.Juror = try #require(report.jurors.first { $0.juror == "Ирина" })
        #expect(try #require(severe.leniency).high < 0)
        #expect(try #require(severe.spread).low < 1)
    }

    @Test func theOrderOfTheRowsMeansNothing() throws {
        let first = try CommandRun(Self.arguments, files: ["scores.csv": Self.scores])
        var lines: [Substring] = Self.scores.split(separator: "\n")
        lines = [lines[0]] + lines.dropFirst().reversed()
        let second = try CommandRun(
            Self.arguments, files: ["scores.csv": lines.joined(separator: "\r\n")])
        #expect(try #require(first.files["ranking.csv"]).count > 500)
        #expect(first.files["ranking.csv"] == second.files["ranking.csv"])
    }

    @Test func nominationsAreTakenIntoAccount() throws {
        let lines: [String] = Self.scores.split(separator: "\n").map { line in
            guard let number = Int(line.prefix { $0 != "," }.dropFirst()) else { return line + ",nomination" }
            return line + (number < 6 ? ",first" : ",second")
        }
        let run = try CommandRun(
            Self.arguments, files: ["scores.csv": lines.joined(separator: "\n")])
        #expect(run.status == 0)
        let variances: CalibrationReport.Variances = try #require(report(run).variances)
        #expect(variances.nomination > 0)
        let without = try CommandRun(Self.arguments, files: ["scores.csv": Self.scores])
        let plain: CalibrationReport.Variances = try #require(report(without).variances)
        #expect(plain.nomination == 0)
    }

    @Test func partsAreNamedAndRankedApart() throws {
        let other: String = "x1,f,9\nx2,f,3\nx1,g,8\nx2,g,4\n"
        let run = try CommandRun(Self.arguments, files: ["scores.csv": Self.scores + other])
        #expect(run.status == 0)
        let rows: [[Substring]] = try table(run.files["ranking.csv"])
        #expect(rows[13] == ["x1", "8.5", "", "", "", "1", "", "2"])
        #expect(rows[14] == ["x2", "3.5", "", "", "", "2", "", "2"])
        let report: CalibrationReport = try report(run)
        #expect(report.components.map(\.calibrated) == [true, false])
        #expect(report.components[1].applications == ["x1", "x2"])
        #expect(report.components[1].jurors == ["f", "g"])
        #expect(report.why.contains("2 parts that no common review connects"))
        #expect(
            report.components[1].why
                == "Not enough to calibrate, so raw means only: 2 jurors where 3 are needed; 2 "
                + "applications where 5 are needed; 1 score to spare where 10 are needed.")
        #expect(report.jurors.filter { $0.leniency == nil }.map(\.juror) == ["f", "g"])
        #expect(report.jurors.filter { $0.leniency == nil }.map(\.component) == [2, 2])
    }

    @Test func aSingleJurorStaysRaw() throws {
        let scores: String = "application,juror,score\na,j,1\nb,j,3\nc,j,3\n"
        let run = try CommandRun(Self.arguments, files: ["scores.csv": scores])
        #expect(run.status == 0)
        #expect(
            run.files["ranking.csv"] == """
                application,raw,calibrated,low,high,rank,probabilityTop,reviews
                b,3,,,,1,,1
                c,3,,,,1,,1
                a,1,,,,3,,1

                """)
        let report: CalibrationReport = try report(run)
        #expect(!report.calibrated && report.variances == nil)
        #expect(report.why.hasPrefix("Not enough to calibrate, so raw means only: 1 juror where 3"))
    }

    @Test func predictsWhatItWasAskedFor() throws {
        let pairs: String = "juror,application\nb,a0\nИрина,a0\nnobody,a0\nb,nothing\n"
        let run = try CommandRun(
            Self.arguments + ["--predict", "pairs.csv", "--predictions", "out.csv"],
            files: ["scores.csv": Self.scores, "pairs.csv": pairs])
        #expect(run.status == 0)
        let rows: [[Substring]] = try table(run.files["out.csv"])
        #expect(rows[0] == ["application", "juror", "predicted"])
        let predicted: [Double] = rows.dropFirst().compactMap { Double($0[2]) }
        #expect(predicted.count == 4)
        #expect(predicted[1] < predicted[0] - 0.5)
        #expect(predicted[1] < predicted[2])
    }

    @Test func aRepeatedScoreCountsAndIsTold() throws {
        let run = try CommandRun(Self.arguments, files: ["scores.csv": Self.scores + "a0,b,1\n"])
        #expect(run.status == 0)
        #expect(try report(run).repeatedScores == 1)
        #expect(run.files["ranking.csv"]?.contains(",5\n") == true)
    }

    @Test func tellsEveryMistakeWithItsLineAndWritesNothing() throws {
        let bad =
            "application,juror,score,nomination\na,j,1,x\n,j,2,x\na,,2,x\nb,j,,x\nb,j,seven,x\nb,k,inf,x\n"
            + "\nb,k,0x10,x\nb,k,1e13,x\na,k,2,y\n"
        let run = try CommandRun(Self.arguments, files: ["scores.csv": bad])
        #expect(run.status == 64)
        #expect(
            run.errors == """
                scores.csv:3: the application is missing
                scores.csv:4: the juror is missing
                scores.csv:5: the score is missing
                scores.csv:6: the score “seven” is not a number
                scores.csv:7: the score “inf” is not a number
                scores.csv:9: the score “0x10” is not a number
                scores.csv:10: the score “1e13” is too large
                scores.csv:11: “a” has another nomination than on line 2
                8 to mend; nothing was written.

                """)
        #expect(Set(run.files.keys) == ["scores.csv"])
    }

    @Test func refusesOptionsThatDoNotFit() throws {
        for options in [["--top", "0"], ["--predict", "scores.csv"], ["--out", "report.json"]] {
            let run = try CommandRun(
                Self.arguments + options, files: ["scores.csv": Self.scores])
            #expect(run.status == 64)
            #expect(Set(run.files.keys) == ["scores.csv"])
        }
        let broken = try CommandRun(
            Self.arguments + ["--predict", "pairs.csv", "--predictions", "out.csv"],
            files: ["scores.csv": Self.scores, "pairs.csv": "application,juror\na0,\n"])
        #expect(broken.status == 64)
        #expect(broken.errors.contains("pairs.csv:2: the application or the juror is missing"))
        #expect(Set(broken.files.keys) == ["scores.csv", "pairs.csv"])
    }
}
