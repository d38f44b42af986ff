internal import Foundation
internal import Hummingbird
internal import Platform

/// The jurors of a season: listed, added one by one or from a table, changed, and invited.
struct JurorListRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = JuryStaffRoutes.base
        routes.page(base + "/jurors", list)
        routes.page(base + "/jurors/new", newPage)
        routes.action(base + "/jurors/new", add)
        routes.page(base + "/jurors/import", importPage)
        routes.action(base + "/jurors/import", importTable, limit: JurorImport.mostBytes + 64 * 1024)
        routes.page(base + "/jurors/:juror", jurorPage)
        routes.action(base + "/jurors/:juror", change)
        routes.action(base + "/jurors/:juror/remove", remove)
        routes.action(base + "/jurors/:juror/release", release)
        routes.action(base + "/jurors/:juror/return", takeBack)
        routes.page(base + "/invitations", invitations)
        routes.action(base + "/invitations", invite)
    }

    @Sendable func list(_ staff: ImpartialStaff) async throws -> Response {
        let (season, reader, query) = (staff.season, staff.reader, staff.visit.request.query)
        let list = try await laurel.database.read { try JurorList.page(query, of: season.id, reader, $0) }
        let content = JurorPages.ListContent(
            season: season, list: list,
            address: ListAddress(path: JuryAddress(season).jurors, query: query))
        return staff.visit.answer(JurorPages.list(content, staff.visit))
    }

    // MARK: One juror

    @Sendable func newPage(_ staff: ImpartialStaff) async throws -> Response {
        let season = staff.season
        let panels = try await laurel.database.read { try Panel.ofSeason(season.id, $0) }
        var input = JurorInput()
        input[.capacity] = String(min(season.rules.jury.maximumLoad, Juror.largestCapacity))
        return formPage(.init(season: season, panels: panels, input: input), staff)
    }

    private func formPage(_ content: JurorPages.FormContent, _ staff: ImpartialStaff) -> Response {
        staff.visit.answer(JurorPages.form(content, staff.visit), content.problem)
    }

    @Sendable func add(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, input) = (staff.season, JurorInput(form))
        let panels = try await laurel.database.read { try Panel.ofSeason(season.id, $0) }
        let outcome = JurorCheck(rules: season.rules, panels: panels)(input)
        var content = JurorPages.FormContent(season: season, panels: panels, input: input)
        guard let entry = outcome.entry else {
            content.problem = Problem(.invalid, "problem.check", fields: outcome.faults)
            return formPage(content, staff)
        }
        let taken = try await store([entry], staff)
        guard taken.isEmpty else {
            content.problem = Problem(.invalid, "problem.check", fields: [.init("email", "jury.entry.taken")])
            return formPage(content, staff)
        }
        return .seeOther(JuryAddress(season).invitations, notice: "jury-juror-added")
    }

    /// Adds them all or none; gives the addresses that are jurors already.
    private func store(_ entries: [JurorEntry], _ staff: ImpartialStaff) async throws -> Set<String> {
        let (season, act) = (staff.season.id, staff.visit.act(laurel))
        let additions = entries.map { entry in
            JurorVerbs.Addition(
                entry: entry, publicID: laurel.randomness.publicID(), personID: laurel.randomness.publicID(),
                language: laurel.catalogue.best(for: entry.languages))
        }
        return try await laurel.database.write { try JurorVerbs.add(additions, to: season, by: act, $0) }
    }

    @Sendable func jurorPage(_ staff: ImpartialStaff) async throws -> Response {
        formPage(try await stored(staff), staff)
    }

    /// The form with what stands there of the juror.
    private func stored(_ staff: ImpartialStaff) async throws -> JurorPages.FormContent {
        let (season, publicID) = (staff.season, try staff.visit.parameter("juror"))
        return try await laurel.database.read { tx in
            let juror = try Juror.find(publicID, in: season.id, tx)
            let panels = try Panel.ofSeason(season.id, tx)
            let input = JurorInput(juror, panels)
            return JurorPages.FormContent(
                season: season, panels: panels, input: input, juror: juror, shown: input.mark)
        }
    }

    @Sendable func change(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let publicID = try staff.visit.parameter("juror")
        let change = JurorVerbs.Change(input: JurorInput(form), shown: form["shown"])
        do {
            try await laurel.database.write {
                try JurorVerbs.change(publicID, change, in: season, by: act, $0)
            }
            return .seeOther(JuryAddress(season).juror(publicID), notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            var content = try await stored(staff)
            if problem.code == .conflict {
                content.theirs = content.input
            } else {
                content.shown = change.shown
            }
            (content.input, content.problem) = (change.input, problem)
            return formPage(content, staff)
        }
    }

    @Sendable func remove(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, publicID) = (
            staff.season.id, staff.visit.act(laurel), try staff.visit.parameter("juror")
        )
        try await laurel.database.write { tx in
            try JurorVerbs.remove(try Juror.find(publicID, in: season, tx), by: act, tx)
        }
        return .seeOther(JuryAddress(staff.season).jurors, notice: "jury-juror-removed")
    }

    @Sendable func release(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, reason) = (staff.season, staff.visit.act(laurel), form["reason"].asLines)
        let publicID = try staff.visit.parameter("juror")
        do {
            try await laurel.database.write { tx in
                let juror = try Juror.find(publicID, in: season.id, tx)
                try JurorRelease.release(juror, because: reason, by: act, tx)
            }
            return .seeOther(JuryAddress(season).juror(publicID), notice: "jury-juror-released")
        } catch let problem as Problem where problem.returnsToForm {
            var content = try await stored(staff)
            content.releasing = .init(form: JurorRelease.form, text: reason)
            content.problem = problem
            return formPage(content, staff)
        }
    }

    @Sendable func takeBack(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let publicID = try staff.visit.parameter("juror")
        try await laurel.database.write { tx in
            try JurorRelease.takeBack(try Juror.find(publicID, in: season.id, tx), by: act, tx)
        }
        return .seeOther(JuryAddress(season).invitations, notice: "saved")
    }

    // MARK: A table of jurors

    @Sendable func importPage(_ staff: ImpartialStaff) async throws -> Response {
        staff.visit.answer(InvitationPages.importing(.init(season: staff.season), staff.visit))
    }

    @Sendable func importTable(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let season = staff.season
        guard let text = Self.table(in: form) else {
            let problem = Problem(.invalid, "problem.check", fields: [.init("text", "jury.import.not-text")])
            return importAnswer("", [], problem, staff)
        }
        let panels = try await laurel.database.read { try Panel.ofSeason(season.id, $0) }
        let table = JurorImport(csv: text, check: JurorCheck(rules: season.rules, panels: panels))
        var findings = table.findings
        if findings.isEmpty {
            let taken = try await store(table.lines.map(\.entry), staff)
            findings = table.lines.filter { taken.contains($0.entry.email) }.map { line in
                JurorImport.Finding(line: line.number, column: "email", message: "jury.entry.taken")
            }
        }
        guard findings.isEmpty else {
            return importAnswer(text, findings, Problem(.invalid, "jury.import.refused"), staff)
        }
        return .seeOther(JuryAddress(season).invitations, notice: "jury-jurors-imported")
    }

    /// The file, or what was typed; nothing where it is not text in UTF-8.
    private static func table(in form: Form) -> String? {
        guard let file = form.file("file"), !file.bytes.isEmpty else { return form.all("text").first ?? "" }
        return String(validating: file.bytes, as: UTF8.self)
    }

    private func importAnswer(
        _ text: String, _ findings: [JurorImport.Finding], _ problem: Problem, _ staff: ImpartialStaff
    ) -> Response {
        let content = InvitationPages.ImportContent(
            season: staff.season, text: text, findings: findings, problem: problem)
        return staff.visit.answer(InvitationPages.importing(content, staff.visit), problem)
    }

    // MARK: Invitations

    @Sendable func invitations(_ staff: ImpartialStaff) async throws -> Response {
        let (season, mail) = (staff.season, JuryMail(staff.season, laurel))
        let jurors = try await laurel.database.read { try JurorInvitation.waiting(in: season.id, $0) }
        let letters = jurors.map { InvitationPages.Letter(juror: $0, mail: mail.invitation($0)) }
        let content = InvitationPages.Content(season: season, letters: letters, shownAt: staff.now)
        return staff.visit.answer(InvitationPages.invitations(content, staff.visit))
    }

    @Sendable func invite(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (mail, act, shownAt) = (
            JuryMail(staff.season, laurel), staff.visit.act(laurel), try form.moment("shown")
        )
        let count = try await laurel.database.write {
            try JurorInvitation.send(shownAt: shownAt, mail: mail, by: act, $0)
        }
        return .seeOther(
            JuryAddress(staff.season).jurors, notice: count > 0 ? "jury-invited" : "jury-nothing-sent")
    }
}
