internal import Hummingbird
internal import Platform

/// The results board: for staff with the jurors, for the directorate without them, and for staff while the
/// round is still open.
struct RankingBoardRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/staff/results/board", staffBoard)
        routes.page("/seasons/:season/staff/results/provisional", provisional)
        routes.page("/seasons/:season/directorate/results", directorateBoard)
    }

    @Sendable func staffBoard(_ staff: ImpartialStaff) async throws -> Response {
        try await closed(staff.season, .staff, staff.visit)
    }

    @Sendable func directorateBoard(_ member: DirectorateMember) async throws -> Response {
        try await closed(member.season, .directorate, member.visit)
    }

    private func closed(
        _ season: Season, _ audience: RankingBoardPages.Audience, _ visit: Visit
    ) async throws -> Response {
        let (query, rules, now) = (visit.request.query, laurel.rules, laurel.clock())
        let content = try await laurel.database.read { tx -> RankingBoardPages.Content? in
            let rounds = try Round.closed(in: season.id, tx)
            guard let round = try Round.named(query["round"], among: rounds),
                let summary = try RankingSummary.of(round.id, tx)
            else { return nil }
            let source = Source(
                round: round, rounds: rounds, summary: summary,
                entries: try RankedEntry.stored(of: round.id, tx),
                lacking: try LackingEntry.stored(of: round.id, tx),
                report: try RobustnessReport.of(round.id, tx), readAt: now)
            return try self.content(source, season, audience, query, rules, tx)
        }
        guard let content else {
            return visit.answer(RankingBoardPages.none(season, audience, visit.reader))
        }
        return visit.answer(RankingBoardPages.page(content, visit))
    }

    /// What the reviews that are in come to, while more are coming. They are read for whoever looks, so that
    /// the page is never behind; it is stored nowhere.
    @Sendable func provisional(_ staff: ImpartialStaff) async throws -> Response {
        let (season, query, rules) = (staff.season, staff.visit.request.query, laurel.rules)
        let now = laurel.clock()
        let (round, material) = try await laurel.database.read { tx in
            let round = try Round.open(in: season.id, tx)
            return (round, try RoundMaterial(round, rules, tx))
        }
        let ranking = try await laurel.provisionalRankings.ranking(of: round.id, material)
        let source = Source(
            round: round, rounds: [], summary: ranking.summary, entries: ranking.entries,
            lacking: ranking.lacking, report: nil, readAt: now)
        let content = try await laurel.database.read { tx in
            try self.content(source, season, .staff, query, rules, tx)
        }
        return staff.visit.answer(RankingBoardPages.page(content, staff.visit))
    }

    private struct Source: Sendable {
        let round: Round
        let rounds: [Round]
        let summary: RankingSummary
        let entries: [RankedEntry]
        let lacking: [LackingEntry]
        let report: RobustnessReport?
        let readAt: Instant
    }

    private func content(
        _ source: Source, _ season: Season, _ audience: RankingBoardPages.Audience, _ query: [String: String],
        _ cache: RulesCache, _ tx: Transaction
    ) throws -> RankingBoardPages.Content {
        let rules = try cache.rules(source.round.rulesVersion, tx)
        let ranking = try RoundMethod.of(source.round, cache, tx).ranking
        guard let nomination = query["nomination"].flatMap(rules.nomination) ?? rules.nominations.first else {
            throw Problem.notFound
        }
        let further = source.round.isOpen ? try FurtherReview.counts(in: source.round, tx) : [:]
        let board = try RankingBoard(
            source.entries, lacking: source.lacking, nomination,
            after: query["after"].flatMap(Int.init), ranking,
            wanted: { rules.jury.reviewsPerApplication + further[$0, default: 0] }, tx)
        let address = ResultAddress(season)
        let path =
            source.round.isOpen
            ? address.provisional : audience == .staff ? address.board : address.directorate
        return RankingBoardPages.Content(
            season: season, rounds: source.rounds, round: source.round, rules: rules, ranking: ranking,
            summary: source.summary, board: board, report: source.report, audience: audience,
            list: ListAddress(path: path, query: query.filter { Self.known.contains($0.key) }),
            readAt: source.readAt)
    }

    private static let known: Set<String> = ["nomination", "round", "after"]
}
