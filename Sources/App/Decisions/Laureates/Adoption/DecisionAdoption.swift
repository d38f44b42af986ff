internal import Platform

/// Adopting a decision, and taking the adoption back before anybody is told of it.
enum DecisionAdoption {
    /// The member adopts the version that they read. Two who adopt at once get one adoption.
    static func adopt(
        _ publicID: String, version: Int, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        let decision = try adoptable(publicID, version: version, under: .member, in: season, by: act, tx)
        try record(decision, by: act, tx)
    }

    /// A draft that lacks nothing and that this member did not write on.
    static func adoptable(
        _ publicID: String, version: Int, under rule: AdoptionRule, in season: Season, by act: Act,
        _ tx: Transaction
    ) throws -> Decision {
        guard let member = act.person.map(ID<Person>.init(rawValue:)) else {
            throw Problem(.forbidden, "problem.forbidden")
        }
        let decision = try DecisionDrafting.draft(publicID, in: season, version: version, tx)
        guard season.rules.outcomes.adoption == rule else {
            throw Problem(.conflict, rule == .member ? "decisions.meeting-adopts" : "decisions.member-adopts")
        }
        if decision.corrects == nil {
            try DecisionDrafting.requireUnpublished(decision.gate, of: season.id, tx)
        }
        try Guard.otherMember.require(
            try !decision.wasWritten(by: member, tx), orElse: Problem(.forbidden, "decisions.own"))
        let hidden = try MemberConflicts.pools(for: member, in: decision, of: season, tx)
        let contents = try DecisionContents.of(decision, tx)
        try Guard.hasNoConflict.require(
            !contents.pools(season).contains { hidden.contains($0.key) },
            orElse: Problem(.forbidden, "decisions.pool.hidden"))
        let faults = DecisionFaults.of(contents, season)
        guard faults.isEmpty else { throw Problem(.invalid, "decisions.not-ready", fields: faults) }
        return decision
    }

    /// The index that lets one adopted decision stand has the last word.
    static func record(_ decision: Decision, by act: Act, _ tx: Transaction) throws {
        let adopted = try tx.attempt {
            try tx.run(
                """
                UPDATE decision SET adopted_by = \(act.person), adopted_at = \(act.at)
                WHERE id = \(decision.id)
                """)
            try tx.run(
                """
                INSERT INTO decision_part (decision_id, person_id, part)
                VALUES (\(decision.id), \(act.person), 'adopter')
                """)
        }
        if case .failure(let error) = adopted {
            guard error.isUnique else { throw error }
            throw Problem(.conflict, "decisions.other-adopted")
        }
        try tx.audit(
            "decision adopted", on: "decision", decision.id.rawValue, by: act,
            ["gate": .string(decision.gate.rawValue), "version": .integer(Int64(decision.version))])
    }

    /// Makes it a draft again, as long as no laureate was told and no moment of publication is set.
    static func undo(_ publicID: String, in season: Season, by act: Act, _ tx: Transaction) throws {
        let decision = try Decision.find(publicID, in: season.id, tx)
        guard decision.state != .published else { throw Problem(.closed, "decisions.published-already") }
        guard decision.state == .adopted else { return }
        let told = try tx.row("SELECT 1 FROM outcome_notice WHERE decision_id = \(decision.id) LIMIT 1")
        guard told == nil else { throw Problem(.closed, "decisions.undo.told") }
        guard try Embargo.of(decision.id, tx) == nil else { throw Problem(.closed, "decisions.undo.embargo") }
        try tx.run("DELETE FROM decision_vote WHERE decision_id = \(decision.id)")
        try tx.run("DELETE FROM decision_adoption WHERE decision_id = \(decision.id)")
        try tx.run(
            """
            UPDATE decision SET adopted_by = NULL, adopted_at = NULL, version = version + 1
            WHERE id = \(decision.id)
            """)
        try tx.run("DELETE FROM decision_part WHERE decision_id = \(decision.id) AND part = 'adopter'")
        try tx.audit(
            "decision adoption undone", on: "decision", decision.id.rawValue, by: act,
            ["gate": .string(decision.gate.rawValue)])
    }
}

extension Guard {
    static let otherMember = Guard(name: "other member")
}
