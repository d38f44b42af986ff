internal import Hummingbird
internal import Platform

/// What moderators do on the page of an idea.
struct ModerationRoutes: Sendable {
    let laurel: Laurel
    let section: IdeaSection

    func add(to routes: RouteTable) {
        let one = "/seasons/:season/sessions/:session/ideas/:idea"
        routes.action(one + "/hiding", hide)
        routes.action(one + "/hiding/end", lift)
        routes.action(one + "/comments/:comment/hiding", hideComment)
        routes.action(one + "/comments/:comment/hiding/end", liftComment)
        routes.action(one + "/translation/removal", removeTranslation)
        routes.action(one + "/author", disclose)
    }

    @Sendable func hide(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let note = Note(form, "reason-hiding")
        return try await change("idea-hidden", with: note, who.visitor) {
            try Moderation.hide($0, note: note, by: $1, $2, $3)
        }
    }

    @Sendable func lift(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        try await change("idea-shown", who.visitor) { try Moderation.lift($0, by: $1, $2, $3) }
    }

    @Sendable func hideComment(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let comment = try who.visit.parameter("comment")
        let note = Note(form, "reason-" + comment)
        return try await change("comment-hidden", with: note, who.visitor) {
            try Moderation.hideComment(comment, on: $0, note: note, by: $1, $2, $3)
        }
    }

    @Sendable func liftComment(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let comment = try who.visit.parameter("comment")
        return try await change("comment-shown", who.visitor) {
            try Moderation.liftComment(comment, on: $0, by: $1, $2, $3)
        }
    }

    @Sendable func removeTranslation(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let (language, note) = (form["language"], Note(form, "reason-translation"))
        return try await change("translation-removed", with: note, who.visitor) {
            try IdeaTranslations.remove(language, of: $0, note: note, by: $1, $2, $3)
        }
    }

    private func change(
        _ notice: String, with note: Note? = nil, _ visitor: SeasonVisitor,
        _ body: @escaping @Sendable (String, Moderating, RoomAct, Transaction) throws -> Void
    ) async throws -> Response {
        let act = RoomAct(visitor.visit, laurel)
        return try await ideaDesk(visitor).change(notice, with: note) { id, tx in
            try body(id, Moderating(visitor, tx), act, tx)
        }
    }

    /// The name stands on the answer to this alone; no address shows it again.
    @Sendable func disclose(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let visitor = who.visitor
        let (note, act) = (Note(form, "reason-author"), RoomAct(visitor.visit, laurel))
        let id = try visitor.visit.parameter("idea")
        let desk = ideaDesk(visitor)
        do {
            let name = try await laurel.database.write { tx in
                try AuthorDisclosure.read(id, note: note, by: Moderating(visitor, tx), act, tx)
            }
            return try await desk.page { $0.disclosure = name ?? "" }
        } catch let problem as Problem where problem.returnsToForm {
            return try await desk.page(problem) { $0.note = note }
        }
    }

    private func ideaDesk(_ visitor: SeasonVisitor) -> IdeaDesk {
        IdeaDesk(laurel: laurel, visitor: visitor, section: section)
    }
}
