internal import Hummingbird
internal import Platform

/// Themes: everybody in the room reads them, those who lead gather and release.
struct ThemeRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let themes = "/seasons/:season/sessions/:session/themes"
        let one = themes + "/:theme"
        routes.page(themes, list)
        routes.action(themes, gather)
        routes.page(one, theme)
        routes.action(one, save)
        routes.action(one + "/release", release)
        routes.action(one + "/dissolution", dissolve)
    }

    @Sendable func list(_ visitor: SeasonVisitor) async throws -> Response {
        try await list(visitor, nil)
    }

    private func list(
        _ visitor: SeasonVisitor, _ problem: Problem?, typed: ThemeEntry? = nil, chosen: Set<String> = []
    ) async throws -> Response {
        let (sight, themes, groups, candidates) = try await laurel.database.read { tx in
            let sight = try IdeaSight(visitor, tx)
            let session = sight.session.id
            let candidates =
                sight.here.isFacilitator && visitor.visit.person != nil
                ? try SimilarIdeas.candidates(in: session, tx) : nil
            return (
                sight, try Theme.of(session, tx), try SessionGroup.of(session, tx), candidates
            )
        }
        let workbench = candidates.map {
            ThemePages.Workbench(candidates: $0, suggestions: SimilarIdeas.suggestions($0))
        }
        let pages = ThemePages(
            sight: sight, themes: themes, groups: groups, workbench: workbench, filter: filter(visitor),
            typed: typed, chosen: chosen, problem: problem)
        return visitor.visit.answer(pages.page(visitor.visit), problem)
    }

    private func filter(_ visitor: SeasonVisitor) -> IdeaListFilter {
        let asked = IdeaListFilter(visitor.visit.request.query)
        return IdeaListFilter(group: asked.group, language: asked.language)
    }

    @Sendable func gather(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let visitor = who.visitor
        let (entry, ideas) = (ThemeEntry(form), form.all("idea"))
        let (id, act) = (laurel.randomness.publicID(), RoomAct(visitor.visit, laurel))
        let place: Gathering.Place =
            form["theme"].isEmpty ? .new(entry, publicID: id) : .existing(form["theme"])
        do {
            let address = try await laurel.database.write { tx in
                let leader = try Facilitating(visitor, tx)
                try Gathering.gather(ideas, into: place, by: leader, act, tx)
                return SessionAddress(leader.season, leader.session)
            }
            let list = ListAddress(path: address.themes, query: filter(visitor).query)
            return .seeOther(list.with([:]), notice: "theme-gathered")
        } catch let problem as Problem where problem.returnsToForm {
            return try await list(visitor, problem, typed: entry, chosen: Set(ideas))
        }
    }

    @Sendable func theme(_ visitor: SeasonVisitor) async throws -> Response {
        try await theme(visitor, nil)
    }

    private func theme(_ visitor: SeasonVisitor, _ problem: Problem?, typed: ThemeEntry? = nil) async throws
        -> Response
    {
        let id = try visitor.visit.parameter("theme")
        let after = IdeaListFilter(visitor.visit.request.query).after
        let filter = IdeaListFilter(theme: id, order: .support, after: after)
        let page = try await laurel.database.read { tx in
            let sight = try IdeaSight(visitor, tx)
            return ThemePage(
                sight: sight, theme: try Theme.find(id, in: sight.session.id, tx),
                groups: try SessionGroup.of(sight.session.id, tx),
                list: try IdeaList.page(filter, sight, tx),
                isLed: sight.here.isFacilitator && visitor.visit.person != nil, typed: typed,
                problem: problem)
        }
        return visitor.visit.answer(page.page(visitor.visit), problem)
    }

    @Sendable func save(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let visitor = who.visitor
        let (entry, version) = (ThemeEntry(form), Int(form["version"]) ?? 0)
        return try await change(visitor, notice: "theme-saved", typed: entry) {
            try Gathering.save(entry, of: $0, version: version, by: $1, $2, $3)
        }
    }

    @Sendable func release(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let visitor = who.visitor
        let idea = form["idea"]
        return try await change(visitor, notice: "theme-released") {
            try Gathering.release(idea, from: $0, by: $1, $2, $3)
        }
    }

    @Sendable func dissolve(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let visitor = who.visitor
        let (id, act) = (try visitor.visit.parameter("theme"), RoomAct(visitor.visit, laurel))
        let address = try await laurel.database.write { tx in
            let leader = try Facilitating(visitor, tx)
            try Gathering.dissolve(id, by: leader, act, tx)
            return SessionAddress(leader.season, leader.session)
        }
        return .seeOther(address.themes, notice: "theme-dissolved")
    }

    private func change(
        _ visitor: SeasonVisitor, notice: String, typed: ThemeEntry? = nil,
        _ body: @escaping @Sendable (String, Facilitating, RoomAct, Transaction) throws -> Void
    ) async throws -> Response {
        let (id, act) = (try visitor.visit.parameter("theme"), RoomAct(visitor.visit, laurel))
        do {
            let address = try await laurel.database.write { tx in
                let leader = try Facilitating(visitor, tx)
                try body(id, leader, act, tx)
                return SessionAddress(leader.season, leader.session)
            }
            return .seeOther(address.theme(id), notice: notice)
        } catch let problem as Problem where problem.returnsToForm {
            return try await theme(visitor, problem, typed: typed)
        }
    }
}
