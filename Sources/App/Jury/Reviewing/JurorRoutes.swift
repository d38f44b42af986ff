internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// A juror's own pages: the invitation, the queue, and the reviews.
struct JurorRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = "/seasons/:season/jury"
        routes.page(base, queue)
        routes.page(base + "/invitation", invitation)
        routes.action(base + "/invitation/accept", accept)
        routes.action(base + "/invitation/decline", decline)
        DeclarationRoutes(laurel: laurel).add(to: routes)
        ReviewRoutes(laurel: laurel).add(to: routes)
    }

    // MARK: The queue

    @Sendable func queue(_ who: JurorRole) async throws -> Response {
        let (season, cache) = (who.season, laurel.rules)
        let content = try await laurel.database.read { tx -> JurorDeskPages.QueueContent? in
            let invited = try InvitedJuror(who, tx)
            guard invited.juror.state == .accepted else { return nil }
            let seated = try SeatedJuror(invited.juror, season)
            let queue = try ReviewQueue.of(seated, cache, tx)
            return JurorDeskPages.QueueContent(
                season: season, rules: season.rules, queue: queue,
                undeclared: try ConflictDeclaration.open(for: seated, tx).count)
        }
        guard let content else { return .seeOther(JuryAddress(season).invitation) }
        return who.visit.answer(JurorDeskPages.queue(content, who.visit))
    }

    // MARK: The invitation

    @Sendable func invitation(_ who: JurorRole) async throws -> Response {
        try await invitationPage(who, reason: "", problem: nil)
    }

    private func invitationPage(_ who: JurorRole, reason: String, problem: Problem?) async throws -> Response
    {
        let juror = try await laurel.database.read { try InvitedJuror(who, $0).juror }
        let content = JurorDeskPages.InvitationContent(
            season: who.season, juror: juror, reason: reason, problem: problem)
        return who.visit.answer(JurorDeskPages.invitation(content, who.visit), problem)
    }

    @Sendable func accept(_ form: Form, _ who: JurorRole) async throws -> Response {
        let act = who.visit.act(laurel)
        try await laurel.database.write { try JurorInvitation.accept(try InvitedJuror(who, $0), by: act, $0) }
        return .seeOther(JuryAddress(who.season).conflicts, notice: "jury-accepted")
    }

    @Sendable func decline(_ form: Form, _ who: JurorRole) async throws -> Response {
        let (act, reason) = (who.visit.act(laurel), form["reason"].asLines)
        do {
            try await laurel.database.write { tx in
                try JurorInvitation.decline(try InvitedJuror(who, tx), because: reason, by: act, tx)
            }
            return .seeOther(JuryAddress(who.season).invitation, notice: "jury-declined")
        } catch let problem as Problem where problem.code == .invalid {
            return try await invitationPage(who, reason: form["reason"], problem: problem)
        }
    }

}

