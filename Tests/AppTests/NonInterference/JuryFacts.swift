import Platform

@testable import App

/// What may not be known of a jury.
extension HiddenJury {
    /// Of the jurors themselves.
    func juryFacts() -> [HiddenFact] {
        let fellow = jurors[.fellow]
        let page = jury.path + "/jurors/" + (fellow?.publicID ?? "")
        let declined = jury.path + "/jurors/" + (jurors[.declined]?.publicID ?? "")
        return [
            HiddenFact(
                "a juror's name", known: .staff.union([.fellow]), seenBy: .staff, at: page,
                one: "UPDATE person SET name = 'Freya' WHERE id = \(fellow?.person.id)",
                other: "UPDATE person SET name = 'Gerda' WHERE id = \(fellow?.person.id)"),
            HiddenFact(
                "a juror's organisation", known: .staff.union([.fellow]), seenBy: .staff, at: page,
                one: "UPDATE juror SET organisation = 'Red Cross' WHERE id = \(fellow?.id)",
                other: "UPDATE juror SET organisation = 'Blue Cross' WHERE id = \(fellow?.id)"),
            HiddenFact(
                "why a juror declined", known: .staff.union([.declined]), seenBy: .staff, at: declined,
                one: "UPDATE juror SET decline_reason = 'No time.' WHERE id = \(id(.declined))",
                other: "UPDATE juror SET decline_reason = 'Too ill.' WHERE id = \(id(.declined))"),
            HiddenFact(
                "whether a juror was listed", known: .staff.union([.listed]), seenBy: .staff,
                at: jury.path + "/jurors",
                one: "UPDATE juror SET country = 'FR' WHERE id = \(id(.listed))",
                other: "UPDATE juror SET country = 'DE' WHERE id = \(id(.listed))"),
        ]
    }

    /// Of a round while it is open: what jurors write is theirs until it closes.
    func factsOfOpenRound(proposed: String) -> [HiddenFact] {
        let ownReview = review(assignments[.juror])
        func noted(_ text: String) -> SQL {
            """
            INSERT INTO review_note (review_id, text) VALUES (\(ownReview), \(text))
            ON CONFLICT (review_id) DO UPDATE SET text = excluded.text
            """
        }
        func bid(_ wish: String) -> SQL {
            """
            INSERT INTO bid (juror_id, application_id, wish, stated_at)
            VALUES (\(id(.juror)), \(subject.id), \(wish), 0)
            ON CONFLICT (juror_id, application_id) DO UPDATE SET wish = excluded.wish
            """
        }
        let discussing = Set<Onlooker>.staff.union([.juror, .fellow])
        let reviews = reviewFacts(known: [], "while the round is open", discussedBy: discussing)
        let around =
            conflictFacts(seenToLeave: discussing) + flagFacts() + broughtFacts()
            + discussionFacts(known: discussing)
        return reviews + around + assignmentFacts() + [
            confidence(known: discussing), formerReview(),
            HiddenFact(
                "what a juror wants to review", known: .staff, seenBy: .juror, at: jury.queue + "/bids",
                one: bid("eager"), other: bid("not-well")),
            HiddenFact(
                "what a juror notes for themself", seenBy: .juror,
                at: jury.queue + "/reviews/" + (assignments[.juror] ?? ""),
                one: noted("Ask Amina."), other: noted("Ask Bolat.")),
            HiddenFact(
                "whether a review is submitted", known: discussing, seenBy: .staff, at: coverage,
                one: "UPDATE review SET submitted_at = saved_at WHERE id = \(review(spareAssignment))",
                other: "UPDATE review SET submitted_at = NULL WHERE id = \(review(spareAssignment))"),
            HiddenFact(
                "who is proposed for an application", known: .staff, seenBy: .staff,
                at: jury.path + "/coverage/" + other.publicID,
                one: "UPDATE assignment SET juror_id = \(spares[1].id) WHERE public_id = \(proposed)",
                other: "UPDATE assignment SET juror_id = \(id(.fellow)) WHERE public_id = \(proposed)"),
            assignee(known: .staff, at: coverage),
        ]
    }

