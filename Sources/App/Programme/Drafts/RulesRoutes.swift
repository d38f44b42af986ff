internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// The rules of a season: its versions, and the beginning and the end of drafts.
struct RulesRoutes: Sendable {
    let laurel: Laurel
    let tracking: RuleTracking

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/staff/rules", overview)
        routes.page("/seasons/:season/staff/rules/versions/:version", version)
        routes.action("/seasons/:season/staff/rules/drafts", start)
        routes.page("/seasons/:season/staff/rules/drafts/:draft", draft)
        routes.action("/seasons/:season/staff/rules/drafts/:draft/discarding", discard)
        routes.action("/seasons/:season/staff/rules/drafts/:draft/restoration", restore)
        routes.page("/seasons/:season/staff/rules/drafts/:draft/application", preview)
        routes.action("/seasons/:season/staff/rules/drafts/:draft/application", apply)
        SeasonDraftRoutes(laurel: laurel).add(to: routes)
    }

    @Sendable func overview(_ staff: Staff) async throws -> Response {
        try await overview(staff, key: "", problem: nil)
    }

    private func overview(_ staff: Staff, key: String, problem: Problem?) async throws -> Response {
        let season = staff.season
        let found = try await laurel.database.read { tx in
            (try AppliedVersion.ofSeason(season.id, tx), try SeasonDraft.all(from: season.id, tx))
        }
        let content = RulesPages.OverviewContent(
            season: season, versions: found.0, drafts: found.1, key: key, problem: problem)
        return staff.visit.answer(RulesPages.overview(content, staff.visit), problem)
    }

    @Sendable func version(_ staff: Staff) async throws -> Response {
        let (season, rules, origins) = (staff.season, laurel.rules, tracking.origins)
        let number = Int(try staff.visit.parameter("version"))
        let content = try await laurel.database.read { tx -> RulesPages.VersionContent in
            let versions = try AppliedVersion.ofSeason(season.id, tx)
            guard let version = versions.first(where: { $0.number == number }) else { throw Problem.notFound }
            let before = versions.first { $0.number < version.number }
            let differences = try before.map { before in
                RuleDifferences(
                    from: try rules.rules(before.id, tx), to: try rules.rules(version.id, tx),
                    origins: try origins(season.id, tx))
            }
            return .init(season: season, version: version, differences: differences)
        }
        return staff.visit.answer(RulesPages.version(content, staff.visit))
    }

    @Sendable func start(_ form: Form, _ staff: Staff) async throws -> Response {
        let (season, act, key) = (staff.season, staff.visit.act(laurel), form["season"])
        do {
            try await laurel.database.write { try SeasonDrafts.start(key, from: season, by: act, $0) }
        } catch let problem as Problem where problem.returnsToForm {
            return try await overview(staff, key: key == season.key ? "" : key, problem: problem)
        }
        return .seeOther(SeasonDraftAddress(season).draft(key))
    }

    @Sendable func draft(_ staff: Staff) async throws -> Response {
        try await draft(staff, problem: nil)
    }

    private func draft(_ staff: Staff, problem: Problem?) async throws -> Response {
        let (season, blockedBy, key) = (staff.season, tracking.blockedBy, try staff.visit.parameter("draft"))
        let found = try await laurel.database.read { tx in
            let draft = try SeasonDraft.open(key, from: season.id, tx)
            return (draft, try blockedBy(draft.season, draft.rules.json, tx))
        }
        let pages = DraftPages(season: season, draft: found.0, visit: staff.visit)
        return staff.visit.answer(pages.overview(found.1, problem), problem)
    }

    @Sendable func discard(_ form: Form, _ staff: Staff) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let (key, version) = (try staff.visit.parameter("draft"), Int(form["version"]) ?? 0)
        do {
            try await laurel.database.write {
                try SeasonDrafts.discard(key, from: season, over: version, by: act, $0)
            }
        } catch let problem as Problem where problem.code == .conflict {
            return try await draft(staff, problem: problem)
        }
        return .seeOther(SeasonDraftAddress(season).rules, notice: "draft-discarded")
    }

    @Sendable func restore(_ form: Form, _ staff: Staff) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let key = try staff.visit.parameter("draft")
        try await laurel.database.write { try SeasonDrafts.restore(key, from: season, by: act, $0) }
        return .seeOther(SeasonDraftAddress(season).draft(key), notice: "draft-restored")
    }

    // MARK: Applying

    @Sendable func preview(_ staff: Staff) async throws -> Response {
        try await preview(staff, reason: "", problem: nil)
    }

    private func preview(_ staff: Staff, reason: String, problem: Problem?) async throws -> Response {
        let (season, key) = (staff.season, try staff.visit.parameter("draft"))
        let reading = DraftPreviewReading(rules: laurel.rules, tracking: tracking, reader: staff.reader)
        let now = staff.now
        let content = try await laurel.database.read { tx in
            try reading.read(try SeasonDraft.open(key, from: season.id, tx), at: now, tx)
        }
        let pages = DraftPages(season: season, draft: content.draft, visit: staff.visit)
        let page = DraftPreviewPage(pages: pages, content: content, reason: reason, problem: problem)
        return staff.visit.answer(page.page(), problem)
    }

    @Sendable func apply(_ form: Form, _ staff: Staff) async throws -> Response {
        let (season, act, blockedBy) = (staff.season, staff.visit.act(laurel), tracking.blockedBy)
        let key = try staff.visit.parameter("draft")
        let confirmation = SeasonDrafts.Confirmation(
            version: Int(form["version"]) ?? 0, compared: ID(rawValue: Int64(form["compared"]) ?? 0),
            reason: form["reason"].asLines, isPublic: form.has("public") ? true : nil)
        do {
            try await laurel.database.write { tx in
                try SeasonDrafts.apply(key, from: season, confirmation, by: act, tx, blockedBy: blockedBy)
            }
        } catch let problem as Problem where problem.returnsToForm {
            return try await preview(staff, reason: confirmation.reason, problem: problem)
        }
        laurel.pages.clear()
        let rules = Season.path(key) + "/staff/rules"
        return .seeOther(rules, notice: "rules-applied")
    }
}

