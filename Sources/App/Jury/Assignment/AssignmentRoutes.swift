internal import Hummingbird
internal import Platform

/// Sending what was assigned, and reminding.
struct AssignmentRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = JuryStaffRoutes.base
        PlanRoutes(laurel: laurel).add(to: routes)
        routes.page(base + "/proposals", proposals)
        routes.action(base + "/proposals", send)
        routes.action(base + "/proposals/discard", discard)
        routes.page(base + "/reminders", reminders)
        routes.action(base + "/reminders", remind)
    }

    // MARK: Sending

    @Sendable func proposals(_ staff: ImpartialStaff) async throws -> Response {
        let (season, now, mail) = (staff.season, staff.now, JuryMail(staff.season, laurel))
        let (round, parcels) = try await laurel.database.read { tx in
            let round = try Round.open(in: season.id, tx)
            return (round, try AssignmentSending.waiting(in: round, until: now, tx))
        }
        let letters = parcels.map { parcel in
            InvitationPages.Letter(
                juror: parcel.juror, mail: mail.assignments(parcel.juror, count: parcel.count))
        }
        let content = AssignmentPages.SendingContent(
            season: season, round: round, parcels: parcels, letters: letters, shownAt: now)
        return staff.visit.answer(AssignmentPages.sending(content, staff.visit))
    }

    @Sendable func send(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, mail) = (staff.season, staff.visit.act(laurel), JuryMail(staff.season, laurel))
        let shownAt = try form.moment("shown")
        let count = try await laurel.database.write { tx in
            let round = try Round.open(in: season.id, tx)
            return try AssignmentSending.send(in: round, shownAt: shownAt, mail: mail, by: act, tx)
        }
        return .seeOther(JuryAddress(season).staff, notice: count > 0 ? "jury-sent" : "jury-nothing-sent")
    }

    @Sendable func discard(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        try await laurel.database.write { tx in
            try AssignmentVerbs.discardProposals(in: try Round.open(in: season.id, tx), by: act, tx)
        }
        return .seeOther(JuryAddress(season).staff, notice: "jury-discarded")
    }

    // MARK: Reminders

    @Sendable func reminders(_ staff: ImpartialStaff) async throws -> Response {
        let (season, mail) = (staff.season, JuryMail(staff.season, laurel))
        let missing = try await laurel.database.read { tx in
            try ReviewReminders.missing(in: try Round.open(in: season.id, tx), tx)
        }
        let letters = missing.filter { $0.isDue(at: staff.now) }.map { due in
            InvitationPages.Letter(juror: due.juror, mail: mail.reminder(due.juror, missing: due.missing))
        }
        let content = AssignmentPages.RemindersContent(season: season, missing: missing, letters: letters)
        return staff.visit.answer(AssignmentPages.reminders(content, staff.visit))
    }

    @Sendable func remind(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        let (season, act, mail) = (staff.season, staff.visit.act(laurel), JuryMail(staff.season, laurel))
        let shown = Set(form.all("juror"))
        let count = try await laurel.database.write { tx in
            let round = try Round.open(in: season.id, tx)
            return try ReviewReminders.send(to: shown, in: round, mail: mail, by: act, tx)
        }
        return .seeOther(
            JuryAddress(season).reminders, notice: count > 0 ? "jury-reminded" : "jury-nothing-sent")
    }
}
