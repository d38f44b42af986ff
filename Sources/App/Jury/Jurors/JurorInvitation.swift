internal import Platform

/// Inviting jurors, and their answers.
enum JurorInvitation {
    /// Those whom nobody has written to yet.
    static func waiting(in season: ID<Season>, _ tx: Transaction) throws -> [Juror] {
        try Juror.ofSeason(season, tx).filter { $0.state == .added }
    }

    /// Invites those who waited when the preview was shown, each in their language; gives how many. Sent
    /// twice, the second finds nobody who waits.
    static func send(shownAt: Instant, mail: JuryMail, by act: Act, _ tx: Transaction) throws -> Int {
        let jurors = try waiting(in: mail.season.id, tx).filter { $0.addedAt <= shownAt }
        for juror in jurors {
            try tx.run("UPDATE juror SET invited_at = \(act.at) WHERE id = \(juror.id)")
            try Role.grant(.juror, to: juror.person.id, season: juror.season, by: act, tx)
            try tx.send(mail.invitation(juror), at: act.at)
            try tx.audit("juror invited", on: "juror", juror.id.rawValue, by: act)
        }
        return jurors.count
    }

    /// Accepting again, or after having declined, is fine.
    static func accept(_ who: InvitedJuror, by act: Act, _ tx: Transaction) throws {
        guard who.juror.state != .accepted else { return }
        try tx.run(
            """
            UPDATE juror SET accepted_at = \(act.at), declined_at = \(nil as Instant?),
                decline_reason = \(nil as String?), decline_cause = \(nil as String?)
            WHERE id = \(who.juror.id)
            """)
        try tx.audit("invitation accepted", on: "juror", who.juror.id.rawValue, by: act)
    }

    static func decline(
        _ who: InvitedJuror, because reason: DeclineReason, by act: Act, _ tx: Transaction
    ) throws {
        guard who.juror.state != .accepted else {
            throw Problem(.conflict, "jury.invitation.accepted-already")
        }
        try tx.run(
            """
            UPDATE juror SET declined_at = \(act.at), decline_cause = \(reason.cause),
                decline_reason = \(reason.words)
            WHERE id = \(who.juror.id)
            """)
        try tx.audit(
            "invitation declined", on: "juror", who.juror.id.rawValue, by: act,
            ["cause": .string(reason.cause.rawValue), "reason": .string(reason.words)])
    }
}

/// A reason that must be given, within its length.
func requireReason(_ reason: String, longest: Int) throws {
    if reason.isEmpty {
        throw Problem(.invalid, "problem.check", fields: [.init("reason", "jury.reason.missing")])
    }
    if reason.count > longest {
        let arguments: [String: MessageValue] = ["most": .number(longest)]
        throw Problem(.invalid, "problem.check", fields: [.init("reason", "problem.too-long", arguments)])
    }
}
