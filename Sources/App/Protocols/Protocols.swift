internal import Platform

// Protocols: what a session came to, written down for everybody.
//
// One click gathers the facts: purpose, place, who took part (by name where they agreed), the groups with
// their reports, every idea with its discussion, themes and polls. Texts stand around them: an introduction,
// the views of minorities, the next steps. Every save is a version; publication freezes the last one.
//
// Tables: protocol_facts, protocol_version, protocol_publication. Invariants: facts and versions never
// change; nothing is published whose facts have changed since they were gathered, and nothing is saved after
// publication; the protocol names nobody who did not agree to it, no author where participants did not see
// names, and no country of few. What a moderator hides later leaves a gap with the reason.

/// The texts that people write around the facts.
struct ProtocolTexts: Codable, Sendable, Equatable {
    static let longest = 10_000

    var introduction = LocalizedText([:])
    var minority = LocalizedText([:])
    var next = LocalizedText([:])

    func check() throws {
        let parts = [("introduction", introduction), ("minority", minority), ("next", next)]
        let faults = parts.flatMap { name, text in
            text.texts.filter { $0.value.count > Self.longest }.keys.sorted().map { code in
                Problem.Field("\(name)-\(code)", "problem.too-long", ["most": .number(Self.longest)])
            }
        }
        if !faults.isEmpty { throw Problem(.invalid, "problem.check", fields: faults) }
    }
}

/// The protocol of a session in one version.
struct SessionProtocol: Sendable, Equatable {
    /// Counts the saves.
    let number: Int
    let texts: ProtocolTexts
    private(set) var facts: ProtocolFacts
    /// Those that had been revealed; nothing where the facts were gathered before polls were kept with them.
    private(set) var polls: [PollSummary]?
    let gatheredAt: Instant
    let savedAt: Instant
    let savedBy: String
    let publishedAt: Instant?

    var isPublished: Bool { publishedAt != nil }

    private init(_ row: Row) throws {
        number = try row["number"]
        texts = try StoredJSON.decode(row["texts"])
        facts = try StoredJSON.decode(row["content"])
        polls = try (row["polls"] as String?).map { try StoredJSON.decode($0) }
        gatheredAt = try row["gathered_at"]
        savedAt = try row["saved_at"]
        let (name, email): (String, String) = (try row["name"], try row["email"])
        savedBy = name.isEmpty ? email : name
        publishedAt = try row["published_at"]
    }

    /// Whether gathering the facts again would find the same.
    func isCurrent(_ session: DesignSession, _ tx: Transaction) throws -> Bool {
        let isUnchanged = try facts == ProtocolFacts.gather(session, tx)
        return try isUnchanged && polls == PollSummary.ofSession(session.id, tx)
    }

    /// The newest version; nothing before the first.
    static func of(_ session: ID<DesignSession>, _ tx: Transaction) throws -> SessionProtocol? {
        let row = try tx.row(
            """
            SELECT protocol_version.number, texts, content, polls, gathered_at, saved_at, person.name,
                   person.email, published_at
            FROM protocol_version
            JOIN protocol_facts ON protocol_facts.id = protocol_version.facts_id
            JOIN person ON person.id = protocol_version.saved_by
            LEFT JOIN protocol_publication
                ON protocol_publication.session_id = protocol_version.session_id
            WHERE protocol_version.session_id = \(session)
            ORDER BY protocol_version.number DESC LIMIT 1
            """)
        return try row.map(SessionProtocol.init)
    }

    /// What everybody reads once it is published; before that those who lead the session.
    static func read(_ here: SessionVisit, _ tx: Transaction) throws -> SessionProtocol {
        guard let found = try of(here.session.id, tx) else { throw Problem.notFound }
        try Guard.protocolIsPublished.require(found.isPublished || here.isFacilitator, orElse: .notFound)
        return found.isPublished ? try found.corrected(here.session.id, tx) : found
    }

    /// As it was published, without what moderators have hidden since.
    private func corrected(_ session: ID<DesignSession>, _ tx: Transaction) throws -> SessionProtocol {
        let removals = try ProtocolRemovals(session, tx)
        var corrected = self
        corrected.facts.ideas = removals.applied(to: facts.ideas)
        corrected.polls = removals.applied(to: try polls ?? PollSummary.ofSession(session, tx))
        return corrected
    }
}

extension Guard {
    static let protocolIsPublished = Guard(name: "protocol is published")
}
