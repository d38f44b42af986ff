import Platform

extension Schema {
    static let scoreImport = Migration(
        "0025-score-import", appendOnly: ["score_import"],
        """
        -- A sheet of scores that staff brought in for jurors who wrote on paper.
        CREATE TABLE score_import (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            round_id INTEGER NOT NULL REFERENCES round(id),
            file_name TEXT NOT NULL,
            -- Of the file, as it was uploaded.
            digest BLOB NOT NULL,
            -- Of what the dry run showed: confirming it twice enters it once.
            plan TEXT NOT NULL,
            entered INTEGER NOT NULL CHECK (entered > 0),
            left_out INTEGER NOT NULL CHECK (left_out >= 0),
            imported_at INTEGER NOT NULL,
            imported_by INTEGER REFERENCES person(id),
            UNIQUE (round_id, plan)
        ) STRICT;

        -- Nothing where the juror made the version.
        ALTER TABLE review_version ADD COLUMN import_id INTEGER REFERENCES score_import(id);
        """)
}
