internal import Platform

extension Guard {
    static let sessionIsKnown = Guard(name: "session is known")
    static let facilitator = Guard(name: "facilitator")
    static let moderator = Guard(name: "moderator")
    static let scribe = Guard(name: "scribe")
    static let sessionIsOpen = Guard(name: "session is open")
}

/// A session as its visitor finds it, in the transaction that answers them: announced, or theirs to prepare.
struct SessionVisit: Sendable {
    let season: Season
    let session: DesignSession
    /// Nothing for those who are not in the room.
    let seat: SessionSeat?
    /// Staff of the season, who may do what a facilitator may.
    let isStaff: Bool

    init(_ visitor: SeasonVisitor, _ tx: Transaction) throws {
        let visit = visitor.visit
        season = visitor.season
        session = try DesignSession.find(visit.parameter("session"), in: season.id, tx)
        seat = try SessionSeat.of(visit, in: session.id, tx)
        isStaff = visit.holds(.staff) || visit.holds(.administrator)
        let isKnown = try session.state != .prepared || seat != nil || isStaff || isInvited(visit, tx)
        try Guard.sessionIsKnown.require(isKnown, orElse: .notFound)
    }

    /// Those who will prepare it are invited before anybody else knows of it.
    private func isInvited(_ visit: Visit, _ tx: Transaction) throws -> Bool {
        guard let person = visit.person else { return false }
        return try Admission.invitation(of: person, in: session, tx) != nil
    }

    var isFacilitator: Bool { isStaff || seat?.part == .facilitator }
    var isModerator: Bool { isFacilitator || seat?.part == .moderator }
}

/// Somebody in the room. It holds the seat, so no test has to show that this check is needed: without one
/// there is nothing to make it of.
struct Seated: Sendable {
    let here: SessionVisit
    let seat: SessionSeat
    var session: DesignSession { here.session }
    var season: Season { here.season }

    init(_ visitor: SeasonVisitor, _ tx: Transaction) throws {
        here = try SessionVisit(visitor, tx)
        guard let seat = here.seat else { throw Problem(.forbidden, "sessions.join-first") }
        self.seat = seat
    }

    /// What is proposed, said and voted needs a session that has begun and has not ended.
    func requireOpen() throws {
        try session.requireOpen()
    }
}

/// Somebody who leads the session: its facilitators, and the staff of the season.
struct Facilitating: Sendable {
    let here: SessionVisit
    let person: Person
    var session: DesignSession { here.session }
    var season: Season { here.season }

    init(_ visitor: SeasonVisitor, _ tx: Transaction) throws {
        person = try SignedIn(visitor.visit).person
        here = try SessionVisit(visitor, tx)
        try Guard.facilitator.require(here.isFacilitator, orElse: Problem(.forbidden, "problem.forbidden"))
    }
}

/// Somebody who keeps what is said within what may be said here; facilitators do too.
struct Moderating: Sendable {
    let here: SessionVisit
    let person: Person
    var session: DesignSession { here.session }
    var season: Season { here.season }

    init(_ visitor: SeasonVisitor, _ tx: Transaction) throws {
        person = try SignedIn(visitor.visit).person
        here = try SessionVisit(visitor, tx)
        try Guard.moderator.require(here.isModerator, orElse: Problem(.forbidden, "problem.forbidden"))
    }
}

/// Somebody who writes down what a group says: its scribe.
struct Scribing: Sendable {
    let here: SessionVisit
    let seat: SessionSeat
    let group: ID<SessionGroup>
    var session: DesignSession { here.session }
    var season: Season { here.season }

    init(_ visitor: SeasonVisitor, _ tx: Transaction) throws {
        let seated = try Seated(visitor, tx)
        try Guard.scribe.require(
            seated.seat.part == .scribe, orElse: Problem(.forbidden, "problem.forbidden"))
        guard let group = seated.seat.group else { throw Problem(.forbidden, "sessions.scribe-no-group") }
        here = seated.here
        seat = seated.seat
        self.group = group
    }
}

extension DesignSession {
    func requireOpen() throws {
        try Guard.sessionIsOpen.require(isOpen, orElse: Problem(.closed, "sessions.not-open"))
    }
}
