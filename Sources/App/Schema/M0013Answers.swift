import Platform

extension Schema {
    static let answers = Migration(
        "0013-answers",
        """
        -- What the directorate makes of an idea while it studies it. An idea without a row was received, and
        -- nobody has looked at it yet.
        CREATE TABLE idea_review (
            idea_id INTEGER PRIMARY KEY REFERENCES idea(id),
            version INTEGER NOT NULL CHECK (version > 0),
            -- The member who sees to it that there is an answer, and until when.
            owner_id INTEGER REFERENCES person(id),
            due_on TEXT,
            studied_since INTEGER,
            triaged_at INTEGER NOT NULL,
            triaged_by INTEGER NOT NULL REFERENCES person(id)
        ) STRICT;
        CREATE INDEX idea_review_owner ON idea_review (owner_id, due_on);

        -- What the directorate asks an author before it answers, and what they reply. One is open at a time.
        CREATE TABLE idea_question (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            idea_id INTEGER NOT NULL REFERENCES idea(id),
            question TEXT NOT NULL,
            asked_at INTEGER NOT NULL,
            asked_by INTEGER NOT NULL REFERENCES person(id),
            reply TEXT,
            replied_at INTEGER,
            CHECK ((reply IS NULL) = (replied_at IS NULL))
        ) STRICT;
        CREATE INDEX idea_question_idea ON idea_question (idea_id, id);
        CREATE UNIQUE INDEX idea_question_open ON idea_question (idea_id) WHERE replied_at IS NULL;

        -- What the directorate says to ideas. Unfinished work is saved here, whatever it lacks.
        CREATE TABLE answer (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            -- Whose directorate answers: that of the session.
            season_id INTEGER NOT NULL REFERENCES season(id),
            -- Counts the saves.
            version INTEGER NOT NULL CHECK (version > 0),
            outcome TEXT CHECK (outcome IN
                ('accepted', 'accepted-in-part', 'declined', 'already-so', 'another-season', 'outside-remit')),
            reason TEXT NOT NULL DEFAULT '',
            language TEXT NOT NULL,
            drafted_by INTEGER NOT NULL REFERENCES person(id),
            drafted_at INTEGER NOT NULL,
            saved_by INTEGER NOT NULL REFERENCES person(id),
            saved_at INTEGER NOT NULL,
            UNIQUE (id, season_id),
            UNIQUE (id, version, outcome)
        ) STRICT;
        CREATE INDEX answer_season ON answer (season_id, id);

        -- Everybody who wrote on it.
        CREATE TABLE answer_author (
            answer_id INTEGER NOT NULL REFERENCES answer(id),
            person_id INTEGER NOT NULL REFERENCES person(id),
            PRIMARY KEY (answer_id, person_id)
        ) STRICT;

        CREATE TABLE answer_translation (
            answer_id INTEGER NOT NULL REFERENCES answer(id),
            language TEXT NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('human', 'machine')),
            reason TEXT NOT NULL,
            PRIMARY KEY (answer_id, language)
        ) STRICT;

        -- Which ideas an answer serves, all of sessions of its own season. An idea has one standing answer;
        -- those that were reopened have ended.
        CREATE TABLE answer_idea (
            answer_id INTEGER NOT NULL,
            season_id INTEGER NOT NULL,
            idea_id INTEGER NOT NULL,
            session_id INTEGER NOT NULL,
            added_at INTEGER NOT NULL,
            ended_at INTEGER,
            PRIMARY KEY (answer_id, idea_id),
            FOREIGN KEY (answer_id, season_id) REFERENCES answer(id, season_id),
            FOREIGN KEY (idea_id, session_id) REFERENCES idea(id, session_id),
            FOREIGN KEY (session_id, season_id) REFERENCES design_session(id, season_id)
        ) STRICT;
        CREATE UNIQUE INDEX answer_idea_standing ON answer_idea (idea_id) WHERE ended_at IS NULL;
        CREATE INDEX answer_idea_idea ON answer_idea (idea_id, answer_id);

        -- What an acceptance promises: a change of a season's rules, or a deed. Values of rules are canonical
        -- JSON; nothing before where the rule was not there, nothing after where it goes.
        CREATE TABLE commitment (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            answer_id INTEGER NOT NULL REFERENCES answer(id),
            kind TEXT NOT NULL CHECK (kind IN ('rule', 'action')),
            season_id INTEGER REFERENCES season(id),
            path TEXT NOT NULL DEFAULT '',
            value_before TEXT,
            value_after TEXT,
            what TEXT NOT NULL DEFAULT '',
            owner_id INTEGER REFERENCES person(id),
            due_on TEXT,
            measure TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'under-way', 'done', 'dropped')),
            -- Counts what was reported of an action.
            reports INTEGER NOT NULL DEFAULT 0,
            UNIQUE (id, answer_id),
            CHECK (kind = 'rule' OR (season_id IS NULL AND path = '' AND value_before IS NULL
                AND value_after IS NULL)),
            CHECK (kind = 'action' OR (owner_id IS NULL AND due_on IS NULL AND measure = ''
                AND state = 'planned'))
        ) STRICT;
        CREATE INDEX commitment_answer ON commitment (answer_id, id);
        CREATE INDEX commitment_season ON commitment (season_id);

        -- How an action goes on, with what shows it.
        CREATE TABLE action_report (
            id INTEGER PRIMARY KEY,
            commitment_id INTEGER NOT NULL REFERENCES commitment(id),
            number INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('planned', 'under-way', 'done', 'dropped')),
            evidence TEXT NOT NULL DEFAULT '',
            link TEXT NOT NULL DEFAULT '',
            happened_on TEXT NOT NULL,
            reported_at INTEGER NOT NULL,
            reported_by INTEGER NOT NULL REFERENCES person(id),
            UNIQUE (commitment_id, number),
            CHECK (state NOT IN ('done', 'dropped') OR evidence <> '')
        ) STRICT;

        -- A meeting of the directorate, which adopts answers.
        CREATE TABLE directorate_meeting (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            season_id INTEGER NOT NULL REFERENCES season(id),
            held_on TEXT NOT NULL,
            place TEXT NOT NULL,
            minutes TEXT NOT NULL DEFAULT '',
            -- Counts the saves of its minutes.
            version INTEGER NOT NULL CHECK (version > 0),
            convened_at INTEGER NOT NULL,
            convened_by INTEGER NOT NULL REFERENCES person(id),
            closed_at INTEGER,
            closed_by INTEGER REFERENCES person(id),
            UNIQUE (id, season_id),
            CHECK ((closed_at IS NULL) = (closed_by IS NULL))
        ) STRICT;
        CREATE INDEX directorate_meeting_season ON directorate_meeting (season_id, held_on, id);

        CREATE TABLE meeting_attendance (
            meeting_id INTEGER NOT NULL REFERENCES directorate_meeting(id),
            person_id INTEGER NOT NULL REFERENCES person(id),
            arrived_at INTEGER NOT NULL,
            PRIMARY KEY (meeting_id, person_id)
        ) STRICT;

        CREATE TABLE meeting_item (
            meeting_id INTEGER NOT NULL,
            answer_id INTEGER NOT NULL,
            season_id INTEGER NOT NULL,
            added_at INTEGER NOT NULL,
            PRIMARY KEY (meeting_id, answer_id),
            FOREIGN KEY (meeting_id, season_id) REFERENCES directorate_meeting(id, season_id),
            FOREIGN KEY (answer_id, season_id) REFERENCES answer(id, season_id)
        ) STRICT;
        CREATE INDEX meeting_item_answer ON meeting_item (answer_id);

        -- What each who is present says on an answer, as it stood in that version: a vote, or that they step
        -- aside and why. Nobody does both.
        CREATE TABLE meeting_voice (
            meeting_id INTEGER NOT NULL,
            answer_id INTEGER NOT NULL,
            person_id INTEGER NOT NULL,
            version INTEGER NOT NULL,
            voice TEXT NOT NULL CHECK (voice IN ('for', 'against', 'abstained', 'recused')),
            reason TEXT NOT NULL DEFAULT '',
            given_at INTEGER NOT NULL,
            PRIMARY KEY (meeting_id, answer_id, person_id),
            CHECK (voice <> 'recused' OR reason <> ''),
            FOREIGN KEY (meeting_id, answer_id) REFERENCES meeting_item(meeting_id, answer_id),
            FOREIGN KEY (meeting_id, person_id) REFERENCES meeting_attendance(meeting_id, person_id)
        ) STRICT;

        -- An answer that holds, as it was worded. It stands on the saved version, which can therefore not
        -- change any more; an acceptance without a commitment and a refusal without a reason cannot be here.
        CREATE TABLE answer_adoption (
            answer_id INTEGER PRIMARY KEY REFERENCES answer(id),
            version INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            reason TEXT NOT NULL,
            commitment_id INTEGER,
            meeting_id INTEGER NOT NULL,
            -- Of the directorate when it voted.
            members INTEGER NOT NULL,
            votes_for INTEGER NOT NULL,
            votes_against INTEGER NOT NULL,
            abstained INTEGER NOT NULL,
            recused INTEGER NOT NULL,
            adopted_at INTEGER NOT NULL,
            adopted_by INTEGER NOT NULL REFERENCES person(id),
            CHECK (outcome NOT IN ('accepted', 'accepted-in-part') OR commitment_id IS NOT NULL),
            CHECK (outcome = 'accepted' OR reason <> ''),
            CHECK (votes_for > votes_against),
            CHECK ((votes_for + votes_against + abstained) * 2 > members),
            FOREIGN KEY (answer_id, version, outcome) REFERENCES answer(id, version, outcome),
            FOREIGN KEY (commitment_id, answer_id) REFERENCES commitment(id, answer_id),
            FOREIGN KEY (meeting_id, answer_id) REFERENCES meeting_item(meeting_id, answer_id)
        ) STRICT;

        CREATE TABLE answer_publication (
            answer_id INTEGER PRIMARY KEY REFERENCES answer_adoption(answer_id),
            published_at INTEGER NOT NULL,
            -- The day by the season's clocks.
            published_on TEXT NOT NULL,
            published_by INTEGER NOT NULL REFERENCES person(id),
            mails INTEGER NOT NULL
        ) STRICT;

        -- An adopted answer that is thought over again. It is kept; another answer takes its place.
        CREATE TABLE answer_reopening (
            answer_id INTEGER PRIMARY KEY REFERENCES answer_adoption(answer_id),
            successor_id INTEGER NOT NULL UNIQUE REFERENCES answer(id),
            reason TEXT NOT NULL CHECK (reason <> ''),
            reopened_at INTEGER NOT NULL,
            reopened_by INTEGER NOT NULL REFERENCES person(id)
        ) STRICT;
        """)
}
