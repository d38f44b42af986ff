import Platform

extension Schema {
    static let seasonDrafts = Migration(
        "0011-season-drafts",
        """
        -- Rules on their way: canonical JSON that may still have mistakes. It belongs to the season that it
        -- is for, and is written by the staff of the season whose version it began as, which for the next
        -- season is the one before.
        CREATE TABLE season_draft (
            id INTEGER PRIMARY KEY,
            season_id INTEGER NOT NULL REFERENCES season(id),
            based_on_id INTEGER NOT NULL REFERENCES rules_version(id),
            document TEXT NOT NULL,
            -- Counts the saves.
            version INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            saved_by INTEGER REFERENCES person(id),
            saved_at INTEGER NOT NULL,
            discarded_at INTEGER,
            applied_version_id INTEGER REFERENCES rules_version(id),
            CHECK (discarded_at IS NULL OR applied_version_id IS NULL)
        ) STRICT;
        CREATE UNIQUE INDEX season_draft_open ON season_draft (season_id)
            WHERE discarded_at IS NULL AND applied_version_id IS NULL;
        CREATE INDEX season_draft_basis ON season_draft (based_on_id);
        """)
}
