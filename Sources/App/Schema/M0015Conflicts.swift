import Platform

extension Schema {
    static let conflicts = Migration(
        "0015-conflicts",
        """
        -- Somebody who judges and an applicant stand too close. Of a person, not of a juror: whoever works on
        -- the season in any role sees nothing of that applicant as long as it stands. It is never deleted.
        CREATE TABLE conflict (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            season_id INTEGER NOT NULL REFERENCES season(id),
            person_id INTEGER NOT NULL REFERENCES person(id),
            party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN
                ('self', 'family', 'employer', 'organisation', 'country', 'mentor', 'co-author', 'other')),
            -- Who said so: the one who judges, the applicant, staff, or what both say of themselves.
            origin TEXT NOT NULL CHECK (origin IN ('declared', 'applicant', 'staff', 'suggested')),
            -- The facts of a suggestion, so that it is not made again of the same.
            basis TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT '',
            stated_at INTEGER NOT NULL,
            stated_by INTEGER REFERENCES person(id),
            -- Only staff lift what is pinned.
            is_pinned INTEGER NOT NULL CHECK (is_pinned IN (0, 1)),
            lifted_at INTEGER,
            lifted_by INTEGER REFERENCES person(id),
            lift_reason TEXT NOT NULL DEFAULT '',
            CHECK ((lifted_at IS NULL) = (lifted_by IS NULL)),
            CHECK (lifted_at IS NULL OR is_pinned = 0 OR lift_reason <> '')
        ) STRICT;
        CREATE UNIQUE INDEX conflict_standing ON conflict (person_id, party_id, season_id)
            WHERE lifted_at IS NULL;
        CREATE INDEX conflict_season ON conflict (season_id, id);
        CREATE INDEX conflict_party ON conflict (party_id);

        -- A juror has said that nothing stands between them and an applicant, under the name that it then
        -- had. No text opens without it.
        CREATE TABLE declaration (
            juror_id INTEGER NOT NULL REFERENCES juror(id) ON DELETE CASCADE,
            party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            declared_at INTEGER NOT NULL,
            PRIMARY KEY (juror_id, party_id)
        ) STRICT;
        CREATE INDEX declaration_party ON declaration (party_id);

        -- Staff looked at a suggestion and saw no conflict in its facts.
        CREATE TABLE conflict_dismissal (
            season_id INTEGER NOT NULL REFERENCES season(id),
            person_id INTEGER NOT NULL REFERENCES person(id),
            party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
            basis TEXT NOT NULL CHECK (basis <> ''),
            dismissed_at INTEGER NOT NULL,
            dismissed_by INTEGER NOT NULL REFERENCES person(id),
            PRIMARY KEY (season_id, person_id, party_id, basis)
        ) STRICT;

        -- Whom an applicant would rather not be judged by, in their own words: who sits in the jury may be
        -- secret, so staff find out who is meant.
        CREATE TABLE named_conflict (
            id INTEGER PRIMARY KEY,
            public_id TEXT NOT NULL UNIQUE,
            season_id INTEGER NOT NULL REFERENCES season(id),
            party_id INTEGER NOT NULL REFERENCES party(id) ON DELETE CASCADE,
            subject TEXT NOT NULL CHECK (subject IN ('person', 'organisation')),
            name TEXT NOT NULL CHECK (name <> ''),
            kind TEXT NOT NULL CHECK (kind IN
                ('family', 'employer', 'organisation', 'country', 'mentor', 'co-author', 'other')),
            note TEXT NOT NULL DEFAULT '',
            named_at INTEGER NOT NULL,
            named_by INTEGER NOT NULL REFERENCES person(id),
            withdrawn_at INTEGER,
            withdrawn_by INTEGER REFERENCES person(id),
            -- Staff have looked whether anybody is meant.
            settled_at INTEGER,
            settled_by INTEGER REFERENCES person(id),
            CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
            CHECK ((settled_at IS NULL) = (settled_by IS NULL))
        ) STRICT;
        CREATE INDEX named_conflict_season ON named_conflict (season_id, id);
        CREATE INDEX named_conflict_party ON named_conflict (party_id);

        INSERT INTO conflict (public_id, season_id, person_id, party_id, kind, origin, note, stated_at,
                              stated_by, is_pinned)
        SELECT juror.public_id || '-' || party.public_id, juror.season_id, juror.person_id, party.id, 'other',
               CASE conflict_statement.origin WHEN 'juror' THEN 'declared' ELSE 'staff' END,
               conflict_statement.note, conflict_statement.stated_at,
               CASE conflict_statement.origin WHEN 'juror' THEN juror.person_id END, 1
        FROM conflict_statement JOIN juror ON juror.id = conflict_statement.juror_id
        JOIN party ON party.id = conflict_statement.party_id WHERE conflict_statement.is_conflict = 1;

        INSERT INTO declaration (juror_id, party_id, name, declared_at)
        SELECT juror_id, party_id, name, stated_at FROM conflict_statement WHERE is_conflict = 0;

        DROP TABLE conflict_statement;
        """)
}
