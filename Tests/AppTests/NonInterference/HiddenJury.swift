import Platform
import Testing

@testable import App

/// A season with its jury, who have reviewed two applications.
struct HiddenJury: Sendable {
    let jury: JuryFixture
    /// What facts are about, and another.
    let subject: JuryFixture.Applied
    let other: JuryFixture.Applied
    var jurors: [Onlooker: Juror] = [:]
    /// Jurors who are nobody's eyes here.
    var spares: [Juror] = []
    /// Public ids of assignments of the subject, by who has them.
    var assignments: [Onlooker: String] = [:]
    var spareAssignment = ""
    var facts: [HiddenFact] = []

    var test: TestLaurel { jury.test }
    var season: Season { jury.season }
    var path: String { "/seasons/\(season.key)" }
    var coverage: String { jury.path + "/coverage/" + subject.publicID }

    /// The rules of the demonstration's second season under another key.
    static func season(_ key: String, _ test: TestLaurel) async throws -> JuryFixture {
        let fixture = try await JuryFixture.make(test) { rules in
            rules.season = key
            rules.jury.assignment.bids = .untilTomorrow
            rules.jury.scoring.confidence = .three
        }
        try await HiddenScene.appoint(test, in: fixture.season)
        return fixture
    }

    static func judging(_ test: TestLaurel, _ browsers: [Onlooker: Browser]) async throws -> HiddenJury {
        var stage = try await HiddenJury(season("second", test), browsers)
        let proposed = try await stage.unfinish()
        try await stage.discuss()
        stage.facts = stage.juryFacts() + stage.factsOfOpenRound(proposed: proposed)
        return stage
    }

    static func judged(_ test: TestLaurel, _ browsers: [Onlooker: Browser]) async throws -> HiddenJury {
        var stage = try await HiddenJury(season("judged", test), browsers)
        try await stage.close()
        try await stage.draft("finalists", .finalists)
        try await stage.adopt("finalists")
        try await stage.schedule("finalists")
        stage.facts = stage.factsOfClosedRound() + stage.factsOfDecision("judged-finalists")
        stage.facts += [stage.vote(on: "judged-finalists")]
        for fact in stage.facts { try await test.laurel.database.write { try fact.one($0) } }
        return stage
    }

    static func honoured(_ test: TestLaurel, _ browsers: [Onlooker: Browser]) async throws -> HiddenJury {
        var stage = try await HiddenJury(season("honoured", test), browsers)
        try await stage.close()
        try await stage.draft("finalists", .finalists)
        try await stage.adopt("finalists")
        try await stage.publish("finalists")
        try await stage.draft("laureates", .laureates)
        try await stage.adopt("laureates")
        try await stage.draft("laureates-rival", .laureates)
        stage.facts = stage.factsOfPublishedRound() + stage.factsOfHonours("honoured-laureates")
        stage.facts += stage.factsOfNotices("honoured-laureates")
        return stage
    }

    private init(_ jury: JuryFixture, _ browsers: [Onlooker: Browser]) async throws {
        self.jury = jury
        subject = try await jury.application("Wells", by: "Amina", account: Onlooker.applicant.email)
        other = try await jury.application("Books", by: "Bolat", account: Onlooker.otherApplicant.email)
        _ = try await jury.attach("plan.pdf", to: other, answering: nil)
        for partaking in [Onlooker.partakingStaff, .partakingMember] {
            try await jury.application("Own", by: partaking.rawValue, account: partaking.email)
        }
        for onlooker in [Onlooker.juror, .fellow, .otherJuror, .conflicted, .recused, .listed, .declined] {
            jurors[onlooker] = try await jury.juror(onlooker.email)
        }
        spares = [try await jury.juror("spare1@example.org"), try await jury.juror("spare2@example.org")]
        for juror in Array(jurors.values) + spares { try await jury.declare(juror) }
        try await settle()
        try await review(in: jury.round(), browsers)
    }

