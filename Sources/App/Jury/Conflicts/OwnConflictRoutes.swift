internal import Hummingbird
internal import Platform

/// Where anybody who works on a season, jurors apart, says with whom they have a conflict.
struct OwnConflictRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/conflicts", page)
        routes.action("/seasons/:season/conflicts", declare)
    }

    @Sendable func page(_ who: AtWork) async throws -> Response {
        let typed = OwnConflictInput(search: who.visit.request.query["search"] ?? "")
        return try await answer(who, typed, problem: nil)
    }

    private func answer(_ who: AtWork, _ typed: OwnConflictInput, problem: Problem?) async throws -> Response
    {
        let (season, person) = (who.season, who.person.id)
        let content = try await laurel.database.read { tx in
            OwnConflictPages.Content(
                season: season, declared: try DeclaredConflict.of(person, in: season.id, tx),
                found: try FoundApplicant.matching(typed.search, for: person, in: season.id, tx),
                typed: typed, problem: problem)
        }
        return who.visit.answer(OwnConflictPages.page(content, who.visit), problem)
    }

    @Sendable func declare(_ form: Form, _ who: AtWork) async throws -> Response {
        let typed = OwnConflictInput(form)
        let (season, person, act) = (who.season, who.person.id, who.visit.act(laurel))
        let publicID = laurel.randomness.publicID()
        do {
            guard let kind = ConflictKind(rawValue: typed.kind) else {
                let field = Problem.Field("kind-" + typed.party, "jury.conflicts.kind.missing")
                throw Problem(.invalid, "problem.check", fields: [field])
            }
            try await laurel.database.write { tx in
                let party = try FoundApplicant.find(typed.party, in: season.id, tx)
                // It shuts doors, so nobody opens them again for themselves.
                let statement = ConflictOfInterest.Statement(
                    kind: kind, origin: .declared, note: typed.note.asLines, isFirm: true)
                try ConflictVerbs.state(
                    statement, between: person, and: party, in: season.id, publicID: publicID, by: act, tx)
            }
            return .seeOther(JuryAddress(season).own, notice: "conflict-declared")
        } catch let problem as Problem where problem.returnsToForm {
            return try await answer(who, typed, problem: problem)
        }
    }
}

/// What somebody types of a conflict of their own.
struct OwnConflictInput: Sendable, Equatable {
    var search: String
    /// The public id of the applicant.
    var party = ""
    var kind = ""
    var note = ""

    init(search: String) {
        self.search = search.asLine
    }

    init(_ form: Form) {
        (search, party) = (form["search"].asLine, form["party"])
        (kind, note) = (form["kind"], form["note"])
    }
}

/// An applicant of the season whom somebody looks for by name.
struct FoundApplicant: Sendable, Equatable {
    static let mostOnPage = 20

    let publicID: String
    let name: String
    let country: String

    /// Those that they may meet in their role, and one more than a page shows where there is one; nothing
    /// before something was typed.
    static func matching(
        _ typed: String, for person: ID<Person>, in season: ID<Season>, _ tx: Transaction
    ) throws -> [FoundApplicant] {
        let matches = try ApplicationSearch(typed).matches(in: season, tx)
        guard !matches.conditions.isEmpty else { return [] }
        let rows = try tx.rows(
            """
            SELECT DISTINCT party.id, party.public_id, party.name, party.country FROM application
            JOIN party ON party.id = application.party_id
            WHERE application.season_id = \(season) AND application.state <> 'draft'
                AND \(Impartiality.admits(person)) AND \(SQL.all(matches.conditions))
            ORDER BY party.id LIMIT \(mostOnPage + 1)
            """)
        return try rows.map { row in
            FoundApplicant(
                publicID: try row["public_id"], name: try row["name"], country: try row["country"])
        }
    }

    static func find(_ publicID: String, in season: ID<Season>, _ tx: Transaction) throws -> ID<Party> {
        let id: ID<Party>? = try tx.row(
            """
            SELECT party.id FROM party WHERE party.public_id = \(publicID) AND EXISTS (SELECT 1 FROM application
                WHERE application.party_id = party.id AND application.season_id = \(season)
                    AND application.state <> 'draft')
            """)?.only()
        guard let id else { throw Problem.notFound }
        return id
    }
}
