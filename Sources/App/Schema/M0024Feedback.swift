import Platform

extension Schema {
    static let feedback = Migration(
        "0024-feedback",
        """
        -- Who was told that the jury's comments on their application can be read now: once, however many
        -- are released later.
        CREATE TABLE feedback_notice (
            application_id INTEGER PRIMARY KEY REFERENCES application(id),
            told_at INTEGER NOT NULL
        ) STRICT;
        """)
}
