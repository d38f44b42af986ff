internal import Hummingbird
internal import Platform

/// The room, its ideas, and what is said and done about them.
struct IdeaRoutes: Sendable {
    let laurel: Laurel
    let section: IdeaSection

    func add(to routes: RouteTable) {
        let session = "/seasons/:season/sessions/:session"
        let ideas = session + "/ideas"
        let one = ideas + "/:idea"
        routes.page(session + "/room", room)
        routes.page(session + "/log", log)
        routes.page(ideas, list)
        routes.action(ideas, propose)
        routes.page(one, idea)
        routes.action(one + "/support", support)
        routes.action(one + "/support/end", ceaseToSupport)
        routes.action(one + "/comments", comment)
        routes.action(one + "/withdrawal", withdraw)
        routes.action(one + "/referrals", refer)
        routes.page(one + "/translation", translation)
        routes.action(one + "/translation", translate)
    }

    private func ideaDesk(_ visitor: SeasonVisitor) -> IdeaDesk {
        IdeaDesk(laurel: laurel, visitor: visitor, section: section)
    }

    // MARK: The room

    @Sendable func room(_ visitor: SeasonVisitor) async throws -> Response {
        try await room(visitor, typed: nil, nil)
    }

    private func room(_ visitor: SeasonVisitor, typed: IdeaEntry?, _ problem: Problem?) async throws
        -> Response
    {
        let key = laurel.randomness.publicID()
        let (sight, content) = try await laurel.database.read { tx in
            let sight = try IdeaSight(visitor, tx)
            return (sight, try RoomPages.read(sight, tx))
        }
        let group = content.groups.first { $0.id == sight.seat?.group }?.publicID
        let empty = IdeaEntry(
            text: .empty, language: sight.seat?.language ?? visitor.reader.language.code, group: group ?? "",
            key: key)
        let pages = RoomPages(sight: sight, content: content, entry: typed ?? empty, problem: problem)
        return visitor.visit.answer(pages.page(visitor.visit), problem)
    }

    @Sendable func propose(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let entry = IdeaEntry(form)
        let (id, act) = (laurel.randomness.publicID(), RoomAct(visitor.visit, laurel))
        do {
            let (receipt, address) = try await laurel.database.write { tx in
                let seated = try Seated(visitor, tx)
                let receipt = try Proposing.propose(entry, publicID: id, by: seated, act, tx)
                return (receipt, SessionAddress(seated.season, seated.session))
            }
            guard !visitor.visit.request.wantsJSON else { return .json(receipt.json) }
            return .seeOther(address.room, notice: "idea-proposed")
        } catch let problem as Problem where problem.returnsToForm {
            guard !visitor.visit.request.wantsJSON else { throw problem }
            return try await room(visitor, typed: entry, problem)
        }
    }

    @Sendable func log(_ visitor: SeasonVisitor) async throws -> Response {
        let query = visitor.visit.request.query
        let after = ListAddress.rowsPassed(query["after"])
        let (sight, log) = try await laurel.database.read { tx in
            let sight = try IdeaSight(visitor, tx)
            return (sight, try HidingEntry.log(of: sight.session.id, after: after, tx))
        }
        let list = ListAddress(path: visitor.visit.request.path, query: query)
        return visitor.visit.answer(
            HidingLogPage.page(
                log.entries, Lists.pager(list, next: log.next, visitor.reader), sight, visitor.reader))
    }

    @Sendable func list(_ visitor: SeasonVisitor) async throws -> Response {
        let filter = IdeaListFilter(visitor.visit.request.query)
        let pages = try await laurel.database.read { tx in
            let sight = try IdeaSight(visitor, tx)
            return IdeaListPages(
                sight: sight, filter: filter, groups: try SessionGroup.of(sight.session.id, tx),
                themes: try Theme.of(sight.session.id, tx), list: try IdeaList.page(filter, sight, tx))
        }
        return visitor.visit.answer(pages.page(visitor.visit))
    }

    // MARK: One idea

    @Sendable func idea(_ visitor: SeasonVisitor) async throws -> Response {
        try await ideaDesk(visitor).page { pages in
            pages.showsOriginal = visitor.visit.request.query["original"] == "yes"
        }
    }

    @Sendable func support(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let wantsAnswer = form["wants_answer"] == "yes"
        return try await support(form, visitor) {
            try Supporting.support($0, wantsAnswer: wantsAnswer, by: $1, $2, $3)
        }
    }

    @Sendable func ceaseToSupport(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        try await support(form, visitor) { try Supporting.cease($0, by: $1, $2, $3) }
    }

    private func support(
        _ form: Form, _ visitor: SeasonVisitor,
        _ body: @escaping @Sendable (String, Seated, RoomAct, Transaction) throws -> Supporting.Standing
    ) async throws -> Response {
        let id = try visitor.visit.parameter("idea")
        let act = RoomAct(visitor.visit, laurel)
        try laurel.limiter.count(Supporting.pace, for: visitor.visit.seatKey, now: visitor.now)
        let (standing, address) = try await laurel.database.write { tx in
            let seated = try Seated(visitor, tx)
            return (try body(id, seated, act, tx), SessionAddress(seated.season, seated.session))
        }
        guard !visitor.visit.request.wantsJSON else {
            return .json([
                "supporters": .integer(Int64(standing.supporters)),
                "isSupported": .bool(standing.isSupported),
            ])
        }
        switch IdeaCards.Place(rawValue: form["place"]) {
        case .room: return .seeOther(address.room + "#idea-" + id)
        case .list: return .seeOther(address.ideas + "#idea-" + id)
        case .theme, .idea, nil: return .seeOther(address.idea(id))
        }
    }

