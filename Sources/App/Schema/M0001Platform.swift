import Platform

extension Schema {
    /// What the platform keeps: the audit log, jobs, mail, files and keys.
    static let platform = Migration(
        "0001-platform", appendOnly: ["audit_entry"],
        """
        -- What happened, for good. Who did it and with what content stands in audit_payload, which may be
        -- erased.
        CREATE TABLE audit_entry (
            id INTEGER PRIMARY KEY,
            what TEXT NOT NULL,
            subject_type TEXT NOT NULL,
            subject_id INTEGER NOT NULL,
            at INTEGER NOT NULL,
            -- SHA-256 of the payload's canonical JSON, whose nonce keeps it from being guessed.
            commitment BLOB NOT NULL
        ) STRICT;
        CREATE INDEX audit_entry_subject ON audit_entry (subject_type, subject_id, id);

        CREATE TABLE audit_payload (
            entry_id INTEGER PRIMARY KEY REFERENCES audit_entry(id),
            person_id INTEGER,
            content TEXT NOT NULL
        ) STRICT;
        CREATE INDEX audit_payload_person ON audit_payload (person_id);

        CREATE TABLE job (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            payload TEXT NOT NULL,
            run_at INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            -- Until when a worker holds it; a worker that died leaves it to the next.
            claimed_until INTEGER NOT NULL DEFAULT 0,
            done_at INTEGER,
            failed_at INTEGER,
            last_error TEXT
        ) STRICT;
        CREATE INDEX job_due ON job (run_at) WHERE done_at IS NULL AND failed_at IS NULL;

        CREATE TABLE mail (
            id INTEGER PRIMARY KEY,
            recipient TEXT NOT NULL,
            subject TEXT NOT NULL,
            body TEXT NOT NULL,
            attachment_name TEXT,
            attachment TEXT,
            created_at INTEGER NOT NULL,
            sent_at INTEGER,
            refused_at INTEGER,
            refusal TEXT
        ) STRICT;
        CREATE INDEX mail_recipient ON mail (recipient, id);

        CREATE TABLE stored_file (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            storage_key TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            media_type TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            digest BLOB NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;

        -- The installation's secrets: the key that signs receipts, the key of form tokens.
        CREATE TABLE installation_key (
            name TEXT PRIMARY KEY,
            secret BLOB NOT NULL
        ) STRICT;
        """)
}
