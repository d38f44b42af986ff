import Platform

extension Schema {
    /// Which round a gate is decided on, and which reviews a round was counted from.
    static let gates = Migration(
        "0027-gates",
        """
        -- Whether finalists were public when the round opened: then it judges them alone, and laureates are
        -- decided on it; else it judges all that were admitted. Nothing is published while a round is open,
        -- so a round lies before a gate or after it.
        ALTER TABLE round ADD COLUMN of_finalists INTEGER NOT NULL DEFAULT 0 CHECK (of_finalists IN (0, 1));
        UPDATE round SET of_finalists = 1 WHERE EXISTS (SELECT 1 FROM publication
            WHERE publication.season_id = round.season_id AND publication.gate = 'finalists'
                AND publication.published_at <= round.opened_at);

        -- The reviews of which the results of a round are made, so that whatever is told of them later, such
        -- as a comment, is told of the same ones.
        CREATE TABLE counted_review (
            review_id INTEGER PRIMARY KEY REFERENCES review(id),
            round_id INTEGER NOT NULL REFERENCES round(id)
        ) STRICT;
        CREATE INDEX counted_review_round ON counted_review (round_id, review_id);
        INSERT INTO counted_review (review_id, round_id)
            SELECT review.id, assignment.round_id FROM review
            JOIN assignment ON assignment.id = review.assignment_id
            JOIN result ON result.round_id = assignment.round_id
                AND result.application_id = assignment.application_id
            WHERE review.submitted_at IS NOT NULL AND NOT EXISTS
                (SELECT 1 FROM recusal WHERE recusal.assignment_id = assignment.id);
        """)
}
