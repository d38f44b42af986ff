import Platform

extension Schema {
    static let scoring = Migration(
        "0016-scoring",
        appendOnly: ["review_version", "review_extension"],
        """
        -- How sure the juror is, from 1 in the steps that the rules of the round ask for.
        ALTER TABLE review ADD COLUMN confidence INTEGER CHECK (confidence BETWEEN 1 AND 5);

        -- What a juror writes down for themselves. Nothing that others read takes it from here.
        CREATE TABLE review_note (
            review_id INTEGER PRIMARY KEY REFERENCES review(id) ON DELETE CASCADE,
            text TEXT NOT NULL CHECK (text <> '')
        ) STRICT;

        -- A review as it was submitted, and each time that it changed after that.
        CREATE TABLE review_version (
            review_id INTEGER NOT NULL REFERENCES review(id),
            -- The review's own count of saves.
            number INTEGER NOT NULL CHECK (number > 0),
            content TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            made_by INTEGER REFERENCES person(id),
            PRIMARY KEY (review_id, number)
        ) STRICT;

        -- What a juror tells staff of an application, at once and past everybody else; of somebody's safety
        -- only administrators.
        CREATE TABLE review_flag (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            season_id INTEGER NOT NULL REFERENCES season(id),
            assignment_id INTEGER NOT NULL REFERENCES assignment(id),
            kind TEXT NOT NULL CHECK (kind IN ('nomination', 'copy', 'safeguarding')),
            note TEXT NOT NULL CHECK (note <> ''),
            raised_at INTEGER NOT NULL,
            seen_at INTEGER,
            seen_by INTEGER REFERENCES person(id),
            settled_at INTEGER,
            settled_by INTEGER REFERENCES person(id),
            -- What the juror is told.
            answer TEXT NOT NULL DEFAULT '',
            CHECK ((seen_at IS NULL) = (seen_by IS NULL)),
            CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
            CHECK ((settled_at IS NULL) = (answer = ''))
        ) STRICT;
        CREATE UNIQUE INDEX review_flag_open ON review_flag (assignment_id, kind) WHERE settled_at IS NULL;
        CREATE INDEX review_flag_season ON review_flag (season_id, id);

        -- A later deadline of one juror in a round; the newest holds.
        CREATE TABLE review_extension (
            id INTEGER PRIMARY KEY,
            round_id INTEGER NOT NULL REFERENCES round(id),
            juror_id INTEGER NOT NULL REFERENCES juror(id),
            until INTEGER NOT NULL,
            reason TEXT NOT NULL CHECK (reason <> ''),
            made_at INTEGER NOT NULL,
            made_by INTEGER REFERENCES person(id)
        ) STRICT;
        CREATE INDEX review_extension_juror ON review_extension (round_id, juror_id, id);
        """)
}
