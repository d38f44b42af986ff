internal import Platform

/// Adopting a decision, and taking the adoption back before it is published.
enum DecisionAdoption {
    /// The member adopts the version that they read. Two who adopt at once get one adoption.
    static func adopt(
        _ publicID: String, version: Int, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        guard let member = act.person.map(ID<Person>.init(rawValue:)) else {
            throw Problem(.forbidden, "problem.forbidden")
        }
        let decision = try DecisionDrafting.draft(publicID, in: season, version: version, tx)
        try DecisionDrafting.requireUnpublished(decision.gate, of: season.id, tx)
        try Guard.otherMember.require(
            try !decision.wasWritten(by: member, tx), orElse: Problem(.forbidden, "decisions.own"))
        let faults = DecisionFaults.of(decision, try DecisionItem.of(decision, tx), season)
        guard faults.isEmpty else { throw Problem(.invalid, "decisions.not-ready", fields: faults) }
        let adopted = try tx.attempt {
            try tx.run(
                """
                UPDATE decision SET adopted_by = \(member), adopted_at = \(act.at) WHERE id = \(decision.id)
                """)
            try tx.run(
                """
                INSERT INTO decision_part (decision_id, person_id, part)
                VALUES (\(decision.id), \(member), 'adopter')
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

    /// Makes it a draft again.
    static func undo(_ publicID: String, in season: Season, by act: Act, _ tx: Transaction) throws {
        let decision = try Decision.find(publicID, in: season.id, tx)
        guard decision.state != .published else { throw Problem(.closed, "decisions.published-already") }
        guard decision.state == .adopted else { return }
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

/// What a decision lacks before it can be adopted.
enum DecisionFaults {
    static func of(_ decision: Decision, _ items: [DecisionItem], _ season: Season) -> [Problem.Field] {
        var faults: [Problem.Field] = []
        if decision.reasons.isEmpty { faults.append(.init("reasons", "decisions.reasons.missing")) }
        if items.isEmpty { faults.append(.init("items", "decisions.items.missing")) }
        for item in items where item.state != decision.gate.candidateState {
            faults.append(fault("item", item, "decisions.item.not-candidate"))
        }
        guard decision.gate == .laureates else { return faults }
        for item in items { faults += faultsOfLaureate(item, season) }
        return faults + fullPrizes(items, season.rules)
    }

    private static func faultsOfLaureate(_ item: DecisionItem, _ season: Season) -> [Problem.Field] {
        var faults: [Problem.Field] = []
        if item.reason.isEmpty { faults.append(fault("reason", item, "decisions.item.reason-missing")) }
        guard let prize = season.rules.prizes.first(where: { $0.key == item.prize }) else {
            return faults + [fault("prize", item, "decisions.item.prize-missing")]
        }
        if !prize.hasInPool(item) {
            faults.append(fault("prize", item, "decisions.item.other-pool"))
        } else if !prize.fits(item, in: season) {
            faults.append(fault("prize", item, "decisions.item.not-eligible"))
        }
        return faults
    }

    private static func fullPrizes(_ items: [DecisionItem], _ rules: SeasonDocument) -> [Problem.Field] {
        rules.prizes.compactMap { prize in
            let winners = items.count { $0.prize == prize.key }
            guard winners > prize.places else { return nil }
            return .init(
                "items", "decisions.prize.full",
                ["places": .number(prize.places), "winners": .number(winners)])
        }
    }

    private static func fault(_ part: StaticString, _ item: DecisionItem, _ message: String) -> Problem.Field
    {
        .init(DecisionEdit.name(part, item.publicID), message, ["title": .text(item.title)])
    }
}
