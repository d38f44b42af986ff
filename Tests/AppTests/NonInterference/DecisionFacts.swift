import Platform

@testable import App

/// What may not be known of decisions that are not public.
extension HiddenJury {
    /// Of one on finalists that was adopted, and of a draft beside it.
    func factsOfDecision(_ decision: String) -> [HiddenFact] {
        let (id, page): (SQL, String) = (idOf(decision), "\(path)/directorate/decisions/\(decision)")
        let aside = idOf("judged-set-aside")
        return [
            HiddenFact(
                "who becomes a finalist", known: .directorate, seenBy: .author, at: page,
                one: chosen([subject, other], id), other: chosen([other], id)),
            HiddenFact(
                "why somebody becomes a finalist", known: .directorate, seenBy: .author, at: page,
                one: "UPDATE decision SET reasons = 'Weighed all.' WHERE id = \(id)",
                other: "UPDATE decision SET reasons = 'Weighed some.' WHERE id = \(id)"),
            HiddenFact(
                "whether a decision is adopted", known: .directorate, seenBy: .author,
                at: "\(path)/directorate",
                one: adopted(true, id), other: adopted(false, id)),
            HiddenFact(
                "whether there is a draft of a decision", known: .directorate, seenBy: .author,
                at: "\(path)/directorate", one: drafted(),
                other: { _ = try $0.run("DELETE FROM decision WHERE id = \(aside)") }),
        ]
    }

    /// Of one on laureates that was adopted, once the finalists are public.
    func factsOfHonours(_ decision: String) -> [HiddenFact] {
        let (id, page): (SQL, String) = (idOf(decision), "\(path)/directorate/decisions/\(decision)")
        let rival = idOf(decision + "-rival")
        func write(_ change: SQL, of decision: SQL? = nil) -> SQL {
            "UPDATE decision_item SET \(change) WHERE decision_id = \(decision ?? id)"
        }
        return [
            HiddenFact(
                "who becomes a laureate", known: .directorate, seenBy: .author, at: page,
                one: write("application_id = \(subject.id)"), other: write("application_id = \(other.id)")),
            HiddenFact(
                "which place a laureate takes", known: .directorate, seenBy: .author, at: page + "-rival",
                one: write("place = 1", of: rival), other: write("place = 2", of: rival)),
            HiddenFact(
                "why somebody becomes a laureate", known: .directorate, seenBy: .author, at: page,
                one: write("reason = 'It helps.'"), other: write("reason = 'It lasts.'")),
        ]
    }

    private func drafted() -> HiddenFact.Telling {
        let (season, at, author) = (season.id, test.clock.now, Onlooker.author.email)
        return { tx in
            try tx.run(
                """
                INSERT INTO decision (public_id, season_id, gate, version, drafted_by, drafted_at, saved_by, saved_at)
                SELECT 'judged-set-aside', \(season), 'finalists', 1, id, \(at), id, \(at) FROM person
                WHERE email = \(author) ON CONFLICT (public_id) DO NOTHING
                """)
            try tx.run(
                """
                INSERT INTO decision_part (decision_id, person_id, part)
                SELECT decision.id, drafted_by, 'author' FROM decision WHERE public_id = 'judged-set-aside'
                ON CONFLICT DO NOTHING
                """)
        }
    }

    private func idOf(_ decision: String) -> SQL { "(SELECT id FROM decision WHERE public_id = \(decision))" }

    private func chosen(_ applications: [JuryFixture.Applied], _ decision: SQL) -> HiddenFact.Telling {
        let (season, ids) = (season.id, applications.map(\.id))
        return { tx in
            try tx.run("DELETE FROM decision_item WHERE decision_id = \(decision)")
            for id in ids {
                try tx.run(
                    """
                    INSERT INTO decision_item (decision_id, season_id, application_id)
                    VALUES (\(decision), \(season), \(id))
                    """)
            }
        }
    }

    private func adopted(_ isAdopted: Bool, _ decision: SQL) -> SQL {
        isAdopted
            ? """
            UPDATE decision SET adopted_at = saved_at, adopted_by =
                (SELECT id FROM person WHERE email = \(Onlooker.colleague.email)) WHERE id = \(decision)
            """ : "UPDATE decision SET adopted_at = NULL, adopted_by = NULL WHERE id = \(decision)"
    }
}
