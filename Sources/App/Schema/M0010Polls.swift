import Platform

extension Schema {
    // What people answered stands in tables WITHOUT ROWID, whose rows lie in the order of a random key:
    // neither their order nor a time in them tells who came when.
    static let polls = Migration(
        "0010-polls",
        """
        -- A question to everybody in a session about a frozen list of things.
        CREATE TABLE poll (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            session_id INTEGER NOT NULL REFERENCES design_session(id),
            -- Counts the saves of its draft.
            version INTEGER NOT NULL CHECK (version > 0),
            question TEXT NOT NULL,
            method TEXT NOT NULL CHECK (method IN ('dots', 'pairwise', 'statements')),
            -- Who may answer: everybody who has a seat, or whoever holds a printed card.
            electorate TEXT NOT NULL CHECK (electorate IN ('seats', 'cards')),
            -- How many dots each gives, or how many pairs each is asked about; nothing for statements.
            allowance INTEGER CHECK (allowance > 0),
            created_at INTEGER NOT NULL,
            opened_at INTEGER,
            closed_at INTEGER,
            revealed_at INTEGER,
            CHECK ((allowance IS NULL) = (method = 'statements')),
            CHECK (closed_at IS NULL OR opened_at IS NOT NULL),
            CHECK (revealed_at IS NULL OR closed_at IS NOT NULL),
            UNIQUE (id, session_id)
        ) STRICT;
        CREATE INDEX poll_session ON poll (session_id, id);

        -- What is asked about, as it read when the poll was made.
        CREATE TABLE poll_item (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            poll_id INTEGER NOT NULL,
            session_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            idea_id INTEGER,
            theme_id INTEGER,
            language TEXT NOT NULL,
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            UNIQUE (poll_id, position),
            UNIQUE (id, poll_id),
            CHECK ((idea_id IS NULL) <> (theme_id IS NULL)),
            FOREIGN KEY (poll_id, session_id) REFERENCES poll(id, session_id) ON DELETE CASCADE,
            FOREIGN KEY (idea_id, session_id) REFERENCES idea(id, session_id),
            FOREIGN KEY (theme_id, session_id) REFERENCES theme(id, session_id)
        ) STRICT;
        CREATE INDEX poll_item_idea ON poll_item (idea_id);
        CREATE INDEX poll_item_theme ON poll_item (theme_id);

        -- Somebody in the room has voted; what they said stands elsewhere and under no name.
        CREATE TABLE poll_voter (
            poll_id INTEGER NOT NULL REFERENCES poll(id),
            seat_id INTEGER NOT NULL REFERENCES seat(id),
            PRIMARY KEY (poll_id, seat_id)
        ) STRICT, WITHOUT ROWID;

        -- A printed right to vote once, by the digest of its code.
        CREATE TABLE poll_card (
            poll_id INTEGER NOT NULL REFERENCES poll(id) ON DELETE CASCADE,
            digest BLOB NOT NULL,
            is_spent INTEGER NOT NULL DEFAULT 0 CHECK (is_spent IN (0, 1)),
            PRIMARY KEY (poll_id, digest)
        ) STRICT, WITHOUT ROWID;

        -- The dots of one ballot on one item. A ballot's id is random and leads to nobody.
        CREATE TABLE poll_dots (
            ballot TEXT NOT NULL,
            poll_id INTEGER NOT NULL,
            item_id INTEGER NOT NULL,
            dots INTEGER NOT NULL CHECK (dots > 0),
            PRIMARY KEY (ballot, item_id),
            FOREIGN KEY (item_id, poll_id) REFERENCES poll_item(id, poll_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX poll_dots_poll ON poll_dots (poll_id, item_id);

        -- One answer to "which matters more?". The voter is a pseudonym of this poll alone.
        CREATE TABLE poll_comparison (
            poll_id INTEGER NOT NULL,
            voter TEXT NOT NULL,
            first_id INTEGER NOT NULL,
            second_id INTEGER NOT NULL,
            -- Which of the two was shown first.
            left_id INTEGER NOT NULL,
            answer TEXT NOT NULL CHECK (answer IN ('left', 'right', 'tie', 'skip')),
            PRIMARY KEY (poll_id, voter, first_id, second_id),
            CHECK (first_id < second_id),
            CHECK (left_id IN (first_id, second_id)),
            FOREIGN KEY (first_id, poll_id) REFERENCES poll_item(id, poll_id),
            FOREIGN KEY (second_id, poll_id) REFERENCES poll_item(id, poll_id)
        ) STRICT, WITHOUT ROWID;

        -- What somebody says to a statement, as they said last: 1 agrees, -1 disagrees, 0 passes.
        CREATE TABLE poll_opinion (
            poll_id INTEGER NOT NULL,
            voter TEXT NOT NULL,
            item_id INTEGER NOT NULL,
            answer INTEGER NOT NULL CHECK (answer IN (-1, 0, 1)),
            PRIMARY KEY (poll_id, voter, item_id),
            FOREIGN KEY (item_id, poll_id) REFERENCES poll_item(id, poll_id)
        ) STRICT, WITHOUT ROWID;

        -- What came out, computed once when the poll was closed; shown once it is revealed.
        CREATE TABLE poll_result (
            poll_id INTEGER PRIMARY KEY REFERENCES poll(id),
            content TEXT NOT NULL
        ) STRICT;
        """)
}
