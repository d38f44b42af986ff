import Platform

extension Schema {
    static let screening = Migration(
        "0005-screening",
        """
        -- What waits for a screener, the least complete first; and the same title entered twice.
        CREATE INDEX application_completeness ON application (season_id, completeness, submitted_at, id)
            WHERE state = 'submitted';
        CREATE INDEX application_title ON application (season_id, title) WHERE state <> 'draft';
        -- Nobody screens what they submitted.
        CREATE INDEX submission_person ON submission (submitted_by);

        -- What a screener decided; the one that is not undone stands. Undoing is possible until publication.
        CREATE TABLE screening_decision (
            id INTEGER PRIMARY KEY,
            application_id INTEGER NOT NULL REFERENCES application(id),
            submission_id INTEGER NOT NULL REFERENCES submission(id),
            verdict TEXT NOT NULL CHECK (verdict IN ('admit', 'reject')),
            -- The key of a reason in the season's rules.
            reason TEXT,
            note TEXT NOT NULL DEFAULT '',
            decided_at INTEGER NOT NULL,
            decided_by INTEGER NOT NULL REFERENCES person(id),
            undone_at INTEGER,
            undone_by INTEGER REFERENCES person(id),
            CHECK (verdict = 'admit' OR reason IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX screening_decision_standing ON screening_decision (application_id)
            WHERE undone_at IS NULL;

        -- Something that the applicant is asked to add, with a date of its own.
        CREATE TABLE screening_request (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            application_id INTEGER NOT NULL REFERENCES application(id),
            question TEXT NOT NULL,
            due_at INTEGER NOT NULL,
            asked_at INTEGER NOT NULL,
            asked_by INTEGER NOT NULL REFERENCES person(id),
            -- The submission that answered it, or when it was taken back.
            answered_by_submission_id INTEGER REFERENCES submission(id),
            cancelled_at INTEGER,
            cancelled_by INTEGER REFERENCES person(id)
        ) STRICT;
        CREATE INDEX screening_request_application ON screening_request (application_id);
        CREATE UNIQUE INDEX screening_request_open ON screening_request (application_id)
            WHERE answered_by_submission_id IS NULL AND cancelled_at IS NULL;

        -- A move to another nomination, which needs the applicant's consent.
        CREATE TABLE nomination_move (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            application_id INTEGER NOT NULL REFERENCES application(id),
            from_nomination_id INTEGER NOT NULL REFERENCES nomination(id),
            to_nomination_id INTEGER NOT NULL REFERENCES nomination(id),
            reason TEXT NOT NULL,
            proposed_at INTEGER NOT NULL,
            proposed_by INTEGER NOT NULL REFERENCES person(id),
            answer TEXT CHECK (answer IN ('accepted', 'declined', 'cancelled')),
            answered_at INTEGER,
            answered_by INTEGER REFERENCES person(id)
        ) STRICT;
        CREATE UNIQUE INDEX nomination_move_open ON nomination_move (application_id) WHERE answer IS NULL;

        -- More time for one application, such as after an outage or by a screener's request.
        CREATE TABLE deadline_extension (
            id INTEGER PRIMARY KEY,
            application_id INTEGER NOT NULL REFERENCES application(id),
            until INTEGER NOT NULL,
            reason TEXT NOT NULL,
            granted_at INTEGER NOT NULL,
            granted_by INTEGER NOT NULL REFERENCES person(id)
        ) STRICT;
        CREATE INDEX deadline_extension_application ON deadline_extension (application_id);
        """)
}
