internal import Crypto
internal import Platform

/// A sheet of scores with what somebody decided of it.
struct ScoreUpload: Sendable {
    let bytes: [UInt8]
    let fileName: String
    /// Of the plan that the page showed; empty where none was shown yet.
    var shown = ""
    /// Lines that may stand in the place of a juror's own work.
    var ticked: Set<Int> = []
    /// Whether refused rows may be left out.
    var leavesOut = false

    init(_ form: Form) throws {
        if let file = form.file("file") {
            bytes = file.bytes
            fileName = String(file.name.asLine.prefix(ScoreImport.longestFileName))
            return
        }
        guard let bytes = Base64URL.decode(form["table"]) else {
            throw Problem(.invalid, "problem.malformed")
        }
        self.bytes = bytes
        fileName = String(form["name"].asLine.prefix(ScoreImport.longestFileName))
        shown = form["plan"]
        ticked = Set(form.all("replace").compactMap { Int($0) })
        leavesOut = form["leave-out"] == "yes"
    }
}

/// Entering what a dry run showed.
enum ScoreImportVerbs {
    /// All of it in one transaction. Anything that has changed since it was shown is a conflict.
    static func confirm(
        _ upload: ScoreUpload, publicID: String, in season: Season, by act: Act, _ cache: RulesCache,
        _ tx: Transaction
    ) throws {
        let round = try Round.open(in: season.id, tx)
        guard try !isEntered(upload.shown, in: round, tx) else { return }
        let terms = try ReviewTerms.of(round, cache, tx)
        let plan = try plan(upload, round, terms, of: season, at: act.at, tx)
        guard plan.digest == upload.shown else { throw Problem(.conflict, "jury.scores.changed-since") }
        if !plan.refused.isEmpty, !upload.leavesOut {
            throw Problem(
                .invalid, "problem.check", fields: [.init("leave-out", "jury.scores.leave-out.missing")])
        }
        let entered = plan.entered(ticked: upload.ticked)
        guard !entered.isEmpty else { throw Problem(.invalid, "jury.scores.nothing") }
        let source = try keep(
            upload, publicID: publicID, entered: entered.count, of: plan, in: round, by: act, tx)
        for row in entered {
            guard let place = row.place else { continue }
            try ReviewVerbs.enter(row.content, on: place.assignment, from: source, by: act, tx)
        }
    }

    /// What would become of a sheet at this moment.
    static func plan(
        _ upload: ScoreUpload, _ round: Round, _ terms: ReviewTerms, of season: Season, at now: Instant,
        _ tx: Transaction
    ) throws -> ScoreImportPlan {
        let sheet = try ScoreSheet(upload.bytes, ScoreSheetColumns(terms: terms))
        let situation = try ScoreSituation.read(for: sheet, round, terms, of: season, at: now, tx)
        return ScoreImportPlan(sheet, in: situation)
    }

    private static func isEntered(_ plan: String, in round: Round, _ tx: Transaction) throws -> Bool {
        try tx.row("SELECT 1 FROM score_import WHERE round_id = \(round.id) AND plan = \(plan)") != nil
    }

    private static func keep(
        _ upload: ScoreUpload, publicID: String, entered: Int, of plan: ScoreImportPlan, in round: Round,
        by act: Act, _ tx: Transaction
    ) throws -> ID<ScoreImport> {
        let leftOut = plan.rows.count - entered
        let fileDigest = [UInt8](SHA256.hash(data: upload.bytes))
        let id: ID<ScoreImport>? = try tx.row(
            """
            INSERT INTO score_import (public_id, round_id, file_name, digest, plan, entered, left_out,
                imported_at, imported_by)
            VALUES (\(publicID), \(round.id), \(upload.fileName), \(fileDigest), \(plan.digest), \(entered),
                \(leftOut), \(act.at), \(act.person)) RETURNING id
            """)?.only()
        guard let id else { throw DatabaseError.decoding("an import was written and has no key") }
        try tx.audit(
            "scores imported", on: "round", round.id.rawValue, by: act,
            [
                "file": .string(upload.fileName), "digest": .string(Base64URL.encode(fileDigest)),
                "entered": .integer(Int64(entered)), "left_out": .integer(Int64(leftOut)),
            ])
        return id
    }
}
