import Foundation
import OpinionMap
import Testing

/// Conversations held on Polis and its own groups in them, in the folder that LAUREL_SHARED names.
@Suite("conformance", .enabled(if: Conversation.folder != nil))
struct OfficialGroupsTests {
    @Test(arguments: [
        ("scoop-hivemind.biodiversity", 0.95), ("canadian-electoral-reform", 0.95),
        ("ssis.land-bank-farmland.2rumnecbeh.2021-08-01", 0.9),
    ])
    func findsTheOfficialGroups(name: String, least: Double) throws {
        let conversation = try Conversation(named: name)
        var map: OpinionMap?
        let time: Duration = ContinuousClock().measure { map = conversation.map() }
        let found = try #require(map)
        let placed = conversation.officialGroups.filter { found.groupOfPerson[$0.key] != nil }
        let official: [Int] = placed.map(\.value)
        let ours: [Int] = placed.compactMap { found.groupOfPerson[$0.key] }
        let index: Double = adjustedRandIndex(official, ours)
        print("\(name): adjusted Rand index \(index) in \(time)")
        #expect(index >= least)
        #expect(found.groups.count == 2)
    }
}

struct Conversation {
    static let folder: String? = ProcessInfo.processInfo.environment["LAUREL_SHARED"]

    /// By the order in which people and statements occur.
    let officialGroups: [Int: Int]
    private let persons: Int
    private let statements: Int
    private let votes: [Vote]

    init(named name: String) throws {
        let folder: String = try #require(Self.folder) + "/data/opinions/\(name)"
        let lines: [[Substring]] = try Self.lines("\(folder)/votes.csv")
        let ordered = lines.sorted { $0[0] < $1[0] }
        var (people, sentences): ([Substring: Int], [Substring: Int]) = ([:], [:])
        votes = try ordered.map { line in
            let person: Int = people[line[3]] ?? people.count
            let statement: Int = sentences[line[2]] ?? sentences.count
            (people[line[3]], sentences[line[2]]) = (person, statement)
            let answer = try #require(Int(line[4]).flatMap(Vote.Answer.init))
            return Vote(person: person, statement: statement, answer: answer)
        }
        var groups: [Int: Int] = [:]
        for line in try Self.lines("\(folder)/participants-votes.csv") {
            if let person = people[line[0]], let group = Int(line[1]) { groups[person] = group }
        }
        officialGroups = groups
        (persons, statements) = (people.count, sentences.count)
    }

    func map(seed: UInt64 = 0) -> OpinionMap {
        OpinionMap(persons: persons, statements: statements, votes: votes, seed: seed)
    }

    private static func lines(_ path: String) throws -> [[Substring]] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines: [Substring] = text.split(whereSeparator: \.isNewline)
        return lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
}
