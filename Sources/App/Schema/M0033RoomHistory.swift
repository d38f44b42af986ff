import Platform

extension Schema {
    /// What was taken out of sight and shown again, and how translations read before.
    static let roomHistory = Migration(
        "0033-room-history", appendOnly: ["idea_translation_version", "translation_removal"],
        """
        -- Whether a comment is out of sight now stands on its row; here is each time that it was.
        CREATE TABLE comment_hiding (
            id INTEGER PRIMARY KEY,
            comment_id INTEGER NOT NULL REFERENCES idea_comment(id),
            reason TEXT NOT NULL,
            hidden_at INTEGER NOT NULL,
            hidden_by INTEGER NOT NULL REFERENCES person(id),
            lifted_at INTEGER,
            lifted_by INTEGER REFERENCES person(id),
            CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX comment_hiding_one ON comment_hiding (comment_id) WHERE lifted_at IS NULL;
        CREATE INDEX comment_hiding_comment ON comment_hiding (comment_id, id);
        INSERT INTO comment_hiding (comment_id, reason, hidden_at, hidden_by)
            SELECT id, hidden_reason, hidden_at, hidden_by FROM idea_comment WHERE hidden_at IS NOT NULL;

        -- Every wording that a translation ever had; the newest that was not removed is in idea_translation.
        CREATE TABLE idea_translation_version (
            idea_id INTEGER NOT NULL REFERENCES idea(id),
            language TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0),
            origin TEXT NOT NULL CHECK (origin IN ('human', 'machine')),
            title TEXT NOT NULL,
            change TEXT NOT NULL,
            beneficiary TEXT NOT NULL,
            reason TEXT NOT NULL,
            saved_at INTEGER NOT NULL,
            saved_by INTEGER NOT NULL REFERENCES seat(id),
            PRIMARY KEY (idea_id, language, version)
        ) STRICT;
        CREATE INDEX idea_translation_version_seat ON idea_translation_version (saved_by, saved_at);
        INSERT INTO idea_translation_version (idea_id, language, version, origin, title, change, beneficiary,
                reason, saved_at, saved_by)
            SELECT idea_id, language, version, origin, title, change, beneficiary, reason, saved_at, saved_by
            FROM idea_translation;

        -- A translation that a moderator took away.
        CREATE TABLE translation_removal (
            id INTEGER PRIMARY KEY,
            idea_id INTEGER NOT NULL REFERENCES idea(id),
            language TEXT NOT NULL,
            reason TEXT NOT NULL,
            removed_at INTEGER NOT NULL,
            removed_by INTEGER NOT NULL REFERENCES person(id)
        ) STRICT;
        CREATE INDEX translation_removal_idea ON translation_removal (idea_id, id);

        -- A protocol is gathered again before it is published, over all themes of its session.
        CREATE INDEX theme_idea_session ON theme_idea (session_id, theme_id, idea_id);
        """)
}
