import Platform

extension Schema {
    static let statistics = Migration(
        "0008-statistics",
        """
        -- When applications were first submitted, without reading a single answer.
        CREATE INDEX submission_first ON submission (application_id, number, submitted_at);
        """)
}
