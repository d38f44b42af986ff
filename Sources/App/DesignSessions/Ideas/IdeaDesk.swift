internal import Hummingbird
internal import Platform

/// The page of the idea of an address, before and after something is done there.
struct IdeaDesk: Sendable {
    let laurel: Laurel
    let visitor: SeasonVisitor
    let section: IdeaSection

    func page(_ problem: Problem? = nil, _ change: (inout IdeaPages) -> Void = { _ in }) async throws
        -> Response
    {
        let (visit, key) = (visitor.visit, laurel.randomness.publicID())
        let (visitor, section) = (visitor, section)
        let id = try visit.parameter("idea")
        let after = visit.request.query["after"]
        var pages = try await laurel.database.read { tx in
            var pages = try IdeaPages.read(id, key: key, after: after, IdeaSight(visitor, tx), tx)
            pages.section = try section(pages.idea, pages.sight, visitor.reader, tx)
            return pages
        }
        pages.problem = problem
        change(&pages)
        return visit.answer(pages.page(visit), problem)
    }

    /// Does something with the idea and leads back to it; what could not be accepted is said there.
    func change(
        _ notice: String, with note: Note? = nil,
        _ body: @escaping @Sendable (String, Transaction) throws -> Void
    ) async throws -> Response {
        let visitor = visitor
        let id = try visitor.visit.parameter("idea")
        do {
            let address = try await laurel.database.write { tx in
                try body(id, tx)
                let here = try SessionVisit(visitor, tx)
                return SessionAddress(here.season, here.session)
            }
            return .seeOther(address.idea(id), notice: notice)
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(problem) { $0.note = note }
        }
    }
}
