import Platform

extension Schema {
    static let assignment = Migration(
        "0019-assignment",
        """
        -- What a juror is an expert of, as they or staff said: the kind of juror that they are, empty where
        -- the season tells none apart, and a JSON list of themes; without a theme they take any.
        CREATE TABLE juror_expertise (
            juror_id INTEGER PRIMARY KEY REFERENCES juror(id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            themes TEXT NOT NULL,
            stated_at INTEGER NOT NULL
        ) STRICT;

        -- The nominations that the jurors of a panel are given; all where it has none.
        CREATE TABLE panel_nomination (
            panel_id INTEGER NOT NULL REFERENCES panel(id) ON DELETE CASCADE,
            nomination_id INTEGER NOT NULL REFERENCES nomination(id),
            PRIMARY KEY (panel_id, nomination_id)
        ) STRICT;
        CREATE INDEX panel_nomination_nomination ON panel_nomination (nomination_id);

        -- More reviews of an application in a round than its rules ask for.
        CREATE TABLE further_review (
            round_id INTEGER NOT NULL REFERENCES round(id),
            application_id INTEGER NOT NULL REFERENCES application(id),
            reviews INTEGER NOT NULL CHECK (reviews > 0),
            asked_at INTEGER NOT NULL,
            PRIMARY KEY (round_id, application_id)
        ) STRICT;
        CREATE INDEX further_review_application ON further_review (application_id);
        """)
}
