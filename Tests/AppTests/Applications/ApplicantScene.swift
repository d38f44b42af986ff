import Platform
import Testing

@testable import App

/// The open season of the demonstration with somebody who applies, for tests that begin where pages end.
struct ApplicantScene: Sendable {
    let test: TestLaurel
    let season: Season
    let person: Person
    let party: String

    var laurel: Laurel { test.laurel }
    var act: Act { Act(by: person.id.rawValue, at: test.clock.now, nonce: laurel.randomness.bytes(16)) }

    /// A Laurel whose third season takes applications, with a person in it who may enter.
    static func run(_ body: @escaping @Sendable (ApplicantScene) async throws -> Void) async throws {
        try await TestLaurel.run { test in
            try await body(ApplicantScene(test))
        }
    }

    init(_ test: TestLaurel, email: String = "amina@example.org") async throws {
        self.test = test
        season = try await test.openSeason()
        let person = try await test.person(email)
        self.person = person
        party = test.laurel.randomness.publicID()
        let (party, act) = (party, test.act)
        let details = PartyDetails(
            kind: .person, name: "Amina Otieno", country: "KE", since: CalendarDate("1998-05-17"))
        try await test.laurel.database.write { tx in
            try PartyRegistration.create(details, publicID: party, for: person.id, by: act, tx)
        }
    }

    /// Starts an application and gives its public id.
    func start(_ nomination: String = "person", key: String? = nil) async throws -> String {
        let entry = Starting.Entry(
            party: party, nomination: nomination, language: "en", key: key ?? laurel.randomness.publicID(),
            publicID: laurel.randomness.publicID())
        let (season, person, act) = (season, person, act)
        return try await laurel.database.write {
            try Starting.start(entry, in: season, for: person.id, by: act, $0)
        }
    }

    func held(_ application: String, by other: Person? = nil) async throws -> HeldApplication {
        let (season, person) = (season, other ?? person)
        let held = try await laurel.database.read {
            try HeldApplication.find(application, in: season.id, for: person.id, $0)
        }
        return try #require(held)
    }

    /// Saves what was typed over a version.
    @discardableResult
    func save(
        _ values: [String: [String]], over version: Int, in application: String, by other: Person? = nil
    ) async throws -> Drafting.Outcome {
        let (season, person, act) = (season, other ?? person, act)
        let save = Drafting.Save(input: Form(values), version: version)
        return try await laurel.database.write { tx in
            let found = try HeldApplication.find(application, in: season.id, for: person.id, tx)
            guard let held = found else { throw Problem.notFound }
            return try Drafting.save(save, into: held, of: season, for: person.id, by: act, tx)
        }
    }

    @discardableResult
    func submit(
        _ application: String, version: Int, key: String? = nil, by other: Person? = nil
    ) async throws -> Int {
        let (season, person, act, post) = (season, other ?? person, act, ReceiptPost(laurel))
        let press = Submitting.Press(version: version, key: key ?? laurel.randomness.publicID())
        return try await laurel.database.write { tx in
            let found = try HeldApplication.find(application, in: season.id, for: person.id, tx)
            guard let held = found else { throw Problem.notFound }
            return try Submitting.submit(press, of: held, in: season, for: person, with: post, by: act, tx)
        }
    }

    func withdraw(_ application: String, because reason: String = "") async throws {
        let (season, person, act, letters) = (season, person, act, ApplicationLetters(laurel))
        try await laurel.database.write { tx in
            let found = try HeldApplication.find(application, in: season.id, for: person.id, tx)
            guard let held = found else { throw Problem.notFound }
            try Withdrawing.withdraw(held, because: reason, in: season, by: person, letters, by: act, tx)
        }
    }

    func restore(_ application: String) async throws {
        let (season, person, act, letters) = (season, person, act, ApplicationLetters(laurel))
        try await laurel.database.write { tx in
            let found = try HeldApplication.find(application, in: season.id, for: person.id, tx)
            guard let held = found else { throw Problem.notFound }
            try Withdrawing.restore(held, in: season, by: person, letters, by: act, tx)
        }
    }

    /// An account that acts for the same party.
    func coApplicant(_ email: String = "juma@example.org") async throws -> Person {
        let other = try await test.person(email)
        let party = party
        try await laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO party_member (party_id, person_id)
                SELECT id, \(other.id) FROM party WHERE public_id = \(party)
                """)
        }
        return other
    }

    /// What one column of one row holds.
    func value<T: Bindable>(_ sql: SQL, as type: T.Type = T.self) async throws -> T {
        let row = try await laurel.database.read { try $0.row(sql) }
        return try #require(row).only()
    }

    /// Where the season's intake ends for everybody.
    var deadline: SubmissionDeadline {
        get throws { try season.deadline() }
    }

    /// Moves the clock to a moment.
    func wait(until moment: Instant) {
        let milliseconds = moment.milliseconds - test.clock.now.milliseconds
        test.clock.advance(.milliseconds(milliseconds))
    }
}

extension ApplicantScene {
    /// What a browser sends for an application that can be submitted.
    static let complete: [String: [String]] = [
        "contact-email": ["amina@example.org"], "contact-language": ["en"],
        "experience": ["I began by carrying water for neighbours and have never stopped since."],
        "project-title": ["Clean water for Kisumu"],
        "summary": [words(30)], "theme": ["health"], "audiences": ["children", "communities"],
        "started": ["2023-04-01"], "country": ["KE"], "scope": ["local"], "results": [words(60)],
        "people-helped": ["1250"], "volunteers": ["40"], "plans": [words(20)],
        "budget.0.item": ["Filters"], "budget.0.category": ["equipment"], "budget.0.amount": ["4000.50"],
        "rules": ["yes"], "personal-data": ["yes"],
    ]

    static func words(_ count: Int) -> String {
        (1...count).map { "word\($0)" }.joined(separator: " ")
    }

    static func complete(_ changes: [String: [String]]) -> [String: [String]] {
        complete.merging(changes) { _, new in new }
    }
}

extension TestLaurel {
    /// The demonstration's open season, applied and public.
    func openSeason() async throws -> Season {
        let application = SeasonRulesVerbs.Change(
            document: try DemoSeasons.document("third"), reason: "First version", isPublic: true)
        let (act, rules) = (act, laurel.rules)
        let season = try await laurel.database.write { tx in
            let id = try SeasonRulesVerbs.apply(application, by: act, tx)
            return try Season.find(id, rules, tx)
        }
        return try #require(season)
    }

    func person(_ email: String, language: Language = .english) async throws -> Person {
        let (publicID, now) = (laurel.randomness.publicID(), clock.now)
        return try await laurel.database.write { tx in
            try Person.findOrCreate(email: email, language: language, publicID: publicID, at: now, tx)
        }
    }
}
