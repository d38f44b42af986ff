import Platform

extension Schema {
    static let outcomes = Migration(
        "0018-outcomes",
        """
        -- A correction is a decision on what another one made public, with a note for everybody.
        ALTER TABLE decision ADD COLUMN corrects_id INTEGER REFERENCES decision(id);
        ALTER TABLE decision ADD COLUMN note TEXT NOT NULL DEFAULT '';
        DROP INDEX decision_one_adopted;
        CREATE UNIQUE INDEX decision_one_adopted ON decision (season_id, gate)
            WHERE adopted_at IS NOT NULL AND corrects_id IS NULL;
        CREATE UNIQUE INDEX decision_one_correction ON decision (corrects_id) WHERE adopted_at IS NOT NULL;

        -- What an application wins beside the prize of its item.
        CREATE TABLE further_award (
            decision_id INTEGER NOT NULL,
            application_id INTEGER NOT NULL,
            prize_id INTEGER NOT NULL REFERENCES prize(id),
            PRIMARY KEY (decision_id, application_id, prize_id),
            FOREIGN KEY (decision_id, application_id)
                REFERENCES decision_item(decision_id, application_id) ON DELETE CASCADE
        ) STRICT;

        -- Who takes a place that is declined, in order.
        CREATE TABLE decision_reserve (
            decision_id INTEGER NOT NULL,
            season_id INTEGER NOT NULL,
            prize_id INTEGER NOT NULL REFERENCES prize(id),
            application_id INTEGER NOT NULL,
            position INTEGER NOT NULL CHECK (position > 0),
            PRIMARY KEY (decision_id, prize_id, application_id),
            UNIQUE (decision_id, prize_id, position),
            FOREIGN KEY (decision_id, season_id) REFERENCES decision(id, season_id) ON DELETE CASCADE,
            FOREIGN KEY (application_id, season_id) REFERENCES application(id, season_id)
        ) STRICT;
        CREATE INDEX decision_reserve_application ON decision_reserve (application_id);

        -- Why a decision departs from the ranking of record. A pool is a nomination among finalists and a
        -- prize among laureates; here is its key.
        CREATE TABLE decision_departure (
            decision_id INTEGER NOT NULL REFERENCES decision(id) ON DELETE CASCADE,
            pool TEXT NOT NULL CHECK (pool <> ''),
            reason TEXT NOT NULL CHECK (reason <> ''),
            PRIMARY KEY (decision_id, pool)
        ) STRICT;

        -- Decisions on the agenda of a meeting, and what each who is present says on each pool of one.
        CREATE TABLE meeting_decision (
            meeting_id INTEGER NOT NULL,
            decision_id INTEGER NOT NULL,
            season_id INTEGER NOT NULL,
            added_at INTEGER NOT NULL,
            PRIMARY KEY (meeting_id, decision_id),
            FOREIGN KEY (meeting_id, season_id) REFERENCES directorate_meeting(id, season_id),
            FOREIGN KEY (decision_id, season_id) REFERENCES decision(id, season_id)
        ) STRICT;
        CREATE INDEX meeting_decision_decision ON meeting_decision (decision_id);

        CREATE TABLE decision_voice (
            meeting_id INTEGER NOT NULL,
            decision_id INTEGER NOT NULL,
            pool TEXT NOT NULL CHECK (pool <> ''),
            person_id INTEGER NOT NULL,
            version INTEGER NOT NULL,
            voice TEXT NOT NULL CHECK (voice IN ('for', 'against', 'abstained', 'recused')),
            reason TEXT NOT NULL DEFAULT '',
            given_at INTEGER NOT NULL,
            PRIMARY KEY (meeting_id, decision_id, pool, person_id),
            CHECK (voice <> 'recused' OR reason <> ''),
            FOREIGN KEY (meeting_id, decision_id) REFERENCES meeting_decision(meeting_id, decision_id),
            FOREIGN KEY (meeting_id, person_id) REFERENCES meeting_attendance(meeting_id, person_id)
        ) STRICT;
        CREATE INDEX decision_voice_person ON decision_voice (person_id, decision_id);

        -- At which meeting a decision was adopted, and how each of its pools was voted on.
        CREATE TABLE decision_adoption (
            decision_id INTEGER PRIMARY KEY REFERENCES decision(id),
            meeting_id INTEGER NOT NULL,
            version INTEGER NOT NULL,
            FOREIGN KEY (meeting_id, decision_id) REFERENCES meeting_decision(meeting_id, decision_id)
        ) STRICT;

        CREATE TABLE decision_vote (
            decision_id INTEGER NOT NULL REFERENCES decision_adoption(decision_id) ON DELETE CASCADE,
            pool TEXT NOT NULL CHECK (pool <> ''),
            members INTEGER NOT NULL,
            votes_for INTEGER NOT NULL,
            votes_against INTEGER NOT NULL,
            abstained INTEGER NOT NULL,
            recused INTEGER NOT NULL,
            PRIMARY KEY (decision_id, pool),
            CHECK (votes_for > votes_against),
            CHECK ((votes_for + votes_against + abstained) * 2 > members)
        ) STRICT;

        -- What a laureate is told in confidence. A place that becomes free is taken by one other, from the
        -- reserve list, and nobody is offered a prize twice.
        CREATE TABLE outcome_notice (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            decision_id INTEGER NOT NULL,
            season_id INTEGER NOT NULL,
            prize_id INTEGER NOT NULL REFERENCES prize(id),
            application_id INTEGER NOT NULL,
            place INTEGER NOT NULL CHECK (place > 0),
            succeeds_id INTEGER UNIQUE REFERENCES outcome_notice(id),
            given_at INTEGER NOT NULL,
            answer_by INTEGER NOT NULL,
            UNIQUE (decision_id, prize_id, application_id),
            FOREIGN KEY (decision_id, season_id) REFERENCES decision(id, season_id),
            FOREIGN KEY (application_id, season_id) REFERENCES application(id, season_id)
        ) STRICT;
        CREATE INDEX outcome_notice_application ON outcome_notice (application_id);
        CREATE INDEX outcome_notice_due ON outcome_notice (answer_by);

        -- How it ended, once: who confirms cannot decline, and what has run out is nobody's to confirm.
        CREATE TABLE outcome_reply (
            notice_id INTEGER PRIMARY KEY REFERENCES outcome_notice(id),
            reply TEXT NOT NULL CHECK (reply IN ('confirmed', 'declined', 'expired')),
            -- Whether they come to the ceremony.
            attends INTEGER CHECK (attends IN (0, 1)),
            note TEXT NOT NULL DEFAULT '',
            replied_at INTEGER NOT NULL,
            replied_by INTEGER REFERENCES person(id),
            CHECK ((reply = 'expired') = (replied_by IS NULL)),
            CHECK ((reply = 'confirmed') = (attends IS NOT NULL))
        ) STRICT;

        -- When an adopted decision becomes public by itself.
        CREATE TABLE embargo (
            decision_id INTEGER PRIMARY KEY REFERENCES decision(id),
            opens_at INTEGER NOT NULL,
            set_at INTEGER NOT NULL,
            set_by INTEGER NOT NULL REFERENCES person(id),
            -- Why it could not be published at its moment; nobody tries again by the clock.
            failure TEXT
        ) STRICT;
        CREATE INDEX embargo_due ON embargo (opens_at) WHERE failure IS NULL;

        -- Whom everybody sees honoured: written when a gate is published, ended by a correction and kept.
        CREATE TABLE honour (
            id INTEGER PRIMARY KEY,
            season_id INTEGER NOT NULL,
            gate TEXT NOT NULL CHECK (gate IN ('finalists', 'laureates')),
            application_id INTEGER NOT NULL,
            prize_id INTEGER REFERENCES prize(id),
            place INTEGER NOT NULL,
            reason TEXT NOT NULL,
            decision_id INTEGER NOT NULL REFERENCES decision(id),
            ended_by INTEGER REFERENCES decision(id),
            FOREIGN KEY (application_id, season_id) REFERENCES application(id, season_id)
        ) STRICT;
        CREATE UNIQUE INDEX honour_stands ON honour (season_id, gate, application_id, coalesce(prize_id, 0))
            WHERE ended_by IS NULL;
        CREATE INDEX honour_application ON honour (application_id);
        CREATE INDEX honour_decision ON honour (decision_id);
        INSERT INTO honour (season_id, gate, application_id, prize_id, place, reason, decision_id)
            SELECT decision_item.season_id, decision.gate, decision_item.application_id, decision_item.prize_id,
                decision_item.place, decision_item.reason, decision.id
            FROM decision_item JOIN decision ON decision.id = decision_item.decision_id
            WHERE decision.publication_id IS NOT NULL ORDER BY decision.id, decision_item.application_id;

        -- A correction that is public.
        CREATE TABLE correction (
            decision_id INTEGER PRIMARY KEY REFERENCES decision(id),
            publication_id INTEGER NOT NULL REFERENCES publication(id),
            corrected_at INTEGER NOT NULL,
            corrected_by INTEGER NOT NULL REFERENCES person(id)
        ) STRICT;
        CREATE INDEX correction_publication ON correction (publication_id, corrected_at);

        -- Whether somebody looked at a comment before the applicant reads it. Comments are never changed.
        CREATE TABLE comment_release (
            review_id INTEGER PRIMARY KEY REFERENCES review(id),
            -- Of the review, as it was looked at.
            version INTEGER NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('released', 'hidden')),
            reason TEXT NOT NULL DEFAULT '',
            looked_at INTEGER NOT NULL,
            looked_by INTEGER NOT NULL REFERENCES person(id),
            CHECK (verdict <> 'hidden' OR reason <> '')
        ) STRICT;
        """)
}
