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
            UNIQUE (season_id, name),
            UNIQUE (id, season_id)
        ) STRICT;

        -- An expert of one season: added, then invited, then accepted or declined. Languages and regions are
        -- JSON lists of codes; without a region an expert takes any.
        CREATE TABLE juror (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            season_id INTEGER NOT NULL REFERENCES season(id),
            person_id INTEGER NOT NULL REFERENCES person(id),
            panel_id INTEGER,
            organisation TEXT NOT NULL DEFAULT '',
            country TEXT NOT NULL DEFAULT '',
            languages TEXT NOT NULL,
            regions TEXT NOT NULL,
            capacity INTEGER NOT NULL CHECK (capacity >= 0),
            added_at INTEGER NOT NULL,
            -- Nothing until staff have seen the mail and confirmed it.
            invited_at INTEGER,
            accepted_at INTEGER,
            declined_at INTEGER,
            decline_reason TEXT,
            -- When the names that could reach this juror were last gone through; `conflict_statement` has
            -- what was said.
            conflicts_declared_at INTEGER,
            UNIQUE (season_id, person_id),
            UNIQUE (id, season_id),
            FOREIGN KEY (panel_id, season_id) REFERENCES panel(id, season_id),
            CHECK (invited_at IS NOT NULL OR (accepted_at IS NULL AND declined_at IS NULL)),
            CHECK (accepted_at IS NULL OR declined_at IS NULL)
        ) STRICT;
        CREATE INDEX juror_person ON juror (person_id);

        -- Whether a juror and an applicant stand too close, as the juror said for every name that could come
        -- to them, or staff for them. No text opens before the juror has said that there is no conflict.
        CREATE TABLE conflict_statement (
            juror_id INTEGER NOT NULL REFERENCES juror(id) ON DELETE CASCADE,
            party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
            is_conflict INTEGER NOT NULL CHECK (is_conflict IN (0, 1)),
            origin TEXT NOT NULL CHECK (origin IN ('juror', 'staff')),
            note TEXT NOT NULL DEFAULT '',
            stated_at INTEGER NOT NULL,
            PRIMARY KEY (juror_id, party_id)
        ) STRICT;
        CREATE INDEX conflict_statement_party ON conflict_statement (party_id);

        -- A round of scoring; it keeps the rules under which it was opened.
        CREATE TABLE round (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            season_id INTEGER NOT NULL REFERENCES season(id),
            rules_version_id INTEGER NOT NULL REFERENCES rules_version(id),
            name TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            closed_at INTEGER,
            closed_by INTEGER REFERENCES person(id),
            UNIQUE (id, season_id)
        ) STRICT;
        CREATE UNIQUE INDEX round_open ON round (season_id) WHERE closed_at IS NULL;
        CREATE INDEX round_season ON round (season_id, id);

        -- Who reviews what. Proposed until it is sent; only what was sent reaches a juror.
        CREATE TABLE assignment (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            -- That of the round, the juror and the application alike.
            season_id INTEGER NOT NULL,
            round_id INTEGER NOT NULL,
            juror_id INTEGER NOT NULL,
            application_id INTEGER NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('hand', 'automatic')),
            -- Why this juror, as the one who looks at it is told.
            explanation TEXT NOT NULL DEFAULT '{}',
            created_at INTEGER NOT NULL,
            sent_at INTEGER,
            UNIQUE (round_id, juror_id, application_id),
            FOREIGN KEY (round_id, season_id) REFERENCES round(id, season_id),
            FOREIGN KEY (juror_id, season_id) REFERENCES juror(id, season_id),
            FOREIGN KEY (application_id, season_id) REFERENCES application(id, season_id)
        ) STRICT;
        CREATE INDEX assignment_application ON assignment (application_id, round_id);
        CREATE INDEX assignment_juror ON assignment (juror_id, round_id);

        -- A juror steps back from an assignment, or staff take it away: its review no longer counts.
        CREATE TABLE recusal (
            assignment_id INTEGER PRIMARY KEY REFERENCES assignment(id) ON DELETE CASCADE,
            origin TEXT NOT NULL CHECK (origin IN ('juror', 'staff')),
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
            version INTEGER NOT NULL CHECK (version > 0),
            saved_at INTEGER NOT NULL,
            submitted_at INTEGER
        ) STRICT;

        CREATE TABLE mark (
            review_id INTEGER NOT NULL REFERENCES review(id) ON DELETE CASCADE,
            criterion_id INTEGER NOT NULL REFERENCES criterion(id),
            points INTEGER NOT NULL,
            PRIMARY KEY (review_id, criterion_id)
        ) STRICT;

        -- Mail that asked a juror for the reviews that were missing: nobody is asked twice in a day.
        CREATE TABLE review_reminder (
            id INTEGER PRIMARY KEY,
            round_id INTEGER NOT NULL REFERENCES round(id),
            juror_id INTEGER NOT NULL REFERENCES juror(id) ON DELETE CASCADE,
            sent_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX review_reminder_juror ON review_reminder (round_id, juror_id, sent_at);
        """)
}
