internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// The sessions of a season as everybody finds them.
struct SessionRoutes: Sendable {
    let laurel: Laurel
    let results: SessionResults

    static let list = "/seasons/:season/sessions"
    static let one = list + "/:session"

    func add(to routes: RouteTable) {
        routes.page(Self.list, list)
        routes.page(Self.one, page)
        routes.page(Self.one + "/calendar.ics", calendar, kind: .resource)
        SessionSetupRoutes(laurel: laurel).add(to: routes)
        SessionPartsRoutes(laurel: laurel).add(to: routes)
        InvitationRoutes(laurel: laurel).add(to: routes)
        JoiningRoutes(laurel: laurel).add(to: routes)
        SeatRoutes(laurel: laurel).add(to: routes)
    }

    @Sendable func list(_ visitor: SeasonVisitor) async throws -> Response {
        let (season, visit) = (visitor.season, visitor.visit)
        let sessions = try await laurel.database.read { try DesignSession.ofSeason(season.id, $0) }
        let isStaff = visit.holds(.staff) || visit.holds(.administrator)
        let shown = sessions.filter { isStaff || $0.state != .prepared }
        let content = SessionListPages.Content(
            season: season, sessions: shown.map { SessionTime($0, visit.reader, laurel.catalogue) },
            isStaff: isStaff)
        return visit.answer(SessionListPages.list(content, visit))
    }

    @Sendable func page(_ visitor: SeasonVisitor) async throws -> Response {
        let (reader, catalogue, rules) = (visitor.reader, laurel.catalogue, laurel.rules)
        let results = results
        let content = try await laurel.database.read { tx in
            let here = try SessionVisit(visitor, tx)
            let session = here.session
            let seasons = try Season.published(rules, tx)
            let entries = try SessionEntry.of(session.id, tx).compactMap { entry in
                seasons.first { $0.id == entry.season }.map { entry.words($0, reader) }
            }
            return SessionPages.Content(
                here: here, time: SessionTime(session, reader, catalogue),
                groups: try SessionGroup.of(session.id, tx), steps: try AgendaStep.of(session.id, tx),
                entries: entries, seats: try Joining.taken(in: session.id, tx),
                results: try results(session, here.season, reader, tx))
        }
        return visitor.visit.answer(SessionPages.page(content, visitor.visit))
    }

    @Sendable func calendar(_ visitor: SeasonVisitor) async throws -> Response {
        let here = try await laurel.database.read { try SessionVisit(visitor, $0) }
        let event = CalendarEvent(
            here.session, in: here.season, laurel, for: visitor.reader, showsLink: here.seat != nil)
        return Response(
            status: .ok,
            headers: [
                .contentType: OutgoingMail.Attachment.calendar,
                .contentDisposition: DownloadName(here.session.publicID + ".ics").contentDisposition,
            ], body: .init(byteBuffer: ByteBuffer(string: event.text)))
    }
}

extension SessionEntry {
    /// "Laureates of the third season".
    func words(_ season: Season, _ reader: Reader) -> String {
        reader("sessions.entry.\(gate.rawValue)", ["season": .text(reader.pick(season.rules.title))])
    }
}
