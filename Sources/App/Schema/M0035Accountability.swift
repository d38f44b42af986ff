import Platform

extension Schema {
    /// What a directorate cannot rewrite: when it first said that it would answer, and what was reported of
    /// an action before its answer was thought over; and why it stopped waiting for a reply.
    static let accountability = Migration(
        "0035-accountability",
        """
        -- The first date stands from the day after it was set.
        ALTER TABLE idea_review ADD COLUMN first_due_on TEXT;
        ALTER TABLE idea_review ADD COLUMN first_due_set_on TEXT;
        UPDATE idea_review SET first_due_on = due_on;

        -- The commitment of the answer that was reopened, whose reports go on with this one.
        ALTER TABLE commitment ADD COLUMN continues_id INTEGER REFERENCES commitment(id);
        CREATE INDEX commitment_continues ON commitment (continues_id);

        -- A question that nobody replied to: its reply is empty.
        ALTER TABLE idea_question ADD COLUMN ended_reason TEXT;
        ALTER TABLE idea_question ADD COLUMN ended_by INTEGER REFERENCES person(id);
        """)
}
