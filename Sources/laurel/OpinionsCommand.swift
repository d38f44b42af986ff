import ArgumentParser
import OpinionMap
import Platform

struct Opinions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds the groups of people who vote alike, and what unites all.",
        discussion: """
            Votes are a CSV file with the columns person, statement and vote: 1 for agree, 0 for pass, -1 for \
            disagree. Of several votes of one person on one statement the last row counts.

            The groups have the columns person and group, numbered from 1, the largest first. The group is empty for \
            who voted too little (fewer than 7 statements, or all where there are fewer), and for everybody where the \
            votes show no groups. The report (JSON) says how many groups there are and how sure that is, what each \
            agrees on more than the others, and what all of them agree on.

            A file with mistakes is answered with all of them, line by line, and status 64; then nothing is written.
            """)
    @Option(help: "The votes: person,statement,vote.") var votes: String
    @Option(help: "Where the groups go: person,group.") var out: String
    @Option(help: "Where the report goes, in JSON.") var report: String

    func run() throws {
        let file: VoteFile = try PlainFiles.read(votes, VoteFile.init)
        let map = OpinionMap(
            persons: file.people.names.count, statements: file.statements.names.count, votes: file.votes)
        let content = OpinionReport(map: map, statements: file.statements.names)
        try PlainFiles.write([
            (out, Self.table(map, file).csvForPrograms()),
            (report, Array(content.json.canonical.utf8) + [0x0A]),
        ])
        print(content.summary)
    }

    private static func table(_ map: OpinionMap, _ file: VoteFile) -> Table {
        Table(
            columns: ["person", "group"],
            rows: file.people.names.enumerated().map { person, name in
                [.text(name), map.groupOfPerson[person].map { .integer($0 + 1) } ?? .empty]
            })
    }
}

/// Votes as they stand in a file.
private struct VoteFile {
    private(set) var people = NumberedNames()
    private(set) var statements = NumberedNames()
    private(set) var votes: [Vote] = []

    init(_ bytes: [UInt8]) throws(CSVFindings) {
        let table = try CSVTable(bytes, columns: ["person", "statement", "vote"])
        var findings: [CSVFinding] = []
        for row in table.rows {
            let (person, statement, vote) = (row.cells[0], row.cells[1], row.cells[2])
            if person.isEmpty {
                findings.append(CSVFinding(line: row.line, message: "the person is missing"))
            }
            if statement.isEmpty {
                findings.append(CSVFinding(line: row.line, message: "the statement is missing"))
            }
            guard let answer = Self.answers[vote] else {
                findings.append(CSVFinding(line: row.line, message: "the vote is “\(vote)”, not 1, 0 or -1"))
                continue
            }
            votes.append(
                Vote(person: people.number(person), statement: statements.number(statement), answer: answer))
        }
        if table.rows.isEmpty { findings.append(CSVFinding(line: 2, message: "there are no votes")) }
        guard findings.isEmpty else { throw CSVFindings(findings) }
    }

    /// Spreadsheets write some of these otherwise: a minus sign proper, or a fraction of zero.
    private static let answers: [String: Vote.Answer] = [
        "1": .agree, "+1": .agree, "1.0": .agree, "0": .pass, "0.0": .pass, "-1": .disagree,
        "-1.0": .disagree, "−1": .disagree,
    ]
}

/// What is told of an opinion map.
private struct OpinionReport {
    let map: OpinionMap
    let statements: [String]

    var json: JSON {
        [
            "people": .integer(Int64(map.groupOfPerson.count)),
            "peoplePlaced": .integer(Int64(map.positions.count { $0 != nil })),
            "statements": .integer(Int64(statements.count)),
            "numberOfGroups": .integer(Int64(map.groups.count)),
            "certainty": map.certainty.map(evidence) ?? .null,
            "considered": .array(map.evidence.map(evidence)),
            "groups": .array(map.groups.enumerated().map(group)),
            "uniting": .array(map.uniting.map(uniting)),
        ]
    }

    var summary: String {
        let placed: Int = map.positions.count { $0 != nil }
        guard let certainty = map.certainty else {
            return "No groups: \(placed) people voted enough, and their votes show one crowd."
        }
        let sizes = map.groups.map { String($0.members.count) }.joined(separator: ", ")
        let percent = Int((100 * certainty.shareOfCuts).rounded())
        return "\(map.groups.count) groups of \(sizes) people; \(percent) % of the checks favour that number."
    }

    /// Random halves of the statements each give groups; the agreement says how far they are the same ones,
    /// from 0 for chance to 1.
    private func evidence(_ evidence: GroupCountEvidence) -> JSON {
        [
            "groups": .integer(Int64(evidence.groups)), "agreement": .number(evidence.agreement),
            "standardError": .number(evidence.standardError),
            "shareOfChecks": .number(evidence.shareOfCuts),
        ]
    }

    private func group(_ place: Int, _ group: OpinionMap.Group) -> JSON {
        [
            "group": .integer(Int64(place + 1)), "people": .integer(Int64(group.members.count)),
            "agreesOn": .array(group.representative.map(representative)),
        ]
    }

    private func representative(_ statement: RepresentativeStatement) -> JSON {
        [
            "statement": .string(statements[statement.statement]), "answer": Self.word(statement.answer),
            "count": .integer(Int64(statement.count)), "votes": .integer(Int64(statement.votes)),
            "share": .number(statement.share), "shareOfOthers": .number(statement.shareOfOthers),
            "clarity": .number(statement.clarity),
        ]
    }

    private func uniting(_ statement: UnitingStatement) -> JSON {
        [
            "statement": .string(statements[statement.statement]), "answer": Self.word(statement.answer),
            "shares": .array(statement.shares.map { .number($0) }),
            "consensus": .number(statement.consensus),
        ]
    }

    private static func word(_ answer: Vote.Answer) -> JSON {
        switch answer {
        case .agree: "agree"
        case .disagree: "disagree"
        case .pass: "pass"
        }
    }
}
