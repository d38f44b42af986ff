internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// The forms in which a draft of rules is written.
struct SeasonDraftRoutes: Sendable {
    let laurel: Laurel

    /// A document of the largest size in an alphabet of which browsers send three bytes for one.
    static let documentBytes = 1_600_000

    func add(to routes: RouteTable) {
        let draft = "/seasons/:season/staff/rules/drafts/:draft"
        routes.page(draft + "/document", document)
        routes.action(draft + "/document", saveDocument, limit: Self.documentBytes)
        routes.page(draft + "/:part", part)
        routes.action(draft + "/:part", save, limit: Self.documentBytes)
        routes.page(draft + "/:part/:key", element)
        routes.action(draft + "/:part/:key", save, limit: Self.documentBytes)
        routes.action(draft + "/:part/:key/position", move)
        routes.action(draft + "/:part/:key/removal", remove)
        routes.action(draft + "/:part/:key/extensions", changeExtensions)
    }

    private func pages(_ staff: Staff) async throws -> DraftPages {
        let (season, key) = (staff.season, try staff.visit.parameter("draft"))
        let draft = try await laurel.database.read { try SeasonDraft.open(key, from: season.id, $0) }
        return DraftPages(season: season, draft: draft, visit: staff.visit)
    }

    private func edit(
        _ staff: Staff, over version: Int?,
        _ change: @escaping @Sendable (inout RuleDocument) throws -> Void
    ) async throws {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let key = try staff.visit.parameter("draft")
        try await laurel.database.write { tx in
            try SeasonDrafts.edit(key, from: season, over: version, by: act, tx, change)
        }
    }

    // MARK: Parts and their elements

    @Sendable func part(_ staff: Staff) async throws -> Response {
        let place = try RulePlace(staff.visit)
        let pages = try await pages(staff)
        return staff.visit.answer(place.part.isList ? pages.list(place.part) : pages.form(place.part))
    }

    @Sendable func element(_ staff: Staff) async throws -> Response {
        let place = try RulePlace(staff.visit)
        let pages = try await pages(staff)
        try place.require(in: pages.draft.rules)
        return staff.visit.answer(pages.form(place.part, element: place.key))
    }

    /// Of a part that is a list, without an element, an element is added.
    @Sendable func save(_ form: Form, _ staff: Staff) async throws -> Response {
        let place = try RulePlace(staff.visit)
        if place.part.isList, place.key == nil { return try await add(form, place.part, staff) }
        let (reader, version) = (staff.reader, Int(form["version"]) ?? 0)
        let write: @Sendable (inout RuleDocument) throws -> Void = { rules in
            try place.require(in: rules)
            let fields = RuleForm(rules: rules, reader: reader).items(at: place).flatMap(\.fields)
            for field in fields { field.write(form.all(field.name), into: &rules) }
        }
        do {
            try await edit(staff, over: version, write)
            return .seeOther(staff.visit.request.path, notice: "saved")
        } catch let problem as Problem where problem.code == .conflict {
            let pages = try await pages(staff)
            var typed = pages.draft.rules
            try write(&typed)
            let conflict = DraftPages.Conflict(typed: typed, problem: problem)
            return staff.visit.answer(pages.form(place.part, element: place.key, conflict), problem)
        }
    }

    private func add(_ form: Form, _ part: RulePart, _ staff: Staff) async throws -> Response {
        let key = form["key"]
        do {
            try await edit(staff, over: nil) { rules in
                guard DocumentPart.isKey(key) else { throw SeasonDrafts.wrong("key", "drafts.key.wrong") }
                guard !rules.names(in: part.list).contains(key) else {
                    throw SeasonDrafts.wrong("key", "drafts.key.taken")
                }
                rules.add(key, to: part)
            }
        } catch let problem as Problem where problem.returnsToForm {
            let addition = DraftPages.Addition(key: key, problem: problem)
            return staff.visit.answer(try await pages(staff).list(part, addition), problem)
        }
        let draft = try staff.visit.parameter("draft")
        return .seeOther(SeasonDraftAddress(staff.season).element(key, of: part, of: draft))
    }

