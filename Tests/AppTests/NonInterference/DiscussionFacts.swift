import Platform
import Testing

@testable import App

/// What may not be known of the discussions of a jury.
extension HiddenJury {
    /// The jurors of the subject discuss it, led by one who is nobody's eyes.
    func discuss() async throws {
        let (season, application, at) = (season.id, subject.id, test.clock.now)
        let (chair, writer) = (spares[1].person.id, try #require(jurors[.juror]).person.id)
        try await test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO discussion (round_id, application_id, reason, opened_at, opened_by)
                SELECT id, \(application), 'Far apart.', \(at), \(chair) FROM round WHERE season_id = \(season)
                """)
            try tx.run(
                """
                INSERT INTO discussion_remark (discussion_id, written_by, is_chair, text, request_key, written_at)
                SELECT id, \(writer), 0, 'How deep?', 'first-remark', \(at) FROM discussion
                WHERE application_id = \(application)
                """)
        }
    }

    /// Those who review the other application know of its discussion.
    func discussionFacts(known: Set<Onlooker>) -> [HiddenFact] {
        let page = jury.queue + "/reviews/" + (assignments[.fellow] ?? "") + "/discussion"
        let staff = jury.path + "/discussions/" + subject.publicID
        let (subject, other, season, at) = (subject.id, other.id, season.id, test.clock.now)
        let (chair, person) = (spares[1].id, spares[1].person.id)
        func discussion(_ change: SQL) -> SQL {
            "UPDATE discussion SET \(change) WHERE application_id = \(subject)"
        }
        func remark(_ text: String) -> SQL {
            """
            UPDATE discussion_remark SET text = \(text)
            WHERE discussion_id = (SELECT id FROM discussion WHERE application_id = \(subject))
            """
        }
        return [
            HiddenFact(
                "that a discussion is open", known: .staff.union([.otherJuror, .conflicted]),
                seenBy: .otherJuror, at: jury.queue,
                one: "DELETE FROM discussion WHERE application_id = \(other)",
                other: """
                    INSERT INTO discussion (round_id, application_id, reason, opened_at, opened_by)
                    SELECT id, \(other), 'Also apart.', \(at), \(person) FROM round WHERE season_id = \(season)
                    """),
            HiddenFact(
                "a remark of a discussion", known: known, seenBy: .fellow, at: page,
                one: remark("How deep?"), other: remark("How wide?")),
            HiddenFact(
                "why an application is discussed", known: known, seenBy: .staff, at: staff,
                one: discussion("reason = 'Far apart.'"), other: discussion("reason = 'A new fact.'")),
            HiddenFact(
                "what a discussion came to", known: known, seenBy: .juror, at: jury.queue,
                one: discussion("conclusion = '', closed_at = NULL, closed_by = NULL"),
                other: discussion("conclusion = 'Agreed.', closed_at = \(at), closed_by = \(person)")),
            HiddenFact(
                "who is a chair", known: .staff, seenBy: .staff, at: jury.path + "/jurors",
                one: "DELETE FROM chair WHERE juror_id = \(chair)",
                other: """
                    INSERT INTO chair (juror_id, appointed_at, appointed_by)
                    VALUES (\(chair), \(at), \(person))
                    """),
        ]
    }
}
