internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// The directorate's pages.
struct DecisionRoutes: Sendable {
    let laurel: Laurel
    /// The figures that a publication freezes.
    let statistics: @Sendable (Season, Transaction) throws -> JSON

    /// A decision on many finalists, each with a reason in an alphabet of which browsers send nine bytes a
    /// letter.
    static let formBytes = 2_000_000

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/directorate", overview)
        routes.action("/seasons/:season/directorate/decisions", begin)
        routes.page("/seasons/:season/directorate/decisions/:decision", decision)
        routes.action("/seasons/:season/directorate/decisions/:decision", save, limit: Self.formBytes)
        routes.page("/seasons/:season/directorate/decisions/:decision/candidates", candidates)
        routes.action("/seasons/:season/directorate/decisions/:decision/candidates", add)
        routes.action("/seasons/:season/directorate/decisions/:decision/adoption", adopt)
        routes.action("/seasons/:season/directorate/decisions/:decision/adoption/undo", undo)
        routes.page("/seasons/:season/directorate/decisions/:decision/publication", publication)
        routes.action("/seasons/:season/directorate/decisions/:decision/publication", publish)
    }

    @Sendable func overview(_ member: DirectorateMember) async throws -> Response {
        let (season, desk, today) = (member.season, ReviewDesk(member), member.today)
        let content = try await laurel.database.read { tx in
            DecisionPages.OverviewContent(
                season: season, decisions: try Decision.ofSeason(season.id, tx),
                publications: try Publication.ofSeason(season.id, tx),
                overdue: try Overdue.read(at: desk, on: today, tx))
        }
        return member.visit.answer(DecisionPages.overview(content, member.visit))
    }

    @Sendable func begin(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        guard let gate = Gate(rawValue: form["gate"]) else { throw Problem(.invalid, "problem.malformed") }
        let (season, act) = (member.season, member.visit.act(laurel))
        let draft = DecisionDrafting.Draft(gate: gate, publicID: laurel.randomness.publicID())
        try await laurel.database.write { try DecisionDrafting.begin(draft, in: season, by: act, $0) }
        return .seeOther(DecisionAddress(season).decision(draft.publicID))
    }

    @Sendable func decision(_ member: DirectorateMember) async throws -> Response {
        try await page(member, edit: nil, problem: nil)
    }

    private func page(
        _ member: DirectorateMember, edit: DecisionEdit?, problem: Problem?
    ) async throws -> Response {
        let (season, person) = (member.season, member.person.id)
        let publicID = try member.visit.parameter("decision")
        let content = try await laurel.database.read { tx in
            let decision = try Decision.find(publicID, in: season.id, tx)
            return DecisionPages.DecisionContent(
                season: season, decision: decision, items: try DecisionItem.of(decision, tx),
                isAuthor: try decision.wasWritten(by: person, tx), edit: edit, problem: problem)
        }
        return member.visit.answer(DecisionPages.decision(content, member.visit), problem)
    }

    /// What was typed stays on the page whatever stands in its way; where somebody saved meanwhile, beside
    /// theirs.
    @Sendable func save(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let edit = DecisionEdit(form)
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = try member.visit.parameter("decision")
        do {
            try await laurel.database.write { tx in
                try DecisionDrafting.save(edit, of: publicID, in: season, by: act, tx)
            }
            return .seeOther(DecisionAddress(season).decision(publicID), notice: "saved")
        } catch let problem as Problem where problem.code == .invalid || problem.code == .conflict {
            return try await page(member, edit: edit, problem: problem)
        }
    }

    @Sendable func candidates(_ member: DirectorateMember) async throws -> Response {
        let (season, query) = (member.season, member.visit.request.query)
        let publicID = try member.visit.parameter("decision")
        var filter = ResultFilter(query)
        filter.order = .best
        let wanted = filter
        let content = try await laurel.database.read { tx -> CandidatePages.Content in
            let decision = try Decision.find(publicID, in: season.id, tx)
            let isFree: [SQL] = [
                "application.state = \(decision.gate.candidateState)",
                """
                NOT EXISTS (SELECT 1 FROM decision_item WHERE decision_item.decision_id = \(decision.id)
                    AND decision_item.application_id = application.id)
                """,
            ]
            let round = try Round.closed(in: season.id, tx).first
            let page = try round.map { try wanted.page(of: $0, further: isFree, tx) }
            let known = query.filter { ["search", "nomination", "region", "after"].contains($0.key) }
            return .init(
                season: season, decision: decision, candidates: page?.results ?? [],
                list: ListAddress(path: DecisionAddress(season).candidates(publicID), query: known),
                next: page?.next)
        }
        return member.visit.answer(CandidatePages.page(content, member.visit))
    }

    @Sendable func add(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = try member.visit.parameter("decision")
        let (chosen, version) = (form.all("application"), Int(form["version"]) ?? 0)
        try await laurel.database.write { tx in
            try DecisionDrafting.add(chosen, to: publicID, version: version, in: season, by: act, tx)
        }
        return .seeOther(DecisionAddress(season).decision(publicID), notice: "saved")
    }

    @Sendable func adopt(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = try member.visit.parameter("decision")
        let version = Int(form["version"]) ?? 0
        try await laurel.database.write { tx in
            try DecisionAdoption.adopt(publicID, version: version, in: season, by: act, tx)
        }
        return .seeOther(DecisionAddress(season).decision(publicID), notice: "decision-adopted")
    }

    @Sendable func undo(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = try member.visit.parameter("decision")
        try await laurel.database.write { try DecisionAdoption.undo(publicID, in: season, by: act, $0) }
        return .seeOther(DecisionAddress(season).decision(publicID), notice: "decision-draft-again")
    }

    @Sendable func publication(_ member: DirectorateMember) async throws -> Response {
        try await effect(member, problem: nil)
    }

    private func effect(_ member: DirectorateMember, problem: Problem?) async throws -> Response {
        let season = member.season
        let publicID = try member.visit.parameter("decision")
        let content = try await laurel.database.read { tx -> PublicationPages.Content? in
            let decision = try Decision.find(publicID, in: season.id, tx)
            guard decision.state == .adopted else { return nil }
            return .init(
                season: season, decision: decision, effect: try PublicationEffect.of(decision, tx),
                problem: problem)
        }
        guard let content else { return .seeOther(DecisionAddress(season).decision(publicID)) }
        return member.visit.answer(PublicationPages.page(content, member.visit), problem)
    }

    /// Whoever confirms what is no longer so sees what would happen now, and nothing has.
    @Sendable func publish(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = try member.visit.parameter("decision")
        let publishing = Publishing(letters: OutcomeLetters(season, laurel), statistics: statistics)
        let shown = form["shown"]
        do {
            try await laurel.database.write { tx in
                try publishing.publish(publicID, shown: shown, in: season, by: act, tx)
            }
        } catch let problem as Problem where problem == Publishing.changed {
            return try await effect(member, problem: problem)
        }
        laurel.pages.clear()
        return .seeOther(DecisionAddress(season).decision(publicID), notice: "decision-published")
    }
}
