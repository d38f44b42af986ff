internal import Hummingbird
internal import Platform

/// The discussion of an application that a juror has reviewed.
struct DiscussionRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = ReviewRoutes.base + "/discussion"
        routes.page(base, page)
        routes.action(base + "/remarks", remark)
    }

    @Sendable func page(_ who: JurorRole) async throws -> Response {
        try await answer(who, typed: nil, nil)
    }

    private func answer(
        _ who: JurorRole, typed: DiscussionVerbs.Entry?, _ problem: Problem?
    ) async throws -> Response {
        let (publicID, cache) = (try who.visit.parameter("assignment"), laurel.rules)
        var entry = DiscussionVerbs.Entry()
        entry.key = laurel.randomness.publicID()
        let fresh = typed ?? entry
        var content = try await laurel.database.read { tx -> DiscussionPages.Content in
            let opened = try OpenedAssignment(publicID, try SeatedJuror(who, tx), cache, tx)
            let seat = try DiscussionSeat(opened, tx)
            let action = JuryAddress(who.season).discussion(of: publicID)
            let content = try DiscussionPages.Content(seat, action, fresh, cache, tx)
            guard !content.reading.discussions.isEmpty else { throw Problem.notFound }
            return content
        }
        let address = JuryAddress(who.season)
        // A chair leads from a page of their own.
        if content.isChair, problem == nil {
            return .seeOther(address.chaired(content.application.publicID))
        }
        content.isChair = false
        content.problem = problem
        let title = content.application.title
        var page = Page.jury(who.reader("jury.discussion"), who.season, who.reader)
        page.trail.append(
            Link(text: title.isEmpty ? who.reader("jury.review") : title, path: address.review(publicID)))
        return who.visit.answer(DiscussionPages.page(content, page, who.visit), problem)
    }

    @Sendable func remark(_ form: Form, _ who: JurorRole) async throws -> Response {
        let (publicID, cache) = (try who.visit.parameter("assignment"), laurel.rules)
        let act = who.visit.act(laurel)
        let entry = DiscussionVerbs.Entry(form)
        do {
            try await laurel.database.write { tx in
                let opened = try OpenedAssignment(publicID, try SeatedJuror(who, tx), cache, tx)
                try DiscussionVerbs.remark(entry, by: try DiscussionSeat(opened, tx), act, tx)
            }
            return .seeOther(JuryAddress(who.season).discussion(of: publicID), notice: "jury-remark-made")
        } catch let problem as Problem where problem.returnsToForm {
            return try await answer(who, typed: entry, problem)
        }
    }
}