    /// Of what staff brought in for the jury: a sheet of scores, and a translation.
    private func broughtFacts() -> [HiddenFact] {
        let (round, application, own) = (season.id, subject.id, review(assignments[.juror]))
        @Sendable func imported(_ file: String, _ tx: Transaction) throws {
            try tx.run(
                """
                INSERT INTO score_import (public_id, round_id, file_name, digest, plan, entered, left_out, imported_at)
                SELECT 'score-import', id, \(file), \([UInt8]()), 'plan', 1, 0, 0 FROM round
                WHERE season_id = \(round) ON CONFLICT (public_id) DO UPDATE SET file_name = excluded.file_name
                """)
            try tx.run(
                """
                UPDATE review_version SET import_id = (SELECT id FROM score_import WHERE public_id = 'score-import')
                WHERE review_id = \(own)
                """)
        }
        func translated(_ text: String) -> SQL {
            let answers = "{\"summary\":{\"original\":\"\",\"text\":\"\(text)\"}}"
            return """
                INSERT INTO application_translation (application_id, language, origin, answers, version, saved_at)
                VALUES (\(application), 'ru', 'human', \(answers), 1, 0)
                ON CONFLICT (application_id, language) DO UPDATE SET answers = excluded.answers
                """
        }
        let page = jury.queue + "/reviews/" + (assignments[.juror] ?? "")
        return [
            HiddenFact(
                "from which sheet a score comes", known: .staff, seenBy: .juror, at: page,
                one: { try imported("ada.csv", $0) }, other: { try imported("ben.csv", $0) }),
            HiddenFact(
                "how an application is translated", known: .staff.union([.fellow]), seenBy: .juror,
                at: page + "?translation=ru", one: translated("Well"), other: translated("Pump")),
        ]
    }

    func factsOfClosedRound() -> [HiddenFact] {
        let known = Set<Onlooker>.staff
        let result = "\(path)/staff/results/applications/\(subject.publicID)"
        return reviewFacts(known: known, "before publication") + [
            assignee(known: known, at: result), confidence(known: known),
            mark(known: known.union(Set<Onlooker>.directorate)),
            robustness(known: known.union(Set<Onlooker>.directorate)), release(),
        ]
    }

    /// Comments and marks are released with the publication; who gave them never is.
    func factsOfPublishedRound() -> [HiddenFact] {
        let result = "\(path)/staff/results/applications/\(subject.publicID)"
        let confidential = reviewFacts(known: .staff, "after publication").filter {
            $0.name.hasPrefix("a note")
        }
        return confidential + [
            assignee(known: .staff, at: result), confidence(known: .staff), hiddenComment(at: result),
        ]
    }

    private func reviewFacts(
        known: Set<Onlooker>, _ when: String, discussedBy readers: Set<Onlooker> = []
    ) -> [HiddenFact] {
        let (assignment, page) = (assignments[.juror], jury.queue + "/reviews/" + (assignments[.juror] ?? ""))
        let review = review(assignment)
        return [
            HiddenFact(
                "a comment \(when)", known: known.union(readers), seenBy: .juror, at: page,
                one: "UPDATE review SET comment = 'Well done.' WHERE id = \(review)",
                other: "UPDATE review SET comment = 'Too thin.' WHERE id = \(review)"),
            HiddenFact(
                "a note for the jury alone \(when)", known: known, seenBy: .juror, at: page,
                one: "UPDATE review SET confidential_comment = 'I doubt it.' WHERE id = \(review)",
                other: "UPDATE review SET confidential_comment = 'Trust it.' WHERE id = \(review)"),
        ]
            + (known.isEmpty
                ? [
                    HiddenFact(
                        "a mark \(when)", known: readers, seenBy: .juror, at: page,
                        one: "UPDATE mark SET points = 7 WHERE review_id = \(review)",
                        other: "UPDATE mark SET points = 2 WHERE review_id = \(review)")
                ] : [])
    }

