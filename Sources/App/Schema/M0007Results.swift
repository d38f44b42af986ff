import Platform

extension Schema {
    static let results = Migration(
        "0007-results",
        """
        -- The raw result of an application in a closed round. Scores run from 0 to 100; rank counts within
        -- the nomination, ties share one. Figures that have no finite decimals are rounded for showing
        -- only: `score_exact` keeps the fraction. With fewer reviews than the rules ask for there is no
        -- result, and the figures are empty.
        CREATE TABLE result (
            round_id INTEGER NOT NULL REFERENCES round(id),
            application_id INTEGER NOT NULL REFERENCES application(id),
            nomination_id INTEGER NOT NULL REFERENCES nomination(id),
            -- The key of the region in which the country lay when this was counted.
            region TEXT,
            reviews INTEGER NOT NULL,
            -- Of each review, the lowest first; a JSON list.
            scores TEXT NOT NULL,
            mean REAL,
            median REAL,
            deviation REAL,
            lowest REAL,
            highest REAL,
            score_exact TEXT,
            rank INTEGER,
            is_passing INTEGER NOT NULL CHECK (is_passing IN (0, 1)),
            -- Where it stands among all of the round: by score, and by how far the scores lie apart. No two
            -- are alike, so lists are gone through by them.
            score_place INTEGER NOT NULL,
            spread_place INTEGER NOT NULL,
            PRIMARY KEY (round_id, application_id),
            CHECK ((rank IS NULL) = (mean IS NULL)),
            CHECK (is_passing = 0 OR rank IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX result_score ON result (round_id, score_place);
        CREATE UNIQUE INDEX result_spread ON result (round_id, spread_place);
        CREATE INDEX result_nomination ON result (round_id, nomination_id, score_place);
        CREATE INDEX result_region ON result (round_id, region, score_place);
        CREATE INDEX result_passing ON result (round_id, is_passing, score_place);
        CREATE INDEX result_application ON result (application_id, round_id);

        -- How a juror scored in a closed round.
        CREATE TABLE juror_result (
            round_id INTEGER NOT NULL REFERENCES round(id),
            juror_id INTEGER NOT NULL REFERENCES juror(id),
            reviews INTEGER NOT NULL,
            scores TEXT NOT NULL,
            mean REAL NOT NULL,
            median REAL NOT NULL,
            deviation REAL,
            lowest REAL NOT NULL,
            highest REAL NOT NULL,
            -- By mean, the highest first.
            place INTEGER NOT NULL,
            PRIMARY KEY (round_id, juror_id)
        ) STRICT;
        CREATE UNIQUE INDEX juror_result_place ON juror_result (round_id, place);

        -- The round as a whole, so that no page counts its rows.
        CREATE TABLE round_result (
            round_id INTEGER PRIMARY KEY REFERENCES round(id),
            counted_at INTEGER NOT NULL,
            applications INTEGER NOT NULL,
            ranked INTEGER NOT NULL,
            passing INTEGER NOT NULL,
            jurors INTEGER NOT NULL,
            reviews INTEGER NOT NULL,
            mean REAL
        ) STRICT;

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
            saved_by INTEGER NOT NULL REFERENCES person(id),
            saved_at INTEGER NOT NULL,
            adopted_by INTEGER REFERENCES person(id),
            adopted_at INTEGER,
            publication_id INTEGER UNIQUE REFERENCES publication(id),
            CHECK (adopted_by IS NULL OR adopted_by <> drafted_by),
            CHECK ((adopted_by IS NULL) = (adopted_at IS NULL)),
            CHECK (publication_id IS NULL OR adopted_at IS NOT NULL),
            UNIQUE (id, season_id)
        ) STRICT;
        CREATE UNIQUE INDEX decision_one_adopted ON decision (season_id, gate) WHERE adopted_at IS NOT NULL;
        CREATE INDEX decision_season ON decision (season_id, id);

        -- Who had a part in a decision. One person has one part: whoever wrote on it does not adopt it.
        CREATE TABLE decision_part (
            decision_id INTEGER NOT NULL REFERENCES decision(id) ON DELETE CASCADE,
            person_id INTEGER NOT NULL REFERENCES person(id),
            part TEXT NOT NULL CHECK (part IN ('author', 'adopter')),
            PRIMARY KEY (decision_id, person_id)
        ) STRICT;

        CREATE TABLE decision_item (
            decision_id INTEGER NOT NULL,
            -- That of the decision and the application alike.
            season_id INTEGER NOT NULL,
            application_id INTEGER NOT NULL,
            prize_id INTEGER REFERENCES prize(id),
            place INTEGER NOT NULL DEFAULT 1 CHECK (place > 0),
            reason TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (decision_id, application_id),
            FOREIGN KEY (decision_id, season_id) REFERENCES decision(id, season_id) ON DELETE CASCADE,
            FOREIGN KEY (application_id, season_id) REFERENCES application(id, season_id)
        ) STRICT;
        CREATE INDEX decision_item_application ON decision_item (application_id);
        """)
}
