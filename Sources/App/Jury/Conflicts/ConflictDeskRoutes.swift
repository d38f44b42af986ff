internal import Foundation
internal import Hummingbird
internal import Platform

/// Where staff rule on conflicts. Those who stand too close to anybody find the door shut, so nobody rules in
/// a cause of their own.
struct ConflictDeskRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = JuryStaffRoutes.base + "/conflicts"
        routes.page(base, desk)
        routes.action(base + "/suggestions", rule)
        routes.page(base + "/namings/:naming", naming)
        routes.action(base + "/namings/:naming/matches", match)
        routes.action(base + "/namings/:naming/settling", settle)
        routes.action(base + "/:conflict/pin", pin)
        routes.page(base + "/:conflict/lifting", lifting)
        routes.action(base + "/:conflict/lifting", lift)
    }

    @Sendable func desk(_ staff: ImpartialStaff) async throws -> Response {
        let query = staff.visit.request.query
        return try await deskPage(ConflictDesk.Shelf(rawValue: query["show"] ?? "") ?? .suggested, staff)
    }

    private func deskPage(
        _ shelf: ConflictDesk.Shelf, _ staff: ImpartialStaff, problem: Problem? = nil
    ) async throws -> Response {
        let content = ConflictDeskPages.Content(
            season: staff.season, shelf: shelf, list: try await list(shelf, staff), problem: problem)
        return staff.visit.answer(ConflictDeskPages.desk(content, staff.visit), problem)
    }

    private func list(
        _ shelf: ConflictDesk.Shelf, _ staff: ImpartialStaff
    ) async throws -> ConflictDeskPages.List {
        let (season, after) = (staff.season.id, staff.visit.request.query["after"])
        let place = ListAddress.rowsPassed(after)
        switch shelf {
        case .suggested:
            let facts = try await laurel.database.read { try ConflictFacts.read(season, $0) }
            let found = try await WorkThreads.calculation.run { facts.suggestions() }
            let sorted = staff.reader.sorted(found) { $0.applicant.name + "\u{0}" + $0.judge.shownName }
            return .suggestions(sorted, from: place)
        case .named:
            return .namings(
                try await laurel.database.read {
                    try ConflictDesk.namings(after: .init(after), in: season, $0)
                })
        case .standing, .lifted:
            return .entries(
                try await laurel.database.read {
                    try ConflictDesk.entries(isStanding: shelf == .standing, after: after, in: season, $0)
                })
        case .dismissed:
            return .dismissals(
                try await laurel.database.read {
                    try ConflictDesk.dismissals(after: place, in: season, $0)
                }, from: place)
        }
    }

    @Sendable func rule(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let ruling = try ConflictRuling(form, publicID: laurel.randomness.publicID())
        let (season, act) = (staff.season, staff.visit.act(laurel))
        do {
            try await laurel.database.write { try ruling.apply(in: season.id, by: act, $0) }
            let notice = ruling.verdict == .confirm ? "conflict-confirmed" : "conflict-dismissed"
            return .seeOther(JuryAddress(season).conflictDesk, notice: notice)
        } catch let problem as Problem where problem.code == .conflict {
            return try await deskPage(.suggested, staff, problem: problem)
        }
    }

    // MARK: What applicants named

    @Sendable func naming(_ staff: ImpartialStaff) async throws -> Response {
        let (season, publicID) = (staff.season, try staff.visit.parameter("naming"))
        let search = staff.visit.request.query["search"] ?? ""
        let content = try await laurel.database.read { tx -> ConflictDeskPages.NamingContent in
            let naming = try NamedConflict.find(publicID, in: season.id, tx)
            let applicant: String? = try tx.row("SELECT name FROM party WHERE id = \(naming.party)")?.only()
            return ConflictDeskPages.NamingContent(
                season: season, naming: naming, applicant: applicant ?? "",
                judges: try ConflictFacts.judges(season.id, tx),
                matched: try Self.matched(naming, in: season.id, tx), search: search)
        }
        return staff.visit.answer(ConflictDeskPages.naming(content, staff.visit))
    }

    /// Those with whom the applicant has a conflict already.
    private static func matched(
        _ naming: NamedConflict, in season: ID<Season>, _ tx: Transaction
    ) throws -> Set<String> {
        let rows = try tx.rows(
            """
            SELECT person.public_id FROM conflict JOIN person ON person.id = conflict.person_id
            WHERE conflict.party_id = \(naming.party) AND conflict.season_id = \(season)
                AND conflict.lifted_at IS NULL
            """)
        return try Set(rows.map { try $0.only() })
    }

    @Sendable func match(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, chosen) = (staff.season, staff.visit.act(laurel), form["judge"])
        let (naming, publicID) = (try staff.visit.parameter("naming"), laurel.randomness.publicID())
        try await laurel.database.write { tx in
            let found = try NamedConflict.find(naming, in: season.id, tx)
            let judge = try ConflictFacts.judges(season.id, only: chosen, tx).first
            guard let judge else { throw Problem.notFound }
            try NamingVerbs.match(found, with: judge.id, in: season.id, publicID: publicID, by: act, tx)
        }
        return .seeOther(JuryAddress(season).naming(naming), notice: "conflict-confirmed")
    }

    @Sendable func settle(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let naming = try staff.visit.parameter("naming")
        try await laurel.database.write {
            try NamingVerbs.settle(try NamedConflict.find(naming, in: season.id, $0), by: act, $0)
        }
        return .seeOther(JuryAddress(season).conflictShelf("named"), notice: "saved")
    }

    // MARK: What stands

    @Sendable func pin(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let conflict = try staff.visit.parameter("conflict")
        try await laurel.database.write {
            try ConflictVerbs.pin(try ConflictOfInterest.find(conflict, in: season.id, $0), by: act, $0)
        }
        return .seeOther(JuryAddress(season).conflictShelf("standing"), notice: "conflict-pinned")
    }

    @Sendable func lifting(_ staff: ImpartialStaff) async throws -> Response {
        try await liftingPage(staff, reason: "", problem: nil)
    }

    private func liftingPage(
        _ staff: ImpartialStaff, reason: String, problem: Problem?
    ) async throws -> Response {
        let (season, publicID) = (staff.season, try staff.visit.parameter("conflict"))
        let content = try await laurel.database.read { tx -> ConflictDeskPages.LiftingContent in
            let conflict = try ConflictOfInterest.find(publicID, in: season.id, tx)
            guard conflict.lifting == nil || problem != nil else { throw Problem.notFound }
            let names = try tx.row(
                """
                SELECT \(Person.shownName()) AS judge, party.name AS applicant
                FROM person, party WHERE person.id = \(conflict.person) AND party.id = \(conflict.party)
                """)
            return ConflictDeskPages.LiftingContent(
                season: season, conflict: conflict, judge: try names?["judge"] ?? "",
                applicant: try names?["applicant"] ?? "", reason: reason, problem: problem)
        }
        return staff.visit.answer(ConflictDeskPages.lifting(content, staff.visit), problem)
    }

    @Sendable func lift(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, reason) = (staff.season, staff.visit.act(laurel), form["reason"].asLines)
        let conflict = try staff.visit.parameter("conflict")
        do {
            try await laurel.database.write { tx in
                let found = try ConflictOfInterest.find(conflict, in: season.id, tx)
                try ConflictVerbs.lift(found, because: reason, by: act, tx)
            }
            return .seeOther(JuryAddress(season).conflictShelf("standing"), notice: "conflict-lifted")
        } catch let problem as Problem where problem.returnsToForm {
            return try await liftingPage(staff, reason: form["reason"], problem: problem)
        }
    }
}
