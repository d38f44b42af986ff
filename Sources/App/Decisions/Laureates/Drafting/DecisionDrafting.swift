internal import Platform

/// Drafting a decision.
enum DecisionDrafting {
    struct Draft: Sendable {
        let gate: Gate
        let publicID: String
        var reasons = ""
        /// Public ids of applications of the season.
        var applications: [String] = []
    }

    @discardableResult
    static func begin(_ draft: Draft, in season: Season, by act: Act, _ tx: Transaction) throws -> Decision {
        try requireUnpublished(draft.gate, of: season.id, tx)
        let decision = try insert(draft, correcting: nil, in: season, by: act, tx)
        try insert(draft.applications, into: decision, season, tx)
        if draft.gate == .laureates { try PrizeRobustness.request(season.id, at: act.at, tx) }
        try tx.audit(
            "decision drafted", on: "decision", decision.id.rawValue, by: act,
            [
                "gate": .string(draft.gate.rawValue),
                "applications": .array(draft.applications.map { .string($0) }),
            ])
        return decision
    }

    /// The row of a draft and its author, with nobody in it yet.
    static func insert(
        _ draft: Draft, correcting corrected: ID<Decision>?, in season: Season, by act: Act, _ tx: Transaction
    ) throws -> Decision {
        guard let person = act.person else { throw Problem(.forbidden, "problem.forbidden") }
        let count: Int =
            try tx.row("SELECT count(*) FROM decision WHERE season_id = \(season.id)")?.only() ?? 0
        guard count < Decision.mostInSeason else {
            throw Problem(.invalid, "decisions.too-many", ["limit": .number(Decision.mostInSeason)])
        }
        let id: ID<Decision>? = try tx.row(
            """
            INSERT INTO decision (public_id, season_id, gate, reasons, version, drafted_by, drafted_at, saved_by,
                saved_at, corrects_id)
            VALUES (\(draft.publicID), \(season.id), \(draft.gate), \(draft.reasons), 1, \(person), \(act.at),
                \(person), \(act.at), \(corrected))
            RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        try noteAuthor(of: id, act, tx)
        return try Decision.find(draft.publicID, in: season.id, tx)
    }

    /// Saves over the version that the edit started from and no other. Whoever saves becomes an author.
    static func save(
        _ edit: DecisionEdit, of publicID: String, in season: Season, by act: Act, _ tx: Transaction
    ) throws {
        try edit.check(season.rules)
        let decision = try draft(publicID, in: season, version: edit.base, tx)
        let prizes = try prizeIDs(season.id, tx)
        try tx.run(
            """
            UPDATE decision SET reasons = \(edit.reasons), note = \(edit.note ?? decision.note)
            WHERE id = \(decision.id)
            """)
        let member = act.person.map(ID<Person>.init(rawValue:))
        let hidden = try member.map { try MemberConflicts.pools(for: $0, in: decision, of: season, tx) } ?? []
        for item in try DecisionContents.of(decision, tx).without(hidden, in: season).items {
            guard let typed = edit.items[item.publicID] else { continue }
            if typed.isRemoved {
                try tx.run(
                    """
                    DELETE FROM decision_item
                    WHERE decision_id = \(decision.id) AND application_id = \(item.application)
                    """)
            } else if typed != DecisionEdit.Item(item) {
                try store(typed, of: item, in: decision, prizes, tx)
            }
        }
        for (pool, reason) in edit.departures where !hidden.contains(pool) {
            try depart(decision, pool, reason, tx)
        }
        for (prize, names) in edit.reserves where !hidden.contains(prize) {
            guard let id = prizes[prize] else { continue }
            try standBy(names, for: id, in: decision, tx)
        }
        try noteSave(of: decision, act, tx)
        try tx.audit("decision saved", on: "decision", decision.id.rawValue, by: act, edit.audited)
    }

    private static func store(
        _ typed: DecisionEdit.Item, of item: DecisionItem, in decision: Decision, _ prizes: [String: Int64],
        _ tx: Transaction
    ) throws {
        try tx.run(
            """
            UPDATE decision_item SET prize_id = \(prizes[typed.prize]), place = \(typed.place),
                reason = \(typed.reason)
            WHERE decision_id = \(decision.id) AND application_id = \(item.application)
            """)
        try tx.run(
            """
            DELETE FROM further_award
            WHERE decision_id = \(decision.id) AND application_id = \(item.application)
            """)
        for prize in typed.furtherPrizes where prize != typed.prize {
            try tx.run(
                """
                INSERT INTO further_award (decision_id, application_id, prize_id)
                VALUES (\(decision.id), \(item.application), \(prizes[prize])) ON CONFLICT DO NOTHING
                """)
        }
    }

    private static func depart(
        _ decision: Decision, _ pool: String, _ reason: String, _ tx: Transaction
    ) throws {
        try tx.run(
            "DELETE FROM decision_departure WHERE decision_id = \(decision.id) AND pool = \(pool)")
        guard !pool.isEmpty, !reason.isEmpty else { return }
        try tx.run(
            """
            INSERT INTO decision_departure (decision_id, pool, reason)
            VALUES (\(decision.id), \(pool), \(reason))
            """)
    }

    /// Takes further applications into a draft; those that are in it stay as they are.
    static func add(
        _ applications: [String], to publicID: String, version: Int, in season: Season, by act: Act,
        _ tx: Transaction
    ) throws {
        let decision = try draft(publicID, in: season, version: version, tx)
        try insert(applications, into: decision, season, tx)
        try noteSave(of: decision, act, tx)
        try tx.audit(
            "decision candidates added", on: "decision", decision.id.rawValue, by: act,
            ["applications": .array(applications.map { .string($0) })])
    }

    /// A decision that may still be written on, as the page that was sent showed it.
    static func draft(
        _ publicID: String, in season: Season, version: Int, _ tx: Transaction
    ) throws -> Decision {
        let decision = try Decision.find(publicID, in: season.id, tx)
        guard decision.state == .draft else { throw Problem(.conflict, "decisions.no-longer-draft") }
        guard decision.version == version else { throw Problem(.conflict, "decisions.saved-meanwhile") }
        return decision
    }

    static func requireUnpublished(_ gate: Gate, of season: ID<Season>, _ tx: Transaction) throws {
        let gates = try Publication.ofSeason(season, tx).map(\.gate)
        guard !gates.contains(gate) else { throw Problem(.closed, "decisions.published-already") }
        guard gate == .finalists || gates.contains(.finalists) else {
            throw Problem(.closed, "decisions.finalists-first")
        }
    }

    private static func insert(
        _ applications: [String], into decision: Decision, _ season: Season, _ tx: Transaction
    ) throws {
        guard decision.items + applications.count <= Decision.mostItems else {
            throw Problem(.invalid, "decisions.too-many-items", ["limit": .number(Decision.mostItems)])
        }
        try tx.run(
            """
            INSERT INTO decision_item (decision_id, season_id, application_id)
            SELECT \(decision.id), \(season.id), application.id FROM application
            WHERE application.season_id = \(season.id) AND application.public_id IN \(list: applications)
                AND application.state = \(decision.gate.candidateState)
            ON CONFLICT DO NOTHING
            """)
        guard decision.gate == .laureates else { return }
        try awardOnlyPrizes(to: Set(applications), in: decision, season, tx)
    }

    /// Where there is one prize that an application can win, it is the one that is meant.
    private static func awardOnlyPrizes(
        to applications: Set<String>, in decision: Decision, _ season: Season, _ tx: Transaction
    ) throws {
        let fresh = try DecisionItem.of(decision, tx).filter { item in
            item.prize == nil && applications.contains(item.publicID)
        }
        let meant = fresh.compactMap { item -> (item: DecisionItem, prize: String)? in
            let open = season.rules.prizes.filter { $0.isOpen(to: item.candidate, in: season) }
            return open.count == 1 ? (item, open[0].key) : nil
        }
        for (prize, items) in Dictionary(grouping: meant, by: \.prize) {
            try tx.run(
                """
                UPDATE decision_item SET prize_id =
                    (SELECT id FROM prize WHERE season_id = \(season.id) AND key = \(prize))
                WHERE decision_id = \(decision.id)
                    AND application_id IN \(list: items.map(\.item.application))
                """)
        }
    }

    static func noteSave(of decision: Decision, _ act: Act, _ tx: Transaction) throws {
        guard let person = act.person else { throw Problem(.forbidden, "problem.forbidden") }
        try tx.run(
            """
            UPDATE decision SET version = version + 1, saved_by = \(person), saved_at = \(act.at)
            WHERE id = \(decision.id)
            """)
        try noteAuthor(of: decision.id, act, tx)
    }

    static func noteAuthor(of decision: ID<Decision>, _ act: Act, _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO decision_part (decision_id, person_id, part) VALUES (\(decision), \(act.person), 'author')
            ON CONFLICT DO NOTHING
            """)
    }

    static func prizeIDs(_ season: ID<Season>, _ tx: Transaction) throws -> [String: Int64] {
        let rows = try tx.rows("SELECT id, key FROM prize WHERE season_id = \(season)")
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["key"], try $0["id"]) })
    }
}

extension Gate {
    /// The state of an application that may be decided on.
    var candidateState: Application.State {
        switch self {
        case .finalists: .admitted
        case .laureates: .finalist
        }
    }
}
