import Platform

extension Schema {
    static let jury = Migration(
        "0006-jury",
        """
        CREATE TABLE panel (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            season_id INTEGER NOT NULL REFERENCES season(id),
            name TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            UNIQUE (season_id, name)
        ) STRICT;

        -- An expert of one season: invited, then accepted or declined. Languages and regions are JSON lists
        -- of codes.
        CREATE TABLE juror (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            season_id INTEGER NOT NULL REFERENCES season(id),
            person_id INTEGER NOT NULL REFERENCES person(id),
            panel_id INTEGER REFERENCES panel(id),
            organisation TEXT NOT NULL DEFAULT '',
            country TEXT NOT NULL DEFAULT '',
            languages TEXT NOT NULL,
            regions TEXT NOT NULL,
            capacity INTEGER NOT NULL CHECK (capacity >= 0),
            invited_at INTEGER NOT NULL,
            accepted_at INTEGER,
            declined_at INTEGER,
            decline_reason TEXT,
            -- When the list of names and organisations was gone through; no text opens before.
            conflicts_declared_at INTEGER,
            UNIQUE (season_id, person_id)
        ) STRICT;
        CREATE INDEX juror_person ON juror (person_id);

        CREATE TABLE conflict (
            id INTEGER PRIMARY KEY,
            juror_id INTEGER NOT NULL REFERENCES juror(id) ON DELETE CASCADE,
            application_id INTEGER NOT NULL REFERENCES application(id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('declared', 'staff', 'own')),
            note TEXT NOT NULL DEFAULT '',
            created_at INTEGER NOT NULL,
            UNIQUE (juror_id, application_id)
        ) STRICT;
        CREATE INDEX conflict_application ON conflict (application_id);

        -- A round of scoring; it keeps the rules under which it was opened.
        CREATE TABLE round (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            season_id INTEGER NOT NULL REFERENCES season(id),
            rules_version_id INTEGER NOT NULL REFERENCES rules_version(id),
            name TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            closed_at INTEGER,
            closed_by INTEGER REFERENCES person(id)
        ) STRICT;
        CREATE UNIQUE INDEX round_open ON round (season_id) WHERE closed_at IS NULL;

        -- Who reviews what. Proposed until it is sent; only what was sent reaches a juror.
        CREATE TABLE assignment (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            round_id INTEGER NOT NULL REFERENCES round(id),
            juror_id INTEGER NOT NULL REFERENCES juror(id),
            application_id INTEGER NOT NULL REFERENCES application(id),
            origin TEXT NOT NULL CHECK (origin IN ('hand', 'automatic')),
            -- What the assignment cost and why, as the one who looks at it is told.
            explanation TEXT NOT NULL DEFAULT '{}',
            created_at INTEGER NOT NULL,
            sent_at INTEGER,
            UNIQUE (round_id, juror_id, application_id)
        ) STRICT;
        CREATE INDEX assignment_application ON assignment (application_id);
        CREATE INDEX assignment_juror ON assignment (juror_id);

        -- A juror steps back from an assignment, or staff take it away.
        CREATE TABLE recusal (
            assignment_id INTEGER PRIMARY KEY REFERENCES assignment(id) ON DELETE CASCADE,
            reason TEXT NOT NULL,
            recused_at INTEGER NOT NULL,
            recused_by INTEGER NOT NULL REFERENCES person(id)
        ) STRICT;

        CREATE TABLE review (
            id INTEGER PRIMARY KEY,
            assignment_id INTEGER NOT NULL UNIQUE REFERENCES assignment(id),
            -- For the applicant, where the season's policy releases it; and for the jury alone.
            comment TEXT NOT NULL DEFAULT '',
            confidential_comment TEXT NOT NULL DEFAULT '',
            version INTEGER NOT NULL,
            saved_at INTEGER NOT NULL,
            submitted_at INTEGER
        ) STRICT;

        CREATE TABLE mark (
            review_id INTEGER NOT NULL REFERENCES review(id) ON DELETE CASCADE,
            criterion_id INTEGER NOT NULL REFERENCES criterion(id),
            points INTEGER NOT NULL,
            PRIMARY KEY (review_id, criterion_id)
        ) STRICT;
        """)
}
