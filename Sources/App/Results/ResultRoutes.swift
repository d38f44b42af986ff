internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// Results, for staff.
struct ResultRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/staff/results", list)
        routes.page("/seasons/:season/staff/results/jurors", jurors)
        routes.page("/seasons/:season/staff/results/applications/:application", application)
        routes.action("/seasons/:season/staff/results/rounds/:round/count", count)
        RankingBoardRoutes(laurel: laurel).add(to: routes)
    }

    @Sendable func list(_ staff: ImpartialStaff) async throws -> Response {
        let (season, query, rules) = (staff.season, staff.visit.request.query, laurel.rules)
        let filter = ResultFilter(query)
        let found = try await laurel.database.read { tx -> Found<ResultPages.ListContent> in
            let rounds = try Round.closed(in: season.id, tx)
            let isOpen = try Round.current(of: season.id, tx)?.isOpen ?? false
            guard let round = try Round.named(query["round"], among: rounds) else {
                return .none(nil, hasOpenRound: isOpen)
            }
            guard let summary = try RoundResult.of(round.id, tx) else {
                return .none(round, hasOpenRound: isOpen)
            }
            let page = try filter.page(of: round, tx)
            return .content(
                .init(
                    season: season, rounds: rounds, round: round,
                    rules: try rules.rules(round.rulesVersion, tx), summary: summary, results: page.results,
                    list: Self.address(ResultAddress(season).list, query, sort: filter.order.rawValue),
                    next: page.next, hasOpenRound: isOpen,
                    outdated: try OutdatedCount.of(round, tx)))
        }
        switch found {
        case .content(let content): return staff.visit.answer(ResultPages.list(content, staff.visit))
        case .none(let round, let hasOpenRound): return nothing(round, hasOpenRound, staff)
        }
    }

    @Sendable func jurors(_ staff: ImpartialStaff) async throws -> Response {
        let (season, query) = (staff.season, staff.visit.request.query)
        let filter = JurorFilter(query)
        let found = try await laurel.database.read { tx -> Found<ResultDetailPages.JurorContent> in
            let rounds = try Round.closed(in: season.id, tx)
            guard let round = try Round.named(query["round"], among: rounds) else {
                return .none(nil, hasOpenRound: false)
            }
            guard let summary = try RoundResult.of(round.id, tx) else {
                return .none(round, hasOpenRound: false)
            }
            let page = try filter.page(of: round.id, tx)
            let sort = filter.isSevereFirst ? "mean" : "-mean"
            return .content(
                .init(
                    season: season, round: round, summary: summary, jurors: page.jurors,
                    parts: try RankingSummary.of(round.id, tx)?.parts.count ?? 0,
                    list: Self.address(ResultAddress(season).jurors, query, sort: sort), next: page.next))
        }
        switch found {
        case .content(let content): return staff.visit.answer(ResultDetailPages.jurors(content, staff.visit))
        case .none(let round, let hasOpenRound): return nothing(round, hasOpenRound, staff)
        }
    }

    @Sendable func application(_ staff: ImpartialStaff) async throws -> Response {
        let (season, query, rules) = (staff.season, staff.visit.request.query, laurel.rules)
        let publicID = try staff.visit.parameter("application")
        let content = try await laurel.database.read { tx -> ResultDetailPages.ApplicationContent in
            let rounds = try Round.closed(in: season.id, tx)
            guard let round = try Round.named(query["round"], among: rounds) else { throw Problem.notFound }
            let result = try ApplicationResult.find(publicID, in: round.id, of: season.id, tx)
            return .init(
                season: season, round: round, rules: try rules.rules(round.rulesVersion, tx),
                rubric: try RoundRubric.of(round, rules, tx), result: result,
                reviews: try SubmittedReview.of(result.application, in: round, tx),
                ranking: try RecordRanking.of(result.application, in: round.id, tx),
                stays: try RobustnessReport.Stays.of(result.application, in: round.id, tx))
        }
        return staff.visit.answer(ResultDetailPages.application(content, staff.visit))
    }

    @Sendable func count(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, rules, act) = (staff.season, laurel.rules, staff.visit.act(laurel))
        let round = try staff.visit.parameter("round")
        try await laurel.database.write { try Results.recount(round, in: season, by: act, rules, $0) }
        return .seeOther(ResultAddress(season).list, notice: "results-counted")
    }

    private enum Found<Content: Sendable>: Sendable {
        case content(Content)
        /// Nothing is counted; the round that could be.
        case none(Round?, hasOpenRound: Bool)
    }

    private func nothing(_ round: Round?, _ hasOpenRound: Bool, _ staff: ImpartialStaff) -> Response {
        staff.visit.answer(
            ResultPages.none(staff.season, uncounted: round, hasOpenRound: hasOpenRound, staff.visit))
    }

    private static func address(_ path: String, _ query: [String: String], sort: String) -> ListAddress {
        let known = ["search", "nomination", "region", "standing", "round", "after"]
        var kept = query.filter { known.contains($0.key) }
        kept["sort"] = sort
        return ListAddress(path: path, query: kept)
    }
}
