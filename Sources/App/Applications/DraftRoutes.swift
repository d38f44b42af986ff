internal import Hummingbird
internal import Platform

/// Writing an application. Whichever button is pressed, the page is sent as a whole: what was typed and the
/// files that were chosen are kept before anything else happens.
struct DraftRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let one = "/seasons/:season/applications/:application"
        routes.page(one + "/form", draft)
        routes.action(one + "/form", save, limit: ApplicationBounds.pageBytes)
        routes.action(one + "/uploads/:field", upload, limit: ApplicationBounds.pageBytes)
        routes.action(one + "/uploads/:field/removal", remove, limit: ApplicationBounds.pageBytes)
        routes.action(one + "/conflict", dropConflict)
    }

    /// What sent the page.
    private enum Button: Equatable {
        case save, preview
        /// Those of one field for a file.
        case upload(String)
        case remove(String)

        var field: String? {
            switch self {
            case .save, .preview: nil
            case .upload(let field), .remove(let field): field
            }
        }
    }

    @Sendable func draft(_ who: Applicant) async throws -> Response {
        let held = try await who.held(laurel.database)
        var page = try DraftPage(held, who.season)
        if who.visit.request.query["check"] != nil {
            page.obstacles = try Submitting.obstacles(held, page.answers, in: who.season, at: who.now)
        }
        return who.visit.answer(try page.page(who.visit))
    }

    /// Saves the page, or the part of it that a script sends.
    @Sendable func save(_ form: Form, _ who: Applicant) async throws -> Response {
        try await keep(form, form["then"] == "preview" ? .preview : .save, who)
    }

    @Sendable func upload(_ form: Form, _ who: Applicant) async throws -> Response {
        try await keep(form, .upload(try who.visit.parameter("field")), who)
    }

    @Sendable func remove(_ form: Form, _ who: Applicant) async throws -> Response {
        try await keep(form, .remove(try who.visit.parameter("field")), who)
    }

    @Sendable func dropConflict(_ form: Form, _ who: Applicant) async throws -> Response {
        let person = who.person.id
        try await who.changing(laurel.database) { held, tx in
            try Drafting.forgetConflict(of: person, in: held, tx)
        }
        return .seeOther(try who.address().form)
    }

    private func keep(_ form: Form, _ button: Button, _ who: Applicant) async throws -> Response {
        let version = try form.version()
        let chosen = try await files(on: form, button, who)
        var stored: [AttachedFile] = []
        for file in chosen.taken {
            let content = try await laurel.keep(file.bytes)
            stored.append(AttachedFile(field: file.field, file: file.file, stored: content))
        }
        var emptied: String? = nil
        if case .remove(let field) = button { emptied = field }
        let save = Drafting.Save(
            input: form, version: version, files: stored, emptied: emptied,
            isOfConflict: form["conflict"] == "mine")
        let (season, person, act) = (who.season, who.person.id, who.visit.act(laurel))
        do {
            let outcome = try await who.changing(laurel.database) { held, tx in
                try Drafting.save(save, into: held, of: season, for: person, by: act, tx)
            }
            return try await answer(outcome, button, chosen.problem, who)
        } catch let problem as Problem {
            for file in stored { try await laurel.discard(file.stored) }
            guard problem.returnsToForm, !who.visit.request.wantsJSON else { throw problem }
            return try await page(of: form, problem, who)
        }
    }

    /// The files that were chosen anywhere on the page. Most pages carry none, and read nothing for it.
    private func files(on form: Form, _ button: Button, _ who: Applicant) async throws -> ChosenFiles {
        var chosen = ChosenFiles()
        guard form.hasFiles || button.field != nil else { return chosen }
        let fields = try await who.held(laurel.database).form(who.season).form.fields
            .filter { $0.kind == .file }
        if let field = button.field, !fields.contains(where: { $0.key == field }) { throw Problem.notFound }
        for field in fields where button != .remove(field.key) {
            if let sent = form.file(field.key) {
                take(sent, for: field, into: &chosen, who)
            } else if button == .upload(field.key) {
                chosen.refuse(field, "applications.files.none")
            }
        }
        return chosen
    }

    private func take(
        _ sent: Form.File, for field: FormField, into chosen: inout ChosenFiles, _ who: Applicant
    ) {
        do {
            try laurel.limiter.count(ApplicationBounds.uploads, for: who.person.publicID, now: who.now)
            chosen.take(sent, for: field, today: who.today, publicID: laurel.randomness.publicID())
        } catch {
            chosen.refuse(field, error.message, error.arguments)
        }
    }
}

// MARK: Answering

extension DraftRoutes {
    private func answer(
        _ outcome: Drafting.Outcome, _ button: Button, _ refused: Problem?, _ who: Applicant
    ) async throws -> Response {
        switch outcome {
        case .conflict:
            return try await page(showing: refused, Problem(.conflict, "applications.draft.conflict"), who)
        case .saved(let version):
            if let refused { return try await page(showing: refused, refused, who) }
            return who.visit.request.wantsJSON
                ? .json(["version": .integer(Int64(version))]) : try next(button, who)
        }
    }

    private func next(_ button: Button, _ who: Applicant) throws -> Response {
        let address = try who.address()
        return switch button {
        case .save: .seeOther(address.form, notice: "saved")
        case .preview: .seeOther(address.preview)
        case .upload(let field), .remove(let field): .seeOther(address.form + "#" + field)
        }
    }

    /// The draft as it is now kept. Where somebody else was faster that is both texts: one's own in the form,
    /// the other beside it. `problem` is what the answer as a whole says.
    private func page(showing refused: Problem?, _ problem: Problem, _ who: Applicant) async throws
        -> Response
    {
        if who.visit.request.wantsJSON { throw problem }
        var page = try DraftPage(try await who.held(laurel.database), who.season)
        page.problem = refused
        return who.visit.answer(try page.page(who.visit), problem)
    }

    /// What was typed, shown again although it could not be saved.
    private func page(of form: Form, _ problem: Problem, _ who: Applicant) async throws -> Response {
        let held = try await who.held(laurel.database)
        let (_, applicationForm) = try held.form(who.season)
        let typed = applicationForm.answers(form, keeping: try held.draft.answers())
        let page = DraftPage(held, who.season, typed: typed, problem: problem)
        return who.visit.answer(try page.page(who.visit), problem)
    }
}