/// Reading and reviewing what was assigned.
struct ReviewRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = "/seasons/:season/jury/reviews/:assignment"
        routes.page(base, review)
        routes.action(base, save)
        routes.action(base + "/recuse", recuse)
        routes.page(base + "/files/:file", file, kind: .resource)
    }

    @Sendable func review(_ who: JurorRole) async throws -> Response {
        let content = try await read(who)
        return who.visit.answer(ScoringPages.page(content, who.visit))
    }

    private func read(_ who: JurorRole) async throws -> ScoringPages.Content {
        let (publicID, cache) = (try who.visit.parameter("assignment"), laurel.rules)
        return try await laurel.database.read { tx in
            let opened = try OpenedAssignment(publicID, try SeatedJuror(who, tx), tx)
            let stored = try Review.of(opened.id, tx)
            return ScoringPages.Content(
                season: who.season, opened: opened, text: try ReviewedText.of(opened, cache, tx),
                rubric: try RoundRubric.of(opened.round, cache, tx),
                content: stored?.content ?? ReviewContent(),
                version: stored?.version ?? 0, stored: stored)
        }
    }

    /// A file of an answer that is shown. In a blind round its own name might tell who applies.
    @Sendable func file(_ who: JurorRole) async throws -> Response {
        let (publicID, fileID) = (try who.visit.parameter("assignment"), try who.visit.parameter("file"))
        let cache = laurel.rules
        let (file, isBlind) = try await laurel.database.read { tx in
            let opened = try OpenedAssignment(publicID, try SeatedJuror(who, tx), tx)
            let text = try ReviewedText.of(opened, cache, tx)
            guard text.files.contains(fileID),
                let file = try ApplicationFile.find(fileID, of: opened.application, tx)
            else { throw Problem.notFound }
            return (file, text.applicant == nil)
        }
        return try await laurel.download(file, as: isBlind ? fileID : nil)
    }

    // MARK: Saving and submitting

    private struct Saving: Sendable {
        let input: ReviewInput
        let rubric: RoundRubric
        /// Nothing where what was typed holds something that cannot be kept.
        let outcome: ReviewVerbs.SaveResult?
    }

    @Sendable func save(_ form: Form, _ who: JurorRole) async throws -> Response {
        let saving = try await store(form, who)
        if who.visit.request.wantsJSON { return answer(saving, who) }
        switch saving.outcome {
        case .saved(let review):
            let address = JuryAddress(who.season)
            guard form["deed"] == "submit" else {
                return .seeOther(address.review(try who.visit.parameter("assignment")), notice: "saved")
            }
            return .seeOther(
                address.queue, notice: review.submittedAt == nil ? "saved" : "jury-review-submitted")
        case .conflict(let stored):
            // Who saves after this has seen both texts.
            let problem = Problem(.conflict, "jury.review.conflict")
            return try await again(saving, problem, version: stored.version, conflict: stored, who)
        case .incomplete(let missing, let stored):
            return try await again(saving, Self.problem(missing), version: stored.version, who)
        case nil:
            let problem = Problem(.invalid, "problem.check", fields: saving.input.faults)
            return try await again(saving, problem, version: saving.input.base, who)
        }
    }

    private func store(_ form: Form, _ who: JurorRole) async throws -> Saving {
        let (publicID, cache) = (try who.visit.parameter("assignment"), laurel.rules)
        let (act, isFinal) = (who.visit.act(laurel), form["deed"] == "submit")
        return try await laurel.database.write { tx in
            let opened = try OpenedAssignment(publicID, try SeatedJuror(who, tx), tx)
            try opened.requireOpenRound()
            let rubric = try RoundRubric.of(opened.round, cache, tx)
            let input = ReviewInput(form, rubric)
            guard input.faults.isEmpty else { return Saving(input: input, rubric: rubric, outcome: nil) }
            let outcome =
                try isFinal
                ? ReviewVerbs.submit(input, on: opened, rubric, by: act, tx)
                : ReviewVerbs.save(input, on: opened, rubric, by: act, tx)
            return Saving(input: input, rubric: rubric, outcome: outcome)
        }
    }

    private static func problem(_ missing: [Criterion]) -> Problem {
        Problem(
            .invalid, "jury.review.incomplete",
            fields: missing.map { .init(ReviewInput.markName($0), "jury.review.mark-missing") })
    }

    /// The page once more, with what was typed in its fields.
    private func again(
        _ saving: Saving, _ problem: Problem, version: Int, conflict: Review? = nil, _ who: JurorRole
    ) async throws -> Response {
        var content = try await read(who)
        content.content = saving.input.content
        content.problem = problem
        content.conflict = conflict
        content.version = version
        return who.visit.answer(ScoringPages.page(content, who.visit), problem)
    }

    // MARK: For autosave

    private func answer(_ saving: Saving, _ who: JurorRole) -> Response {
        let reader = who.reader
        switch saving.outcome {
        case .saved(let review):
            let words = reader("jury.review.saved-at") + " " + reader.moment(review.savedAt)
            return .json([
                "version": .integer(Int64(review.version)), "message": .string(words),
                "missing": .integer(Int64(review.content.missing(in: saving.rubric).count)),
            ])
        case .conflict(let stored):
            return .json(
                [
                    "message": .string(reader("jury.review.conflict")),
                    "version": .integer(Int64(stored.version)),
                    "stored": fields(stored.content, saving.rubric),
                    "typed": fields(saving.input.content, saving.rubric),
                ], status: .conflict)
        case .incomplete(let missing, _):
            return refusal(Self.problem(missing), reader)
        case nil:
            return refusal(Problem(.invalid, "problem.check", fields: saving.input.faults), reader)
        }
    }

    private func refusal(_ problem: Problem, _ reader: Reader) -> Response {
        let faults = problem.fields.map { fault -> JSON in
            ["name": .string(fault.name), "message": .string(reader(fault.message, fault.arguments))]
        }
        return .json(
            ["message": .string(reader(problem.message, problem.arguments)), "fields": .array(faults)],
            status: problem.status)
    }

    /// A review by the names of the form's fields.
    private func fields(_ content: ReviewContent, _ rubric: RoundRubric) -> JSON {
        var fields: [String: JSON] = [
            "comment": .string(content.comment), "confidential": .string(content.confidentialComment),
        ]
        for criterion in rubric.criteria {
            let points = content.marks[criterion.id].map { String($0) } ?? ""
            fields[ReviewInput.markName(criterion)] = .string(points)
        }
        return .object(fields)
    }

    // MARK: Stepping back

    @Sendable func recuse(_ form: Form, _ who: JurorRole) async throws -> Response {
        let (publicID, act) = (try who.visit.parameter("assignment"), who.visit.act(laurel))
        let withdrawal = ReviewVerbs.Withdrawal(
            reason: form["reason"].asLines, isConflict: form["conflict"] == "yes",
            conflictID: laurel.randomness.publicID())
        do {
            try await laurel.database.write { tx in
                let opened = try OpenedAssignment(publicID, try SeatedJuror(who, tx), tx)
                try ReviewVerbs.recuse(withdrawal, from: opened, by: act, tx)
            }
            return .seeOther(JuryAddress(who.season).queue, notice: "jury-recused")
        } catch let problem as Problem where problem.code == .invalid {
            var content = try await read(who)
            content.problem = problem
            content.recusalReason = form["reason"]
            return who.visit.answer(ScoringPages.page(content, who.visit), problem)
        }
    }
}