    @Sendable func comment(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let entry = Discussing.Entry(form)
        let id = try visitor.visit.parameter("idea")
        let (comment, act) = (laurel.randomness.publicID(), RoomAct(visitor.visit, laurel))
        let desk = ideaDesk(visitor)
        do {
            let (count, address) = try await laurel.database.write { tx in
                let seated = try Seated(visitor, tx)
                let count = try Discussing.comment(
                    entry, publicID: comment, on: id, by: seated, act, tx)
                return (count, SessionAddress(seated.season, seated.session))
            }
            guard !visitor.visit.request.wantsJSON else {
                return .json(["comments": .integer(Int64(count))])
            }
            return .seeOther(address.idea(id), notice: "idea-commented")
        } catch let problem as Problem where problem.returnsToForm {
            guard !visitor.visit.request.wantsJSON else { throw problem }
            return try await desk.page(problem) { $0.typed = entry }
        }
    }

    @Sendable func withdraw(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let (note, act) = (Note(form, "reason-withdrawal"), RoomAct(visitor.visit, laurel))
        return try await ideaDesk(visitor).change("idea-withdrawn", with: note) { id, tx in
            try Proposing.withdraw(id, note: note, by: Seated(visitor, tx), act, tx)
        }
    }

    @Sendable func refer(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let (group, act) = (form["group"], RoomAct(visitor.visit, laurel))
        return try await ideaDesk(visitor).change("idea-referred") { id, tx in
            try Referring.refer(id, to: group, by: Seated(visitor, tx), act, tx)
        }
    }

    // MARK: Translations

    @Sendable func translation(_ visitor: SeasonVisitor) async throws -> Response {
        let asked = visitor.visit.request.query["language"] ?? ""
        let id = try visitor.visit.parameter("idea")
        let page = try await laurel.database.read { tx in
            let sight = try IdeaSight(visitor, tx)
            let idea = try Idea.find(id, in: sight.session.id, tx)
            try idea.requireShown()
            let language = Self.language(asked, of: idea, sight)
            let stored = try IdeaTranslations.find(idea, language, tx)
            return TranslationPages(
                sight: sight, idea: try IdeaView.find(id, sight, tx), language: language,
                text: stored?.text ?? .empty, origin: stored?.origin, version: stored?.version ?? 0,
                isAnothers: try !IdeaTranslations.mayReplace(stored, of: idea, sight.here, tx))
        }
        return visitor.visit.answer(page.page(visitor.visit))
    }

    /// What was asked for, else the first of the session that is not the idea's own.
    private static func language(_ asked: String, of idea: Idea, _ sight: IdeaSight) -> String {
        if Languages.contains(asked), asked != idea.language { return asked }
        let own = [sight.language.code] + sight.session.languages + ["en", "ru"]
        return own.first { $0 != idea.language } ?? "en"
    }

    @Sendable func translate(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let (entry, act) = (IdeaTranslations.Entry(form), RoomAct(visitor.visit, laurel))
        let id = try visitor.visit.parameter("idea")
        do {
            let (outcome, address) = try await laurel.database.write { tx in
                let seated = try Seated(visitor, tx)
                let address = SessionAddress(seated.season, seated.session)
                return (try IdeaTranslations.save(entry, of: id, by: seated, act, tx), address)
            }
            guard case .conflict(let stored) = outcome else {
                return .seeOther(address.idea(id), notice: "idea-translated")
            }
            let problem = Problem(.conflict, "ideas.translation.conflict")
            return try await again(entry, conflict: stored, problem, visitor)
        } catch let problem as Problem where problem.returnsToForm || problem.code == .forbidden {
            return try await again(entry, conflict: nil, problem, visitor)
        }
    }

    /// The form once more, with what was typed; after a conflict it saves over what it shows beside.
    private func again(
        _ entry: IdeaTranslations.Entry, conflict: IdeaTranslations.Stored?, _ problem: Problem,
        _ visitor: SeasonVisitor
    ) async throws -> Response {
        let id = try visitor.visit.parameter("idea")
        let (sight, idea) = try await laurel.database.read { tx in
            let sight = try IdeaSight(visitor, tx)
            return (sight, try IdeaView.find(id, sight, tx))
        }
        let page = TranslationPages(
            sight: sight, idea: idea, language: entry.language, text: entry.text, origin: entry.origin,
            version: conflict?.version ?? entry.base, conflict: conflict, problem: problem)
        return visitor.visit.answer(page.page(visitor.visit), problem)
    }
}

extension Proposing.Answer {
    /// The same whether it was new or sent again.
    var json: JSON {
        ["id": .string(publicID), "number": .integer(Int64(number))]
    }
}
