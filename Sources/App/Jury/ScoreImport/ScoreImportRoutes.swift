internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// Scores from a sheet: downloading it, the dry run, and entering it.
struct ScoreImportRoutes: Sendable {
    let laurel: Laurel

    /// A sheet travels as Base64 from the dry run to its confirmation.
    private static let mostBytes = ScoreSheet.mostBytes * 4 / 3 + 64 * 1024

    func add(to routes: RouteTable) {
        let base = JuryStaffRoutes.base + "/scores"
        routes.page(base, page)
        routes.page(base + "/sheet.csv", sheet, kind: .resource)
        routes.action(base + "/dry-run", dryRun, limit: Self.mostBytes)
        routes.action(base, confirm, limit: Self.mostBytes)
    }

    @Sendable func page(_ staff: ImpartialStaff) async throws -> Response {
        try await uploadPage(staff, nil)
    }

    private func uploadPage(_ staff: ImpartialStaff, _ problem: Problem?) async throws -> Response {
        let (season, cache) = (staff.season, laurel.rules)
        let content = try await laurel.database.read { tx in
            let round = try Round.current(of: season.id, tx)
            let open = round.flatMap { $0.isOpen ? $0 : nil }
            return ScoreImportPages.Content(
                season: season, terms: try open.map { try ReviewTerms.of($0, cache, tx) },
                shares: try open.map { try BlankSheet.Share.all(in: $0, tx) } ?? [],
                imports: try round.map { try ScoreImport.ofRound($0, tx) } ?? [], problem: problem)
        }
        return staff.visit.answer(ScoreImportPages.page(content, staff.visit), problem)
    }

    /// Names leave with it, which is written down first.
    @Sendable func sheet(_ staff: ImpartialStaff) async throws -> Response {
        let (season, cache, act) = (staff.season, laurel.rules, staff.visit.act(laurel))
        let juror = staff.visit.request.query["juror"] ?? ""
        let sheet = try await laurel.database.write {
            try BlankSheet.take(of: juror, in: season, by: act, cache, $0)
        }
        let day = staff.now.day(in: season.rules.timeZone)
        return Response(
            status: .ok,
            headers: [
                .contentType: TableFile.Format.csv.mediaType,
                .contentDisposition: DownloadName("\(season.key)-scores-\(day).csv").contentDisposition,
                .contentSecurityPolicy: "sandbox; default-src 'none'", .cacheControl: "private, no-store",
            ], body: .init(byteBuffer: ByteBuffer(bytes: sheet.table(staff.reader).csv())))
    }

    @Sendable func dryRun(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        try await dryRunPage(try ScoreUpload(form), staff, nil)
    }

    /// What would happen now. A file that cannot be read leads back to where it was chosen.
    private func dryRunPage(
        _ upload: ScoreUpload, _ staff: ImpartialStaff, _ problem: Problem?
    ) async throws -> Response {
        let (season, cache, now) = (staff.season, laurel.rules, staff.now)
        do {
            let content = try await laurel.database.read { tx in
                let round = try Round.open(in: season.id, tx)
                let terms = try ReviewTerms.of(round, cache, tx)
                let plan = try ScoreImportVerbs.plan(upload, round, terms, of: season, at: now, tx)
                return ScoreDryRunPages.Content(
                    season: season, terms: terms, upload: upload, plan: plan, problem: problem)
            }
            return staff.visit.answer(ScoreDryRunPages.page(content, staff.visit), problem)
        } catch let problem as Problem where problem.returnsToForm {
            return try await uploadPage(staff, problem)
        }
    }

    @Sendable func confirm(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, cache, act) = (staff.season, laurel.rules, staff.visit.act(laurel))
        let (upload, publicID) = (try ScoreUpload(form), laurel.randomness.publicID())
        do {
            try await laurel.database.write { tx in
                try ScoreImportVerbs.confirm(upload, publicID: publicID, in: season, by: act, cache, tx)
            }
            return .seeOther(JuryAddress(season).scores, notice: "jury-scores-imported")
        } catch let problem as Problem where problem.returnsToForm {
            return try await dryRunPage(upload, staff, problem)
        }
    }
}
