internal import Hummingbird
internal import Platform

/// The files of an application. Nothing here is public: whoever does not act for the party finds nothing.
struct ApplicationFileRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let one = "/seasons/:season/applications/:application"
        routes.action(one + "/uploads/:field", upload, limit: ApplicationBounds.uploadBytes)
        routes.action(one + "/uploads/:field/removal", remove, limit: ApplicationBounds.formBytes)
        routes.page(one + "/files/:file", download, kind: .resource)
    }

    @Sendable func download(_ who: Applicant) async throws -> Response {
        let publicID = try who.visit.parameter("file")
        let found = try await who.reading(laurel.database) { held, tx in
            try ApplicationFile.find(publicID, of: held.application.id, tx)
        }
        guard let file = found else { throw Problem.notFound }
        return try await laurel.download(file)
    }

    @Sendable func upload(_ form: Form, _ who: Applicant) async throws -> Response {
        try laurel.limiter.count(ApplicationBounds.uploads, for: who.person.publicID, now: who.now)
        let field = try await field(who)
        let save = Drafting.Save(input: form, version: try form.version())
        do {
            let (file, bytes) = try read(form, field, who)
            return try await attach(file, bytes, to: field, save, who)
        } catch let problem as Problem where problem.isShownOnForms {
            return try await refuse(problem, save, who)
        }
    }

    private func field(_ who: Applicant) async throws -> FormField {
        let key = try who.visit.parameter("field")
        let (_, form) = try await who.held(laurel.database).form(who.season)
        let found = form.fields.first { $0.key == key && $0.kind == .file }
        guard let field = found else { throw Problem.notFound }
        return field
    }

    /// What was sent, recognised by its content and no larger than the field allows.
    private func read(_ form: Form, _ field: FormField, _ who: Applicant) throws -> (AnsweredFile, [UInt8]) {
        guard let sent = form.file(field.key), !sent.bytes.isEmpty else {
            throw refusal(field, "applications.files.none")
        }
        guard let type = SniffedType(sniffing: sent.bytes) else {
            let endings = field.settings.types.flatMap(\.extensions).joined(separator: ", ")
            throw refusal(field, "field.file.type", ["allowed": .text(endings)])
        }
        let file = AnsweredFile(
            id: laurel.randomness.publicID(), name: DownloadName(sent.name, type: type).description,
            type: type,
            bytes: sent.bytes.count)
        if let problem = field.problems(.file(file), today: who.today).first {
            throw refusal(field, problem.message, problem.arguments)
        }
        return (file, sent.bytes)
    }

    private func refusal(
        _ field: FormField, _ message: String, _ arguments: [String: MessageValue] = [:]
    ) -> Problem {
        Problem(.invalid, "problem.check", fields: [.init(field.key, message, arguments)])
    }

    private func attach(
        _ file: AnsweredFile, _ bytes: [UInt8], to field: FormField, _ save: Drafting.Save, _ who: Applicant
    ) async throws -> Response {
        let (season, person, act) = (who.season, who.person.id, who.visit.act(laurel))
        let stored = try await laurel.keep(bytes)
        let upload = Attaching.Upload(field: field.key, file: file, stored: stored)
        do {
            let outcome = try await who.changing(laurel.database) { held, tx in
                try Attaching.attach(upload, with: save, to: held, of: season, for: person, by: act, tx)
            }
            return try await answer(outcome, field.key, who)
        } catch let problem as Problem {
            try await laurel.discard(stored)
            throw problem
        }
    }

    @Sendable func remove(_ form: Form, _ who: Applicant) async throws -> Response {
        let save = Drafting.Save(input: form, version: try form.version())
        let field = try who.visit.parameter("field")
        let (season, person, act) = (who.season, who.person.id, who.visit.act(laurel))
        let outcome = try await who.changing(laurel.database) { held, tx in
            try Attaching.remove(field, with: save, from: held, of: season, for: person, by: act, tx)
        }
        return try await answer(outcome, field, who)
    }

    private func answer(_ outcome: Drafting.Outcome, _ field: String, _ who: Applicant) async throws
        -> Response
    {
        let address = try who.address()
        guard case .conflict = outcome else { return .seeOther(address.form + "#" + field) }
        let page = try DraftPage(try await who.held(laurel.database), who.season)
        return who.visit.answer(
            try page.page(who.visit), Problem(.conflict, "applications.draft.conflict"))
    }

    /// The file is not taken, but what was typed beside it is.
    private func refuse(_ problem: Problem, _ save: Drafting.Save, _ who: Applicant) async throws -> Response
    {
        let (season, person, act) = (who.season, who.person.id, who.visit.act(laurel))
        _ = try await who.changing(laurel.database) { held, tx in
            try Drafting.save(save, into: held, of: season, for: person, by: act, tx)
        }
        var page = try DraftPage(try await who.held(laurel.database), who.season)
        page.problem = problem
        return who.visit.answer(try page.page(who.visit), problem)
    }
}
