import Platform
import Testing

@testable import App

/// A closed design session with ideas in two groups, put where other features would leave them, and a
/// directorate of three.
struct AnswerScene: Sendable {
    struct Idea: Sendable {
        let id: ID<StudiedIdea>
        let publicID: String
    }

    static let members = ["first@example.org", "second@example.org", "third@example.org"]
    static let staff = "staff@example.org"
    static let author = "author@example.org"
    static let supporter = "supporter@example.org"
    /// Supports, and did not ask to be told.
    static let silent = "silent@example.org"

    let test: TestLaurel
    let season: Season
    let ideas: [Idea]

    var laurel: Laurel { test.laurel }
    var address: AnswerAddress { AnswerAddress(season) }

    static func run(
        ideas: Int = 3, names: DesignSession.NamesShown = .participants,
        _ body: @escaping @Sendable (AnswerScene) async throws -> Void
    ) async throws {
        try await TestLaurel.run { test in
            try await body(AnswerScene(test, ideas: ideas, names: names))
        }
    }

    private init(_ test: TestLaurel, ideas count: Int, names: DesignSession.NamesShown) async throws {
        self.test = test
        let change = SeasonRulesVerbs.Change(
            document: try DemoSeasons.document("third"), reason: "test", isPublic: true)
        let (act, cache) = (test.act, test.laurel.rules)
        let found = try await test.laurel.database.write { tx in
            let season = try SeasonRulesVerbs.apply(change, by: act, tx)
            for (email, kind) in Self.members.map({ ($0, Role.Kind.directorate) }) + [(Self.staff, .staff)] {
                try Role.grant(
                    kind, to: try Self.person(email, .english, act, tx), season: season, by: act, tx)
            }
            try Self.insertSession(season, names, act.at, tx)
            try Self.insertIdeas(count, act, tx)
            let rows = try tx.rows("SELECT id, public_id FROM idea ORDER BY id")
            let ideas = try rows.map { Idea(id: try $0["id"], publicID: try $0["public_id"]) }
            return (try Season.find(season, cache, tx), ideas)
        }
        (season, ideas) = (try #require(found.0), found.1)
    }

    private static func person(
        _ email: String, _ language: Language, _ act: Act, _ tx: Transaction
    ) throws -> ID<App.Person> {
        try App.Person.findOrCreate(
            email: email, language: language, publicID: "p-" + email, at: act.at, tx
        ).id
    }

    private static func insertSession(
        _ season: ID<Season>, _ names: DesignSession.NamesShown, _ at: Instant, _ tx: Transaction
    ) throws {
        try tx.run(
            """
            INSERT INTO design_session (id, public_id, season_id, version, title, purpose, place, time_zone,
                starts_at, ends_at, languages, allows_guests, most_seats, names_shown, announced_at, opened_at,
                closed_at, created_at)
            VALUES (1, 'forum', \(season), 1, '{"en":"Forum session"}', '{}', '{}', 'Europe/Moscow', \(at),
                \(at + .seconds(3600)), '["en"]', 1, 100, \(names), \(at), \(at), \(at), \(at))
            """)
        for group in 1...2 {
            try tx.run(
                """
                INSERT INTO session_group (id, public_id, session_id, position, name, description)
                VALUES (\(group), \("group\(group)"), 1, \(group), \("{\"en\":\"Group \(group)\"}"), '{}')
                """)
        }
    }

    /// The first of a Russian author with an account; one supporter wants to be told, one does not.
    private static func insertIdeas(_ count: Int, _ act: Act, _ tx: Transaction) throws {
        let people = [
            try person(author, .russian, act, tx), try person(supporter, .arabic, act, tx),
            try person(silent, .english, act, tx),
        ]
        for (number, person) in people.enumerated() {
            try tx.run(
                """
                INSERT INTO seat (id, public_id, session_id, person_id, part, language, joined_at)
                VALUES (\(number + 1), \("seat\(number)"), 1, \(person), 'participant', 'en', \(act.at))
                """)
        }
        for number in 1...count {
            try tx.run(
                """
                INSERT INTO idea (id, public_id, session_id, number, group_id, origin, language, title, change,
                    proposed_at, request_key)
                VALUES (\(number), \("idea\(number)"), 1, \(number), \(number % 2 + 1), 'person', 'en',
                    \("Proposal \(number)"), 'Something better.', \(act.at), \("key\(number)"))
                """)
            try tx.run(
                "INSERT INTO idea_author (idea_id, session_id, seat_id) VALUES (\(number), 1, 1)")
        }
        try tx.run(
            """
            INSERT INTO idea_support (idea_id, session_id, seat_id, wants_answer)
            VALUES (1, 1, 2, 1), (1, 1, 3, 0)
            """)
    }

    func act(_ email: String) async throws -> Act {
        let (at, nonce) = (test.clock.now, laurel.randomness.bytes(16))
        let person = try await laurel.database.read { try App.Person.find(email: email, $0) }
        return Act(by: try #require(person).id.rawValue, at: at, nonce: nonce)
    }

    func run(_ sql: SQL) async throws {
        try await laurel.database.write { try $0.run(sql) }
    }

    func number(_ sql: SQL) async throws -> Int {
        try await laurel.database.read { try $0.row(sql)?.only() ?? 0 }
    }

    /// A draft on an idea by the first member; `change` says what is typed.
    @discardableResult
    func draft(
        _ idea: Int = 0, by member: String = members[0],
        _ change: @escaping @Sendable (inout AnswerEdit) -> Void = { _ in }
    ) async throws -> String {
        let (season, act, rules) = (season, try await act(member), laurel.rules)
        let (answer, fresh, publicID) = (
            laurel.randomness.publicID(), laurel.randomness.publicID(), ideas[idea].publicID
        )
        try await laurel.database.write { tx in
            _ = try AnswerDrafting.begin(answer, on: publicID, language: "en", in: season, by: act, tx)
            var edit = AnswerEdit(base: 1, outcome: .declined, reason: "It would cost too much.")
            change(&edit)
            try AnswerDrafting.save(edit, of: answer, fresh: fresh, in: season, by: act, rules, tx)
        }
        return answer
    }

    /// A draft that accepts, and promises an action until ten days from now.
    func acceptance(_ idea: Int = 0) async throws -> String {
        let answer = try await draft(idea) {
            $0.outcome = .accepted
            $0.added = .action
        }
        let (season, act, rules) = (season, try await act(Self.members[0]), laurel.rules)
        let due = test.clock.now.day(in: season.rules.timeZone).adding(days: 10)
        try await laurel.database.write { tx in
            let found = try IdeaAnswer.find(answer, in: season.id, tx)
            let commitment = try #require(try Commitment.of([found.id], tx).first)
            var edit = AnswerEdit(base: found.version, outcome: .accepted, reason: "Gladly.")
            edit.promises[commitment.publicID] = .init(
                what: "Meet four times a year", owner: "p-" + Self.staff, due: due?.description ?? "",
                measure: "Four meetings held")
            try AnswerDrafting.save(edit, of: answer, fresh: "unused", in: season, by: act, rules, tx)
        }
        return answer
    }

    /// A draft that accepts, and promises a change of the season's rules.
    func ruleChange(_ idea: Int = 0, at path: String, to value: String) async throws -> String {
        let answer = try await draft(idea) { ($0.outcome, $0.added) = (.accepted, .rule) }
        try await promise(answer, at: path, to: value)
        return answer
    }

    func promise(_ answer: String, at path: String, to value: String) async throws {
        let (season, act, rules) = (season, try await act(Self.members[0]), laurel.rules)
        try await laurel.database.write { tx in
            let found = try IdeaAnswer.find(answer, in: season.id, tx)
            let commitment = try #require(try Commitment.of([found.id], tx).first)
            var edit = AnswerEdit(base: found.version, outcome: .accepted, reason: "Yes.")
            edit.promises[commitment.publicID] = .init(season: season.key, path: path, after: value)
            try AnswerDrafting.save(edit, of: answer, fresh: "unused", in: season, by: act, rules, tx)
        }
    }

    /// Puts rules in force that differ in whom to write to.
    func apply(contact: String) async throws {
        var rules = season.rules
        rules.contact = contact
        let change = SeasonRulesVerbs.Change(document: rules, reason: "test", isPublic: true)
        let act = test.act
        _ = try await laurel.database.write { try SeasonRulesVerbs.apply(change, by: act, $0) }
    }

    /// A draft of rules that do.
    func drafted(contact: String) async throws {
        let (season, act) = (season, test.act)
        try await laurel.database.write { tx in
            try SeasonDrafts.start(season.key, from: season, by: act, tx)
            try SeasonDrafts.edit(season.key, from: season, over: nil, by: act, tx) { rules in
                rules.set(.string(contact), at: RulePath("contact"))
            }
        }
    }

    func version(_ answer: String) async throws -> Int {
        try await number("SELECT version FROM answer WHERE public_id = \(answer)")
    }

    /// A meeting with an answer on its agenda, at which these members are.
    func meeting(_ answers: [String], present: [Int] = [0, 1]) async throws -> String {
        let (season, publicID) = (season, laurel.randomness.publicID())
        let acts = [
            try await act(Self.members[0]), try await act(Self.members[1]), try await act(Self.members[2]),
        ]
        try await laurel.database.write { tx in
            let call = MeetingVerbs.Call(heldOn: "2027-03-01", place: "Moscow")
            try MeetingVerbs.convene(call, publicID: publicID, in: season, by: acts[0], tx)
            try MeetingVerbs.schedule(answers, at: publicID, in: season, by: acts[0], tx)
            for member in present {
                try MeetingVerbs.attend(publicID, isThere: true, in: season, by: acts[member], tx)
            }
        }
        return publicID
    }

    func vote(
        _ voice: DirectorateMeeting.Voice, _ answer: String, at meeting: String, by member: Int
    ) async throws {
        let (season, act, version) = (season, try await act(Self.members[member]), try await version(answer))
        let statement = MeetingStatement(
            voice: voice, reason: voice == .recused ? "My own." : "", version: version)
        try await laurel.database.write { tx in
            try MeetingVerbs.speak(statement, on: answer, at: meeting, in: season, by: act, tx)
        }
    }

    func adopt(_ answer: String, at meeting: String, by member: Int = 0) async throws {
        let (season, act, version) = (season, try await act(Self.members[member]), try await version(answer))
        let rules = laurel.rules
        try await laurel.database.write { tx in
            try AnswerAdoption.adopt(answer, version: version, at: meeting, in: season, by: act, rules, tx)
        }
    }

    /// Adopted by two of three.
    func adopted(_ answer: String) async throws {
        let meeting = try await meeting([answer])
        for member in [0, 1] { try await vote(.for, answer, at: meeting, by: member) }
        try await adopt(answer, at: meeting)
    }

    func publish(_ answer: String, by member: Int = 1) async throws {
        let (season, act) = (season, try await act(Self.members[member]))
        let publishing = AnswerPublishing(letters: AnswerLetters(season, laurel), rules: laurel.rules)
        try await laurel.database.write { try publishing.publish(answer, in: season, by: act, $0) }
        laurel.pages.clear()
    }

    func member(_ number: Int = 0) async throws -> Browser {
        try await test.browser(signedInAs: Self.members[number])
    }
}