/// A chair's own pages: what could be discussed, and leading a discussion.
struct ChairRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = "/seasons/:season/jury/discussions"
        routes.page(base, list)
        routes.page(base + "/:application", page)
        routes.page(base + "/:application/files/:file", file, kind: .resource)
        routes.action(base + "/:application", open)
        routes.action(base + "/:application/remarks", remark)
        routes.action(base + "/:application/conclusion", conclude)
    }

    @Sendable func list(_ who: JurorRole) async throws -> Response {
        let (season, cache, query) = (who.season, laurel.rules, who.visit.request.query)
        let content = try await laurel.database.read { tx -> ChairPages.Content in
            let chair = try Chair(who, cache, tx)
            let undeclared = try ConflictDeclaration.openCount(for: chair.seated, tx)
            guard let round = chair.round else {
                return ChairPages.Content(season: season, undeclared: undeclared)
            }
            let terms = try ReviewTerms.of(round, cache, tx)
            return ChairPages.Content(
                season: season, undeclared: undeclared, round: round, naming: terms.rules.discussion,
                applications: try ChairedApplication.of(chair, in: round, terms, cache, tx),
                after: query["after"])
        }
        return who.visit.answer(ChairPages.list(content, who.visit))
    }

    @Sendable func page(_ who: JurorRole) async throws -> Response {
        try await answer(who, nil) { _ in }
    }

    private func answer(
        _ who: JurorRole, _ problem: Problem?, _ type: (inout DiscussionPages.Content) -> Void
    ) async throws -> Response {
        let (publicID, cache) = (try who.visit.parameter("application"), laurel.rules)
        let action = JuryAddress(who.season).chaired(publicID)
        var entry = DiscussionVerbs.Entry()
        entry.key = laurel.randomness.publicID()
        let fresh = entry
        let (asked, language) = (who.visit.request.query["translation"], who.reader.language)
        var content = try await laurel.database.read { tx in
            let seat = try DiscussionSeat(publicID, try Chair(who, cache, tx), tx)
            var content = try DiscussionPages.Content(seat, action, fresh, cache, tx)
            guard seat.assignment == nil else { return content }
            content.text = try ShownText(
                seat.application, in: seat.round, to: seat.juror, at: action, asked: asked, language, cache,
                tx)
            return content
        }
        content.problem = problem
        type(&content)
        let title = content.application.title
        var page = Page.jury(title.isEmpty ? who.reader("jury.discussion") : title, who.season, who.reader)
        page.trail.append(
            Link(text: who.reader("jury.discussions"), path: JuryAddress(who.season).chaired))
        return who.visit.answer(DiscussionPages.page(content, page, who.visit), problem)
    }

    /// A file of the application's text, which a chair reads here who has no review of it.
    @Sendable func file(_ who: JurorRole) async throws -> Response {
        let (publicID, fileID) = (try who.visit.parameter("application"), try who.visit.parameter("file"))
        let cache = laurel.rules
        let file = try await laurel.database.read { tx in
            let seat = try DiscussionSeat(publicID, try Chair(who, cache, tx), tx)
            return try ReviewedFile(fileID, of: seat.application, in: seat.round, cache, tx)
        }
        return try await laurel.download(file.file, as: file.name)
    }

    // MARK: Leading

    @Sendable func open(_ form: Form, _ who: JurorRole) async throws -> Response {
        let (act, mail, cache) = (who.visit.act(laurel), JuryMail(who.season, laurel), laurel.rules)
        let reason = form["reason"].asLines
        do {
            return try await lead(who, "jury-discussion-opened") { seat, tx in
                let naming = try Discussion.naming(of: seat.round, cache, tx)
                try DiscussionVerbs.open(because: reason, by: seat, naming, mail: mail, act, tx)
            }
        } catch let problem as Problem where problem.returnsToForm {
            return try await answer(who, problem) { content in
                content.reason = reason
                // Where another chair was faster, it is worth saying in theirs.
                if content.state == .open { content.entry.text = reason }
            }
        }
    }

    @Sendable func remark(_ form: Form, _ who: JurorRole) async throws -> Response {
        let (act, entry) = (who.visit.act(laurel), DiscussionVerbs.Entry(form))
        do {
            return try await lead(who, "jury-remark-made") { seat, tx in
                try DiscussionVerbs.remark(entry, by: seat, act, tx)
            }
        } catch let problem as Problem where problem.returnsToForm {
            return try await answer(who, problem) { $0.entry = entry }
        }
    }

    @Sendable func conclude(_ form: Form, _ who: JurorRole) async throws -> Response {
        let (act, conclusion) = (who.visit.act(laurel), form["conclusion"].asLines)
        do {
            return try await lead(who, "jury-discussion-concluded") { seat, tx in
                try DiscussionVerbs.conclude(conclusion, by: seat, act, tx)
            }
        } catch let problem as Problem where problem.returnsToForm {
            return try await answer(who, problem) { $0.conclusion = conclusion }
        }
    }

    private func lead(
        _ who: JurorRole, _ notice: String,
        _ deed: @escaping @Sendable (DiscussionSeat, Transaction) throws -> Void
    ) async throws -> Response {
        let (publicID, cache) = (try who.visit.parameter("application"), laurel.rules)
        try await laurel.database.write { tx in
            try deed(try DiscussionSeat(publicID, try Chair(who, cache, tx), tx), tx)
        }
        return .seeOther(JuryAddress(who.season).chaired(publicID), notice: notice)
    }
}

extension DiscussionPages.Content {
    /// As somebody reads it who takes part.
    fileprivate init(
        _ seat: DiscussionSeat, _ action: String, _ entry: DiscussionVerbs.Entry, _ cache: RulesCache,
        _ tx: Transaction
    ) throws {
        let terms = try ReviewTerms.of(seat.round, cache, tx)
        let sight = DiscussionSight(seat, terms.rules.discussion)
        self.init(
            season: seat.season, round: seat.round, terms: terms,
            application: try DiscussedApplication.of(seat, cache, tx),
            reading: try DiscussionReading.of(seat.application, in: seat.round, sight, tx), action: action,
            isChair: seat.isChair, ownReview: seat.assignment, entry: entry)
    }
}
