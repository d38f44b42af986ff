internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// Reading and reviewing what was assigned.
struct ReviewRoutes: Sendable {
    static let base = "/seasons/:season/jury/reviews/:assignment"

    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = Self.base
        routes.page(base, review)
        routes.action(base, save)
        routes.action(base + "/recuse", recuse)
        routes.action(base + "/flags", flag)
        routes.page(base + "/files/:file", file, kind: .resource)
    }

    @Sendable func review(_ who: JurorRole) async throws -> Response {
        let content = try await read(who)
        return who.visit.answer(ScoringPages.page(content, who.visit))
    }

    private func read(_ who: JurorRole) async throws -> ScoringPages.Content {
        let (publicID, cache, now) = (try who.visit.parameter("assignment"), laurel.rules, who.now)
        let (asked, language) = (who.visit.request.query["translation"], who.reader.language)
        let address = JuryAddress(who.season).review(publicID)
        return try await laurel.database.read { tx in
            let seated = try SeatedJuror(who, tx)
            let opened = try OpenedAssignment(publicID, seated, cache, tx)
            let stored = try Review.of(opened.id, tx)
            let deadline = try ReviewDeadline.of(opened, tx)
            let shown = try ShownText(
                opened.application, in: opened.round, to: seated.juror, at: address, asked: asked, language,
                cache, tx)
            let discussion = try DiscussionStanding.of(opened, stored, tx)
            return ScoringPages.Content(
                season: who.season, opened: opened, shown: shown,
                terms: try ReviewTerms.of(opened.round, cache, tx),
                place: try ReviewQueue.of(seated, cache, tx).flatMap { $0.place(of: publicID) },
                deadline: deadline, isLate: !deadline.accepts(at: now) && discussion != .open,
                content: stored?.content ?? ReviewContent(), notes: stored?.notes ?? "",
                version: stored?.version ?? 0, stored: stored,
                source: try stored.flatMap { try ScoreImport.behind($0, tx) },
                flags: try ReviewFlag.of(opened, tx),
                discussion: discussion)
        }
    }

    /// A file of an answer that is shown.
    @Sendable func file(_ who: JurorRole) async throws -> Response {
        let (publicID, fileID) = (try who.visit.parameter("assignment"), try who.visit.parameter("file"))
        let cache = laurel.rules
        let file = try await laurel.database.read { tx in
            let opened = try OpenedAssignment(publicID, try SeatedJuror(who, tx), cache, tx)
            return try ReviewedFile(fileID, of: opened.application, in: opened.round, cache, tx)
        }
        return try await laurel.download(file.file, as: file.name)
    }

    // MARK: Saving and submitting

    private struct Saving: Sendable {
        let input: ReviewInput
        let terms: ReviewTerms
        /// Nothing where what was typed holds something that cannot be kept.
        let outcome: ReviewVerbs.SaveResult?
        /// The review that comes after this one.
        var next: String?
        /// Why nothing changes any more, where that is so.
        var closed: Problem?
    }

    @Sendable func save(_ form: Form, _ who: JurorRole) async throws -> Response {
        let saving: Saving
        do {
            saving = try await store(form, who)
        } catch let problem as Problem where problem.way != nil && !who.visit.request.wantsJSON {
            return try await shut(problem, form, who)
        }
        if who.visit.request.wantsJSON { return try answer(saving, form, who) }
        if let closed = saving.closed { return try await again(saving, closed, version: 0, who) }
        switch saving.outcome {
        case .saved(let review):
            return .seeOther(try way(onFrom: review, saving, form, who), notice: notice(review, form))
        case .conflict(let stored):
            // Who saves after this has seen both texts.
            let problem = Problem(.conflict, "jury.review.conflict")
            return try await again(saving, problem, version: stored.version, conflict: stored, who)
        case .incomplete(let lacks, let stored):
            return try await again(saving, Self.problem(lacks), version: stored.version, who)
        case .late(let stored):
            return try await again(saving, Self.late, version: stored.version, who)
        case nil:
            let problem = Problem(.invalid, "problem.check", fields: saving.input.faults)
            return try await again(saving, problem, version: saving.input.base, who)
        }
    }

    /// The text has shut since it was opened; what was typed comes back.
    private func shut(_ problem: Problem, _ form: Form, _ who: JurorRole) async throws -> Response {
        let (season, cache) = (who.season, laurel.rules)
        let terms = try await laurel.database.read { tx -> ReviewTerms in
            guard let round = try Round.current(of: season.id, tx) else { throw Problem.notFound }
            return try ReviewTerms.of(round, cache, tx)
        }
        let page = ScoringPages.shut(ReviewInput(form, terms), terms, problem, in: season, who.visit)
        return who.visit.answer(page, problem)
    }

    private func store(_ form: Form, _ who: JurorRole) async throws -> Saving {
        let (publicID, cache) = (try who.visit.parameter("assignment"), laurel.rules)
        let (act, isFinal) = (who.visit.act(laurel), form["deed"] == "submit")
        return try await laurel.database.write { tx in
            let seated = try SeatedJuror(who, tx)
            let opened = try OpenedAssignment(publicID, seated, cache, tx)
            let terms = try ReviewTerms.of(opened.round, cache, tx)
            let input = ReviewInput(form, terms)
            do {
                try opened.requireOpenRound()
            } catch let problem as Problem where problem.code == .closed {
                return Saving(input: input, terms: terms, outcome: nil, closed: problem)
            }
            guard input.faults.isEmpty else { return Saving(input: input, terms: terms, outcome: nil) }
            guard isFinal else {
                let outcome = try ReviewVerbs.save(input, on: opened, terms, by: act, tx)
                return Saving(input: input, terms: terms, outcome: outcome)
            }
            let outcome = try ReviewVerbs.submit(input, on: opened, terms, by: act, tx)
            let next = try ReviewQueue.of(seated, cache, tx)?.next?.publicID
            return Saving(input: input, terms: terms, outcome: outcome, next: next)
        }
    }

    /// A draft stays where it is; what was submitted leads to the next one, where the page offered that, or
    /// back to the queue.
    private func way(
        onFrom review: Review, _ saving: Saving, _ form: Form, _ who: JurorRole
    ) throws -> String {
        let address = JuryAddress(who.season)
        guard form["deed"] == "submit" else { return address.review(try who.visit.parameter("assignment")) }
        guard form["then"] == "next", let next = saving.next else { return address.queue }
        return address.review(next)
    }

    private func notice(_ review: Review, _ form: Form) -> String {
        form["deed"] == "submit" && review.submittedAt != nil ? "jury-review-submitted" : "saved"
    }

    private static func problem(_ lacks: [Problem.Field]) -> Problem {
        Problem(.invalid, "jury.review.incomplete", fields: lacks)
    }

    private static let late = Problem(.closed, "jury.review.late")

    /// The page once more, with what was typed in its fields.
    private func again(
        _ saving: Saving, _ problem: Problem, version: Int, conflict: Review? = nil, _ who: JurorRole
    ) async throws -> Response {
        var content = try await read(who)
        if saving.closed == nil {
            content.content = saving.input.content
            content.notes = saving.input.notes
            content.version = version
        } else {
            content.unsaved = saving.input
        }
        content.problem = problem
        content.conflict = conflict
        return who.visit.answer(ScoringPages.page(content, who.visit), problem)
    }

    // MARK: For scripts

    private func answer(_ saving: Saving, _ form: Form, _ who: JurorRole) throws -> Response {
        let reader = who.reader
        if let closed = saving.closed { return refusal(closed, reader) }
        switch saving.outcome {
        case .saved(let review):
            let words = reader("jury.review.saved-at") + " " + reader.moment(review.savedAt)
            return .json([
                "version": .integer(Int64(review.version)), "message": .string(words),
                "missing": .integer(Int64(review.content.missing(in: saving.terms.rubric).count)),
                "next": .string(
                    try way(onFrom: review, saving, form, who) + "?notice=" + notice(review, form)),
            ])
        case .conflict(let stored):
            return .json(
                [
                    "message": .string(reader("jury.review.conflict")),
                    "version": .integer(Int64(stored.version)),
                    "stored": fields(stored.content, stored.notes, saving.terms),
                    "typed": fields(saving.input.content, saving.input.notes, saving.terms),
                ], status: .conflict)
        case .incomplete(let lacks, _): return refusal(Self.problem(lacks), reader)
        case .late: return refusal(Self.late, reader)
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
    private func fields(_ content: ReviewContent, _ notes: String, _ terms: ReviewTerms) -> JSON {
        var fields: [String: JSON] = [
            "comment": .string(content.comment), "confidential": .string(content.confidentialComment),
            "notes": .string(notes), "confidence": .string(content.confidence.map { String($0) } ?? ""),
        ]
        for criterion in terms.rubric.criteria {
            let points = content.marks[criterion.id].map { String($0) } ?? ""
            fields[ReviewInput.markName(criterion)] = .string(points)
        }
        return .object(fields)
    }

    // MARK: Stepping back

    @Sendable func recuse(_ form: Form, _ who: JurorRole) async throws -> Response {
        let (publicID, cache) = (try who.visit.parameter("assignment"), laurel.rules)
        let act = who.visit.act(laurel)
        let (input, conflictID) = (DeclineInput(form), laurel.randomness.publicID())
        do {
            try await laurel.database.write { tx in
                let opened = try OpenedAssignment(publicID, try SeatedJuror(who, tx), cache, tx)
                let withdrawal = ReviewVerbs.Withdrawal(reason: input, conflictID: conflictID)
                try ReviewVerbs.recuse(withdrawal, from: opened, by: act, tx)
            }
            return .seeOther(JuryAddress(who.season).queue, notice: "jury-recused")
        } catch let problem as Problem where problem.returnsToForm {
            var content = try await read(who)
            content.problem = problem
            content.recusal = input
            return who.visit.answer(ScoringPages.page(content, who.visit), problem)
        }
    }

    // MARK: Telling staff

    @Sendable func flag(_ form: Form, _ who: JurorRole) async throws -> Response {
        let (publicID, cache) = (try who.visit.parameter("assignment"), laurel.rules)
        let act = who.visit.act(laurel)
        let raising = FlagVerbs.Raising(
            kind: ReviewFlag.Kind(rawValue: form["flag"]), note: form["flag-note"].asLines,
            publicID: laurel.randomness.publicID())
        let mail = FlagMail(who.season, laurel)
        do {
            try await laurel.database.write { tx in
                let opened = try OpenedAssignment(publicID, try SeatedJuror(who, tx), cache, tx)
                try opened.requireOpenRound()
                try FlagVerbs.raise(raising, on: opened, mail: mail, by: act, tx)
            }
            return .seeOther(JuryAddress(who.season).review(publicID), notice: "jury-flag-raised")
        } catch let problem as Problem where problem.returnsToForm {
            var content = try await read(who)
            content.problem = problem
            (content.flagKind, content.flagNote) = (form["flag"], form["flag-note"])
            return who.visit.answer(ScoringPages.page(content, who.visit), problem)
        }
    }
}
