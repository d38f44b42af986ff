import Foundation
import Platform
import TestSupport
import Testing

@testable import App

/// An award in which there is something to hide at every turn, and everybody who looks at it.
///
/// Its seasons: `second` is with the jury, the jury of `judged` is done, `honoured` has published its
/// finalists, `third` takes applications and holds two design sessions.
struct HiddenScene: Sendable {
    let test: TestLaurel
    let judging: HiddenJury
    let judged: HiddenJury
    let honoured: HiddenJury
    let intake: HiddenIntake
    let room: HiddenRoom
    let study: HiddenStudy
    let cookies: [Onlooker: String]
    /// What each sends with a form.
    let tokens: [Onlooker: String]

    var facts: [HiddenFact] {
        judging.facts + judged.facts + honoured.facts + intake.facts + room.facts + study.facts
    }

    static func run(_ body: @escaping @Sendable (HiddenScene) async throws -> Void) async throws {
        // Streams end at the first look around, with all that waits.
        try await TestLaurel.run({
            $0.streams.life = .zero
            $0.streams.tick = .milliseconds(1)
            // By the real clock: whoever came just before a beat would hear it, and others would not.
            $0.streams.ticksOfBeat = .max
        }) { test in
            let scene = try await HiddenScene(test)
            try await scene.tell(scene.facts.map(\.one))
            try await body(scene)
        }
    }

    private init(_ test: TestLaurel) async throws {
        self.test = test
        var browsers = [Onlooker.nobody: test.browser()]
        for onlooker in Onlooker.allCases where onlooker != .nobody && Onlooker.seated[onlooker] == nil {
            browsers[onlooker] = try await test.browser(signedInAs: onlooker.email)
        }
        #expect(
            try await test.laurel.grant("administrator", to: Onlooker.administrator.email, season: nil) == nil
        )
        judging = try await HiddenJury.judging(test, browsers)
        judged = try await HiddenJury.judged(test, browsers)
        honoured = try await HiddenJury.honoured(test, browsers)
        room = try await HiddenRoom(test)
        browsers.merge(room.browsers) { $1 }
        study = try await HiddenStudy(room)
        intake = try await HiddenIntake(test, room.season)
        try Self.openTables(test)
        try await Self.seatElsewhere(test)
        cookies = browsers.compactMapValues(\.cookieLine)
        tokens = browsers.mapValues(\.formToken)
    }

    /// Every address with what there is by now.
    func addresses() async throws -> [SceneAddress] {
        try await SceneAddresses(of: test.laurel.database).all(test.laurel.routes)
    }

    /// Writes facts one way or the other.
    func tell(_ tellings: [HiddenFact.Telling]) async throws {
        try await test.laurel.database.write { tx in
            for telling in tellings { try telling(tx) }
        }
    }

    /// The same scene in a database of its own. Nobody may write to the scene meanwhile.
    func copy() async throws -> Database {
        let path: String = try await test.laurel.database.read { tx in
            try #require(try tx.row("SELECT file FROM pragma_database_list WHERE name = 'main'")).only()
        }
        let copy = try TestEngine.temporaryFolder() + "/copy.sqlite"
        for part in ["", "-wal"] where FileManager.default.fileExists(atPath: path + part) {
            try FileManager.default.copyItem(atPath: path + part, toPath: copy + part)
        }
        return try .sqlite(path: copy, readers: 1)
    }

    /// Facts in tables that only grow can be told otherwise too.
    private static func openTables(_ test: TestLaurel) throws {
        let statements = Schema.migrations.flatMap(\.appendOnly).map { table in
            TestEngine.isPostgres
                ? "DROP TRIGGER \(table)_append_only ON \(table);"
                : "DROP TRIGGER \(table)_no_update; DROP TRIGGER \(table)_no_delete;"
        }
        try test.laurel.database.migrate([Migration("tables-open", statements.joined())])
    }

    private static func seatElsewhere(_ test: TestLaurel) async throws {
        let jury = try await HiddenJury.season("first", test)
        for role in [Role.Kind.staff, .screener, .directorate] {
            try await test.grant(role, to: Onlooker.elsewhere, in: jury.season)
        }
        try await jury.juror(Onlooker.elsewhere.email)
    }

    /// What everybody but the jury is in a season.
    static func appoint(_ test: TestLaurel, in season: Season) async throws {
        let roles: [(Onlooker, Role.Kind)] = [
            (.screener, .screener), (.staff, .staff), (.partakingStaff, .staff), (.nearStaff, .staff),
            (.author, .directorate),
            (.colleague, .directorate), (.partakingMember, .directorate),
        ]
        for (onlooker, role) in roles { try await test.grant(role, to: onlooker, in: season) }
    }
}

extension TestLaurel {
    func grant(_ role: Role.Kind, to onlooker: Onlooker, in season: Season) async throws {
        let act = act
        try await laurel.database.write { tx in
            let person = try Person.find(email: onlooker.email, tx)
            let id = try #require(person).id
            guard
                try tx.row(
                    """
                    SELECT id FROM role WHERE person_id = \(id) AND kind = \(role) AND season_id = \(season.id)
                    """) == nil
            else { return }
            try Role.grant(role, to: id, season: season.id, by: act, tx)
        }
    }

