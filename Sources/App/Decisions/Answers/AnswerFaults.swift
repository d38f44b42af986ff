internal import Platform

/// What an answer lacks before a meeting can adopt it.
enum AnswerFaults {
    /// `targets` are the seasons whose rules may change.
    static func of(
        _ answer: IdeaAnswer, _ commitments: [Commitment], _ ideas: [AnsweredIdea], _ targets: [RuleTarget]
    ) -> [Problem.Field] {
        guard let outcome = answer.outcome else { return [.init("outcome", "answers.outcome.missing")] }
        var faults: [Problem.Field] = []
        if outcome.needsReason, answer.reason.isEmpty {
            faults.append(.init("reason", "answers.reason.missing"))
        }
        if ideas.allSatisfy(\.isWithdrawn) { faults.append(.init("ideas", "answers.ideas.withdrawn")) }
        if outcome.isAcceptance, commitments.isEmpty {
            faults.append(.init("commitments", "answers.commitments.missing"))
        }
        if !outcome.isAcceptance, !commitments.isEmpty {
            faults.append(.init("commitments", "answers.commitments.of-refusal"))
        }
        let unfinished = commitments.flatMap { Self.faults(of: $0) }
        // What is not said yet cannot be tried.
        let untrue = unfinished.isEmpty ? targets.flatMap { PromisedRules(commitments, of: $0).faults } : []
        return faults + unfinished + untrue
    }

    private static func faults(of commitment: Commitment) -> [Problem.Field] {
        let key = commitment.publicID
        var faults: [Problem.Field] = []
        func require(_ holds: Bool, _ part: StaticString, _ message: String) {
            if !holds { faults.append(.init(AnswerEdit.name(part, key), message)) }
        }
        switch commitment.kind {
        case .rule:
            require(commitment.season != nil, "season", "answers.commitment.season.missing")
            require(!commitment.path.isEmpty, "path", "answers.commitment.path.missing")
            let isChange = commitment.before != commitment.after
            require(isChange, "after", "answers.commitment.after.same")
        case .action:
            require(!commitment.what.isEmpty, "what", "answers.commitment.what.missing")
            require(commitment.owner != nil, "owner", "answers.commitment.owner.missing")
            require(commitment.dueOn != nil, "due", "answers.commitment.due.missing")
            require(!commitment.measure.isEmpty, "measure", "answers.commitment.measure.missing")
        }
        return faults
    }
}
