internal import Platform

/// Who stands too close to an application to meet it in any role.
///
/// Those who act for its applicant, those who once submitted it, and those of whom a conflict with the
/// applicant stands (`conflict`, which the jury's staff keep). To them an application is not there, on no
/// page, in no list, search, count or file. Marks, jurors, ranks and decisions of the whole season are shut
/// to them too: a missing rank, a total or a juror's mean would tell, and calibration ties the figures of
/// all applications together.
enum Impartiality {
    /// The person acts for its applicant or submitted it. Of `application` and of what `person` names.
    static func isOwn(_ person: SQL) -> SQL {
        """
        (EXISTS (SELECT 1 FROM party_member WHERE party_member.party_id = application.party_id
            AND party_member.person_id = \(person))
        OR EXISTS (SELECT 1 FROM submission WHERE submission.application_id = application.id
            AND submission.submitted_by = \(person)))
        """
    }

    /// A conflict of the person with its applicant stands. Of `application` and of what `person` names.
    static func isConflicted(_ person: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM conflict WHERE conflict.person_id = \(person)
            AND conflict.party_id = application.party_id AND conflict.season_id = application.season_id
            AND conflict.lifted_at IS NULL)
        """
    }

    /// Somebody may meet it. Of `application`; what is shut is collected once, however many rows are asked.
    static func admits(_ person: ID<Person>) -> SQL {
        "application.id NOT IN (\(shut(to: person)))"
    }

    private static func shut(to person: ID<Person>) -> SQL {
        """
        SELECT own.id FROM application AS own JOIN party_member ON party_member.party_id = own.party_id
            WHERE party_member.person_id = \(person)
        UNION SELECT application_id FROM submission WHERE submitted_by = \(person)
        UNION SELECT near.id FROM application AS near JOIN conflict ON conflict.party_id = near.party_id
            AND conflict.season_id = near.season_id
            WHERE conflict.person_id = \(person) AND conflict.lifted_at IS NULL
        """
    }

    /// Whether somebody stands too close to any application of a season. Drafts are none yet.
    static func isPartial(_ person: ID<Person>, in season: ID<Season>, _ tx: Transaction) throws -> Bool {
        try tx.row("\(near("\(person)", in: "\(season)")) LIMIT 1") != nil
    }

    /// Somebody stands too close to no application of a season. Of what `season` names.
    static func isImpartial(_ person: ID<Person>, in season: SQL) -> SQL {
        isImpartial("\(person)", in: season)
    }

    /// The same of what `person` names.
    static func isImpartial(_ person: SQL, in season: SQL) -> SQL {
        "NOT EXISTS (\(near(person, in: season)))"
    }

    private static func near(_ person: SQL, in season: SQL) -> SQL {
        """
        SELECT application.id FROM application
        JOIN party_member ON party_member.party_id = application.party_id
        WHERE party_member.person_id = \(person) AND application.season_id = \(season)
            AND application.state <> 'draft'
        UNION SELECT application.id FROM submission
        JOIN application ON application.id = submission.application_id
        WHERE submission.submitted_by = \(person) AND application.season_id = \(season)
        UNION SELECT application.id FROM conflict
        JOIN application ON application.party_id = conflict.party_id
            AND application.season_id = conflict.season_id
        WHERE conflict.person_id = \(person) AND conflict.season_id = \(season)
            AND conflict.lifted_at IS NULL AND application.state <> 'draft'
        """
    }
}
