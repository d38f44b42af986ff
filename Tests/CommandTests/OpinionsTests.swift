import Foundation
import Testing

/// `laurel opinions`.
struct OpinionsTests {
    private static let arguments = [
        "opinions", "--votes", "votes.csv", "--out", "groups.csv", "--report", "report.json",
    ]

    private struct Report: Decodable {
        struct Group: Decodable {
            struct Statement: Decodable {
                let statement: String
                let answer: String
            }
            let people: Int
            let agreesOn: [Statement]
        }
        struct Certainty: Decodable {
            let agreement: Double
        }
        let numberOfGroups: Int
        let certainty: Certainty?
        let groups: [Group]
        let uniting: [Group.Statement]
    }

    /// Forty people: the even ones agree with s0 to s8 and disagree with the next nine, the odd ones the
    /// other way round; all agree with "peace". One more voted once.
    private var divided: String {
        var lines = ["person,statement,vote"]
        for person in 0..<40 {
            for statement in 0..<18 {
                lines.append(
                    "p\(person),s\(statement),\((statement < 9) == person.isMultiple(of: 2) ? 1 : -1)")
            }
            lines.append("p\(person),peace,1")
        }
        return (lines + ["silent,s0,1"]).joined(separator: "\n")
    }

    @Test func findsWhoVotesAlike() throws {
        // The last vote counts, so what was said before it changes nothing.
        let text: String = divided.replacing(
            "person,statement,vote\n", with: "person,statement,vote\np0,s0,-1\n")
        let run = try CommandRun(Self.arguments, files: ["votes.csv": text])
        #expect(run.status == 0)
        let lines: [Substring] = try #require(run.files["groups.csv"]).split(separator: "\n")
        let expected: [Substring] = (0..<40).map { person in "p\(person),\(person % 2 + 1)" }
        #expect(lines.first == "person,group")
        #expect(lines[1...40].elementsEqual(expected))
        #expect(lines.last == "silent,")
        let json = Data(try #require(run.files["report.json"]).utf8)
        let report = try JSONDecoder().decode(Report.self, from: json)
        #expect(report.numberOfGroups == 2)
        #expect(try #require(report.certainty).agreement == 1)
        #expect(report.groups.map(\.people) == [20, 20])
        #expect(Set(report.groups[0].agreesOn.map(\.statement)) == Set((0..<18).map { "s\($0)" }))
        #expect(report.uniting.map(\.statement) == ["peace"])
        #expect(report.uniting.map(\.answer) == ["agree"])
    }

    @Test func oneCrowdHasNoGroups() throws {
        var lines = ["person,statement,vote"]
        for person in 0..<30 {
            for statement in 0..<10 { lines.append("p\(person),s\(statement),\(statement == 3 ? -1 : 1)") }
        }
        let run = try CommandRun(Self.arguments, files: ["votes.csv": lines.joined(separator: "\n")])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("No groups"))
        #expect(run.files["groups.csv"]?.contains("p0,\n") == true)
        let json = Data(try #require(run.files["report.json"]).utf8)
        let report = try JSONDecoder().decode(Report.self, from: json)
        #expect(report.numberOfGroups == 0)
        #expect(report.certainty == nil)
        #expect(report.uniting.count == 10)
    }

    @Test func tellsEveryMistakeWithItsLineAndWritesNothing() throws {
        let bad = "person,statement,vote\na,s,1\na,t,2\n,s,0\nb,,-1\nb,s,−1\nb,t,yes\n"
        let run = try CommandRun(Self.arguments, files: ["votes.csv": bad])
        #expect(run.status == 64)
        #expect(
            run.errors == """
                votes.csv:3: the vote is “2”, not 1, 0 or -1
                votes.csv:4: the person is missing
                votes.csv:5: the statement is missing
                votes.csv:7: the vote is “yes”, not 1, 0 or -1
                4 to mend; nothing was written.

                """)
        #expect(Set(run.files.keys) == ["votes.csv"])
    }
}
