internal import Platform

/// The rules of a season as an answer promises to change them, tried before anybody promises.
struct PromisedRules {
    private let target: RuleTarget
    private let changes: [(commitment: Commitment, path: RulePath)]

    init(_ commitments: [Commitment], of target: RuleTarget) {
        self.target = target
        changes = commitments.compactMap { commitment in
            guard commitment.kind == .rule, commitment.season == target.key,
                let path = RulePath(text: commitment.path)
            else { return nil }
            return (commitment, path)
        }
    }

    /// Changes that lead nowhere, and those that rules could never say. All are tried together: one may lean
    /// on another. Parts that are not stated yet are for whoever writes the rules.
    var faults: [Problem.Field] {
        guard !changes.isEmpty else { return [] }
        var rules = RuleDocument(target.rules.json)
        var faults: [Problem.Field] = []
        for (commitment, path) in changes where !rules.put(commitment.after, at: path) {
            let place: [String: MessageValue] = ["path": .text(commitment.path)]
            faults.append(
                .init(name("path", commitment), "answers.commitment.path.nowhere", place))
        }
        guard faults.isEmpty else { return faults }
        return SeasonCheck(json: rules.json).findings.compactMap(fault)
    }

    private func fault(_ finding: Finding) -> Problem.Field? {
        guard let place = RulePath(text: finding.path),
            let change = changes.first(where: { $0.path.touches(place) })
        else { return nil }
        let isUnstated = change.commitment.after != nil && place.isWithin(change.path) && finding.isAbsence
        guard !isUnstated else { return nil }
        return .init(name("after", change.commitment), finding.message, finding.arguments)
    }

    private func name(_ part: StaticString, _ commitment: Commitment) -> String {
        AnswerEdit.name(part, commitment.publicID)
    }
}
