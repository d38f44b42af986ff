internal import Platform

/// What an applicant is told at a gate.
enum GateOutcome: String, Sendable, CaseIterable {
    case finalist
    case notFinalist = "not-finalist"
    /// Screening did not admit it.
    case rejected
    case laureate
    case notLaureate = "not-laureate"
}

/// One mail of a publication: who gets it, about what.
struct OutcomeNotice: Sendable {
    let person: Person
    let application: String
    let title: String
    let outcome: GateOutcome
    /// The key of a reason of screening.
    let rejection: String?
    /// The keys of prizes.
    let prizes: [String]

    /// Everybody whose application a gate concerns; drafts, withdrawn applications and those that screening
    /// has not looked at are told nothing.
    static func all(
        of decision: Decision, _ awards: [Award], _ tx: Transaction
    ) throws -> [OutcomeNotice] {
        let chosen = Dictionary(grouping: awards, by: \.application)
        let rows = try tx.rows(
            """
            SELECT person.*, application.public_id AS application, application.title, application.state,
                   application.id AS application_id, screening_decision.reason AS rejection
            FROM application JOIN party_member ON party_member.party_id = application.party_id
            JOIN person ON person.id = party_member.person_id
            LEFT JOIN screening_decision ON screening_decision.application_id = application.id
                AND screening_decision.undone_at IS NULL AND screening_decision.verdict = 'reject'
            WHERE application.season_id = \(decision.season) AND \(decision.gate.isConcerned)
            ORDER BY application.id, person.id
            """)
        return try rows.map { row in
            let own = chosen[try row["application_id"]]
            return OutcomeNotice(
                person: try Person(row), application: try row["application"], title: try row["title"],
                outcome: decision.gate.outcome(isChosen: own != nil, state: try row["state"]),
                rejection: try row["rejection"], prizes: (own ?? []).compactMap(\.prize))
        }
    }
}

extension Gate {
    /// Of `application`, before the gate's states are set.
    fileprivate var isConcerned: SQL {
        switch self {
        case .finalists: "application.state IN ('admitted', 'rejected')"
        case .laureates: "application.state = 'finalist'"
        }
    }

    fileprivate func outcome(isChosen: Bool, state: Application.State) -> GateOutcome {
        switch self {
        case .finalists: state == .rejected ? .rejected : isChosen ? .finalist : .notFinalist
        case .laureates: isChosen ? .laureate : .notLaureate
        }
    }
}
