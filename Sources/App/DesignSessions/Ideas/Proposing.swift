internal import Platform

/// Proposing an idea, and taking one's own back.
enum Proposing {
    /// Who proposes: a person in the room, or a group by its scribe or its flipchart.
    enum Author: Sendable {
        case seat(SessionSeat)
        case group(origin: Idea.Origin)

        var origin: Idea.Origin {
            switch self {
            case .seat: .person
            case .group(let origin): origin
            }
        }
    }

    /// An idea that can be written down.
    struct Proposal: Sendable {
        let publicID: String
        let text: IdeaText
        let language: String
        let group: ID<SessionGroup>
        let key: RequestKey
    }

    /// What an idea is answered with, whether it was new or sent again.
    struct Answer: Sendable, Equatable {
        let publicID: String
        let number: Int
        let isNew: Bool
    }

    /// Somebody's own idea, in the group that they chose.
    static func propose(
        _ entry: IdeaEntry, publicID: String, by seated: Seated, _ act: RoomAct, _ tx: Transaction
    ) throws -> Answer {
        let author = Author.seat(seated.seat)
        let key = try RequestKey(entry.key)
        if let receipt = try sent(key, in: seated.session, by: author, tx) { return receipt }
        try seated.requireOpen()
        try entry.check()
        let groups = try SessionGroup.of(seated.session.id, tx)
        guard let group = groups.first(where: { $0.publicID == entry.group }) else {
            throw Problem(.invalid, "problem.check", fields: [.init("group", "ideas.group.missing")])
        }
        try requirePace(of: seated.seat.id, at: act.at, tx)
        let draft = Proposal(
            publicID: publicID, text: entry.text, language: entry.language, group: group.id, key: key)
        return try write(draft, by: author, in: seated.session, act.inside(seated.session), tx)
    }

    /// What was answered when this key came before. Under somebody else's it is a key that is taken.
    static func sent(
        _ key: RequestKey, in session: DesignSession, by author: Author, _ tx: Transaction
    ) throws -> Answer? {
        let row = try tx.row(
            """
            SELECT idea.public_id, idea.number, idea.origin, idea_author.seat_id FROM idea
            LEFT JOIN idea_author ON idea_author.idea_id = idea.id
            WHERE idea.session_id = \(session.id) AND idea.request_key = \(key.text)
            """)
        guard let row else { return nil }
        var isTheirs = try row["origin"] == author.origin
        if case .seat(let seat) = author { isTheirs = try row["seat_id"] as ID<SessionSeat>? == seat.id }
        guard isTheirs else { throw Problem(.conflict, "ideas.request-key.taken") }
        return Answer(publicID: try row["public_id"], number: try row["number"], isNew: false)
    }

    /// Writes down what was checked, and tells the room.
    static func write(
        _ draft: Proposal, by author: Author, in session: DesignSession, _ act: Act, _ tx: Transaction
    ) throws -> Answer {
        let number = try nextNumber(in: session, group: draft.group, tx)
        let text = draft.text
        let id: ID<Idea>? = try tx.row(
            """
            INSERT INTO idea (public_id, session_id, number, group_id, origin, language, title, change, beneficiary,
                reason, proposed_at, request_key)
            VALUES (\(draft.publicID), \(session.id), \(number), \(draft.group), \(author.origin),
                \(draft.language), \(text.title), \(text.change), \(text.beneficiary), \(text.reason), \(act.at),
                \(draft.key.text))
            RETURNING id
            """)?.only()
        guard let id else { throw Problem.notFound }
        if case .seat(let seat) = author {
            try tx.run(
                """
                INSERT INTO idea_author (idea_id, session_id, seat_id)
                VALUES (\(id), \(session.id), \(seat.id))
                """)
        }
        try tx.audit(
            "idea proposed", on: "idea", id.rawValue, by: act,
            ["number": .integer(Int64(number)), "origin": .string(author.origin.rawValue)])
        try tell(draft, number: number, by: author, in: session, at: act.at, tx)
        return Answer(publicID: draft.publicID, number: number, isNew: true)
    }

