import Platform

extension Schema {
    static let discussion = Migration(
        "0020-discussion",
        appendOnly: ["discussion_remark"],
        """
        -- Why a juror said no, as a choice beside their words; nothing where staff took the place away, and
        -- where nobody was asked for it yet.
        ALTER TABLE juror ADD COLUMN decline_cause TEXT
            CHECK (decline_cause IN ('time', 'field', 'language', 'conflict', 'other'));
        ALTER TABLE recusal ADD COLUMN cause TEXT
            CHECK (cause IN ('time', 'field', 'language', 'conflict', 'other'));

        -- A juror who leads the discussions of their panel, or of the whole jury where they sit in none.
        CREATE TABLE chair (
            id INTEGER PRIMARY KEY,
            juror_id INTEGER NOT NULL REFERENCES juror(id) ON DELETE CASCADE,
            appointed_at INTEGER NOT NULL,
            appointed_by INTEGER NOT NULL REFERENCES person(id),
            ended_at INTEGER,
            ended_by INTEGER REFERENCES person(id),
            CHECK ((ended_at IS NULL) = (ended_by IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX chair_now ON chair (juror_id) WHERE ended_at IS NULL;

        -- The jurors of an application talk about it, from when a chair opens it to when one concludes it or
        -- the round closes.
        CREATE TABLE discussion (
            id INTEGER PRIMARY KEY,
            round_id INTEGER NOT NULL REFERENCES round(id),
            application_id INTEGER NOT NULL REFERENCES application(id),
            reason TEXT NOT NULL CHECK (reason <> ''),
            opened_at INTEGER NOT NULL,
            opened_by INTEGER NOT NULL REFERENCES person(id),
            conclusion TEXT NOT NULL DEFAULT '',
            closed_at INTEGER,
            closed_by INTEGER REFERENCES person(id),
            CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
            CHECK ((closed_at IS NULL) = (conclusion = ''))
        ) STRICT;
        CREATE UNIQUE INDEX discussion_open ON discussion (round_id, application_id) WHERE closed_at IS NULL;
        CREATE INDEX discussion_application ON discussion (application_id, round_id);
        CREATE INDEX discussion_round ON discussion (round_id, id);

        -- What somebody said there, for good.
        CREATE TABLE discussion_remark (
            id INTEGER PRIMARY KEY,
            discussion_id INTEGER NOT NULL REFERENCES discussion(id),
            written_by INTEGER NOT NULL REFERENCES person(id),
            is_chair INTEGER NOT NULL CHECK (is_chair IN (0, 1)),
            text TEXT NOT NULL CHECK (text <> ''),
            -- Made with the form, so that a request that is repeated is the same remark.
            request_key TEXT NOT NULL,
            written_at INTEGER NOT NULL,
            UNIQUE (discussion_id, written_by, request_key)
        ) STRICT;
        """)
}
