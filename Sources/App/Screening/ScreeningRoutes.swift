internal import Hummingbird
internal import Platform

/// The queue, the pages of applications in screening, and what is done there.
struct ScreeningRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let queue = "/seasons/:season/screening"
        let one = queue + "/:application"
        routes.page(queue, self.queue)
        routes.page("/seasons/:season/staff/applications", applications)
        routes.page(queue + "/together", previewTogether)
        routes.action(queue + "/together", admitTogether)
        routes.page(one, application)
        routes.action(one + "/decision", decide)
        routes.action(one + "/undoing", undo)
        routes.action(one + "/questions", ask)
        routes.action(one + "/questions/:question/cancellation", cancelQuestion)
        routes.action(one + "/moves", propose)
        routes.action(one + "/moves/:move/cancellation", cancelMove)
        routes.page(one + "/files/:file", file, kind: .resource)
    }

    // MARK: Lists

    @Sendable func queue(_ who: Screener) async throws -> Response {
        try await list(.screeners, at: ScreeningDesk(who), who.visit)
    }

    @Sendable func applications(_ who: Staff) async throws -> Response {
        try await list(.staff, at: ScreeningDesk(who), who.visit)
    }

    private func list(
        _ audience: ApplicationListPages.Audience, at desk: ScreeningDesk, _ visit: Visit
    ) async throws -> Response {
        let filter = ApplicationFilter(
            visit.request.query, shelves: audience.shelves, order: audience.order)
        let now = visit.now
        let (list, counts) = try await laurel.database.read { tx in
            (
                try ApplicationList.page(filter, at: desk, now: now, tx),
                try ScreeningCounts.of(audience.shelves, at: desk, now: now, tx)
            )
        }
        let pages = ApplicationListPages(
            audience: audience, season: desk.season, filter: filter, list: list, counts: counts,
            isOpen: desk.isOpen(at: now))
        return visit.answer(pages.page(visit))
    }

    @Sendable func previewTogether(_ who: Screener) async throws -> Response {
        let (desk, now, cache) = (ScreeningDesk(who), who.now, laurel.rules)
        try desk.requireOpen(at: now)
        let filter = ApplicationFilter(who.visit.request.query, shelves: [.toScreen], order: .oldest)
        let preview = try await laurel.database.read { tx in
            try BulkAdmission.preview(filter, at: desk, cache, now: now, tx)
        }
        let page = BulkAdmissionPage(season: desk.season, filter: filter, preview: preview)
        return who.visit.answer(page.page(who.visit))
    }

    @Sendable func admitTogether(_ form: Form, _ who: Screener) async throws -> Response {
        let (desk, act) = (ScreeningDesk(who), who.visit.act(laurel))
        let selection = form.all("application").compactMap { BulkAdmission.Selection($0) }
        let admitted = try await laurel.database.write { tx in
            try BulkAdmission.admit(selection, at: desk, by: act, tx)
        }
        let isAll = admitted == selection.count
        return .seeOther(
            ScreeningAddress(desk.season).queue,
            notice: isAll ? "screening-admitted-together" : "screening-admitted-some")
    }

    // MARK: One application

    @Sendable func application(_ who: Screener) async throws -> Response {
        try await casePage(who, typed: .nothing)
    }

    private func casePage(_ who: Screener, typed: ScreeningCasePage.Typed) async throws -> Response {
        let (desk, now, cache) = (ScreeningDesk(who), who.now, laurel.rules)
        let publicID = try who.visit.parameter("application")
        let version = who.visit.request.query["version"].flatMap { Int($0) }
        var page = try await laurel.database.read { tx in
            try ScreeningCasePage.read(publicID, version: version, at: desk, now: now, cache, tx)
        }
        page.typed = typed
        return who.visit.answer(page.page(who.visit), typed.problem)
    }

    /// Does something with the application of the address and leads back to it. What could not be accepted
    /// comes back with what was typed.
    private func change(
        _ who: Screener, notice: String, typed: (Problem) -> ScreeningCasePage.Typed,
        _ body: @escaping @Sendable (String, ScreeningDesk, Act, Transaction) throws -> Void
    ) async throws -> Response {
        let publicID = try who.visit.parameter("application")
        let (desk, act) = (ScreeningDesk(who), who.visit.act(laurel))
        do {
            try await laurel.database.write { try body(publicID, desk, act, $0) }
            return .seeOther(ScreeningAddress(desk.season).application(publicID), notice: notice)
        } catch let problem as Problem where problem.returnsToForm {
            return try await casePage(who, typed: typed(problem))
        }
    }

    @Sendable func decide(_ form: Form, _ who: Screener) async throws -> Response {
        let ruling = try ScreeningDecisions.Ruling(form)
        let notice = ruling.verdict == .admit ? "screening-admitted" : "screening-rejected"
        return try await change(who, notice: notice, typed: { .ruling(ruling, $0) }) {
            publicID, desk, act, tx in
            try ScreeningDecisions.decide(ruling, on: publicID, at: desk, by: act, tx)
        }
    }

    @Sendable func undo(_ form: Form, _ who: Screener) async throws -> Response {
        guard let decided = Int64(form["decided"]) else { throw Problem(.invalid, "problem.malformed") }
        let moment = Instant(milliseconds: decided)
        return try await change(who, notice: "screening-undone", typed: { .conflict($0) }) {
            try ScreeningDecisions.undo(decidedAt: moment, on: $0, at: $1, by: $2, $3)
        }
    }

    @Sendable func ask(_ form: Form, _ who: Screener) async throws -> Response {
        let entry = ScreeningQuestions.Entry(form)
        let (id, letters) = (laurel.randomness.publicID(), ScreeningLetters(laurel))
        return try await change(who, notice: "screening-asked", typed: { .question(entry, $0) }) {
            try ScreeningQuestions.ask(entry, publicID: id, about: $0, at: $1, letters, by: $2, $3)
        }
    }

    @Sendable func cancelQuestion(_ form: Form, _ who: Screener) async throws -> Response {
        let question = try who.visit.parameter("question")
        return try await change(who, notice: "screening-question-ended", typed: { .conflict($0) }) {
            try ScreeningQuestions.cancel(question, on: $0, at: $1, by: $2, $3)
        }
    }

    @Sendable func propose(_ form: Form, _ who: Screener) async throws -> Response {
        let entry = NominationProposals.Entry(form)
        let (id, letters) = (laurel.randomness.publicID(), ScreeningLetters(laurel))
        return try await change(who, notice: "screening-proposed", typed: { .move(entry, $0) }) {
            try NominationProposals.propose(entry, publicID: id, for: $0, at: $1, letters, by: $2, $3)
        }
    }

    @Sendable func cancelMove(_ form: Form, _ who: Screener) async throws -> Response {
        let move = try who.visit.parameter("move")
        return try await change(who, notice: "screening-proposal-ended", typed: { .conflict($0) }) {
            try NominationProposals.cancel(move, on: $0, at: $1, by: $2, $3)
        }
    }

    @Sendable func file(_ who: Screener) async throws -> Response {
        let (desk, application, id) = (
            ScreeningDesk(who), try who.visit.parameter("application"), try who.visit.parameter("file")
        )
        let file = try await laurel.database.read { tx -> ApplicationFile? in
            guard let found = try ScreeningCase.find(application, at: desk, tx) else { return nil }
            return try ApplicationFile.find(id, of: found.id, tx)
        }
        guard let file else { throw Problem.notFound }
        return try await laurel.download(file)
    }
}
