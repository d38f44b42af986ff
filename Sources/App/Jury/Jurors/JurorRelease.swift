internal import Platform

/// A juror leaves half-way. What they submitted stays and counts; what they have not submitted is free for
/// others.
enum JurorRelease {
    static let longestReason = 1_000

    static func release(_ juror: Juror, because reason: String, by act: Act, _ tx: Transaction) throws {
        try requireReason(reason, longest: longestReason)
        let released = try tx.run(
            """
            UPDATE juror SET accepted_at = NULL, declined_at = \(act.at), decline_reason = \(reason)
            WHERE id = \(juror.id) AND invited_at IS NOT NULL AND declined_at IS NULL
            """)
        guard released > 0 else { return }
        try tx.run(
            """
            DELETE FROM assignment WHERE juror_id = \(juror.id) AND sent_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM review WHERE review.assignment_id = assignment.id)
            """)
        let freed = try tx.run(
            """
            INSERT INTO recusal (assignment_id, origin, reason, recused_at, recused_by)
            SELECT assignment.id, 'staff', \(reason), \(act.at), \(act.person) FROM assignment
            JOIN round ON round.id = assignment.round_id
            WHERE assignment.juror_id = \(juror.id) AND round.closed_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM review WHERE review.assignment_id = assignment.id
                    AND review.submitted_at IS NOT NULL)
            ON CONFLICT (assignment_id) DO NOTHING
            """)
        try tx.run(
            """
            UPDATE role SET ended_at = \(act.at) WHERE person_id = \(juror.person.id) AND kind = 'juror'
                AND season_id = \(juror.season) AND ended_at IS NULL
            """)
        try tx.audit(
            "juror released", on: "juror", juror.id.rawValue, by: act,
            ["reason": .string(reason), "freed": .integer(Int64(freed))])
    }

    /// Who declined or was released waits for an invitation again.
    static func takeBack(_ juror: Juror, by act: Act, _ tx: Transaction) throws {
        let back = try tx.run(
            """
            UPDATE juror SET invited_at = NULL, accepted_at = NULL, declined_at = NULL, decline_reason = NULL,
                decline_cause = NULL
            WHERE id = \(juror.id) AND declined_at IS NOT NULL
            """)
        guard back > 0 else { return }
        try tx.audit("juror taken back", on: "juror", juror.id.rawValue, by: act)
    }

    static let form = "release"

    static func controls(
        _ juror: Juror, _ season: Season, typed: ReasonForm.Typed?, _ problem: Problem?, _ visit: Visit
    ) -> HTML? {
        let reader = visit.reader
        let path = JuryAddress(season).juror(juror.publicID)
        switch juror.state {
        case .added: return nil
        case .declined:
            return Controls.buttonForm(reader("jury.juror.take-back"), action: path + "/return", visit)
        case .invited, .accepted:
            let form = ReasonForm(
                id: form, name: reader("jury.juror.release"), action: path + "/release",
                label: reader("jury.juror.release.reason"), explanation: reader("jury.juror.release.what"))
            return form.markup(typed, problem, visit)
        }
    }
}
