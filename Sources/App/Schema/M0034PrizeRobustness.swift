import Platform

extension Schema {
    static let prizeRobustness = Migration(
        "0034-prize-robustness",
        """
        -- How often those to whom the ranking of record would give a prize keep it when things are a little
        -- otherwise; counted once there are finalists, and again when the round or they change.
        CREATE TABLE prize_robustness_report (
            round_id INTEGER PRIMARY KEY REFERENCES round(id),
            -- When the round was counted from which this is made.
            counted_at INTEGER NOT NULL,
            -- Among how many the prizes were given.
            candidates INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE prize_robustness (
            round_id INTEGER NOT NULL REFERENCES prize_robustness_report(round_id) ON DELETE CASCADE,
            prize_id INTEGER NOT NULL REFERENCES prize(id),
            application_id INTEGER NOT NULL REFERENCES application(id),
            juror_trials INTEGER NOT NULL,
            juror_stays INTEGER NOT NULL CHECK (juror_stays BETWEEN 0 AND juror_trials),
            weight_trials INTEGER NOT NULL,
            weight_stays INTEGER NOT NULL CHECK (weight_stays BETWEEN 0 AND weight_trials),
            stays_in_other INTEGER CHECK (stays_in_other IN (0, 1)),
            PRIMARY KEY (round_id, prize_id, application_id)
        ) STRICT;
        """)
}
