internal import Hummingbird
internal import Platform

/// What scribes write down for their groups, and the tables of flipcharts.
struct ScribeRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let scribe = "/seasons/:season/sessions/:session/scribe"
        routes.page(scribe, page)
        routes.action(scribe + "/ideas", propose)
        routes.action(scribe + "/report", report)
        routes.page(scribe + "/flipcharts", flipcharts)
        routes.action(scribe + "/flipcharts", bring, limit: Flipcharts.mostBytes * 4)
    }

    @Sendable func page(_ visitor: SeasonVisitor) async throws -> Response {
        try await page(visitor) { _ in }
    }

    private func page(
        _ visitor: SeasonVisitor, _ problem: Problem? = nil, _ change: (inout ScribePages) -> Void
    ) async throws -> Response {
        let key = laurel.randomness.publicID()
        let (content, language) = try await laurel.database.read { tx in
            let scribe = try Scribing(visitor, tx)
            return (
                try ScribePages.read(scribe, try IdeaSight(visitor, tx), tx), scribe.seat.language
            )
        }
        let entry = IdeaEntry(text: .empty, language: language, group: "", key: key)
        var pages = ScribePages(content: content, entry: entry)
        change(&pages)
        return visitor.visit.answer(pages.page(visitor.visit), problem)
    }

    @Sendable func propose(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let entry = IdeaEntry(form)
        let (id, act) = (laurel.randomness.publicID(), RoomAct(visitor.visit, laurel))
        do {
            let (receipt, address) = try await laurel.database.write { tx in
                let scribe = try Scribing(visitor, tx)
                let receipt = try GroupProposing.propose(entry, publicID: id, by: scribe, act, tx)
                return (receipt, SessionAddress(scribe.season, scribe.session))
            }
            guard !visitor.visit.request.wantsJSON else { return .json(receipt.json) }
            return .seeOther(address.scribing, notice: "idea-proposed")
        } catch let problem as Problem where problem.returnsToForm {
            guard !visitor.visit.request.wantsJSON else { throw problem }
            return try await page(visitor, problem) { pages in
                pages = ScribePages(content: pages.content, entry: entry, problem: problem)
            }
        }
    }

    @Sendable func report(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let (entry, act) = (ReportSaving.Entry(form), RoomAct(visitor.visit, laurel))
        let wantsJSON = visitor.visit.request.wantsJSON
        do {
            let (outcome, address) = try await laurel.database.write { tx in
                let scribe = try Scribing(visitor, tx)
                let address = SessionAddress(scribe.season, scribe.session)
                return (try ReportSaving.save(entry, by: scribe, act, tx), address)
            }
            guard case .saved(let version) = outcome else {
                throw Problem(.conflict, "scribing.report.conflict")
            }
            guard !wantsJSON else { return .json(["version": .integer(Int64(version))]) }
            return .seeOther(address.scribing, notice: "report-saved")
        } catch let problem as Problem where problem.returnsToForm && !wantsJSON {
            return try await page(visitor, problem) { pages in
                pages.typedReport = entry
                pages.reportProblem = problem
            }
        }
    }

    // MARK: Tables

    @Sendable func flipcharts(_ visitor: SeasonVisitor) async throws -> Response {
        let desk = try await laurel.database.read { try FlipchartDesk(visitor, $0) }
        return visitor.visit.answer(FlipchartPage(desk: desk).page(visitor.visit))
    }

    /// A first time to look at what would come in; what was looked at comes in the second time.
    @Sendable func bring(_ form: Form, _ visitor: SeasonVisitor) async throws -> Response {
        let desk = try await laurel.database.read { try FlipchartDesk(visitor, $0) }
        guard let text = Self.text(form) else {
            let problem = Problem(.invalid, "scribing.table.not-text")
            return visitor.visit.answer(
                FlipchartPage(desk: desk, problem: problem).page(visitor.visit), problem)
        }
        let table = Flipcharts(csv: text, on: desk.ground)
        guard table.findings.isEmpty, form["deed"] == "bring" else {
            let problem = table.findings.isEmpty ? nil : Problem(.invalid, "scribing.table.refused")
            let page = FlipchartPage(desk: desk, text: text, table: table, problem: problem)
            return visitor.visit.answer(page.page(visitor.visit), problem)
        }
        let (act, ids) = (
            RoomAct(visitor.visit, laurel), table.lines.map { _ in laurel.randomness.publicID() }
        )
        _ = try await laurel.database.write { tx in
            // Rights and groups may be others by now than when the table was read.
            let desk = try FlipchartDesk(visitor, tx)
            let table = Flipcharts(csv: text, on: desk.ground)
            return try GroupProposing.bring(table, publicIDs: ids, by: desk, act, tx)
        }
        return .seeOther(desk.address.ideas, notice: "flipcharts-brought")
    }

    /// What was chosen goes before what was pasted. Line ends and a mark at the start make no other file.
    private static func text(_ form: Form) -> String? {
        guard let file = form.file("file") else { return form["table"] }
        guard let text = String(validating: file.bytes, as: UTF8.self) else { return nil }
        let unmarked = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        return unmarked.asLines
    }
}
