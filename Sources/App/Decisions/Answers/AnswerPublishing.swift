internal import Platform

/// What publishing an answer would do, counted before anybody is asked. Counts only: who proposed what is
/// nobody's business here.
struct AnswerEffect: Sendable, Equatable {
    let ideas: Int
    let mails: Int
    /// Ideas that are not shown to the public: their authors are told, their titles are not.
    let hidden: Int

    static func of(_ answer: ID<IdeaAnswer>, _ ideas: [AnsweredIdea], _ tx: Transaction) throws
        -> AnswerEffect
    {
        AnswerEffect(
            ideas: ideas.count { !$0.isWithdrawn }, mails: try AnswerRecipient.of(answer, tx).count,
            hidden: ideas.count { $0.isHidden })
    }
}

extension Commitment {
    /// The rules of its season were applied after the meeting, and do not say it.
    var isNotInRules: Problem {
        Problem(
            .conflict, "answers.publish.broken", ["path": .text(path), "season": .text(season ?? "")])
    }
}

/// Making an adopted answer public.
struct AnswerPublishing: Sendable {
    let letters: AnswerLetters
    let rules: RulesCache

    /// The answer, its mail and a new epoch for the pages, or nothing. Publishing what is public does
    /// nothing more, so that pressing twice sends no mail twice.
    func publish(_ publicID: String, in season: Season, by act: Act, _ tx: Transaction) throws {
        let answer = try IdeaAnswer.find(publicID, in: season.id, tx)
        guard answer.state != .published else { return }
        guard answer.state == .adopted, let outcome = answer.outcome else {
            throw Problem(.conflict, "answers.not-adopted")
        }
        if let broken = try RuleCommitments.broken(of: answer.id, rules, tx).first {
            throw broken.isNotInRules
        }
        let recipients = try AnswerRecipient.of(answer.id, tx)
        let day = act.at.day(in: season.rules.timeZone)
        try tx.run(
            """
            INSERT INTO answer_publication (answer_id, published_at, published_on, published_by, mails)
            VALUES (\(answer.id), \(act.at), \(day), \(act.person), \(recipients.count))
            """)
        try tx.run("UPDATE season SET epoch = epoch + 1 WHERE id = \(season.id)")
        for recipient in recipients {
            try tx.send(letters.published(answer, outcome, to: recipient), at: act.at)
        }
        try tx.audit(
            "answer published", on: "answer", answer.id.rawValue, by: act,
            ["outcome": .string(outcome.rawValue), "mails": .integer(Int64(recipients.count))])
    }
}
