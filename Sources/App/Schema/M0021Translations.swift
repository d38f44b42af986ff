import Platform

extension Schema {
    static let translations = Migration(
        "0021-translations",
        """
        -- What an applicant wrote, in another language: one translation a language. `answers` is JSON: by the
        -- key of the field its text, and the digest of the original that it was made from.
        CREATE TABLE application_translation (
            id INTEGER PRIMARY KEY,
            application_id INTEGER NOT NULL REFERENCES application(id) ON DELETE CASCADE,
            language TEXT NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('applicant', 'human', 'machine')),
            answers TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0),
            saved_at INTEGER NOT NULL,
            saved_by INTEGER REFERENCES person(id),
            UNIQUE (application_id, language)
        ) STRICT;
        """)
}
