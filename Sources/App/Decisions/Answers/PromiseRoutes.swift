internal import Hummingbird
internal import Platform

/// What becomes of answers: for everybody, for those who see to actions, and for the authors of ideas.
struct PromiseRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/promises", promises, kind: .publicPage)
        routes.page("/seasons/:season/promises/:answer", promise, kind: .publicPage)
        routes.page("/seasons/:season/actions", actions)
        routes.page("/seasons/:season/actions/:action", action)
        routes.action("/seasons/:season/actions/:action", report)
        routes.page("/seasons/:season/sessions/:session/ideas/:idea/clarification", clarification)
        routes.action("/seasons/:season/sessions/:session/ideas/:idea/clarification", reply)
    }

    @Sendable func promises(_ visitor: SeasonVisitor) async throws -> Response {
        let (season, today, rules) = (visitor.season, visitor.today, laurel.rules)
        let after = visitor.visit.request.query["after"]
        let promises = try await laurel.database.read { tx in
            try Promises.read(season, after: after, on: today, rules, tx)
        }
        let list = ListAddress(
            path: AnswerAddress(season).promises, query: after.map { ["after": $0] } ?? [:])
        let content = PromisePages.Content(season: season, promises: promises, list: list, today: today)
        return visitor.visit.answerPublic(PromisePages.page(content, visitor.reader))
    }

    @Sendable func promise(_ visitor: SeasonVisitor) async throws -> Response {
        let (season, today) = (visitor.season, visitor.today)
        let publicID = try visitor.visit.parameter("answer")
        let content = try await laurel.database.read { tx -> PromisePages.AnswerContent in
            let published = try PublishedAnswer.find(publicID, in: season.id, tx)
            let commitments = try Commitment.of([published.answer.id], tx)
            return PromisePages.AnswerContent(
                season: season, published: published, commitments: commitments,
                reports: try ActionReport.of(commitments.map(\.id), tx),
                translations: try AnswerTranslation.of(published.answer.id, tx), today: today)
        }
        return visitor.visit.answerPublic(PromisePages.answer(content, visitor.reader))
    }

    @Sendable func actions(_ keeper: ActionKeeper) async throws -> Response {
        let (season, today) = (keeper.season, keeper.today)
        let seesAll = keeper.seesUnpublished
        let found = try await laurel.database.read { tx in
            try PromisedAction.all(of: season.id, seesUnpublished: seesAll, on: today, tx)
        }
        let content = ActionPages.ListContent(season: season, actions: found, today: today)
        return keeper.visit.answer(ActionPages.list(content, keeper.visit))
    }

    @Sendable func action(_ keeper: ActionKeeper) async throws -> Response {
        try await page(keeper, entry: nil, problem: nil)
    }

    private func page(
        _ keeper: ActionKeeper, entry: ActionReport.Entry?, problem: Problem?
    ) async throws -> Response {
        let (season, today, seesAll) = (keeper.season, keeper.today, keeper.seesUnpublished)
        let publicID = try keeper.visit.parameter("action")
        let content = try await laurel.database.read { tx -> ActionPages.Content in
            let action = try PromisedAction.find(publicID, in: season.id, seesUnpublished: seesAll, tx)
            let reports = try ActionReport.of([action.commitment.id], tx)
            return ActionPages.Content(
                season: season, action: action, reports: reports[action.commitment.id] ?? [], today: today,
                entry: entry, problem: problem)
        }
        return keeper.visit.answer(ActionPages.page(content, keeper.visit), problem)
    }

    @Sendable func report(_ form: Form, _ keeper: ActionKeeper) async throws -> Response {
        let (season, act, entry) = (keeper.season, keeper.visit.act(laurel), ActionReport.Entry(form))
        let (publicID, seesAll) = (try keeper.visit.parameter("action"), keeper.seesUnpublished)
        do {
            try await laurel.database.write { tx in
                try ActionReport.add(
                    entry, to: publicID, in: season, seesUnpublished: seesAll, by: act, tx)
            }
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(keeper, entry: entry, problem: problem)
        }
        laurel.pages.clear()
        return .seeOther(AnswerAddress(season).action(publicID), notice: "saved")
    }

    @Sendable func clarification(_ visitor: SeasonVisitor) async throws -> Response {
        try await page(visitor, reply: "", problem: nil)
    }

    private func page(
        _ visitor: SeasonVisitor, reply: String, problem: Problem?
    ) async throws -> Response {
        let idea = try visitor.visit.parameter("idea")
        let asked = try await laurel.database.read { tx in
            try Clarification.asked(idea, of: Seated(visitor, tx), tx)
        }
        let content = ClarificationPage.Content(
            season: visitor.season, asked: asked, reply: reply, problem: problem)
        return visitor.visit.answer(ClarificationPage.page(content, visitor.visit), problem)
    }

    /// Recorded without whoever acts: it would say whose the idea is.
    @Sendable func reply(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let (idea, text) = (try visitor.visit.parameter("idea"), form["reply"].asLines)
        let act = Act(by: nil, at: visitor.now, nonce: laurel.randomness.bytes(16))
        do {
            try await laurel.database.write { tx in
                try Clarification.reply(text, to: idea, of: Seated(visitor, tx), by: act, tx)
            }
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(visitor, reply: text, problem: problem)
        }
        return .seeOther(visitor.visit.request.path, notice: "saved")
    }
}

extension Holder<ActionKeeperRequirement> {
    /// Staff learn of an answer when everybody does.
    fileprivate var seesUnpublished: Bool { visit.holds(.directorate) }
}
