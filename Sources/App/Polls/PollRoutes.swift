internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// The polls of a session, for everybody who may see it.
struct PollRoutes: Sendable {
    let laurel: Laurel
    private let choices = PairChoices()

    init(laurel: Laurel) {
        self.laurel = laurel
    }

    static let list = "/seasons/:season/sessions/:session/polls"
    static let one = list + "/:poll"

    func add(to routes: RouteTable) {
        routes.page(Self.list, list)
        routes.page(Self.one, poll)
        routes.action(Self.one + "/ballot", vote)
        routes.page(Self.one + "/results/:format", results, kind: .resource)
        PollSetupRoutes(laurel: laurel).add(to: routes)
    }

    @Sendable func list(_ visitor: SeasonVisitor) async throws -> Response {
        let content = try await laurel.database.read { tx -> PollPages.ListContent in
            let here = try SessionVisit(visitor, tx)
            let polls = try Poll.of(here.session.id, tx)
            return .init(here: here, polls: polls.filter { here.isFacilitator || $0.state != .draft })
        }
        return visitor.visit.answer(PollPages.list(content, visitor.visit))
    }

    @Sendable func poll(_ visitor: SeasonVisitor) async throws -> Response {
        try await page(visitor, card: visitor.visit.request.query["card"] ?? "", ballot: nil, problem: nil)
    }

    private func page(
        _ visitor: SeasonVisitor, card: String, ballot: DotBallot?, problem: Problem?
    ) async throws -> Response {
        let content = try await laurel.database.read { tx -> PollPages.Content in
            let here = try PollVisit(visitor, tx)
            return PollPages.Content(
                here: here, stage: try stage(here, visitor.visit, card, problem, tx),
                participation: try PollParticipation.of(here.poll, tx),
                last: try SessionEvent.last(of: here.session.id, tx), card: PollCards.normal(card),
                ballot: ballot, problem: problem)
        }
        return laurel.formPage(visitor.visit, problem) { PollPages.poll(content, $0) }
    }

    private func stage(
        _ here: PollVisit, _ visit: Visit, _ card: String, _ problem: Problem?, _ tx: Transaction
    ) throws -> PollPages.Stage {
        switch here.poll.state {
        case .revealed: return .result(try PollSummary.of(here, tx))
        case .closed: return .waiting
        // A draft is led from its own page.
        case .draft: return .barred(Problem(.closed, "polls.not-open"))
        case .open: break
        }
        do {
            try here.requireOpen()
            let voter = try PollVoter(here, card: card, laurel.keys, tx)
            return try ballot(here, voter, asked: visit.request.query["statement"], tx)
        } catch let problem as Problem {
            return .barred(problem)
        }
    }

    private func ballot(
        _ here: PollVisit, _ voter: PollVoter, asked: String?, _ tx: Transaction
    ) throws -> PollPages.Stage {
        let poll = here.poll
        if poll.method == .dots, voter.hasVoted { return .thanks }
        let items = try PollItem.of(poll.id, tx)
        switch poll.method {
        case .dots: return .dots(items, voter: voter)
        case .pairwise:
            let next = try choices.next(for: voter, in: poll, items, tx)
            guard let pair = next.pair else { return .thanks }
            return .pair(pair, proof: pair.proof(poll, voter, laurel.keys), done: next.asked)
        case .statements:
            let said = try Opinion.of(voter, in: poll, tx)
            let lot = VoterLot(poll, voter.pseudonym)
            return .statement(StatementBallot(items, said, asked: asked, lot))
        }
    }

    /// One ballot, one transaction: what is said, and that this voter has voted. What was typed stays where
    /// it cannot be taken.
    @Sendable func vote(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let (keys, id, card) = (laurel.keys, laurel.randomness.publicID(), form["card"])
        do {
            let path = try await laurel.database.write { tx -> String in
                let here = try PollVisit(visitor, tx)
                try here.requireOpen()
                let voter = try PollVoter(here, card: card, keys, tx)
                let items = try PollItem.of(here.poll.id, tx)
                switch here.poll.method {
                case .dots: try DotBallot(form, items).cast(by: voter, in: here.poll, items, id: id, tx)
                case .pairwise: try PairAnswer(form).cast(by: voter, in: here.poll, items, keys, tx)
                case .statements: try Opinion(form).cast(by: voter, in: here.poll, items, tx)
                }
                return here.address.poll(here.poll.publicID, card: PollCards.normal(card))
            }
            return .seeOther(path)
        } catch let problem as Problem where problem.code != .notFound {
            return try await again(form, problem, visitor)
        }
    }

    private func again(_ form: Form, _ problem: Problem, _ visitor: SeasonVisitor) async throws -> Response {
        let ballot = try await laurel.database.read { tx in
            let here = try PollVisit(visitor, tx)
            return DotBallot(form, try PollItem.of(here.poll.id, tx))
        }
        return try await page(visitor, card: form["card"], ballot: ballot, problem: problem)
    }

    /// Open data, for those who may see the session, once there is a result to be seen.
    @Sendable func results(_ visitor: SeasonVisitor) async throws -> Response {
        let format = try visitor.visit.parameter("format")
        let summary = try await laurel.database.read { try PollSummary.of(PollVisit(visitor, $0), $0) }
        let name = DownloadName("poll-\(summary.publicID).\(format)")
        switch format {
        case "json":
            return .json(try summary.json())
        case "csv":
            return Response(
                status: .ok,
                headers: [
                    .contentType: TableFile.Format.csv.mediaType,
                    .contentDisposition: name.contentDisposition,
                    .cacheControl: "private, no-store",
                ], body: .init(byteBuffer: ByteBuffer(bytes: summary.table().csv())))
        default: throw Problem.notFound
        }
    }
}
