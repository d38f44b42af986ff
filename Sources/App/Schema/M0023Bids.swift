import Platform

extension Schema {
    static let bids = Migration(
        "0023-bids",
        """
        -- How much a juror wants to review an application, as they said before it was assigned. For them and
        -- for staff alone.
        CREATE TABLE bid (
            juror_id INTEGER NOT NULL REFERENCES juror(id) ON DELETE CASCADE,
            application_id INTEGER NOT NULL REFERENCES application(id),
            wish TEXT NOT NULL CHECK (wish IN ('eager', 'willing', 'not-well')),
            stated_at INTEGER NOT NULL,
            PRIMARY KEY (juror_id, application_id)
        ) STRICT;
        CREATE INDEX bid_application ON bid (application_id);
        """)
}
