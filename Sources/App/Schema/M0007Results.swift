import Platform

extension Schema {
    static let results = Migration(
        "0007-results",
        """
        -- The raw result of an application in a closed round. Scores run from 0 to 100; rank counts within
        -- the nomination, ties share one. Figures that have no finite decimals are rounded for showing
        -- only: `score_exact` keeps the fraction.
        CREATE TABLE result (
            round_id INTEGER NOT NULL REFERENCES round(id),
            application_id INTEGER NOT NULL REFERENCES application(id),
            nomination_id INTEGER NOT NULL REFERENCES nomination(id),
            reviews INTEGER NOT NULL,
            mean REAL,
            median REAL,
            deviation REAL,
            lowest REAL,
            highest REAL,
            score_exact TEXT,
            rank INTEGER,
            PRIMARY KEY (round_id, application_id)
        ) STRICT;
        CREATE INDEX result_rank ON result (round_id, nomination_id, rank, application_id);
        CREATE INDEX result_overall ON result (round_id, mean, application_id);

        -- A decision on finalists or laureates: drafted by one member, adopted by another, published apart.
        CREATE TABLE decision (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            season_id INTEGER NOT NULL REFERENCES season(id),
            gate TEXT NOT NULL CHECK (gate IN ('finalists', 'laureates')),
            reasons TEXT NOT NULL DEFAULT '',
            version INTEGER NOT NULL,
            drafted_by INTEGER NOT NULL REFERENCES person(id),
            drafted_at INTEGER NOT NULL,
            adopted_by INTEGER REFERENCES person(id),
            adopted_at INTEGER,
            publication_id INTEGER REFERENCES publication(id),
            CHECK (adopted_by IS NULL OR adopted_by <> drafted_by),
            CHECK (publication_id IS NULL OR adopted_at IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX decision_one_adopted ON decision (season_id, gate) WHERE adopted_at IS NOT NULL;

        CREATE TABLE decision_item (
            decision_id INTEGER NOT NULL REFERENCES decision(id) ON DELETE CASCADE,
            application_id INTEGER NOT NULL REFERENCES application(id),
            prize_id INTEGER REFERENCES prize(id),
            place INTEGER NOT NULL DEFAULT 1,
            reason TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (decision_id, application_id)
        ) STRICT;
        CREATE INDEX decision_item_application ON decision_item (application_id);
        """)
}
