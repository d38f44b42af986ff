internal import Platform

extension Guard {
    static let pollIsKnown = Guard(name: "poll is known")
    static let pollIsDraft = Guard(name: "poll is a draft")
    static let pollIsOpen = Guard(name: "poll is open")
    static let pollIsRevealed = Guard(name: "poll is revealed")
    static let pairWasAsked = Guard(name: "pair was asked")
}

/// A poll as a visitor of its session finds it, in the transaction that answers them. Drafts are for those
/// who lead.
struct PollVisit: Sendable {
    let here: SessionVisit
    let poll: Poll
    var session: DesignSession { here.session }
    var address: SessionAddress { SessionAddress(here.season, here.session) }

    init(_ visitor: SeasonVisitor, _ tx: Transaction) throws {
        here = try SessionVisit(visitor, tx)
        poll = try Poll.find(visitor.visit.parameter("poll"), in: here.session.id, tx)
        try Guard.pollIsKnown.require(poll.state != .draft || here.isFacilitator, orElse: .notFound)
    }

    /// Votes need a session that runs and a poll that is open.
    func requireOpen() throws {
        try session.requireOpen()
        try Guard.pollIsOpen.require(poll.state == .open, orElse: Problem(.closed, "polls.not-open"))
    }

    func requireRevealed() throws {
        try Guard.pollIsRevealed.require(poll.state == .revealed, orElse: .notFound)
    }
}

/// Somebody who leads the session, with one of its polls.
struct PollFacilitating: Sendable {
    let led: Facilitating
    let poll: Poll
    var session: DesignSession { led.session }
    var address: SessionAddress { SessionAddress(led.season, led.session) }

    init(_ who: SignedInVisitor, _ tx: Transaction) throws {
        led = try Facilitating(who.visitor, tx)
        poll = try Poll.find(who.visit.parameter("poll"), in: led.session.id, tx)
    }

    /// Items are frozen once anybody can have voted on them.
    func requireDraft() throws {
        try Guard.pollIsDraft.require(
            poll.state == .draft, orElse: Problem(.closed, "polls.not-draft"))
    }
}
