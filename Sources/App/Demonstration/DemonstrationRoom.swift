internal import Platform

/// The session of the demonstration that goes on, as whoever tries it opens it: three pages side by side.
public struct DemonstrationRoom: Sendable {
    public struct Page: Sendable {
        /// A message key.
        let title: String
        /// What a terminal calls it.
        public let name: String
        public let path: String
        /// Who may open it.
        public let account: String
    }

    public let pages: [Page]

    /// Nothing where no session is open.
    static func open(_ rules: RulesCache, _ tx: Transaction) throws -> DemonstrationRoom? {
        let row = try tx.row(
            """
            SELECT public_id, season_id FROM design_session WHERE opened_at IS NOT NULL AND closed_at IS NULL
            ORDER BY id DESC LIMIT 1
            """)
        guard let row, let season = try Season.find(row["season_id"] as ID<Season>, rules, tx) else {
            return nil
        }
        let address = SessionAddress(season, try row["public_id"] as String)
        return DemonstrationRoom(pages: [
            Page(
                title: "demo.session.projector", name: "projector", path: address.projector,
                account: DemonstrationSession.facilitator),
            Page(
                title: "demo.session.phone", name: "phone", path: address.room,
                account: "participant@example.org"),
            Page(
                title: "demo.session.console", name: "console", path: address.console,
                account: DemonstrationSession.facilitator),
        ])
    }
}

extension Laurel {
    /// The pages of the session that goes on.
    public func demonstrationRoom() async throws -> DemonstrationRoom? {
        let rules = rules
        return try await database.read { try DemonstrationRoom.open(rules, $0) }
    }
}
