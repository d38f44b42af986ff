import Platform

extension Schema {
    /// Whatever was reviewed has raw figures, and only what has enough reviews is ranked. What a table
    /// requires cannot be changed, so `result` is made anew, and with it the two that hang on it.
    static let rawFigures = Migration(
        "0028-raw-figures",
        """
        CREATE TABLE kept_result AS SELECT * FROM result;
        CREATE TABLE kept_ranking AS SELECT * FROM ranking;
        CREATE TABLE kept_robustness AS SELECT * FROM robustness;
        DROP TABLE robustness;
        DROP TABLE ranking;
        DROP TABLE result;

        -- The figures of an application without a review are empty. With fewer reviews than the rules ask for
        -- there are figures and no rank; rounds that were counted before this have such figures once they are
        -- counted again.
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
            -- Where it stands among all of the round: by score, those that are not ranked last, and by how
            -- far the scores lie apart. No two are alike, so lists are gone through by them.
            score_place INTEGER NOT NULL,
            spread_place INTEGER NOT NULL,
            PRIMARY KEY (round_id, application_id),
            CHECK (rank IS NULL OR mean IS NOT NULL),
            CHECK (is_passing = 0 OR rank IS NOT NULL)
        ) STRICT;
        INSERT INTO result SELECT * FROM kept_result;
        CREATE UNIQUE INDEX result_score ON result (round_id, score_place);
        CREATE UNIQUE INDEX result_spread ON result (round_id, spread_place);
        CREATE INDEX result_nomination ON result (round_id, nomination_id, score_place);
        CREATE INDEX result_region ON result (round_id, region, score_place);
        CREATE INDEX result_passing ON result (round_id, is_passing, score_place);
        CREATE INDEX result_application ON result (application_id, round_id);

        CREATE TABLE ranking (
            round_id INTEGER NOT NULL,
            application_id INTEGER NOT NULL,
            part INTEGER NOT NULL CHECK (part >= 0),
            record_score REAL NOT NULL,
            record_rank INTEGER NOT NULL CHECK (record_rank > 0),
            is_joint INTEGER NOT NULL CHECK (is_joint IN (0, 1)),
            standing TEXT NOT NULL
                CHECK (standing IN ('prospective', 'capped', 'beyond', 'below', 'apart')),
            calibrated REAL,
            low REAL,
            high REAL,
            calibrated_rank INTEGER,
            chance_of_best REAL CHECK (chance_of_best BETWEEN 0 AND 1),
            is_too_close INTEGER NOT NULL CHECK (is_too_close IN (0, 1)),
            -- Nomination by nomination, the best first. No two are alike, so lists are gone through by it.
            place INTEGER NOT NULL,
            PRIMARY KEY (round_id, application_id),
            FOREIGN KEY (round_id, application_id) REFERENCES result(round_id, application_id)
                ON DELETE CASCADE,
            CHECK ((calibrated IS NULL) = (low IS NULL)),
            CHECK ((calibrated IS NULL) = (high IS NULL)),
            CHECK ((calibrated IS NULL) = (calibrated_rank IS NULL)),
            CHECK (low <= calibrated AND calibrated <= high)
        ) STRICT;
        INSERT INTO ranking SELECT * FROM kept_ranking;
        CREATE UNIQUE INDEX ranking_place ON ranking (round_id, place);

        CREATE TABLE robustness (
            round_id INTEGER NOT NULL,
            application_id INTEGER NOT NULL,
            -- Without each juror in turn, and with each weight a tenth more or less: how often tried, how
            -- often it stayed among the first.
            juror_trials INTEGER NOT NULL,
            juror_stays INTEGER NOT NULL CHECK (juror_stays BETWEEN 0 AND juror_trials),
            weight_trials INTEGER NOT NULL,
            weight_stays INTEGER NOT NULL CHECK (weight_stays BETWEEN 0 AND weight_trials),
            -- By the ranking that is not the one of record; empty where there is none.
            stays_in_other INTEGER CHECK (stays_in_other IN (0, 1)),
            PRIMARY KEY (round_id, application_id),
            FOREIGN KEY (round_id, application_id) REFERENCES ranking(round_id, application_id)
                ON DELETE CASCADE
        ) STRICT;
        INSERT INTO robustness SELECT * FROM kept_robustness;

        DROP TABLE kept_robustness;
        DROP TABLE kept_ranking;
        DROP TABLE kept_result;
        """)
}
