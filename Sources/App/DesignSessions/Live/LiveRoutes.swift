internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// Somebody who may follow a session as it happens: who has a seat, and who leads it.
struct Listening: Sendable {
    let here: SessionVisit
    let owner: StreamOwner

    init(_ visitor: SeasonVisitor, _ tx: Transaction) throws {
        here = try SessionVisit(visitor, tx)
        if let seat = here.seat {
            owner = .seat(seat.id)
        } else {
            owner = .person(try Facilitating(visitor, tx).person.id)
        }
    }
}

/// A session as it happens: its stream of events, which pages follow.
struct LiveRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page(SessionRoutes.one + "/events", events, kind: .resource)
    }

    @Sendable func events(_ visitor: SeasonVisitor) async throws -> Response {
        let visit = visitor.visit
        let (listening, last) = try await laurel.database.read { tx in
            let listening = try Listening(visitor, tx)
            return (listening, try SessionEvent.last(of: listening.here.session.id, tx))
        }
        let session = listening.here.session
        let stream = try laurel.streams.open(
            for: listening.owner, in: session.id, last: last, hangUp: visit.hangUp)
        if session.state == .closed { stream.queue.end(with: .over) }
        // A browser that comes back says itself where it was; a page says up to where it was drawn.
        let after = visit.request.lastEvent ?? visit.request.query["after"].flatMap(Int.init) ?? last
        let greeting = EventText.greeting(random: laurel.randomness.bytes(1)[0])
        return Response(
            status: .ok,
            // Proxies that gather what they pass on would hold events back.
            headers: [.contentType: "text/event-stream", .accelBuffering: "no"],
            body: .init { writer in
                try await stream.send(after: max(0, after), greeting: greeting) { parts in
                    try await writer.write(contentsOf: parts)
                }
                try await writer.finish(nil)
            })
    }
}

extension HTTPField.Name {
    /// Understood by nginx and those that follow it.
    static let accelBuffering = HTTPField.Name("X-Accel-Buffering")!
}