    /// Whoever is no juror yet, or not any more.
    private func settle() async throws {
        let (listed, declined, at) = (id(.listed), id(.declined), test.clock.now)
        try await nameSomebody()
        for onlooker in [Onlooker.conflicted, .nearStaff] {
            try await insertConflict("conflict-\(season.key)-\(onlooker)", of: onlooker)
        }
        let (season, panel) = (season.id, "panel-" + season.key)
        try await test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO panel (public_id, season_id, name, created_at)
                VALUES (\(panel), \(season), 'Readers', \(at))
                """)
            try tx.run("UPDATE juror SET invited_at = NULL, accepted_at = NULL WHERE id = \(listed)")
            try tx.run("UPDATE juror SET accepted_at = NULL, declined_at = \(at) WHERE id = \(declined)")
        }
    }

    /// Whom the applicant would not be judged by.
    private func nameSomebody() async throws {
        let (season, party, at, publicID) = (
            season.id, subject.party, test.clock.now, "naming-" + season.key
        )
        try await test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO named_conflict (public_id, season_id, party_id, subject, name, kind, named_at, named_by)
                SELECT \(publicID), \(season), \(party), 'person', 'Anna', 'family', \(at), id FROM person
                WHERE email = \(Onlooker.applicant.email)
                """)
        }
    }

    private func insertConflict(_ publicID: String, of onlooker: Onlooker) async throws {
        let (season, party, at) = (season.id, subject.party, test.clock.now)
        try await test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO conflict (public_id, season_id, person_id, party_id, kind, origin, stated_at, is_pinned)
                SELECT \(publicID), \(season), id, \(party), 'family', 'declared', \(at), 0 FROM person
                WHERE email = \(onlooker.email)
                """)
        }
    }

    private mutating func review(in round: Round, _ browsers: [Onlooker: Browser]) async throws {
        for onlooker in [Onlooker.juror, .fellow, .recused] {
            let assignment = try await jury.assign(try #require(jurors[onlooker]), subject, in: round)
            assignments[onlooker] = assignment
            try await write(6, on: assignment, try #require(browsers[onlooker]))
        }
        spareAssignment = try await jury.assign(spares[0], subject, in: round)
        try await write(5, on: spareAssignment, try await jury.browser(of: spares[0]))
        for onlooker in [Onlooker.otherJuror, .conflicted] {
            let assignment = try await jury.assign(try #require(jurors[onlooker]), other, in: round)
            try await write(5, on: assignment, try #require(browsers[onlooker]))
        }
        try await stepBack()
    }

    private func write(_ mark: Int, on assignment: String, _ browser: Browser) async throws {
        try await browser.get(jury.queue)
        let review = jury.review(mark) + [("confidence", "2")]
        let answer = try await browser.send(jury.queue + "/reviews/" + assignment, review)
        #expect(answer.status == 303)
    }

    private func stepBack() async throws {
        let (assignment, at) = (try #require(assignments[.recused]), test.clock.now)
        let person = try #require(jurors[.recused]).person.id
        try await test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO recusal (assignment_id, origin, reason, recused_at, recused_by)
                SELECT id, 'juror', 'We once met.', \(at), \(person) FROM assignment WHERE public_id = \(assignment)
                """)
        }
    }

    /// An assignment that is only proposed, and a review that is only begun; gives the former.
    private func unfinish() async throws -> String {
        let round = try await test.laurel.database.read { [season] in try Round.open(in: season.id, $0) }
        try await jury.assign(spares[0], other, in: round)
        return try await jury.assign(spares[1], other, in: round, sent: false)
    }

    func id(_ onlooker: Onlooker) -> ID<Juror>? { jurors[onlooker]?.id }

    /// Of a juror's review of the subject.
    func review(_ assignment: String?) -> SQL {
        """
        (SELECT review.id FROM review JOIN assignment ON assignment.id = assignment_id
            WHERE public_id = \(assignment))
        """
    }
}
