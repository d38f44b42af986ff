import Platform

extension Schema {
    static let conflictNames = Migration(
        "0012-conflict-names",
        """
        -- The name of the applicant that the juror was shown. When it changes the statement is asked for
        -- again, unless it was of a conflict.
        ALTER TABLE conflict_statement ADD COLUMN name TEXT NOT NULL DEFAULT '';
        UPDATE conflict_statement SET name = (SELECT party.name FROM party
            WHERE party.id = conflict_statement.party_id);
        """)
}
