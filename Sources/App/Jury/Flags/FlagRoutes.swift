internal import Hummingbird
internal import Platform

/// What jurors flagged, as staff handle it.
struct FlagRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = JuryStaffRoutes.base + "/flags"
        routes.page(base, list)
        routes.action(base + "/:flag/seen", see)
        routes.action(base + "/:flag/settlement", settle)
    }

    @Sendable func list(_ staff: ImpartialStaff) async throws -> Response {
        try await answer(staff)
    }

    private func answer(
        _ staff: ImpartialStaff, wrong: String = "", typed: String = "", problem: Problem? = nil
    ) async throws -> Response {
        let (season, person, after) = (staff.season, staff.person.id, staff.visit.request.query["after"])
        let readsAll = staff.visit.holds(.administrator)
        var flags = try await laurel.database.read {
            try StaffFlag.page(of: season.id, for: person, after: after, readsAll: readsAll, $0)
        }
        let hasNext = flags.count > ReviewFlag.mostOnPage
        if hasNext { flags.removeLast() }
        let next = hasNext ? flags.last?.flag.publicID : nil
        if !wrong.isEmpty, !flags.contains(where: { $0.flag.publicID == wrong }) {
            let answered = try await laurel.database.read {
                try StaffFlag.find(wrong, in: season.id, for: person, readsAll: readsAll, $0)
            }
            flags.insert(answered, at: 0)
        }
        let content = FlagPages.Content(
            season: season, flags: flags, next: next, readsAll: readsAll, wrong: wrong, answer: typed,
            problem: problem)
        return staff.visit.answer(FlagPages.page(content, staff.visit), problem)
    }

    @Sendable func see(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        try await change(staff) { flag, act, tx in try FlagVerbs.see(flag, by: act, tx) }
    }

    @Sendable func settle(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let text = form["answer"].asLines
        do {
            return try await change(staff) { flag, act, tx in
                try FlagVerbs.settle(flag, answer: text, by: act, tx)
            }
        } catch let problem as Problem where problem.returnsToForm {
            let flag = try staff.visit.parameter("flag")
            return try await answer(staff, wrong: flag, typed: form["answer"], problem: problem)
        }
    }

    private func change(
        _ staff: ImpartialStaff, _ body: @escaping @Sendable (StaffFlag, Act, Transaction) throws -> Void
    ) async throws -> Response {
        let (season, publicID, act) = (
            staff.season, try staff.visit.parameter("flag"), staff.visit.act(laurel)
        )
        let (person, readsAll) = (staff.person.id, staff.visit.holds(.administrator))
        try await laurel.database.write { tx in
            let flag = try StaffFlag.find(publicID, in: season.id, for: person, readsAll: readsAll, tx)
            try body(flag, act, tx)
        }
        return .seeOther(JuryAddress(season).flags, notice: "saved")
    }
}