    @Sendable func move(_ form: Form, _ staff: Staff) async throws -> Response {
        let place = try RulePlace(staff.visit)
        let distance = form["direction"] == "up" ? -1 : 1
        try await edit(staff, over: nil) { rules in
            try place.require(in: rules)
            rules.move(place.path, by: distance)
        }
        return .seeOther(try place.list(staff), notice: "saved")
    }

    @Sendable func remove(_ form: Form, _ staff: Staff) async throws -> Response {
        let (place, version) = (try RulePlace(staff.visit), Int(form["version"]) ?? 0)
        try await edit(staff, over: version) { rules in
            try place.require(in: rules)
            rules.set(nil, at: place.path)
        }
        return .seeOther(try place.list(staff), notice: "saved")
    }

    /// Adds an extension to a stage, or takes the last one away.
    @Sendable func changeExtensions(_ form: Form, _ staff: Staff) async throws -> Response {
        let (place, version, now) = (try RulePlace(staff.visit), Int(form["version"]) ?? 0, staff.now)
        let removed = form["remove"]
        guard place.part == .stages else { throw Problem.notFound }
        try await edit(staff, over: version) { rules in
            try place.require(in: rules)
            let amendments = place.path.appending("amendments")
            if removed.isEmpty {
                rules.append(["made": .string(now.iso8601)], to: amendments)
            } else {
                rules.set(nil, at: amendments.appending(removed))
            }
        }
        let draft = try staff.visit.parameter("draft")
        let address = SeasonDraftAddress(staff.season)
        return .seeOther(address.element(place.key ?? "", of: place.part, of: draft), notice: "saved")
    }

    // MARK: The whole document

    @Sendable func document(_ staff: Staff) async throws -> Response {
        staff.visit.answer(DraftDocumentPage(pages: try await pages(staff)).page())
    }

    /// What cannot be kept as rules at all, for it is no tree or says a thing twice, stays in the form.
    @Sendable func saveDocument(_ form: Form, _ staff: Staff) async throws -> Response {
        let (typed, version) = (form.all("document").first ?? "", Int(form["version"]) ?? 0)
        let tree: DocumentNode
        do throws(Finding) {
            tree = try SeasonDocumentYAML.parse(typed)
        } catch {
            return try await unsaved(typed, [error], staff)
        }
        guard tree.entries != nil, !tree.repeatsNames else {
            return try await unsaved(typed, SeasonCheck(yaml: typed).findings, staff)
        }
        do {
            let json = tree.json
            try await edit(staff, over: version) { $0 = RuleDocument(json) }
        } catch let problem as Problem where problem.code == .conflict {
            let page = DraftDocumentPage(
                pages: try await pages(staff), typed: typed, findings: SeasonCheck(yaml: typed).findings,
                problem: problem)
            return staff.visit.answer(page.page(), problem)
        }
        return .seeOther(staff.visit.request.path, notice: "saved")
    }

    private func unsaved(_ typed: String, _ findings: [Finding], _ staff: Staff) async throws -> Response {
        let problem = Problem(.invalid, "drafts.document.unreadable")
        let page = DraftDocumentPage(
            pages: try await pages(staff), typed: typed, findings: findings, problem: problem)
        return staff.visit.answer(page.page(), problem)
    }
}

/// A part of the rules that an address names, and an element of it.
struct RulePlace: Sendable {
    let part: RulePart
    let key: String?

    init(_ visit: Visit) throws {
        guard let part = RulePart(rawValue: try visit.parameter("part")) else { throw Problem.notFound }
        self.part = part
        key = visit.parameters.get("key") == nil ? nil : try visit.parameter("key")
        guard key == nil || part.isList else { throw Problem.notFound }
    }

    var path: RulePath { key.map { part.list.appending($0) } ?? part.list }

    /// Elements come and go while somebody looks at their page.
    func require(in rules: RuleDocument) throws {
        guard let key, !rules.names(in: part.list).contains(key) else { return }
        throw Problem.notFound
    }

    func list(_ staff: Staff) throws -> String {
        SeasonDraftAddress(staff.season).part(part, of: try staff.visit.parameter("draft"))
    }
}

extension RuleForm {
    func items(at place: RulePlace) -> [RuleItem] {
        place.key.map { items(of: place.part, element: $0) } ?? items(of: place.part)
    }
}
