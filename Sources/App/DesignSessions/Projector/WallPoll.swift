internal import Platform

/// A poll as the hall sees it: while it is open the question and how many have voted, then what came out.
struct WallPoll: Sendable {
    let isOpen: Bool
    let markup: HTML
}

/// What hangs of a session's polls on its wall; nothing where there is nothing to see.
typealias PollOnWall = @Sendable (DesignSession, Reader, Transaction) throws -> WallPoll?
