import Platform
import Testing

@testable import App

/// A season that takes applications and screens them.
struct HiddenIntake: Sendable {
    private let test: TestLaurel
    private let season: Season
    /// Of the applicant: one that was submitted and one that was rejected.
    private let submitted: JuryFixture.Applied
    private let rejected: JuryFixture.Applied
    /// Of somebody on the staff.
    private let own: JuryFixture.Applied

    private var path: String { "/seasons/\(season.key)" }

    init(_ test: TestLaurel, _ season: Season) async throws {
        (self.test, self.season) = (test, season)
        try await HiddenScene.appoint(test, in: season)
        let fixture = JuryFixture(test: test, season: season)
        let applicant = Onlooker.applicant.email
        submitted = try await fixture.application(
            "Wells", by: "Amina", state: "submitted", account: applicant)
        rejected = try await fixture.application("Roofs", by: "Amina", state: "rejected", account: applicant)
        _ = try await fixture.attach("plan.pdf", to: submitted, answering: nil)
        own = try await fixture.application(
            "Boats", by: "Petra", state: "submitted", account: Onlooker.partakingStaff.email)
        for onlooker in [Onlooker.otherApplicant, .partakingMember] {
            try await fixture.application(
                "Boats", by: onlooker.rawValue, state: "submitted", account: onlooker.email)
        }
        try await fill()
    }

    private func fill() async throws {
        let (season, at, party) = (season, test.clock.now, submitted.party)
        let (submitted, rejected) = (submitted.id, rejected.id)
        let act = try await test.act(of: .screener)
        try await test.laurel.database.write { [self] tx in
            try begin(tx)
            try tx.run(
                """
                INSERT INTO draft (application_id, answers, version, saved_at, saved_by)
                SELECT id, '{}', 1, \(at), \(act.person) FROM application WHERE public_id = 'intake-draft'
                """)
            try tx.run(
                """
                INSERT INTO screening_decision
                    (application_id, submission_id, verdict, reason, note, decided_at, decided_by)
                SELECT id, submission_id, 'reject', \(season.rules.screening.reasons[0].key), '', \(at), \(act.person)
                FROM application WHERE id = \(rejected)
                """)
            try tx.run(
                """
                INSERT INTO screening_request (public_id, application_id, question, due_at, asked_at, asked_by)
                VALUES ('intake-request', \(submitted), '', \(at + .seconds(86_400)), \(at), \(act.person))
                """)
            try tx.run(
                """
                INSERT INTO nomination_move (public_id, application_id, from_nomination_id, to_nomination_id, reason,
                    proposed_at, proposed_by)
                SELECT 'intake-move', application.id, nomination_id, nomination.id, 'It fits better.', \(at),
                    \(act.person)
                FROM application JOIN nomination ON nomination.season_id = application.season_id
                    AND nomination.id <> nomination_id
                WHERE application.id = \(submitted) ORDER BY nomination.id LIMIT 1
                """)
            try tx.run(
                """
                INSERT INTO party_invitation (public_id, party_id, season_id, email, invited_at, invited_by, expires_at)
                VALUES ('intake-invitation', \(party), \(season.id), 'asked@example.org', \(at), \(act.person),
                    \(at + .seconds(86_400)))
                """)
            try tx.run(
                """
                INSERT INTO season_draft (season_id, based_on_id, document, version, started_at, saved_at)
                SELECT season_id, id, document, 1, \(at), \(at) FROM rules_version WHERE season_id = \(season.id)
                """)
        }
    }

