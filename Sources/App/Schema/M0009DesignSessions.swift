import Platform

extension Schema {
    static let designSessions = Migration(
        "0009-design-sessions", appendOnly: ["session_event"],
        """
        -- A meeting at which participants propose what the award should change. Texts that staff translate
        -- are JSON: language → text; `languages` is a JSON list of codes.
        CREATE TABLE design_session (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            -- The season at whose forum people met, and whose staff prepare it.
            season_id INTEGER NOT NULL REFERENCES season(id),
            version INTEGER NOT NULL CHECK (version > 0),
            title TEXT NOT NULL,
            purpose TEXT NOT NULL,
            -- Room and city, or nothing where people meet online.
            place TEXT NOT NULL,
            link TEXT NOT NULL DEFAULT '',
            time_zone TEXT NOT NULL,
            starts_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL,
            languages TEXT NOT NULL,
            -- Opens a seat to whoever types it, while there is one.
            join_code TEXT UNIQUE,
            allows_guests INTEGER NOT NULL CHECK (allows_guests IN (0, 1)),
            most_seats INTEGER NOT NULL CHECK (most_seats > 0),
            -- Who reads the names of authors.
            names_shown TEXT NOT NULL CHECK (names_shown IN ('participants', 'facilitator', 'staff', 'nobody')),
            announced_at INTEGER,
            opened_at INTEGER,
            closed_at INTEGER,
            created_at INTEGER NOT NULL,
            CHECK (ends_at > starts_at),
            CHECK (closed_at IS NULL OR opened_at IS NOT NULL),
            UNIQUE (id, season_id)
        ) STRICT;
        CREATE INDEX design_session_season ON design_session (season_id, starts_at, id);

        -- Whose finalists or laureates may take a seat without being invited one by one.
        CREATE TABLE session_entry (
            session_id INTEGER NOT NULL REFERENCES design_session(id) ON DELETE CASCADE,
            season_id INTEGER NOT NULL REFERENCES season(id),
            gate TEXT NOT NULL CHECK (gate IN ('finalists', 'laureates')),
            PRIMARY KEY (session_id, season_id, gate)
        ) STRICT;

        CREATE TABLE session_group (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            session_id INTEGER NOT NULL REFERENCES design_session(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            description TEXT NOT NULL,
            UNIQUE (session_id, position),
            UNIQUE (id, session_id)
        ) STRICT;

        CREATE TABLE agenda_step (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            session_id INTEGER NOT NULL REFERENCES design_session(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN
                ('welcome', 'write', 'propose', 'discuss', 'gather', 'prioritise', 'report')),
            title TEXT NOT NULL,
            minutes INTEGER NOT NULL CHECK (minutes > 0),
            opened_at INTEGER,
            -- Moved by the facilitator where a step gets more time.
            due_at INTEGER,
            closed_at INTEGER,
            CHECK (closed_at IS NULL OR opened_at IS NOT NULL),
            CHECK ((opened_at IS NULL) = (due_at IS NULL)),
            UNIQUE (session_id, position)
        ) STRICT;
        CREATE UNIQUE INDEX agenda_step_open ON agenda_step (session_id)
            WHERE opened_at IS NOT NULL AND closed_at IS NULL;

        -- Somebody's place in the room: an account's, or that of a browser whose owner came without one.
        CREATE TABLE seat (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            session_id INTEGER NOT NULL REFERENCES design_session(id) ON DELETE CASCADE,
            person_id INTEGER REFERENCES person(id),
            browser_digest BLOB,
            group_id INTEGER,
            part TEXT NOT NULL CHECK (part IN ('facilitator', 'moderator', 'scribe', 'participant')),
            name TEXT NOT NULL DEFAULT '',
            country TEXT NOT NULL DEFAULT '',
            language TEXT NOT NULL,
            -- May the protocol name this person?
            is_named INTEGER NOT NULL DEFAULT 0 CHECK (is_named IN (0, 1)),
            joined_at INTEGER NOT NULL,
            left_at INTEGER,
            UNIQUE (session_id, person_id),
            UNIQUE (session_id, browser_digest),
            UNIQUE (id, session_id),
            CHECK (person_id IS NOT NULL OR browser_digest IS NOT NULL),
            FOREIGN KEY (group_id, session_id) REFERENCES session_group(id, session_id)
        ) STRICT;
        CREATE INDEX seat_person ON seat (person_id);

        CREATE TABLE session_invitation (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES design_session(id) ON DELETE CASCADE,
            email TEXT NOT NULL,
            part TEXT NOT NULL CHECK (part IN ('facilitator', 'moderator', 'scribe', 'participant')),
            group_id INTEGER,
            language TEXT NOT NULL,
            invited_at INTEGER NOT NULL,
            invited_by INTEGER NOT NULL REFERENCES person(id),
            UNIQUE (session_id, email),
            FOREIGN KEY (group_id, session_id) REFERENCES session_group(id, session_id)
        ) STRICT;

        -- What a group says as a whole, as its scribe wrote it down.
        CREATE TABLE group_report (
            group_id INTEGER PRIMARY KEY REFERENCES session_group(id) ON DELETE CASCADE,
            text TEXT NOT NULL,
            language TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0),
            saved_at INTEGER NOT NULL,
            saved_by INTEGER NOT NULL REFERENCES seat(id)
        ) STRICT;

        -- What somebody proposes to change. Its text never changes, whoever may want it to.
        CREATE TABLE idea (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            session_id INTEGER NOT NULL REFERENCES design_session(id),
            -- Counts within the session: what people call it by.
            number INTEGER NOT NULL,
            group_id INTEGER NOT NULL,
            -- A person's, or what a group says as a whole.
            origin TEXT NOT NULL CHECK (origin IN ('person', 'group', 'flipchart')),
            language TEXT NOT NULL,
            title TEXT NOT NULL,
            change TEXT NOT NULL,
            beneficiary TEXT NOT NULL DEFAULT '',
            reason TEXT NOT NULL DEFAULT '',
            proposed_at INTEGER NOT NULL,
            -- Made by the browser that sends it, so that what is sent twice is kept once.
            request_key TEXT NOT NULL,
            UNIQUE (session_id, number),
            UNIQUE (session_id, request_key),
            UNIQUE (id, session_id),
            FOREIGN KEY (group_id, session_id) REFERENCES session_group(id, session_id)
        ) STRICT;
        CREATE INDEX idea_group ON idea (group_id, id);

        -- Whose an idea is. Where names are shown to nobody, this is read with a logged reason only.
        CREATE TABLE idea_author (
            idea_id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL,
            seat_id INTEGER NOT NULL,
            FOREIGN KEY (idea_id, session_id) REFERENCES idea(id, session_id),
            FOREIGN KEY (seat_id, session_id) REFERENCES seat(id, session_id)
        ) STRICT;
        CREATE INDEX idea_author_seat ON idea_author (seat_id, idea_id);

        -- Somebody looked at whose an idea is, and why they had to.
        CREATE TABLE author_disclosure (
            id INTEGER PRIMARY KEY,
            idea_id INTEGER NOT NULL REFERENCES idea(id),
            reason TEXT NOT NULL,
            read_by INTEGER NOT NULL REFERENCES person(id),
            read_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX author_disclosure_idea ON author_disclosure (idea_id);

        CREATE TABLE idea_translation (
            idea_id INTEGER NOT NULL REFERENCES idea(id),
            language TEXT NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('human', 'machine')),
            title TEXT NOT NULL,
            change TEXT NOT NULL,
            beneficiary TEXT NOT NULL DEFAULT '',
            reason TEXT NOT NULL DEFAULT '',
            version INTEGER NOT NULL CHECK (version > 0),
            saved_at INTEGER NOT NULL,
            saved_by INTEGER NOT NULL REFERENCES seat(id),
            PRIMARY KEY (idea_id, language)
        ) STRICT;

        CREATE TABLE idea_hiding (
            id INTEGER PRIMARY KEY,
            idea_id INTEGER NOT NULL REFERENCES idea(id),
            reason TEXT NOT NULL,
            hidden_at INTEGER NOT NULL,
            hidden_by INTEGER NOT NULL REFERENCES person(id),
            lifted_at INTEGER,
            lifted_by INTEGER REFERENCES person(id),
            CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX idea_hiding_one ON idea_hiding (idea_id) WHERE lifted_at IS NULL;

        CREATE TABLE idea_withdrawal (
            idea_id INTEGER PRIMARY KEY REFERENCES idea(id),
            reason TEXT NOT NULL DEFAULT '',
            withdrawn_at INTEGER NOT NULL
        ) STRICT;

        -- Another group than its own that should look at it too.
        CREATE TABLE idea_referral (
            idea_id INTEGER NOT NULL,
            session_id INTEGER NOT NULL,
            group_id INTEGER NOT NULL,
            referred_at INTEGER NOT NULL,
            referred_by INTEGER NOT NULL REFERENCES seat(id),
            PRIMARY KEY (idea_id, group_id),
            FOREIGN KEY (idea_id, session_id) REFERENCES idea(id, session_id),
            FOREIGN KEY (group_id, session_id) REFERENCES session_group(id, session_id)
        ) STRICT;
        CREATE INDEX idea_referral_group ON idea_referral (group_id, idea_id);

        CREATE TABLE idea_support (
            idea_id INTEGER NOT NULL,
            session_id INTEGER NOT NULL,
            seat_id INTEGER NOT NULL,
            -- Whether the answer should be sent to them.
            wants_answer INTEGER NOT NULL DEFAULT 0 CHECK (wants_answer IN (0, 1)),
            PRIMARY KEY (idea_id, seat_id),
            FOREIGN KEY (idea_id, session_id) REFERENCES idea(id, session_id),
            FOREIGN KEY (seat_id, session_id) REFERENCES seat(id, session_id)
        ) STRICT;
        CREATE INDEX idea_support_seat ON idea_support (seat_id, idea_id);

        CREATE TABLE idea_comment (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            idea_id INTEGER NOT NULL,
            session_id INTEGER NOT NULL,
            seat_id INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('comment', 'for', 'against')),
            language TEXT NOT NULL,
            text TEXT NOT NULL,
            request_key TEXT NOT NULL,
            written_at INTEGER NOT NULL,
            -- Taken out of sight by a moderator.
            hidden_at INTEGER,
            hidden_by INTEGER REFERENCES person(id),
            hidden_reason TEXT,
            UNIQUE (session_id, request_key),
            CHECK ((hidden_at IS NULL) = (hidden_by IS NULL) AND (hidden_at IS NULL) = (hidden_reason IS NULL)),
            FOREIGN KEY (idea_id, session_id) REFERENCES idea(id, session_id),
            FOREIGN KEY (seat_id, session_id) REFERENCES seat(id, session_id)
        ) STRICT;
        CREATE INDEX idea_comment_idea ON idea_comment (idea_id, id);

        -- Ideas that say much the same, gathered and never merged.
        CREATE TABLE theme (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            session_id INTEGER NOT NULL REFERENCES design_session(id),
            title TEXT NOT NULL,
            language TEXT NOT NULL,
            summary TEXT NOT NULL DEFAULT '',
            version INTEGER NOT NULL CHECK (version > 0),
            created_at INTEGER NOT NULL,
            created_by INTEGER NOT NULL REFERENCES person(id),
            dissolved_at INTEGER,
            UNIQUE (id, session_id)
        ) STRICT;
        CREATE INDEX theme_session ON theme (session_id, id);

        CREATE TABLE theme_idea (
            id INTEGER PRIMARY KEY,
            theme_id INTEGER NOT NULL,
            idea_id INTEGER NOT NULL,
            session_id INTEGER NOT NULL,
            gathered_at INTEGER NOT NULL,
            gathered_by INTEGER NOT NULL REFERENCES person(id),
            released_at INTEGER,
            released_by INTEGER REFERENCES person(id),
            CHECK ((released_at IS NULL) = (released_by IS NULL)),
            FOREIGN KEY (theme_id, session_id) REFERENCES theme(id, session_id),
            FOREIGN KEY (idea_id, session_id) REFERENCES idea(id, session_id)
        ) STRICT;
        CREATE UNIQUE INDEX theme_idea_one ON theme_idea (idea_id) WHERE released_at IS NULL;
        CREATE INDEX theme_idea_theme ON theme_idea (theme_id, idea_id);

        -- What everybody in the room may know has happened, in its order: streams send it, and whoever was
        -- away reads on from the last number that they have.
        CREATE TABLE session_event (
            session_id INTEGER NOT NULL REFERENCES design_session(id),
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            -- JSON of what participants may see, names as the session shows them.
            content TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (session_id, number)
        ) STRICT;
        """)
}
