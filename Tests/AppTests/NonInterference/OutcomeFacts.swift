import Platform

@testable import App

/// What may not be known of meetings, notices, reserve lists and embargoes before publication.
extension HiddenJury {
    /// How a member votes on a decision at the meeting that has it on its agenda.
    func vote(on decision: String) -> HiddenFact {
        let (season, at, colleague) = (season, test.clock.now, Onlooker.colleague.email)
        @Sendable func say(_ voice: String, _ tx: Transaction) throws {
            let meeting: SQL =
                "(SELECT id FROM directorate_meeting WHERE public_id = \(season.key + "-meeting"))"
            try tx.run(
                """
                INSERT INTO meeting_attendance (meeting_id, person_id, arrived_at)
                SELECT \(meeting), id, \(at) FROM person WHERE email = \(colleague) ON CONFLICT DO NOTHING
                """)
            try tx.run(
                """
                INSERT INTO decision_voice (meeting_id, decision_id, pool, person_id, version, voice, given_at)
                SELECT \(meeting), decision.id, 'person', person.id, decision.version, \(voice), \(at)
                FROM decision, person
                WHERE decision.public_id = \(decision) AND person.email = \(colleague)
                ON CONFLICT (meeting_id, decision_id, pool, person_id) DO UPDATE SET voice = excluded.voice
                """)
        }
        return HiddenFact(
            "how a member votes", known: .directorate, seenBy: .author,
            at: "\(path)/directorate/meetings/\(season.key)-meeting/decisions/\(decision)",
            one: { try say("for", $0) }, other: { try say("against", $0) })
    }

    /// Of an adopted decision on laureates that is not public.
    func factsOfNotices(_ decision: String) -> [HiddenFact] {
        let page = "\(path)/directorate/decisions/\(decision)"
        let own = "\(path)/applications/\(subject.publicID)"
        let chosen = Set<Onlooker>.directorate.union([.applicant])
        return [
            HiddenFact(
                "until when a laureate may confirm", known: chosen, seenBy: .applicant, at: own,
                one: notice(to: subject, of: decision, days: 7),
                other: notice(to: subject, of: decision, days: 9)),
            HiddenFact(
                "what a laureate answers", known: chosen, seenBy: .applicant, at: own,
                one: "DELETE FROM outcome_reply WHERE notice_id IN (SELECT id FROM outcome_notice)",
                other: decline),
            HiddenFact(
                "whether somebody else was told", known: .directorate.union([.otherApplicant]),
                seenBy: .author, at: page, one: "DELETE FROM outcome_notice WHERE public_id = \(name(other))",
                other: notice(to: other, of: decision, days: 7)),
            HiddenFact(
                "who stands by", known: .directorate, seenBy: .author, at: page + "-rival",
                one: "DELETE FROM decision_reserve WHERE season_id = \(season.id)",
                other: standBy(other, on: decision + "-rival")),
            HiddenFact(
                "when an embargo opens", known: .directorate, seenBy: .author, at: "\(path)/directorate",
                one: embargo(on: decision, in: 30), other: embargo(on: decision, in: 86_400)),
        ]
    }

    private func name(_ application: JuryFixture.Applied) -> String { "notice-" + application.publicID }

    private func notice(to application: JuryFixture.Applied, of decision: String, days: Int) -> SQL {
        let now = test.clock.now
        return """
            INSERT INTO outcome_notice (public_id, decision_id, season_id, prize_id, application_id, place,
                given_at, answer_by)
            SELECT \(name(application)), decision.id, decision.season_id, prize.id, \(application.id), 1, \(now),
                \(now + .seconds(days * 86_400))
            FROM decision JOIN prize ON prize.id = (SELECT min(id) FROM prize WHERE season_id = decision.season_id)
            WHERE decision.public_id = \(decision)
            ON CONFLICT (public_id) DO UPDATE SET answer_by = excluded.answer_by
            """
    }

    private var decline: SQL {
        """
        INSERT INTO outcome_reply (notice_id, reply, replied_at, replied_by)
        SELECT outcome_notice.id, 'declined', \(test.clock.now), person.id FROM outcome_notice, person
        WHERE outcome_notice.public_id = \(name(subject)) AND person.email = \(Onlooker.applicant.email)
        ON CONFLICT DO NOTHING
        """
    }

    private func standBy(_ application: JuryFixture.Applied, on decision: String) -> SQL {
        """
        INSERT INTO decision_reserve (decision_id, season_id, prize_id, application_id, position)
        SELECT decision.id, decision.season_id, prize.id, \(application.id), 1
        FROM decision JOIN prize ON prize.id = (SELECT min(id) FROM prize WHERE season_id = decision.season_id)
        WHERE decision.public_id = \(decision) ON CONFLICT DO NOTHING
        """
    }

    private func embargo(on decision: String, in seconds: Int) -> SQL {
        """
        INSERT INTO embargo (decision_id, opens_at, set_at, set_by)
        SELECT decision.id, \(test.clock.now + .seconds(seconds)), \(test.clock.now), person.id FROM decision, person
        WHERE decision.public_id = \(decision) AND person.email = \(Onlooker.colleague.email)
        ON CONFLICT (decision_id) DO UPDATE SET opens_at = excluded.opens_at
        """
    }
}
