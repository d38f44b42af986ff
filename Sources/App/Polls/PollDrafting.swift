internal import Platform

/// Making a poll, and changing it until it is opened.
enum PollDrafting {
    /// Random ids for a new poll and its items, made before the transaction.
    struct Names: Sendable {
        let poll: String
        let items: [String]

        init(_ randomness: Randomness) {
            poll = randomness.publicID()
            items = (0..<Poll.mostItems).map { _ in randomness.publicID() }
        }
    }

    /// Takes the chosen ideas and themes as they read now.
    static func create(
        _ draft: PollDraft, named names: Names, for led: Facilitating, by act: Act, _ tx: Transaction
    ) throws {
        let session = led.session
        let candidates = try PollCandidate.of(session.id, tx).filter { draft.chosen.contains($0.key) }
        var faults = draft.faults(session)
        if !(Poll.fewestItems...Poll.mostItems).contains(candidates.count) {
            let bounds: [String: MessageValue] = [
                "fewest": .number(Poll.fewestItems), "most": .number(Poll.mostItems),
            ]
            faults.append(.init("item", "polls.items.number", bounds))
        }
        guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
        let number: Int =
            try tx.row("SELECT count(*) FROM poll WHERE session_id = \(session.id)")?.only() ?? 0
        guard number < Poll.mostPolls else {
            throw Problem(.tooMany, "polls.too-many", ["most": .number(Poll.mostPolls)])
        }
        let id: ID<Poll>? = try tx.row(
            """
            INSERT INTO poll (public_id, session_id, version, question, method, electorate, allowance, created_at)
            VALUES (\(names.poll), \(session.id), 1, \(draft.storedQuestion), \(draft.method),
                \(draft.electorate), \(draft.count), \(act.at))
            RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        for (position, candidate) in candidates.enumerated() {
            // A statement is said in one sentence: the title, until somebody puts it better.
            let text = draft.method == .statements ? "" : candidate.text
            try tx.run(
                """
                INSERT INTO poll_item (public_id, poll_id, session_id, position, idea_id, theme_id, language, title,
                    text)
                VALUES (\(names.items[position]), \(id), \(session.id), \(position), \(candidate.idea),
                    \(candidate.theme), \(candidate.language), \(candidate.title), \(text))
                """)
        }
        try tx.audit(
            "poll drafted", on: "poll", id.rawValue, by: act,
            ["method": .string(draft.method.rawValue), "items": .integer(Int64(candidates.count))])
    }

    /// Saves over the version that it started from. Words of statements may change; of other methods, ideas
    /// are shown as their authors wrote them.
    static func save(
        _ draft: PollDraft, of led: PollFacilitating, by act: Act, _ tx: Transaction
    ) throws {
        try led.requireDraft()
        let poll = led.poll
        let items = try PollItem.of(poll.id, tx)
        var faults = draft.faults(led.session)
        let kept = items.filter { !draft.removed.contains($0.publicID) }
        if kept.count < Poll.fewestItems {
            faults.append(.init("items", "polls.items.few", ["fewest": .number(Poll.fewestItems)]))
        }
        if poll.method == .statements { faults += kept.flatMap { statementFaults($0, draft) } }
        guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
        let saved = try tx.run(
            """
            UPDATE poll SET version = version + 1, question = \(draft.storedQuestion), allowance = \(draft.count)
            WHERE id = \(poll.id) AND version = \(draft.version)
            """)
        guard saved > 0 else { throw Problem(.conflict, "polls.saved-meanwhile") }
        for item in items where draft.removed.contains(item.publicID) {
            try tx.run("DELETE FROM poll_item WHERE id = \(item.id)")
        }
        if poll.method == .statements {
            for item in kept where !item.isHidden {
                guard let title = draft.titles[item.publicID], title != item.title else { continue }
                try tx.run("UPDATE poll_item SET title = \(title) WHERE id = \(item.id)")
            }
        }
        try tx.audit("poll draft saved", on: "poll", poll.id.rawValue, by: act)
    }

    private static func statementFaults(_ item: PollItem, _ draft: PollDraft) -> [Problem.Field] {
        guard !item.isHidden, let title = draft.titles[item.publicID] else { return [] }
        let name = PollDraft.title(item.publicID)
        if title.isBlank { return [.init(name, "polls.statement.missing")] }
        guard title.count > Poll.longestStatement else { return [] }
        return [.init(name, "polls.text.long", ["most": .number(Poll.longestStatement)])]
    }

    /// Nobody has voted on a draft, so nothing is lost with it.
    static func discard(_ led: PollFacilitating, by act: Act, _ tx: Transaction) throws {
        try led.requireDraft()
        try tx.run("DELETE FROM poll WHERE id = \(led.poll.id)")
        try tx.audit("poll draft discarded", on: "poll", led.poll.id.rawValue, by: act)
    }
}
