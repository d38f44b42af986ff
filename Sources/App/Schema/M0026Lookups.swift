import Platform

extension Schema {
    /// What pages look up and no earlier index led to.
    static let lookups = Migration(
        "0026-lookups",
        """
        CREATE INDEX answer_adoption_meeting ON answer_adoption (meeting_id);
        CREATE INDEX decision_adoption_meeting ON decision_adoption (meeting_id);
        CREATE INDEX decision_voice_decision ON decision_voice (decision_id, pool, person_id);
        CREATE INDEX outcome_notice_season ON outcome_notice (season_id);

        CREATE INDEX screening_decision_application ON screening_decision (application_id, id);
        CREATE INDEX nomination_move_application ON nomination_move (application_id, id);

        CREATE INDEX assignment_season ON assignment (season_id, round_id);
        CREATE INDEX review_flag_assignment ON review_flag (assignment_id, id);

        CREATE INDEX season_draft_season ON season_draft (season_id, id);

        CREATE INDEX seat_group ON seat (group_id);
        CREATE INDEX idea_hiding_idea ON idea_hiding (idea_id, id);
        CREATE INDEX poll_item_session ON poll_item (session_id, poll_id, position);
        """)
}