    func act(of onlooker: Onlooker) async throws -> Act {
        let (now, nonce) = (clock.now, laurel.randomness.bytes(16))
        let person = try await laurel.database.read { try Person.find(email: onlooker.email, $0) }
        return Act(by: try #require(person).id.rawValue, at: now, nonce: nonce)
    }
}

extension SceneAddresses {
    /// Everything that is in the database, season by season, under what names it in addresses.
    init(of database: Database) async throws {
        (values, shared) = try await database.read { tx in
            let seasons = try tx.rows("SELECT id, key FROM season")
            let values: [(String, [String: [String]])] = try seasons.map {
                (try $0["key"], try Self.values(of: $0["id"], key: $0["key"], tx))
            }
            let session: String = try #require(try tx.row("SELECT public_id FROM session LIMIT 1")).only()
            return (
                Dictionary(uniqueKeysWithValues: values),
                [":edition": ["0"], ":name": ["laurel.css"], ":session": [session]]
            )
        }
    }

    private static func values(
        of season: ID<Season>, key: String, _ tx: Transaction
    ) throws -> [String: [String]] {
        var values: [String: [String]] = [:]
        for (name, statement) in tables(of: season) {
            values[":" + name] = try tx.rows(statement).map { try $0.only() }
        }
        values[":number"] = ["1"]
        values[":format"] = ["csv", "json"]
        values[":part"] = RulePart.allCases.map(\.rawValue)
        values[":key"] = ["intake", "laureate", "person"]
        values[":field"] = ["plan"]
        // Not more than somebody may take in an hour.
        let exports: [Export] =
            key == "third" ? [.applications, .screening, .statistics] : [.reviews, .results]
        values["exports/:file"] = exports.map { $0.rawValue + ".csv" }
        if key == "judged" { values["exports/:file", default: []] += ["reviews.xlsx", "applications.csv"] }
        return values
    }

    private static func tables(of season: ID<Season>) -> [(String, SQL)] {
        let sessions: SQL = "(SELECT id FROM design_session WHERE season_id = \(season))"
        return [
            ("application", "SELECT public_id FROM application WHERE season_id = \(season)"),
            (
                "party",
                """
                SELECT DISTINCT party.public_id FROM party JOIN application ON party_id = party.id
                WHERE season_id = \(season)
                """
            ),
            ("invitation", "SELECT public_id FROM party_invitation WHERE season_id = \(season)"),
            (
                "file",
                """
                SELECT stored_file.public_id FROM application_file JOIN stored_file ON stored_file.id = file_id
                JOIN application ON application.id = application_id WHERE season_id = \(season)
                """
            ),
            ("juror", "SELECT public_id FROM juror WHERE season_id = \(season)"),
            ("assignment", "SELECT public_id FROM assignment WHERE season_id = \(season)"),
            ("conflict", "SELECT public_id FROM conflict WHERE season_id = \(season)"),
            ("naming", "SELECT public_id FROM named_conflict WHERE season_id = \(season)"),
            ("flag", "SELECT public_id FROM review_flag WHERE season_id = \(season)"),
            ("panel", "SELECT public_id FROM panel WHERE season_id = \(season)"),
            ("round", "SELECT public_id FROM round WHERE season_id = \(season)"),
            ("notice", "SELECT public_id FROM outcome_notice WHERE season_id = \(season)"),
            (
                "question",
                """
                SELECT screening_request.public_id FROM screening_request
                JOIN application ON application.id = application_id WHERE season_id = \(season)
                """
            ),
            (
                "move",
                """
                SELECT nomination_move.public_id FROM nomination_move
                JOIN application ON application.id = application_id WHERE season_id = \(season)
                """
            ),
            ("decision", "SELECT public_id FROM decision WHERE season_id = \(season)"),
            ("version", "SELECT CAST(number AS TEXT) FROM rules_version WHERE season_id = \(season)"),
            (
                "draft",
                """
                SELECT season.key FROM season_draft JOIN season ON season.id = season_draft.season_id
                WHERE season.id = \(season)
                """
            ),
            ("session", "SELECT public_id FROM design_session WHERE season_id = \(season)"),
            ("idea", "SELECT public_id FROM idea WHERE session_id IN \(sessions)"),
            ("comment", "SELECT public_id FROM idea_comment WHERE session_id IN \(sessions)"),
            ("step", "SELECT public_id FROM agenda_step WHERE session_id IN \(sessions)"),
            ("seat", "SELECT public_id FROM seat WHERE session_id IN \(sessions)"),
            ("theme", "SELECT public_id FROM theme WHERE session_id IN \(sessions)"),
            ("poll", "SELECT public_id FROM poll WHERE session_id IN \(sessions)"),
            ("answer", "SELECT public_id FROM answer WHERE season_id = \(season)"),
            ("meeting", "SELECT public_id FROM directorate_meeting WHERE season_id = \(season)"),
            (
                "action",
                """
                SELECT commitment.public_id FROM commitment JOIN answer ON answer.id = answer_id
                WHERE answer.season_id = \(season) AND commitment.kind = 'action'
                """
            ),
        ]
    }
}
