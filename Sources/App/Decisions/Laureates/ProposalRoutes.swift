internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// Staff propose finalists. What the directorate makes of it shows nowhere here.
struct ProposalRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/staff/results/proposal", proposal)
        routes.action("/seasons/:season/staff/results/proposal", propose)
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
}
