import Platform

extension Schema {
    /// Seasons and their rules. `rules_version.document` is what holds; the other tables project its parts
    /// so that foreign keys can point at them, and keep every key that a version ever had.
    static let programme = Migration(
        "0003-programme", appendOnly: ["rules_version"],
        """
        CREATE TABLE season (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            position INTEGER NOT NULL UNIQUE,
            rules_version_id INTEGER,
            is_public INTEGER NOT NULL DEFAULT 0 CHECK (is_public IN (0, 1)),
            -- Counts up whenever something becomes visible: cached public pages are keyed by it.
            epoch INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE rules_version (
            id INTEGER PRIMARY KEY,
            season_id INTEGER NOT NULL REFERENCES season(id),
            number INTEGER NOT NULL,
            document TEXT NOT NULL,
            digest BLOB NOT NULL,
            reason TEXT NOT NULL,
            applied_at INTEGER NOT NULL,
            applied_by INTEGER REFERENCES person(id),
            UNIQUE (season_id, number)
        ) STRICT;

        CREATE TABLE nomination (
            id INTEGER PRIMARY KEY,
            season_id INTEGER NOT NULL REFERENCES season(id),
            key TEXT NOT NULL,
            position INTEGER NOT NULL,
            is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
            UNIQUE (season_id, key)
        ) STRICT;

        CREATE TABLE prize (
            id INTEGER PRIMARY KEY,
            season_id INTEGER NOT NULL REFERENCES season(id),
            key TEXT NOT NULL,
            position INTEGER NOT NULL,
            is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
            UNIQUE (season_id, key)
        ) STRICT;

        CREATE TABLE criterion (
            id INTEGER PRIMARY KEY,
            season_id INTEGER NOT NULL REFERENCES season(id),
            key TEXT NOT NULL,
            position INTEGER NOT NULL,
            is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
            UNIQUE (season_id, key)
        ) STRICT;

        -- What becomes visible and when, gate by gate; statistics are frozen with it.
        CREATE TABLE publication (
            id INTEGER PRIMARY KEY,
            season_id INTEGER NOT NULL REFERENCES season(id),
            gate TEXT NOT NULL CHECK (gate IN ('finalists', 'laureates')),
            published_at INTEGER NOT NULL,
            published_by INTEGER NOT NULL REFERENCES person(id),
            statistics TEXT NOT NULL,
            UNIQUE (season_id, gate)
        ) STRICT;
        """)
}
