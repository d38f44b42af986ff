import Platform

extension Schema {
    static let applications = Migration(
        "0004-applications", appendOnly: ["submission"],
        """
        -- Who applies: a person, an organisation or a team. Accounts act for it.
        CREATE TABLE party (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'team')),
            name TEXT NOT NULL,
            country TEXT NOT NULL CHECK (length(country) = 2),
            organisation_kind TEXT,
            -- Of a person: the birth date; of an organisation: the founding date.
            since TEXT,
            -- The account of somebody who applies for themself: one each, or a limit per applicant would
            -- limit nothing.
            own_account_id INTEGER UNIQUE REFERENCES person(id) ON DELETE SET NULL,
            version INTEGER NOT NULL DEFAULT 1,
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE party_member (
            party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
            person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            PRIMARY KEY (party_id, person_id)
        ) STRICT;
        CREATE INDEX party_member_person ON party_member (person_id);

        -- Somebody is asked to act for a party too. It is accepted by who signs in with this address.
        CREATE TABLE party_invitation (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
            season_id INTEGER NOT NULL REFERENCES season(id),
            email TEXT NOT NULL,
            invited_at INTEGER NOT NULL,
            invited_by INTEGER NOT NULL REFERENCES person(id),
            expires_at INTEGER NOT NULL,
            accepted_at INTEGER,
            cancelled_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX party_invitation_open ON party_invitation (party_id, email)
            WHERE accepted_at IS NULL AND cancelled_at IS NULL;

        -- `state` is where the application stands; the facts behind each state have rows of their own.
        CREATE TABLE application (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            season_id INTEGER NOT NULL REFERENCES season(id),
            nomination_id INTEGER NOT NULL REFERENCES nomination(id),
            party_id INTEGER NOT NULL REFERENCES party(id),
            -- The party's country when last submitted, so that lists and statistics need no join.
            country TEXT NOT NULL CHECK (length(country) = 2),
            language TEXT NOT NULL,
            title TEXT NOT NULL DEFAULT '',
            -- How many per cent of the required fields were filled in when it was last submitted.
            completeness INTEGER NOT NULL DEFAULT 100 CHECK (completeness BETWEEN 0 AND 100),
            state TEXT NOT NULL CHECK (state IN
                ('draft', 'submitted', 'withdrawn', 'admitted', 'rejected', 'finalist', 'laureate')),
            submission_id INTEGER,
            created_at INTEGER NOT NULL,
            submitted_at INTEGER,
            -- One press of the button starts one application, however often the network repeats it.
            start_key TEXT UNIQUE,
            UNIQUE (id, season_id)
        ) STRICT;
        CREATE INDEX application_season_submitted ON application (season_id, submitted_at, id);
        CREATE INDEX application_season_state ON application (season_id, state, submitted_at, id);
        CREATE INDEX application_season_nomination
            ON application (season_id, nomination_id, submitted_at, id);
        CREATE INDEX application_season_country ON application (season_id, country, submitted_at, id);
        CREATE INDEX application_party ON application (party_id);

        -- Unfinished work: answers as they were typed, valid or not. There is none before something was
        -- typed.
        CREATE TABLE draft (
            application_id INTEGER PRIMARY KEY REFERENCES application(id) ON DELETE CASCADE,
            answers TEXT NOT NULL,
            version INTEGER NOT NULL,
            saved_at INTEGER NOT NULL,
            saved_by INTEGER NOT NULL REFERENCES person(id)
        ) STRICT;

        -- What somebody typed into a version that was not the newest any more: theirs until they save again.
        CREATE TABLE draft_conflict (
            application_id INTEGER NOT NULL REFERENCES application(id) ON DELETE CASCADE,
            person_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            answers TEXT NOT NULL,
            typed_at INTEGER NOT NULL,
            PRIMARY KEY (application_id, person_id)
        ) STRICT;

        -- What was submitted, for good; the last one stands.
        CREATE TABLE submission (
            id INTEGER PRIMARY KEY,
            application_id INTEGER NOT NULL REFERENCES application(id),
            number INTEGER NOT NULL,
            rules_version_id INTEGER NOT NULL REFERENCES rules_version(id),
            nomination_id INTEGER NOT NULL REFERENCES nomination(id),
            answers TEXT NOT NULL,
            digest BLOB NOT NULL,
            -- Who applied, as it was then: a birthday or a move changes nothing any more.
            applicant TEXT NOT NULL DEFAULT '{}',
            -- The version of the draft that was submitted; a later one differs from what stands.
            draft_version INTEGER NOT NULL DEFAULT 0,
            submitted_at INTEGER NOT NULL,
            submitted_by INTEGER NOT NULL REFERENCES person(id),
            -- One press of the button is one submission, however often the network repeats it.
            idempotency_key TEXT NOT NULL UNIQUE,
            UNIQUE (application_id, number)
        ) STRICT;

        CREATE TABLE receipt (
            submission_id INTEGER PRIMARY KEY REFERENCES submission(id),
            document TEXT NOT NULL
        ) STRICT;

        CREATE TABLE withdrawal (
            application_id INTEGER PRIMARY KEY REFERENCES application(id),
            reason TEXT NOT NULL,
            -- Where the application stood before, to which undoing leads back.
            former_state TEXT NOT NULL DEFAULT 'submitted',
            withdrawn_at INTEGER NOT NULL,
            withdrawn_by INTEGER NOT NULL REFERENCES person(id)
        ) STRICT;

        CREATE TABLE application_file (
            application_id INTEGER NOT NULL REFERENCES application(id) ON DELETE CASCADE,
            file_id INTEGER NOT NULL REFERENCES stored_file(id),
            field TEXT NOT NULL,
            PRIMARY KEY (application_id, file_id)
        ) STRICT;

        -- The words of titles and names, lower case, for search by their beginnings in any script.
        CREATE TABLE application_word (
            season_id INTEGER NOT NULL REFERENCES season(id),
            word TEXT NOT NULL,
            application_id INTEGER NOT NULL REFERENCES application(id) ON DELETE CASCADE,
            PRIMARY KEY (season_id, word, application_id)
        ) STRICT;
        CREATE INDEX application_word_application ON application_word (application_id);
        """)
}
