import Platform

extension Schema {
    static let protocolPolls = Migration(
        "0032-protocol-polls",
        """
        -- What the polls of the session had come to when the facts were gathered: JSON. Nothing where the
        -- facts were gathered before this was kept.
        ALTER TABLE protocol_facts ADD COLUMN polls TEXT;
        """)
}
