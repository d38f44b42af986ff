internal import Hummingbird
internal import Platform

/// Translations of what an applicant wrote, as the jury's staff keep them.
struct TranslationRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = JuryStaffRoutes.base + "/translations/:application"
        routes.page(base, page)
        routes.action(base, save, limit: 1024 * 1024)
    }

    @Sendable func page(_ staff: ImpartialStaff) async throws -> Response {
        let asked = Language(staff.visit.request.query["language"] ?? "")
        return try await page(staff, into: asked) { _ in }
    }

    private func page(
        _ staff: ImpartialStaff, into asked: Language?,
        _ change: (inout ApplicationTranslationPages.Content) -> Void
    ) async throws -> Response {
        let (season, cache, own) = (staff.season, laurel.rules, staff.reader.language)
        let publicID = try staff.visit.parameter("application")
        var content = try await laurel.database.read { tx in
            let application = try JuryApplication.find(publicID, in: season.id, tx)
            guard let round = try Round.current(of: season.id, tx) else { throw Problem.notFound }
            let text = try ReviewedText.of(application.id, in: round, cache, tx)
            let translations = try ApplicationTranslation.of(application.id, tx)
            let choices = try Self.languages(of: season, but: text.language, tx)
            let language = asked ?? (choices.contains(own) ? own : choices.first ?? own)
            let stored = translations.first { $0.language == language }
            return ApplicationTranslationPages.Content(
                season: season, application: application, text: text, translations: translations,
                choices: choices, input: TranslationInput(stored, into: language))
        }
        change(&content)
        return staff.visit.answer(ApplicationTranslationPages.page(content, staff.visit), content.problem)
    }

    /// What the jurors of the season speak, the commonest first.
    private static func languages(
        of season: Season, but original: Language, _ tx: Transaction
    ) throws -> [Language] {
        let spoken = try Juror.ofSeason(season.id, tx).flatMap(\.languages)
        let counts = Dictionary(grouping: spoken + season.rules.languages, by: \.self).mapValues(\.count)
        let others = counts.filter { $0.key != original }
        return others.sorted { ($1.value, $0.key.code) < ($0.value, $1.key.code) }.map(\.key)
    }

    @Sendable func save(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, cache, act) = (staff.season, laurel.rules, staff.visit.act(laurel))
        let publicID = try staff.visit.parameter("application")
        let language = Language(form["language"])
        do {
            let outcome = try await laurel.database.write { tx in
                let application = try JuryApplication.find(publicID, in: season.id, tx)
                guard let round = try Round.current(of: season.id, tx) else { throw Problem.notFound }
                let text = try ReviewedText.of(application.id, in: round, cache, tx)
                let input = TranslationInput(form, of: text)
                return try TranslationVerbs.save(input, of: application, text, by: act, tx)
            }
            guard case .conflict(let stored) = outcome else {
                let path = JuryAddress(season).translations(publicID) + "?language=" + (language?.code ?? "")
                return .seeOther(path, notice: "saved")
            }
            return try await page(staff, into: language) { content in
                content.input = TranslationInput(form, of: content.text)
                content.input.base = stored.version
                content.conflict = stored
                content.problem = Problem(.conflict, "jury.translations.conflict")
            }
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(staff, into: language) { content in
                content.input = TranslationInput(form, of: content.text)
                content.problem = problem
            }
        }
    }
}
