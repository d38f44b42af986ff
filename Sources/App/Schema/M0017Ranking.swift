import Platform

extension Schema {
    static let ranking = Migration(
        "0017-ranking", appendOnly: ["round_method"],
        """
        -- How a round ranks, fixed when it opens and never changed. A round that opened before this was kept
        -- ranks by raw means.
        CREATE TABLE round_method (
            round_id INTEGER PRIMARY KEY REFERENCES round(id),
            of_record TEXT NOT NULL CHECK (of_record IN ('raw', 'calibrated')),
            -- All of the method as the season's rules write it, as JSON.
            parameters TEXT NOT NULL,
            fixed_at INTEGER NOT NULL
        ) STRICT;

        -- Where an application with a result stands in a closed round, by the ranking of record, with what
        -- calibration says beside it. Ranks count within a nomination, and within a part of the jury: parts
        -- are numbered from 0, the largest first, and no scores connect one with another.
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
        CREATE UNIQUE INDEX ranking_place ON ranking (round_id, place);

        -- How a juror scored beside the others, for staff alone.
        CREATE TABLE juror_ranking (
            round_id INTEGER NOT NULL,
            juror_id INTEGER NOT NULL,
            part INTEGER NOT NULL CHECK (part >= 0),
            leniency REAL NOT NULL,
            leniency_low REAL NOT NULL,
            leniency_high REAL NOT NULL,
            spread REAL NOT NULL,
            spread_low REAL NOT NULL,
            spread_high REAL NOT NULL,
            PRIMARY KEY (round_id, juror_id),
            FOREIGN KEY (round_id, juror_id) REFERENCES juror_result(round_id, juror_id) ON DELETE CASCADE
        ) STRICT;

        -- The ranking of a round as a whole.
        CREATE TABLE round_ranking (
            round_id INTEGER PRIMARY KEY REFERENCES round_result(round_id) ON DELETE CASCADE,
            -- Standard deviations on the scale of the scores; empty where nothing is calibrated.
            leniency_deviation REAL,
            quality_deviation REAL,
            noise_deviation REAL,
            alpha REAL,
            icc_one_way REAL,
            icc_two_way REAL,
            -- Of each part: how many applications, jurors and scores, and what lacks; a JSON list.
            parts TEXT NOT NULL
        ) STRICT;

        -- How a ranking would change if things had been a little otherwise, counted after the round.
        CREATE TABLE robustness_report (
            round_id INTEGER PRIMARY KEY REFERENCES round_ranking(round_id) ON DELETE CASCADE,
            computed_at INTEGER NOT NULL,
            jurors INTEGER NOT NULL,
            shifts INTEGER NOT NULL,
            changes_by_other INTEGER NOT NULL
        ) STRICT;

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
        """)
}
