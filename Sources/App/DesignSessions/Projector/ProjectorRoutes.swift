internal import Hummingbird
internal import Platform

/// The wall of the hall.
struct ProjectorRoutes: Sendable {
    let laurel: Laurel
    let poll: PollOnWall

    func add(to routes: RouteTable) {
        routes.page(SessionRoutes.one + "/projector", page)
    }

    /// For all who may follow the session; it shows nothing that a participant may not see.
    @Sendable func page(_ visitor: SeasonVisitor) async throws -> Response {
        let poll = poll
        let board = try await laurel.database.read { tx in
            try ProjectorBoard(try Listening(visitor, tx).here, poll: poll, visitor.reader, tx)
        }
        let link = JoinLink(board.session, laurel.settings)
        return visitor.visit.answer(ProjectorPages.page(board, link: link, visitor.visit))
    }
}