    /// A mark with all that is counted from it.
    private func mark(known: Set<Onlooker>) -> HiddenFact {
        let (assignment, rules, act) = (assignments[.juror], test.laurel.rules, test.act)
        let (review, season) = (review(assignment), season.id)
        @Sendable func write(_ points: Int, _ tx: Transaction) throws {
            try tx.run("UPDATE mark SET points = \(points) WHERE review_id = \(review)")
            let round: ID<Round>? = try tx.row("SELECT id FROM round WHERE season_id = \(season)")?.only()
            guard let round else { throw Problem.notFound }
            try Results.compute(round, by: act, rules, tx)
        }
        return HiddenFact(
            "a mark, a mean and a rank before publication", known: known.union([.juror]), seenBy: .staff,
            at: "\(path)/staff/results", one: { try write(9, $0) }, other: { try write(1, $0) })
    }

    private func assignee(known: Set<Onlooker>, at path: String) -> HiddenFact {
        HiddenFact(
            "who reviews an application (\(season.key))", known: known, seenBy: .staff, at: path,
            one: "UPDATE assignment SET juror_id = \(spares[0].id) WHERE public_id = \(spareAssignment)",
            other: "UPDATE assignment SET juror_id = \(spares[1].id) WHERE public_id = \(spareAssignment)")
    }

    /// Who discusses an application sees that a review is taken out of it.
    private func conflictFacts(seenToLeave known: Set<Onlooker>) -> [HiddenFact] {
        let (spare, party, season) = (spares[1].person.id, subject.party, season.id)
        func noted(_ change: SQL) -> SQL {
            "UPDATE conflict SET \(change) WHERE public_id = \("conflict-second-conflicted")"
        }
        func recusal(_ reason: String) -> SQL {
            """
            UPDATE recusal SET reason = \(reason)
            WHERE assignment_id = (SELECT id FROM assignment WHERE public_id = \(assignments[.recused]))
            """
        }
        return [
            HiddenFact(
                "whether a juror has a conflict", known: known, seenBy: .staff, at: coverage,
                one: "DELETE FROM conflict WHERE public_id = 'conflict-spare'",
                other: """
                    INSERT INTO conflict (public_id, season_id, person_id, party_id, kind, origin, stated_at,
                        is_pinned)
                    VALUES ('conflict-spare', \(season), \(spare), \(party), 'mentor', 'declared', 0, 0)
                    """),
            HiddenFact(
                "why a juror has a conflict", known: .staff.union([.conflicted]), seenBy: .staff,
                at: jury.path + "/conflicts?show=standing", one: noted("note = 'A cousin.'"),
                other: noted("note = 'A friend.'")),
            HiddenFact(
                "of which kind a conflict is", known: .staff.union([.conflicted]), seenBy: .staff,
                at: jury.path + "/conflicts?show=standing", one: noted("kind = 'family'"),
                other: noted("kind = 'employer'")),
            HiddenFact(
                "whom an applicant would not be judged by", known: .staff.union([.applicant]), seenBy: .staff,
                at: jury.path + "/conflicts/namings/naming-second",
                one: "UPDATE named_conflict SET name = 'Anna' WHERE season_id = \(season)",
                other: "UPDATE named_conflict SET name = 'Olga' WHERE season_id = \(season)"),
            HiddenFact(
                "what an application in the jury is called",
                known: Set<Onlooker>.screeners.union(Set<Onlooker>.directorate).subtracting([.nearStaff])
                    .union([.applicant, .juror, .fellow, .otherJuror]),
                seenBy: .juror, at: jury.queue,
                one: "UPDATE application SET title = 'Wells' WHERE id = \(subject.id)",
                other: "UPDATE application SET title = 'Pumps' WHERE id = \(subject.id)"),
            HiddenFact(
                "why a juror stepped back", known: .staff.union([.recused]), seenBy: .staff, at: coverage,
                one: recusal("We once met."), other: recusal("We are rivals.")),
        ]
    }
}
