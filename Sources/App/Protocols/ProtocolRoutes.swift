internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// The protocol of a session: read by everybody once it is published, written by those who lead the session.
struct ProtocolRoutes: Sendable {
    let laurel: Laurel

    private static let one = "/seasons/:season/sessions/:session/protocol"
    /// Three texts in three languages, in an alphabet of which browsers send nine bytes a letter.
    static let formBytes = 1_000_000

    func add(to routes: RouteTable) {
        routes.page(Self.one, page)
        routes.action(Self.one + "/facts", draft)
        routes.page(Self.one + "/texts", texts)
        routes.action(Self.one + "/texts", save, limit: Self.formBytes)
        routes.page(Self.one + "/publication", publication)
        routes.action(Self.one + "/publication", publish)
        routes.page(Self.one + "/protocol.json", json, kind: .resource)
        routes.page(Self.one + "/ideas.csv", csv, kind: .resource)
    }

    @Sendable func page(_ visitor: SeasonVisitor) async throws -> Response {
        let content = try await laurel.database.read { tx -> ProtocolPages.Content in
            let here = try SessionVisit(visitor, tx)
            if here.isFacilitator, try SessionProtocol.of(here.session.id, tx) == nil {
                return ProtocolPages.Content(here: here)
            }
            return ProtocolPages.Content(
                here: here, written: try SessionProtocol.read(here, tx))
        }
        let pages = ProtocolPages(content: content, catalogue: laurel.catalogue)
        return visitor.visit.answer(pages.page(visitor.visit))
    }

    @Sendable func draft(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let visitor = who.visitor
        let (act, catalogue) = (visitor.visit.act(laurel), laurel.catalogue)
        let address = try await laurel.database.write { tx in
            let who = try Facilitating(visitor, tx)
            try ProtocolVerbs.draft(
                who.session, by: act,
                proposal: { ProtocolProposal(catalogue: catalogue, facts: $0, polls: $1).texts }, tx)
            return SessionAddress(who.season, who.session)
        }
        return .seeOther(address.protocol, notice: "protocol-drafted")
    }

    @Sendable func texts(_ who: SignedInVisitor) async throws -> Response {
        try await form(who.visitor, typed: nil, problem: nil)
    }

    private func form(
        _ visitor: SeasonVisitor, typed: ProtocolTexts?, problem: Problem?
    ) async throws -> Response {
        let content = try await laurel.database.read { tx in
            let who = try Facilitating(visitor, tx)
            let written = try SessionProtocol.read(who.here, tx)
            guard !written.isPublished else { throw Problem(.closed, "protocol.published") }
            return ProtocolForm(here: who.here, written: written, typed: typed, problem: problem)
        }
        return visitor.visit.answer(content.page(visitor.visit), problem)
    }

    /// What was typed stays on the page whatever stands in its way.
    @Sendable func save(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let visitor = who.visitor
        let (act, base, typed) = (
            visitor.visit.act(laurel), Int(form["version"]) ?? 0, ProtocolForm.read(form)
        )
        do {
            let address = try await laurel.database.write { tx in
                let who = try Facilitating(visitor, tx)
                try ProtocolVerbs.save(typed, since: base, of: who.session, by: act, tx)
                return SessionAddress(who.season, who.session)
            }
            return .seeOther(address.protocol, notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            return try await self.form(visitor, typed: typed, problem: problem)
        }
    }

    @Sendable func publication(_ who: SignedInVisitor) async throws -> Response {
        try await publication(who.visitor, problem: nil)
    }

    private func publication(_ visitor: SeasonVisitor, problem: Problem?) async throws -> Response {
        let content = try await laurel.database.read { tx in
            let who = try Facilitating(visitor, tx)
            let written = try SessionProtocol.read(who.here, tx)
            return ProtocolPublicationPage(
                here: who.here, written: written, isCurrent: try written.isCurrent(who.session, tx),
                problem: problem)
        }
        return visitor.visit.answer(content.page(visitor.visit), problem)
    }

    @Sendable func publish(_ form: Form, _ who: SignedInVisitor) async throws -> Response {
        let visitor = who.visitor
        let (act, shown) = (visitor.visit.act(laurel), Int(form["version"]) ?? 0)
        do {
            let address = try await laurel.database.write { tx in
                let who = try Facilitating(visitor, tx)
                try ProtocolVerbs.publish(shown, of: who.session, by: act, tx)
                return SessionAddress(who.season, who.session)
            }
            return .seeOther(address.protocol, notice: "protocol-published")
        } catch let problem as Problem where problem.code == .conflict {
            return try await publication(visitor, problem: problem)
        }
    }

    @Sendable func json(_ visitor: SeasonVisitor) async throws -> Response {
        let data = try await openData(visitor)
        return .json(try data.json())
    }

    @Sendable func csv(_ visitor: SeasonVisitor) async throws -> Response {
        let data = try await openData(visitor)
        let name = DownloadName("\(data.session)-ideas.csv")
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .contentDisposition: name.contentDisposition,
                .contentSecurityPolicy: "sandbox; default-src 'none'",
            ], body: .init(byteBuffer: ByteBuffer(bytes: data.ideas().csv())))
    }

    private func openData(_ visitor: SeasonVisitor) async throws -> ProtocolData {
        try await laurel.database.read { tx in
            let here = try SessionVisit(visitor, tx)
            return ProtocolData(
                session: here.session.publicID, written: try SessionProtocol.read(here, tx))
        }
    }
}
