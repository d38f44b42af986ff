internal import Hummingbird
internal import Platform

/// Where a juror goes through the names, before any text.
struct DeclarationRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = "/seasons/:season/jury/conflicts"
        routes.page(base, names)
        routes.action(base, answer)
        routes.action(base + "/:conflict/withdrawal", takeBack)
    }

    @Sendable func names(_ who: JurorRole) async throws -> Response {
        try await namesPage(who, DeclarationInput(), problem: nil)
    }

    private func namesPage(
        _ who: JurorRole, _ input: DeclarationInput, problem: Problem?
    ) async throws -> Response {
        let content = try await read(who, input, problem: problem)
        return who.visit.answer(DeclarationPages.names(content, who.visit), problem)
    }

    private func read(
        _ who: JurorRole, _ input: DeclarationInput, problem: Problem?
    ) async throws -> DeclarationPages.Content {
        let cache = laurel.rules
        return try await laurel.database.read { tx in
            let seated = try SeatedJuror(who, tx)
            return DeclarationPages.Content(
                season: seated.season, open: try ConflictDeclaration.open(for: seated, tx),
                said: input.asksForAll ? try ConflictDeclaration.said(by: seated, tx) : [],
                declared: try DeclaredConflict.of(who.person.id, in: seated.season.id, tx),
                mayTakeBack: try ConflictDeclaration.mayTakeBack(seated, cache, tx), input: input,
                problem: problem)
        }
    }

    /// Searching and choosing kinds change nothing: what was ticked goes along until it is declared.
    @Sendable func answer(_ form: Form, _ who: JurorRole) async throws -> Response {
        let input = DeclarationInput(form)
        if input.deed == .search { return try await namesPage(who, input, problem: nil) }
        guard input.isTyped else {
            let problem: Problem? = input.deed == .declare ? input.untyped : nil
            return try await kindsPage(who, input, problem: problem)
        }
        return try await declare(input, who)
    }

    private func kindsPage(
        _ who: JurorRole, _ input: DeclarationInput, problem: Problem?
    ) async throws -> Response {
        let content = try await read(who, input, problem: problem)
        return who.visit.answer(DeclarationPages.kinds(content, who.visit), problem)
    }

    private func declare(_ input: DeclarationInput, _ who: JurorRole) async throws -> Response {
        let (act, cache) = (who.visit.act(laurel), laurel.rules)
        let publicIDs: [(String, String)] = input.ticked.map { ($0, laurel.randomness.publicID()) }
        let statement = ConflictDeclaration.Statement(
            shown: input.shown, conflicts: input.kinds, note: input.note.asLines,
            publicIDs: Dictionary(publicIDs) { first, _ in first })
        do {
            let isDone = try await laurel.database.write { tx in
                let seated = try SeatedJuror(who, tx)
                try ConflictDeclaration.state(statement, by: seated, cache, act: act, tx)
                return try ConflictDeclaration.openCount(for: seated, tx) == 0
            }
            let address = JuryAddress(who.season)
            return .seeOther(isDone ? address.queue : address.conflicts, notice: "jury-declared")
        } catch let problem as Problem where problem.returnsToForm {
            return try await kindsPage(who, input, problem: problem)
        }
    }

    @Sendable func takeBack(_ form: Form, _ who: JurorRole) async throws -> Response {
        let (act, cache) = (who.visit.act(laurel), laurel.rules)
        let publicID = try who.visit.parameter("conflict")
        try await laurel.database.write { tx in
            let seated = try SeatedJuror(who, tx)
            let conflict = try DeclaredConflict.find(publicID, of: who.person.id, in: seated.season.id, tx)
            guard try ConflictDeclaration.mayTakeBack(seated, cache, tx) else {
                throw Problem(.conflict, "jury.conflicts.pinned")
            }
            try ConflictVerbs.takeBack(conflict, by: act, tx)
        }
        return .seeOther(JuryAddress(who.season).conflicts, notice: "jury-conflict-taken-back")
    }
}

/// What a juror ticked and typed on the way through the names.
struct DeclarationInput: Sendable, Equatable {
    enum Deed: String, Sendable {
        /// Look for a name.
        case search
        /// Go on: to the kinds of what is ticked, or where nothing is, to the next names.
        case next
        case declare
    }

    var deed = Deed.next
    var search = ""
    var shown: [String] = []
    /// The public ids of the applicants that are ticked.
    var ticked: [String] = []
    var kinds: [String: ConflictKind] = [:]
    var note = ""

    init() {}

    init(_ form: Form) {
        deed = Deed(rawValue: form["deed"]) ?? .next
        search = form["search"].asLine
        shown = form.all("shown")
        ticked = form.all("conflict")
        note = form["note"]
        for party in ticked { kinds[party] = ConflictKind(rawValue: form[Self.kindName(party)]) }
    }

    /// Whether names that were gone through before are asked for as well.
    var asksForAll: Bool { !search.isEmpty || !ticked.isEmpty }

    static func kindName(_ party: String) -> String { "kind-" + party }

    var isTyped: Bool { ticked.allSatisfy { kinds[$0] != nil } }

    var untyped: Problem {
        let missing = ticked.filter { kinds[$0] == nil }
        return Problem(
            .invalid, "problem.check",
            fields: missing.map { .init(Self.kindName($0), "jury.conflicts.kind.missing") })
    }
}
