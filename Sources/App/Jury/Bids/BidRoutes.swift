internal import Hummingbird
internal import Platform

/// Where jurors say what they want to review.
struct BidRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = "/seasons/:season/jury/bids"
        routes.page(base, list)
        routes.action(base, state)
        routes.page(base + "/:application/conflict", conflict)
        routes.action(base + "/:application/conflict", stateConflict)
    }

    /// The rules under which the juror bids; there is no such page where the season does not ask.
    private static func open(
        _ who: JurorRole, _ cache: RulesCache, _ tx: Transaction
    ) throws -> (SeatedJuror, Bidding) {
        let seated = try SeatedJuror(who, tx)
        let round = try Round.current(of: seated.season.id, tx)
        guard let bidding = try Bidding.of(seated.season, in: round, cache, tx) else {
            throw Problem.notFound
        }
        return (seated, bidding)
    }

    private func read(_ who: JurorRole) async throws -> BidPages.Content {
        let (cache, now, query) = (laurel.rules, who.now, BidQuery(who.visit.request.query))
        return try await laurel.database.read { tx in
            let (seated, bidding) = try Self.open(who, cache, tx)
            return BidPages.Content(
                season: seated.season, bidding: bidding, all: try BiddableApplication.of(seated, bidding, tx),
                query: query,
                undeclared: try ConflictDeclaration.openCount(for: seated, tx),
                isOpen: bidding.isOpen(at: now))
        }
    }

    @Sendable func list(_ who: JurorRole) async throws -> Response {
        who.visit.answer(BidPages.page(try await read(who), who.visit))
    }

    /// Keeps what was chosen on a page and goes on to the next.
    @Sendable func state(_ form: Form, _ who: JurorRole) async throws -> Response {
        let (cache, act, before) = (laurel.rules, who.visit.act(laurel), try await read(who))
        let statement = BidQuery.statement(form)
        try await laurel.database.write { tx in
            let (seated, bidding) = try Self.open(who, cache, tx)
            try BidVerbs.state(statement, by: seated, under: bidding, act: act, tx)
        }
        return .seeOther(before.wayOn, notice: "saved")
    }

    // MARK: A conflict

    @Sendable func conflict(_ who: JurorRole) async throws -> Response {
        let content = try await conflictContent(who)
        return who.visit.answer(BidPages.conflict(content, who.visit))
    }

    private func conflictContent(_ who: JurorRole) async throws -> BidPages.ConflictContent {
        let (cache, publicID) = (laurel.rules, try who.visit.parameter("application"))
        return try await laurel.database.read { tx in
            let (seated, bidding) = try Self.open(who, cache, tx)
            return BidPages.ConflictContent(
                season: seated.season, bidding: bidding,
                application: try BidVerbs.find(publicID, for: seated, under: bidding, tx))
        }
    }

    @Sendable func stateConflict(_ form: Form, _ who: JurorRole) async throws -> Response {
        let (cache, act, conflictID) = (laurel.rules, who.visit.act(laurel), laurel.randomness.publicID())
        let (publicID, note) = (try who.visit.parameter("application"), form["note"])
        do {
            guard let kind = ConflictKind(rawValue: form["kind"]) else {
                let field = Problem.Field("kind", "jury.conflicts.kind.missing")
                throw Problem(.invalid, "problem.check", fields: [field])
            }
            let conflict = ConflictOfInterest.Statement(
                kind: kind, origin: .declared, note: note.asLines, isFirm: true)
            try await laurel.database.write { tx in
                let (seated, bidding) = try Self.open(who, cache, tx)
                try BidVerbs.stateConflict(
                    conflict, with: publicID, by: seated, under: bidding, conflictID: conflictID, act: act, tx
                )
            }
            return .seeOther(JuryAddress(who.season).bids, notice: "conflict-declared")
        } catch let problem as Problem where problem.returnsToForm {
            var content = try await conflictContent(who)
            (content.kind, content.note, content.problem) = (form["kind"], note, problem)
            return who.visit.answer(BidPages.conflict(content, who.visit), problem)
        }
    }
}

/// What a juror looks for in the list, as its address says, and how its form calls things.
struct BidQuery: Sendable, Equatable {
    static let said = "said"
    static let unsaid = "unsaid"

    let theme: String
    let language: String
    let show: String
    /// From which of those that are found on.
    let start: Int

    init(_ query: [String: String]) {
        (theme, language, show) = (query["theme"] ?? "", query["language"] ?? "", query["show"] ?? "")
        start = ListAddress.rowsPassed(query["after"])
    }

    var address: [String: String] {
        ["theme": theme, "language": language, "show": show, "after": start == 0 ? "" : String(start)]
    }

    func admits(_ application: BiddableApplication) -> Bool {
        guard theme.isEmpty || application.themes.contains(theme),
            language.isEmpty || application.language.code == language
        else { return false }
        return switch show {
        case Self.said: application.wish != nil
        case Self.unsaid: application.wish == nil
        default: true
        }
    }

    static func wishName(_ application: String) -> String { "wish-" + application }

    /// What was chosen for each application on the page.
    static func statement(_ form: Form) -> BidVerbs.Statement {
        var statement: BidVerbs.Statement = [:]
        for application in form.all("shown") {
            statement.updateValue(Bid.Wish(rawValue: form[wishName(application)]), forKey: application)
        }
        return statement
    }
}
