import Foundation
import Platform
import Testing

@testable import App

/// A season with staff, applications, jurors and rounds, put into the database as other features would leave
/// them.
struct JuryFixture: Sendable {
    let test: TestLaurel
    let season: Season

    static let staff = "staff@example.org"

    /// The demonstration's second season: seven criteria from 0 to 10, three reviews each, blind unless
    /// `change` says otherwise.
    static func make(
        _ test: TestLaurel, _ change: (inout SeasonDocument) -> Void = { _ in }
    ) async throws -> JuryFixture {
        var document = try DemoSeasons.document("second")
        // Tests of the jury decide in one step.
        document.outcomes = SeasonOutcomes()
        change(&document)
        let application = SeasonRulesVerbs.Change(document: document, reason: "test", isPublic: true)
        let (act, cache) = (test.act, test.laurel.rules)
        let season = try await test.laurel.database.write { tx in
            let id = try SeasonRulesVerbs.apply(application, by: act, tx)
            let staff = try Person.findOrCreate(
                email: staff, language: .english, publicID: "staff", at: act.at, tx)
            try Role.grant(.staff, to: staff.id, season: id, by: act, tx)
            return try Season.find(id, cache, tx)
        }
        return JuryFixture(test: test, season: try #require(season))
    }

    /// Applies rules that the rounds which are open do not keep.
    func apply(_ change: (inout SeasonDocument) -> Void) async throws {
        var document = season.rules
        change(&document)
        let application = SeasonRulesVerbs.Change(document: document, reason: "Changed", isPublic: true)
        let act = test.act
        try await test.laurel.database.write { _ = try SeasonRulesVerbs.apply(application, by: act, $0) }
    }

    var path: String { "/seasons/\(season.key)/staff/jury" }
    var queue: String { "/seasons/\(season.key)/jury" }

    func staffBrowser() async throws -> Browser {
        let browser = try await test.browser(signedInAs: Self.staff)
        try await browser.get(path)
        return browser
    }

    // MARK: Applications

    struct Applied: Sendable {
        let id: ID<Application>
        let publicID: String
        let party: ID<Party>
        let partyPublicID: String
        let applicant: String

        /// What the list of names sends of it.
        var shown: String { shown(as: applicant) }

        func shown(as name: String) -> String {
            partyPublicID + " " + Base64URL.encode(digest(name)).prefix(16)
        }
    }

    /// An admitted application of an applicant of its own.
    @discardableResult
    func application(
        _ title: String, by applicant: String, country: String = "KZ", language: String = "en",
        nomination: String = "person", state: String = "admitted", account: String? = nil,
        of party: Applied? = nil
    ) async throws -> Applied {
        let (season, at) = (season, test.clock.now)
        let (publicID, newParty) = (test.laurel.randomness.publicID(), test.laurel.randomness.publicID())
        let answers: [String: JSON] = [
            "contact-email": .string("\(newParty)@applicant.example"), "contact-language": .string(language),
            "experience": .string("I am \(applicant) and I did this before."),
            "project-title": .string(title),
            "summary": .string("Summary of \(title)."), "results": .string("Results of \(title)."),
            "rules": "yes", "personal-data": "yes", "partners-contact": "yes",
        ]
        let submitter = account ?? "\(newParty)@applicant.example"
        return try await test.laurel.database.write { tx in
            let person = try Person.findOrCreate(
                email: submitter, language: .english, publicID: publicID, at: at, tx)
            let owner =
                try party?.party
                ?? Self.insertParty(newParty, named: applicant, country: country, person.id, at, tx)
            let id: ID<Application>? = try tx.row(
                """
                INSERT INTO application (public_id, season_id, nomination_id, party_id, country, language,
                                         title, state, created_at, submitted_at)
                SELECT \(publicID), \(season.id), id, \(owner), \(country), \(language), \(title), \(state),
                       \(at), \(at) FROM nomination WHERE season_id = \(season.id) AND key = \(nomination)
                RETURNING id
                """)?.only()
            let application = try #require(id)
            try Self.submit(application, publicID, answers, season, person.id, at, tx)
            try ApplicationWords.replace(
                title: title, name: applicant, of: application, in: season.id, isFirst: true, tx)
            return Applied(
                id: application, publicID: publicID, party: owner,
                partyPublicID: party?.partyPublicID ?? newParty, applicant: party?.applicant ?? applicant)
        }
    }

    private static func insertParty(
        _ publicID: String, named name: String, country: String, _ member: ID<Person>, _ at: Instant,
        _ tx: Transaction
    ) throws -> ID<Party> {
        let id: ID<Party>? = try tx.row(
            """
            INSERT INTO party (public_id, kind, name, country, created_at)
            VALUES (\(publicID), 'person', \(name), \(country), \(at)) RETURNING id
            """)?.only()
        let party = try #require(id)
        try tx.run("INSERT INTO party_member (party_id, person_id) VALUES (\(party), \(member))")
        return party
    }

    private static func submit(
        _ application: ID<Application>, _ key: String, _ answers: [String: JSON], _ season: Season,
        _ person: ID<Person>, _ at: Instant, number: Int = 1, _ tx: Transaction
    ) throws {
        let text = JSON.object(answers).canonical
        let submission: Int64? = try tx.row(
            """
            INSERT INTO submission (application_id, number, rules_version_id, nomination_id, answers, digest,
                                    submitted_at, submitted_by, idempotency_key)
            SELECT \(application), \(number), \(season.rulesVersion), nomination_id, \(text),
                   \(digest(text)), \(at), \(person), \(key)
            FROM application WHERE id = \(application) RETURNING id
            """)?.only()
        try tx.run("UPDATE application SET submission_id = \(submission) WHERE id = \(application)")
    }

    /// A file of an application, named in its submission where it answers a field; gives its public id.
    func attach(_ name: String, to application: Applied, answering field: String?) async throws -> String {
        let stored = try await test.laurel.keep(Array("%PDF-1.7 content".utf8))
        let (publicID, at, season) = (test.laurel.randomness.publicID(), test.clock.now, season)
        let file = AnsweredFile(id: publicID, name: name, type: .pdf, bytes: stored.size)
        let answers: [String: JSON] = [
            "contact-language": "en", "project-title": "Title", field ?? "none": Answer.file(file).json,
        ]
        let key = publicID + "-submission"
        try await test.laurel.database.write { tx in
            let id: Int64? = try tx.row(
                """
                INSERT INTO stored_file (public_id, storage_key, name, media_type, size, digest, created_at)
                VALUES (\(publicID), \(stored.key.description), \(name), 'application/pdf', \(stored.size),
                        \(stored.digest), \(at)) RETURNING id
                """)?.only()
            try tx.run(
                """
                INSERT INTO application_file (application_id, file_id, field)
                VALUES (\(application.id), \(id), 'evidence')
                """)
            guard field != nil else { return }
            try tx.run("UPDATE application SET submission_id = NULL WHERE id = \(application.id)")
            let person: ID<Person>? = try tx.row("SELECT min(id) FROM person")?.only()
            let submitter = try #require(person)
            try Self.submit(application.id, key, answers, season, submitter, at, number: 2, tx)
        }
        return publicID
    }

    /// The same answers once more, with another summary.
    func resubmit(_ application: Applied, summary: String) async throws {
        let (at, key, season) = (test.clock.now, test.laurel.randomness.publicID(), season)
        try await test.laurel.database.write { tx in
            let row = try tx.row(
                """
                SELECT answers, submitted_by FROM submission WHERE application_id = \(application.id)
                ORDER BY number DESC
                """)
            let former = try #require(row)
            guard case .object(var answers) = try JSON(parsing: former["answers"] as String) else { return }
            answers["summary"] = .string(summary)
            try tx.run("UPDATE application SET submission_id = NULL WHERE id = \(application.id)")
            try Self.submit(
                application.id, key, answers, season, former["submitted_by"], at, number: 2, tx)
        }
    }

    func setState(_ state: String, of application: Applied) async throws {
        try await test.laurel.database.write {
            try $0.run("UPDATE application SET state = \(state) WHERE id = \(application.id)")
        }
    }

    func rename(_ application: Applied, _ name: String) async throws {
        try await test.laurel.database.write {
            try $0.run("UPDATE party SET name = \(name) WHERE id = \(application.party)")
        }
    }

    // MARK: Jurors

    /// A juror who has accepted, unless `accepted` says otherwise.
    @discardableResult
    func juror(
        _ email: String, languages: [String] = ["en"], regions: [String] = [], capacity: Int = 30,
        accepted: Bool = true
    ) async throws -> Juror {
        let (season, act) = (season, test.act)
        let entry = JurorEntry(
            email: email, name: "Juror \(email)", organisation: "", country: "FR",
            languages: languages.compactMap { Language($0) }, regions: regions, capacity: capacity, panel: nil
        )
        let addition = JurorVerbs.Addition(
            entry: entry, publicID: test.laurel.randomness.publicID(),
            personID: test.laurel.randomness.publicID(),
            language: .english)
        return try await test.laurel.database.write { tx in
            _ = try JurorVerbs.add([addition], to: season.id, by: act, tx)
            let juror = try Juror.find(addition.publicID, in: season.id, tx)
            try tx.run(
                """
                UPDATE juror SET invited_at = \(act.at), accepted_at = \(accepted ? act.at : nil)
                WHERE id = \(juror.id)
                """)
            try Role.grant(.juror, to: juror.person.id, season: season.id, by: act, tx)
            return try Juror.find(addition.publicID, in: season.id, tx)
        }
    }

    /// The juror has said of everybody that there is no conflict.
    func declare(_ juror: Juror) async throws {
        let at = test.clock.now
        try await test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO declaration (juror_id, party_id, name, declared_at)
                SELECT \(juror.id), id, name, \(at) FROM party WHERE true ON CONFLICT DO NOTHING
                """)
        }
    }

    // MARK: Rounds

    @discardableResult
    func round(_ name: String = "First round") async throws -> Round {
        let (season, act) = (season, test.act)
        let opening = RoundVerbs.Opening(name: name, publicID: test.laurel.randomness.publicID())
        return try await test.laurel.database.write { tx in
            try RoundVerbs.open(opening, in: season, by: act, tx)
            return try Round.open(in: season.id, tx)
        }
    }

    func close(_ round: Round) async throws {
        let act = test.act
        try await test.laurel.database.write { try RoundVerbs.close(round, by: act, $0) }
    }

    /// An assignment that was sent, or only proposed; gives its public id.
    @discardableResult
    func assign(_ juror: Juror, _ application: Applied, in round: Round, sent: Bool = true) async throws
        -> String
    {
        let (publicID, at) = (test.laurel.randomness.publicID(), test.clock.now)
        try await test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO assignment (public_id, season_id, round_id, juror_id, application_id, origin,
                                        created_at, sent_at)
                VALUES (\(publicID), \(round.season), \(round.id), \(juror.id), \(application.id), 'hand',
                        \(at), \(sent ? at : nil))
                """)
        }
        return publicID
    }

    /// Somebody signed in, on their queue, with its form token.
    func browser(of juror: Juror, language: String = "en") async throws -> Browser {
        let browser = try await test.browser(signedInAs: juror.person.email, language: language)
        try await browser.get(queue)
        return browser
    }

    // MARK: Reviews

    var criteria: [String] { season.rules.rubric.criteria.map(\.key) }

    /// The fields of a review with this mark everywhere.
    func review(_ mark: Int, version: Int = 0, comment: String = "", deed: String = "submit") -> [(
        String, String
    )] {
        criteria.map { ("mark." + $0, String(mark)) } + [
            ("comment", comment), ("confidential", ""), ("version", String(version)), ("deed", deed),
        ]
    }

    func count(_ sql: SQL) async throws -> Int {
        try await test.laurel.database.read { try $0.row(sql)?.only() ?? 0 }
    }
}

extension Browser {
    /// Sends a form whose fields are made up at run time; a name may stand there more than once.
    @discardableResult
    func send(_ path: String, _ fields: [(String, String)], accept: String = "text/html") async throws
        -> Answer
    {
        let pairs = (fields + [("_token", formToken)]).map { pair -> String in
            let value = pair.1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return "\(pair.0)=\(value)"
        }
        return try await post(
            path, body: Array(pairs.joined(separator: "&").utf8), type: "application/x-www-form-urlencoded",
            accept: accept)
    }
}
