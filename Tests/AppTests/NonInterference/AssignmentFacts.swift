import Platform

@testable import App

/// What may not be known of how reviews are assigned: by what, until when, and how many more are asked for.
extension HiddenJury {
    func assignmentFacts() -> [HiddenFact] {
        [expertise(), extended(), furtherReview(), whyAssigned()]
    }

    private func expertise() -> HiddenFact {
        let (fellow, themes) = (jurors[.fellow], season.rules.themes.map(\.key))
        func stated(_ theme: String?) -> SQL {
            let themes = StoredList.text([theme].compactMap { $0 })
            return """
                INSERT INTO juror_expertise (juror_id, kind, themes, stated_at)
                VALUES (\(fellow?.id), '', \(themes), 0)
                ON CONFLICT (juror_id) DO UPDATE SET themes = excluded.themes
                """
        }
        return HiddenFact(
            "what a juror is an expert of", known: .staff.union([.fellow]), seenBy: .staff,
            at: jury.path + "/jurors/" + (fellow?.publicID ?? ""), one: stated(themes.first),
            other: stated(themes.last))
    }

    /// More time than others have.
    private func extended() -> HiddenFact {
        let (fellow, season, at) = (id(.fellow), season.id, test.clock.now)
        @Sendable func extend(days: Int, _ tx: Transaction) throws {
            try tx.run("DELETE FROM review_extension WHERE juror_id = \(fellow)")
            try tx.run(
                """
                INSERT INTO review_extension (round_id, juror_id, until, reason, made_at)
                SELECT id, \(fellow), \(at + .seconds(days * 86_400)), 'A journey.', \(at) FROM round
                WHERE season_id = \(season)
                """)
        }
        return HiddenFact(
            "until when a juror has time", known: .staff.union([.fellow]), seenBy: .staff,
            at: jury.path + "/extensions", one: { try extend(days: 40, $0) },
            other: { try extend(days: 50, $0) })
    }

    private func furtherReview() -> HiddenFact {
        let (application, season) = (subject.id, season.id)
        return HiddenFact(
            "that further reviews are asked for", known: .staff, seenBy: .staff,
            at: jury.path + "/assign",
            one: "DELETE FROM further_review WHERE application_id = \(application)",
            other: """
                INSERT INTO further_review (round_id, application_id, reviews, asked_at)
                SELECT id, \(application), 2, 0 FROM round WHERE season_id = \(season)
                """)
    }

    private func whyAssigned() -> HiddenFact {
        let (assignment, next) = (assignments[.fellow], spares[1].id)
        func explained(load: Int) -> SQL {
            let explanation = PairingExplanation(
                language: "en", readsLanguage: true, region: nil, fit: .same, load: load, capacity: 9,
                next: .init(juror: next, cost: load))
            return """
                UPDATE assignment SET explanation = \(explanation.json.canonical)
                WHERE public_id = \(assignment)
                """
        }
        return HiddenFact(
            "why an application was given to a juror", known: .staff, seenBy: .staff, at: coverage,
            one: explained(load: 2), other: explained(load: 5))
    }
}
