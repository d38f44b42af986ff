import Platform

extension Schema {
    static let protocols = Migration(
        "0014-protocols", appendOnly: ["protocol_facts", "protocol_version", "protocol_publication"],
        """
        -- What a session came to, as its tables had it at a moment: JSON, for good.
        CREATE TABLE protocol_facts (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES design_session(id),
            content TEXT NOT NULL,
            gathered_at INTEGER NOT NULL,
            UNIQUE (id, session_id)
        ) STRICT;
        CREATE INDEX protocol_facts_session ON protocol_facts (session_id, id);

        -- The texts around the facts, a row a save; the newest is what is worked on.
        CREATE TABLE protocol_version (
            session_id INTEGER NOT NULL REFERENCES design_session(id),
            number INTEGER NOT NULL CHECK (number > 0),
            facts_id INTEGER NOT NULL,
            texts TEXT NOT NULL,
            saved_at INTEGER NOT NULL,
            saved_by INTEGER NOT NULL REFERENCES person(id),
            PRIMARY KEY (session_id, number),
            FOREIGN KEY (facts_id, session_id) REFERENCES protocol_facts(id, session_id)
        ) STRICT;

        -- The version that everybody reads. There is no later one.
        CREATE TABLE protocol_publication (
            session_id INTEGER PRIMARY KEY,
            number INTEGER NOT NULL,
            published_at INTEGER NOT NULL,
            published_by INTEGER NOT NULL REFERENCES person(id),
            FOREIGN KEY (session_id, number) REFERENCES protocol_version(session_id, number)
        ) STRICT;
        """)
}
