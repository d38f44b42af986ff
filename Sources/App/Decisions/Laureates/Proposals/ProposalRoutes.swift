internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// Staff propose finalists. What the directorate makes of it shows nowhere here.
struct ProposalRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/staff/results/proposal", proposal)
        routes.action("/seasons/:season/staff/results/proposal", propose)
        routes.page("/seasons/:season/staff/results/prizes", prizes)
        routes.action("/seasons/:season/staff/results/prizes", proposePrizes)
    }

    @Sendable func proposal(_ staff: ImpartialStaff) async throws -> Response {
        let (season, wanted) = (staff.season, staff.visit.request.query.compactMapValues(Int.init))
        let content = try await laurel.database.read { tx -> CandidatePages.ProposalContent? in
            guard let proposal = try FinalistProposal.of(season, wanted: wanted, tx) else { return nil }
            let isPublished = try PublishedGates.of(season.id, tx).finalists
            return .init(season: season, proposal: proposal, isPublished: isPublished)
        }
        guard let content else {
            return staff.visit.answer(ResultPages.none(season, uncounted: nil, staff.visit))
        }
        return staff.visit.answer(CandidatePages.proposal(content, staff.visit))
    }

    @Sendable func propose(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let chosen = form.all("application")
        guard !chosen.isEmpty else { throw Problem(.invalid, "decisions.proposal.empty") }
        let reasons = form["reasons"].asLines
        guard reasons.count <= Decision.longestReasons else {
            throw Problem(.invalid, "problem.too-long", ["most": .number(Decision.longestReasons)])
        }
        let draft = DecisionDrafting.Draft(
            gate: .finalists, publicID: laurel.randomness.publicID(), reasons: reasons, applications: chosen)
        try await laurel.database.write { try DecisionDrafting.begin(draft, in: season, by: act, $0) }
        return .seeOther(ResultAddress(season).list, notice: "finalists-proposed")
    }

    /// What the ranking of record suggests for the prizes, once there are finalists.
    @Sendable func prizes(_ staff: ImpartialStaff) async throws -> Response {
        let season = staff.season
        let content = try await laurel.database.read { tx in
            PrizeProposalPages.Content(
                season: season,
                proposal: PrizeProposal(try RankedApplication.finalists(of: season.id, tx), in: season),
                published: try PublishedGates.of(season.id, tx),
                stays: try PrizeRobustness.of(season.id, tx))
        }
        return staff.visit.answer(PrizeProposalPages.page(content, staff.visit))
    }

    @Sendable func proposePrizes(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let draft = DecisionDrafting.Draft(gate: .laureates, publicID: laurel.randomness.publicID())
        try await laurel.database.write { tx in
            let begun = try DecisionDrafting.begin(draft, in: season, by: act, tx)
            try DecisionDrafting.propose(
                begun.publicID, version: begun.version, in: season, by: act, tx)
        }
        return .seeOther(ResultAddress(season).list, notice: "laureates-proposed")
    }
}
