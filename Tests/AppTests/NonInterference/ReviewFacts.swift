import Platform

@testable import App

/// What may not be known of reviews beside their marks: doubts, earlier wordings, flags, what staff release.
extension HiddenJury {
    /// How sure a juror is of their marks.
    func confidence(known: Set<Onlooker>) -> HiddenFact {
        let review = review(assignments[.juror])
        return HiddenFact(
            "how sure a juror is (\(season.key))", known: known, seenBy: .juror,
            at: jury.queue + "/reviews/" + (assignments[.juror] ?? ""),
            one: "UPDATE review SET confidence = 1 WHERE id = \(review)",
            other: "UPDATE review SET confidence = 3 WHERE id = \(review)")
    }

    /// What a review said before it was changed.
    func formerReview() -> HiddenFact {
        let review = review(assignments[.fellow])
        @Sendable func write(_ comment: String, _ tx: Transaction) throws {
            let kept: String? = try tx.row(
                "SELECT content FROM review_version WHERE review_id = \(review) ORDER BY number LIMIT 1")?
                .only()
            guard let kept, var content = ReviewContent(json: try JSON(parsing: kept)) else {
                throw Problem.notFound
            }
            content.comment = comment
            try tx.run(
                """
                UPDATE review_version SET content = \(content.json.canonical) WHERE review_id = \(review)
                """)
        }
        return HiddenFact(
            "what a review said once", known: .staff, seenBy: .staff,
            at: jury.path + "/history/" + subject.publicID, one: { try write("At first I doubted.", $0) },
            other: { try write("At first I was sure.", $0) })
    }

    /// Of flags that jurors raise: those on the safety of people reach administrators alone.
    func flagFacts() -> [HiddenFact] {
        let page = jury.path + "/flags"
        return [
            HiddenFact(
                "what a juror fears for somebody", known: [.juror], seenBy: .administrator, at: page,
                one: flag("safeguarding", by: .juror, "A child is named."),
                other: flag("safeguarding", by: .juror, "A threat is made.")),
            HiddenFact(
                "whether a juror suspects a copy", known: .staff.union([.fellow]), seenBy: .staff, at: page,
                one: flag("copy", by: .fellow, "Seen elsewhere."),
                other: "DELETE FROM review_flag WHERE public_id = \(season.key + "-copy")"),
        ]
    }

    private func flag(_ kind: String, by onlooker: Onlooker, _ note: String) -> SQL {
        """
        INSERT INTO review_flag (public_id, season_id, assignment_id, kind, note, raised_at)
        SELECT \(season.key + "-" + kind), \(season.id), id, \(kind), \(note), \(test.clock.now) FROM assignment
        WHERE public_id = \(assignments[onlooker]) ON CONFLICT (public_id) DO UPDATE SET note = excluded.note
        """
    }

    /// How well the ranking of record stands; told after what it is counted from.
    func robustness(known: Set<Onlooker>) -> HiddenFact {
        func report(_ jurors: Int) -> SQL {
            """
            INSERT INTO robustness_report (round_id, computed_at, jurors, shifts, changes_by_other)
            SELECT id, closed_at, \(jurors), 14, 0 FROM round WHERE season_id = \(season.id)
            ON CONFLICT (round_id) DO UPDATE SET jurors = excluded.jurors
            """
        }
        return HiddenFact(
            "how well the ranking stands", known: known, seenBy: .staff, at: "\(path)/staff/results/board",
            one: report(5), other: report(6))
    }

    /// Whether staff let a comment go out, before anything is public.
    func release() -> HiddenFact {
        let review = review(assignments[.fellow])
        let released = looked("released", at: review)
        return HiddenFact(
            "whether a comment is released", known: .staff, seenBy: .staff, at: "\(path)/staff/comments",
            one: { tx in
                try tx.run("UPDATE review SET comment = 'Keep on.' WHERE id = \(review)")
                try tx.run("DELETE FROM comment_release WHERE review_id = \(review)")
            }, other: { _ = try $0.run(released) })
    }

    /// A comment that staff keep from the applicant; that they do so stays as it is.
    func hiddenComment(at result: String) -> HiddenFact {
        let (review, verdict) = (review(spareAssignment), looked("hidden", at: review(spareAssignment)))
        @Sendable func write(_ comment: String, _ tx: Transaction) throws {
            try tx.run("UPDATE review SET comment = \(comment) WHERE id = \(review)")
            try tx.run(verdict)
        }
        return HiddenFact(
            "a comment that staff hid", known: .staff, seenBy: .staff, at: result,
            one: { try write("You will fail.", $0) }, other: { try write("You cannot do it.", $0) })
    }

    private func looked(_ verdict: String, at review: SQL) -> SQL {
        """
        INSERT INTO comment_release (review_id, version, verdict, reason, looked_at, looked_by)
        SELECT review.id, review.version, \(verdict), 'Read.', \(test.clock.now), person.id FROM review, person
        WHERE review.id = \(review) AND person.email = \(Onlooker.staff.email) ON CONFLICT DO NOTHING
        """
    }
}
