import Platform

extension Schema {
    static let people = Migration(
        "0002-people",
        """
        CREATE TABLE person (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            -- Lower case: two spellings of one address are one account.
            email TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL DEFAULT '',
            language TEXT NOT NULL,
            time_zone TEXT NOT NULL DEFAULT '',
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE role (
            id INTEGER PRIMARY KEY,
            person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN
                ('administrator', 'staff', 'screener', 'juror', 'directorate', 'observer')),
            -- Nothing where the role holds for the whole programme.
            season_id INTEGER,
            granted_by INTEGER REFERENCES person(id) ON DELETE SET NULL,
            granted_at INTEGER NOT NULL,
            ended_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX role_once ON role (person_id, kind, coalesce(season_id, 0))
            WHERE ended_at IS NULL;

        CREATE TABLE session (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            token_digest BLOB NOT NULL UNIQUE,
            device TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT;
        CREATE INDEX session_person ON session (person_id, id);

        CREATE TABLE sign_in_code (
            id INTEGER PRIMARY KEY,
            email TEXT NOT NULL,
            code_digest BLOB NOT NULL,
            -- The browser that asked: the code works nowhere else. Nothing for a code that staff gave by
            -- phone.
            browser_digest BLOB,
            language TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            used_at INTEGER
        ) STRICT;
        CREATE INDEX sign_in_code_email ON sign_in_code (email, id);
        """)
}
