import Foundation
import Testing

/// `laurel rank`.
struct RankTests {
    private static let comparisons = """
        left,right,winner,judge
        a,b,left,1
        b,a,right,2
        b,c,left,1
        c,b,tie,2
        "d, e",a,right,
        """

    private func run(_ comparisons: String, predict: String? = nil) throws -> CommandRun {
        var arguments = ["rank", "--comparisons", "pairs.csv", "--out", "ranking.csv"]
        var files = ["pairs.csv": comparisons]
        if let predict {
            arguments += ["--predict", "more.csv", "--predictions", "out.csv"]
            files["more.csv"] = predict
        }
        return try CommandRun(arguments, files: files)
    }

    @Test func writesTheRanking() throws {
        let run = try run(Self.comparisons)
        #expect(run.status == 0)
        let lines: [Substring] = try #require(run.files["ranking.csv"]).split(separator: "\n")
        #expect(lines.first == "item,score,low,high,rank")
        #expect(lines.count == 5)
        #expect(lines[1].hasPrefix("a,") && lines[1].hasSuffix(",1"))
        #expect(lines.contains { $0.hasPrefix("\"d, e\",") })
        for line in lines.dropFirst() {
            let numbers: [Double] = line.split(separator: ",").suffix(4).compactMap { Double($0) }
            #expect(numbers.count == 4)
            #expect(numbers[1] < numbers[0] && numbers[0] < numbers[2])
        }
        #expect(try self.run(Self.comparisons).files == run.files, "the same input gives the same bytes")
    }

    @Test func predictsWhatItWasAskedFor() throws {
        let run = try run(Self.comparisons, predict: "left,right,judge\na,c,1\nc,a,1\na,new,\n")
        #expect(run.status == 0)
        let lines: [Substring] = try #require(run.files["out.csv"]).split(separator: "\n")
        #expect(lines.first == "left,right,judge,probabilityLeft")
        #expect(lines.count == 4)
        let chances: [Double] = lines.dropFirst().compactMap {
            $0.split(separator: ",").last.flatMap { Double($0) }
        }
        #expect(chances[0] > 0.5 && chances[1] < chances[0])
        #expect(lines[3].hasPrefix("a,new,,"))
        let withoutJudges = try self.run(Self.comparisons, predict: "right,left\na,b\n")
        #expect(withoutJudges.files["out.csv"]?.hasPrefix("left,right,probabilityLeft\nb,a,0.") == true)
    }

    @Test func tellsEveryMistakeWithItsLineAndWritesNothing() throws {
        let bad = "left,right,winner\na,b,left\na,a,tie\na,,left\n\nb,c,middle\n"
        let run = try run(bad, predict: "left,right\na,b\n")
        #expect(run.status == 64)
        #expect(
            run.errors == """
                pairs.csv:3: “a” is compared with itself
                pairs.csv:4: an item is missing
                pairs.csv:6: the winner is “middle”, not left, right or tie
                3 to mend; nothing was written.

                """)
        #expect(Set(run.files.keys) == ["pairs.csv", "more.csv"])
    }

    @Test(arguments: [
        ("left,right\na,b\n", "pairs.csv:1: the column “winner” is missing"),
        ("left,right,winner\na,b\n", "pairs.csv:2: 2 fields, but the head has 3"),
        ("left,right,winner\n", "pairs.csv:2: there are no comparisons"),
        ("", "pairs.csv:1: the file is empty"),
    ])
    func refusesATableOfAnotherForm(text: String, message: String) throws {
        let run = try run(text)
        #expect(run.status == 64)
        #expect(run.errors.contains(message))
        #expect(Set(run.files.keys) == ["pairs.csv"])
    }

    @Test func aMistakeInThePairsToPredictLeavesNoRankingEither() throws {
        let run = try run(Self.comparisons, predict: "left,right\na,a\n")
        #expect(run.status == 64)
        #expect(run.errors.contains("more.csv:2: “a” is compared with itself"))
        #expect(run.files["ranking.csv"] == nil)
    }

    @Test(arguments: [
        ["rank", "--comparisons", "absent.csv", "--out", "ranking.csv"],
        ["rank", "--comparisons", "pairs.csv", "--out", "no/such/folder/ranking.csv"],
        ["rank", "--comparisons", "pairs.csv", "--out", "ranking.csv", "--predict", "more.csv"],
        [
            "rank", "--comparisons", "pairs.csv", "--out", "ranking.csv", "--predict", "more.csv",
            "--predictions", "ranking.csv",
        ],
        [
            "rank", "--comparisons", "pairs.csv", "--out", "ranking.csv", "--predict", "more.csv",
            "--predictions", "no/such/folder/out.csv",
        ],
    ])
    func writesAllOrNothing(arguments: [String]) throws {
        let files = ["pairs.csv": Self.comparisons, "more.csv": "left,right\na,b\n"]
        let run = try CommandRun(arguments, files: files)
        #expect(run.status == 64)
        #expect(run.files == files)
    }

    @Test func saysWhenItemsWereNeverWeighedAgainstEachOther() throws {
        let run = try run("left,right,winner\na,b,left\nc,d,left\n")
        #expect(run.status == 0)
        #expect(run.output.contains("2 sets of items that were never weighed against each other"))
    }
}