    /// A draft of the applicant's.
    private func begin(_ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO application (public_id, season_id, nomination_id, party_id, country, language, title, state,
                created_at)
            SELECT 'intake-draft', season_id, nomination_id, party_id, 'KZ', 'en', '', 'draft', created_at
            FROM application WHERE id = \(submitted.id) ON CONFLICT DO NOTHING
            """)
    }

    var facts: [HiddenFact] { screeningFacts + applicantFacts + [ownVerdict, rulesDraft] }

    /// Staff who have applied learn what became of it when everybody does.
    private var ownVerdict: HiddenFact {
        let (own, at, reason) = (own.id, test.clock.now, season.rules.screening.reasons[0].key)
        return HiddenFact(
            "what screening decided on somebody's own application",
            known: Set<Onlooker>.screeners.subtracting([.partakingStaff]), seenBy: .screener,
            at: "\(path)/screening/\(self.own.publicID)",
            one: { tx in
                try tx.run("DELETE FROM screening_decision WHERE application_id = \(own)")
                try tx.run("UPDATE application SET state = 'submitted' WHERE id = \(own)")
            },
            other: { tx in
                try tx.run(
                    """
                    INSERT INTO screening_decision
                        (application_id, submission_id, verdict, reason, note, decided_at, decided_by)
                    SELECT application.id, submission_id, 'reject', \(reason), '', \(at), person.id
                    FROM application, person WHERE application.id = \(own) AND email = \(Onlooker.screener.email)
                    """)
                try tx.run("UPDATE application SET state = 'rejected' WHERE id = \(own)")
            })
    }

    private var screeningFacts: [HiddenFact] {
        let page = "\(path)/screening/"
        func decided(_ change: SQL) -> SQL {
            "UPDATE screening_decision SET \(change) WHERE application_id = \(rejected.id)"
        }
        func asked(_ question: String) -> SQL {
            "UPDATE screening_request SET question = \(question) WHERE application_id = \(submitted.id)"
        }
        let (reasons, id) = (season.rules.screening.reasons.map(\.key), rejected.id)
        func verdict(_ verdict: String, _ state: String) -> HiddenFact.Telling {
            { tx in
                try tx.run(
                    "UPDATE screening_decision SET verdict = \(verdict) WHERE application_id = \(id)")
                try tx.run("UPDATE application SET state = \(state) WHERE id = \(id)")
            }
        }
        return [
            HiddenFact(
                "a screener's note", known: .screeners, seenBy: .screener, at: page + rejected.publicID,
                one: decided("note = 'Thin.'"), other: decided("note = 'Thick.'")),
            HiddenFact(
                "for which reason an application is rejected", known: .screeners, seenBy: .screener,
                at: page + rejected.publicID, one: decided("reason = \(reasons[0])"),
                other: decided("reason = \(reasons[1])")),
            HiddenFact(
                "what screening decided", known: .screeners, seenBy: .screener,
                at: page + rejected.publicID, one: verdict("reject", "rejected"),
                other: verdict("admit", "admitted")),
            HiddenFact(
                "what an applicant is asked to add", known: .screeners.union([.applicant]), seenBy: .screener,
                at: page + submitted.publicID, one: asked("Which year?"), other: asked("Which town?")),
        ]
    }

    private var applicantFacts: [HiddenFact] {
        let (party, draft) = (submitted.party, "\(path)/applications/intake-draft")
        func typed(_ answers: String) -> SQL {
            """
            UPDATE draft SET answers = \(answers)
            WHERE application_id = (SELECT id FROM application WHERE public_id = 'intake-draft')
            """
        }
        func device(_ name: String) -> SQL {
            """
            UPDATE session SET device = \(name)
            WHERE person_id = (SELECT id FROM person WHERE email = \(Onlooker.applicant.email))
            """
        }
        func invited(_ email: String) -> SQL {
            "UPDATE party_invitation SET email = \(email) WHERE public_id = 'intake-invitation'"
        }
        return [
            HiddenFact(
                "what an applicant has typed", seenBy: .applicant, at: draft + "/form",
                one: typed(#"{"summary":"One."}"#), other: typed(#"{"summary":"Two."}"#)),
            HiddenFact(
                "from which devices somebody signs in", seenBy: .applicant, at: "/account",
                one: device("Phone"), other: device("Laptop")),
            HiddenFact(
                "when an applicant was born", known: .screeners, seenBy: .applicant,
                at: "\(path)/apply/parties/\(submitted.partyPublicID)",
                one: "UPDATE party SET since = '1990-01-01' WHERE id = \(party)",
                other: "UPDATE party SET since = '1970-01-01' WHERE id = \(party)"),
            HiddenFact(
                "who is asked to act for an applicant", seenBy: .applicant, at: draft,
                one: invited("asked@example.org"), other: invited("taken@example.org")),
        ]
    }

    private var rulesDraft: HiddenFact {
        let (id, text) = (season.id, season.rules.json.canonical)
        var changed = season.rules
        changed.contact = "elsewhere@example.org"
        let otherText = changed.json.canonical
        return HiddenFact(
            "what the rules may become", known: .anyStaff, seenBy: .staff,
            at: "\(path)/staff/rules/drafts/\(season.key)/document",
            one: "UPDATE season_draft SET document = \(text) WHERE season_id = \(id)",
            other: "UPDATE season_draft SET document = \(otherText) WHERE season_id = \(id)")
    }
}
