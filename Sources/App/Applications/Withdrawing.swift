internal import Platform

/// Taking an application back, and undoing that.
enum Withdrawing {
    /// Withdraws an application, with a reason or without. Nothing that was written is lost.
    static func withdraw(
        _ held: HeldApplication, because reason: String, in season: Season, by person: Person,
        _ letters: ApplicationLetters, by act: Act, _ tx: Transaction
    ) throws {
        let application = held.application
        guard application.state != .withdrawn else {
            throw Problem(.conflict, "applications.withdraw.already")
        }
        guard held.mayBeWithdrawn else { throw Problem(.closed, "applications.withdraw.published") }
        guard reason.count <= ApplicationBounds.reasonLetters else {
            let most: MessageValue = .number(ApplicationBounds.reasonLetters)
            throw Problem(
                .invalid, "problem.check", fields: [.init("reason", "problem.too-long", ["most": most])])
        }
        try tx.run(
            """
            INSERT INTO withdrawal (application_id, reason, former_state, withdrawn_at, withdrawn_by)
            VALUES (\(application.id), \(reason), \(application.state), \(act.at), \(person.id))
            """)
        try tx.run("UPDATE application SET state = 'withdrawn' WHERE id = \(application.id)")
        try tx.audit(
            "application withdrawn", on: "application", application.id.rawValue, by: act,
            ["reason": .string(reason)])
        for member in try held.readers(with: person, tx) {
            try tx.send(letters.withdrawn(held, in: season, by: person, to: member), at: act.at)
        }
    }

    /// Brings a withdrawn application back to where it stood, until the deadline and within the season's
    /// limits.
    static func restore(
        _ held: HeldApplication, in season: Season, by person: Person, _ letters: ApplicationLetters,
        by act: Act,
        _ tx: Transaction
    ) throws {
        let application = held.application
        guard application.state == .withdrawn else {
            throw Problem(.conflict, "applications.restore.not-withdrawn")
        }
        try held.deadline(season).require(at: act.at)
        try requireRoom(held, in: season, at: act.at, tx)
        let former: Application.State? = try tx.row(
            "DELETE FROM withdrawal WHERE application_id = \(application.id) RETURNING former_state")?.only()
        guard let former else { throw Problem.notFound }
        try tx.run("UPDATE application SET state = \(former) WHERE id = \(application.id)")
        try tx.audit("withdrawal undone", on: "application", application.id.rawValue, by: act)
        for member in try held.readers(with: person, tx) {
            try tx.send(letters.restored(held, in: season, by: person, to: member), at: act.at)
        }
    }

    private static func requireRoom(
        _ held: HeldApplication, in season: Season, at now: Instant, _ tx: Transaction
    ) throws {
        let counts = try Starting.holding(held.party.id, in: season.id, tx)
        let options = Starting.options(for: held.party.details, holding: counts, in: season.rules, at: now)
        let isOpen = options.first { $0.nomination.key == held.application.nomination }?.isOpen ?? false
        guard isOpen else { throw Problem(.conflict, "applications.restore.no-room") }
    }
}