    private static func nextNumber(
        in session: DesignSession, group: ID<SessionGroup>, _ tx: Transaction
    ) throws -> Int {
        let last: Int =
            try tx.row("SELECT coalesce(max(number), 0) FROM idea WHERE session_id = \(session.id)")?.only()
            ?? 0
        guard last < IdeaBounds.mostInSession else {
            throw Problem(.tooMany, "ideas.too-many.session", ["most": .number(IdeaBounds.mostInSession)])
        }
        let ofGroup: Int =
            try tx.row("SELECT count(*) FROM idea WHERE group_id = \(group)")?.only() ?? 0
        guard ofGroup < IdeaBounds.mostOfGroup else {
            throw Problem(.tooMany, "ideas.too-many.group", ["most": .number(IdeaBounds.mostOfGroup)])
        }
        return last + 1
    }

    private static func requirePace(of seat: ID<SessionSeat>, at now: Instant, _ tx: Transaction) throws {
        let row = try tx.row(
            """
            SELECT count(*) AS ideas,
                coalesce(sum(CASE WHEN idea.proposed_at > \(now - .seconds(3600)) THEN 1 ELSE 0 END), 0) AS in_hour,
                coalesce(sum(CASE WHEN idea.proposed_at > \(now - .seconds(60)) THEN 1 ELSE 0 END), 0) AS in_minute
            FROM idea_author JOIN idea ON idea.id = idea_author.idea_id WHERE idea_author.seat_id = \(seat)
            """)
        guard let row else { return }
        if try row["ideas"] >= IdeaBounds.mostOfSeat {
            throw Problem(.tooMany, "ideas.too-many.seat", ["most": .number(IdeaBounds.mostOfSeat)])
        }
        if try row["in_minute"] >= IdeaBounds.ideasAMinute {
            throw Problem(.tooMany, "problem.too-many", ["minutes": 1])
        }
        if try row["in_hour"] >= IdeaBounds.ideasAnHour {
            throw Problem(.tooMany, "problem.too-many", ["minutes": 60])
        }
    }

    private static func tell(
        _ draft: Proposal, number: Int, by author: Author, in session: DesignSession, at: Instant,
        _ tx: Transaction
    ) throws {
        let group: String? =
            try tx.row("SELECT public_id FROM session_group WHERE id = \(draft.group)")?.only()
        var content: [String: JSON] = [
            "id": .string(draft.publicID), "number": .integer(Int64(number)),
            "group": .string(group ?? ""), "language": .string(draft.language),
            "title": .string(draft.text.title),
        ]
        if case .seat(let seat) = author, session.namesShown == .participants {
            content["author"] = .string(seat.name)
        }
        try SessionEvent.append(.idea, content, to: session.id, at: at, tx)
    }

    /// By its author alone, for good: a person's by that person, a group's by its scribe.
    static func withdraw(
        _ publicID: String, note: Note, by seated: Seated, _ act: RoomAct, _ tx: Transaction
    ) throws {
        let session = seated.session
        let idea = try Idea.find(publicID, in: session.id, tx)
        let reason = try note.optional()
        let isTheirs = try idea.isOwn(of: seated.seat, tx)
        try Guard.proposedIt.require(isTheirs, orElse: Problem(.forbidden, "ideas.withdrawal.not-own"))
        let withdrawn = try tx.run(
            """
            INSERT INTO idea_withdrawal (idea_id, reason, withdrawn_at) VALUES (\(idea.id), \(reason), \(act.at))
            ON CONFLICT (idea_id) DO NOTHING
            """)
        guard withdrawn > 0 else { return }
        try tx.audit("idea withdrawn", on: "idea", idea.id.rawValue, by: act.inside(session))
        let content: [String: JSON] = ["id": .string(publicID), "shown": .bool(false)]
        try SessionEvent.append(.sight, content, to: session.id, at: act.at, tx)
    }
}

extension Guard {
    static let proposedIt = Guard(name: "proposed it")
}
