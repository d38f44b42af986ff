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
        routes.action("/seasons/:season/directorate/decisions/:decision/embargo/lifting", lift)
        routes.action(
            "/seasons/:season/directorate/decisions/:decision/proposal", propose, limit: Self.formBytes)
        routes.page("/seasons/:season/directorate/decisions/:decision/notices", notices)
        routes.action("/seasons/:season/directorate/decisions/:decision/notices", give)
        routes.action("/seasons/:season/directorate/corrections", correct)
    }

    @Sendable func overview(_ member: DirectorateMember) async throws -> Response {
        let (season, desk, today) = (member.season, ReviewDesk(member), member.today)
        let content = try await laurel.database.read { tx in
            DecisionPages.OverviewContent(
                season: season, decisions: try Decision.ofSeason(season.id, tx),
                publications: try Publication.ofSeason(season.id, tx),
                embargoes: try Embargo.ofSeason(season.id, tx),
                unanswered: try ConfidentialNotice.unanswered(in: season.id, tx),
                comments: try WaitingComment.due(in: season, tx),
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
            let hidden = try MemberConflicts.pools(for: person, in: decision, of: season, tx)
            let contents = try DecisionContents.of(decision, tx)
            let asked = Confirmations.asked(
                by: decision, Award.of(contents.items, []),
                try StandingHonour.standing(decision.gate, of: season.id, tx), season)
            return DecisionPages.DecisionContent(
                season: season, contents: contents.without(hidden, in: season), hidden: hidden,
                isAuthor: try decision.wasWritten(by: person, tx),
                asks: !asked.isEmpty,
                notices: try ConfidentialNotice.of(decision.id, tx),
                embargo: try Embargo.of(decision.id, tx), edit: edit, problem: problem)
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
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(member, edit: edit, problem: problem)
        }
    }

    @Sendable func candidates(_ member: DirectorateMember) async throws -> Response {
        let (season, query, person) = (member.season, member.visit.request.query, member.person.id)
        let publicID = try member.visit.parameter("decision")
        var filter = ResultFilter(query)
        filter.order = .best
        let wanted = filter
        let content = try await laurel.database.read { tx -> CandidatePages.Content in
            let decision = try Decision.find(publicID, in: season.id, tx)
            let close = try MemberConflicts.candidates(
                for: person, at: decision.gate, in: season.id, tx
            ).map(\.nomination)
            let isFree: [SQL] = [
                "application.state = \(decision.gate.candidateState)",
                "NOT (nomination.key IN \(list: Array(Set(close)).sorted()))",
                """
                NOT EXISTS (SELECT 1 FROM decision_item WHERE decision_item.decision_id = \(decision.id)
                    AND decision_item.application_id = application.id)
                """,
            ]
            let round = try Round.closed(in: season.id, tx).first(where: decision.gate.isAfter)
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

    private func effect(
        _ member: DirectorateMember, problem: Problem?, opens: String = ""
    ) async throws -> Response {
        let season = member.season
        let publicID = try member.visit.parameter("decision")
        let content = try await laurel.database.read { tx -> PublicationPages.Content? in
            let decision = try Decision.find(publicID, in: season.id, tx)
            guard decision.state == .adopted else { return nil }
            let matter = try PublicationMatter.of(decision, tx)
            return .init(
                season: season, decision: decision, effect: matter.effect,
                obstacle: try PublicationObstacle.of(matter, season, tx),
                embargo: try Embargo.of(decision.id, tx), opens: opens, problem: problem)
        }
        guard let content else { return .seeOther(DecisionAddress(season).decision(publicID)) }
        return member.visit.answer(PublicationPages.page(content, member.visit), problem)
    }

    /// At once, or at a moment that is set. Whoever confirms what is no longer so sees what would happen now,
    /// and nothing has.
    @Sendable func publish(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = try member.visit.parameter("decision")
        let publishing = Publishing(letters: OutcomeLetters(season, laurel), statistics: statistics)
        let (shown, opens, isLater) = (form["shown"], form["opens"], form["when"] == "later")
        do {
            let moment = isLater ? try Self.moment(opens, in: season) : nil
            try await laurel.database.write { tx in
                if let moment {
                    try Embargo.set(publicID, opensAt: moment, shown: shown, in: season, by: act, tx)
                } else {
                    try publishing.publish(publicID, shown: shown, in: season, by: act, tx)
                }
            }
        } catch let problem as Problem where problem == Publishing.changed || problem.code == .invalid {
            return try await effect(member, problem: problem, opens: opens)
        }
        laurel.due.forget()
        laurel.pages.clear()
        return .seeOther(
            DecisionAddress(season).decision(publicID), notice: isLater ? "saved" : "decision-published")
    }

    /// By the clocks of the season.
    private static func moment(_ text: String, in season: Season) throws -> Instant {
        guard let moment = Instant(local: text, in: season.rules.timeZone) else {
            throw Problem(
                .invalid, "problem.check", fields: [.init("opens", "decisions.embargo.moment")])
        }
        return moment
    }

    @Sendable func lift(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = try member.visit.parameter("decision")
        try await laurel.database.write { try Embargo.lift(publicID, in: season, by: act, $0) }
        laurel.due.forget()
        return .seeOther(DecisionAddress(season).decision(publicID), notice: "saved")
    }
}

// MARK: Proposals, notices and corrections

extension DecisionRoutes {
    /// Saves what the form holds and fills the rest from the ranking of record.
    @Sendable func propose(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let edit = DecisionEdit(form)
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = try member.visit.parameter("decision")
        do {
            try await laurel.database.write { tx in
                try DecisionDrafting.save(edit, of: publicID, in: season, by: act, tx)
                try DecisionDrafting.propose(publicID, version: edit.base + 1, in: season, by: act, tx)
            }
            return .seeOther(DecisionAddress(season).decision(publicID), notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(member, edit: edit, problem: problem)
        }
    }

    @Sendable func notices(_ member: DirectorateMember) async throws -> Response {
        let (season, person, now) = (member.season, member.person.id, member.now)
        let publicID = try member.visit.parameter("decision")
        let content = try await laurel.database.read { tx -> NoticePages.Content? in
            let decision = try Decision.find(publicID, in: season.id, tx)
            guard decision.state == .adopted, let days = season.rules.outcomes.confirmationDays,
                try ConfidentialNotice.of(decision.id, tx).isEmpty
            else { return nil }
            let hidden = try MemberConflicts.pools(for: person, in: decision, of: season, tx)
            return NoticePages.Content(
                season: season, decision: decision,
                pools: try DecisionContents.of(decision, tx).without(hidden, in: season).pools(season),
                hidden: hidden, asked: try Confirmations.asked(by: decision, season, tx),
                answerBy: now + .seconds(days * 86_400))
        }
        guard let content else { return .seeOther(DecisionAddress(season).decision(publicID)) }
        return member.visit.answer(NoticePages.page(content, member.visit))
    }

    @Sendable func give(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = try member.visit.parameter("decision")
        let verbs = NoticeVerbs(season, laurel)
        try await laurel.database.write { try verbs.give(publicID, by: act, $0) }
        laurel.due.forget()
        return .seeOther(DecisionAddress(season).decision(publicID), notice: "laureates-told")
    }

    @Sendable func correct(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        guard let gate = Gate(rawValue: form["gate"]) else { throw Problem(.invalid, "problem.malformed") }
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = laurel.randomness.publicID()
        try await laurel.database.write { tx in
            try Correcting.begin(gate, publicID: publicID, in: season, by: act, tx)
        }
        return .seeOther(DecisionAddress(season).decision(publicID))
    }
}
