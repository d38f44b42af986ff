internal import Platform

/// What staff make of a suggestion.
struct ConflictRuling: Sendable {
    enum Verdict: String, Sendable {
        case confirm, dismiss
    }

    /// Public ids of the two.
    let judge: String
    let applicant: String
    /// Of the facts that the page showed.
    let mark: String
    let verdict: Verdict
    let kind: ConflictKind
    /// What the conflict gets where it is confirmed.
    let publicID: String

    init(_ form: Form, publicID: String) throws {
        guard let verdict = Verdict(rawValue: form["verdict"]),
            let kind = ConflictKind(rawValue: form["kind"])
        else { throw Problem(.invalid, "problem.malformed") }
        judge = form["judge"]
        applicant = form["applicant"]
        mark = form["mark"]
        self.verdict = verdict
        self.kind = kind
        self.publicID = publicID
    }

    /// Rules on the facts that staff saw; where they have changed meanwhile, staff look again. Ruled twice,
    /// the second finds nothing to rule on.
    func apply(in season: ID<Season>, by act: Act, _ tx: Transaction) throws {
        let facts = try ConflictFacts.read(season, only: (judge, applicant), tx)
        guard let suggestion = facts.suggestions().first else { return }
        guard suggestion.mark == mark else { throw Problem(.conflict, "jury.conflict-desk.changed") }
        switch verdict {
        case .confirm: try confirm(suggestion, in: season, by: act, tx)
        case .dismiss: try Self.dismiss(suggestion, in: season, by: act, tx)
        }
    }

    private func confirm(
        _ suggestion: ConflictSuggestion, in season: ID<Season>, by act: Act, _ tx: Transaction
    ) throws {
        let isNamed = suggestion.hints.contains { if case .named = $0 { true } else { false } }
        let statement = ConflictOfInterest.Statement(
            kind: kind, origin: isNamed ? .applicant : .suggested, basis: suggestion.basis)
        try ConflictVerbs.state(
            statement, between: suggestion.judge.id, and: suggestion.applicant.id, in: season,
            publicID: publicID, by: act, tx)
    }

    private static func dismiss(
        _ suggestion: ConflictSuggestion, in season: ID<Season>, by act: Act, _ tx: Transaction
    ) throws {
        try tx.run(
            """
            INSERT INTO conflict_dismissal (season_id, person_id, party_id, basis, dismissed_at, dismissed_by)
            VALUES (\(season), \(suggestion.judge.id), \(suggestion.applicant.id), \(suggestion.basis),
                    \(act.at), \(act.person)) ON CONFLICT DO NOTHING
            """)
        try tx.audit(
            "suggested conflict dismissed", on: "person", suggestion.judge.id.rawValue, by: act,
            [
                "party": .integer(suggestion.applicant.id.rawValue), "season": .integer(season.rawValue),
                "facts": .string(suggestion.basis),
            ])
    }
}