/// Reads what a draft would change.
struct DraftPreviewReading: Sendable {
    let rules: RulesCache
    let tracking: RuleTracking
    let reader: Reader

    func read(_ draft: SeasonDraft, at now: Instant, _ tx: Transaction) throws -> DraftPreviewPage.Content {
        let old = try draft.replaced(rules, tx)
        let document = draft.check.document?.resolved(loadedAt: now)
        let origins = try tracking.origins(draft.season, tx)
        let differences = document.map { RuleDifferences(from: old, to: $0, origins: origins) }
        let people = try TakingPart.of(draft.season, tx)
        let season = try tx.row(
            """
            SELECT season.is_public, rules_version.number FROM season
            LEFT JOIN rules_version ON rules_version.id = season.rules_version_id
            WHERE season.id = \(draft.season)
            """)
        return DraftPreviewPage.Content(
            draft: draft, differences: differences,
            warnings: warnings(draft, differences, from: old, to: document, people),
            promised: try tracking.promises(draft.season, draft.rules.json, tx),
            isPublic: try season?["is_public"] ?? false, inForceNumber: try season?["number"])
    }

    /// A season without rules has nobody in it.
    private func warnings(
        _ draft: SeasonDraft, _ differences: RuleDifferences?, from old: SeasonDocument,
        to new: SeasonDocument?, _ people: TakingPart
    ) -> [RuleChangeWarning] {
        guard draft.inForce != nil, let differences, let new else { return [] }
        return RuleChangeWarnings(diff: differences.diff, old: old, new: new, people: people, reader: reader)
            .all()
    }
}
