internal import Platform

/// The seats of a session as those who lead it see them.
struct SeatList: Sendable {
    static let pageSize = 50

    struct Entry: Sendable {
        let seat: SessionSeat
        /// Counts within the session, in the order in which seats were taken.
        let number: Int
    }

    let entries: [Entry]
    /// Behind the last one shown, where there are more.
    let next: String?

    /// A page of those who have not left, in the order in which they came.
    init(of session: ID<DesignSession>, after: Int, part: SessionSeat.Part?, _ tx: Transaction) throws {
        let isPart: SQL = part.map { "part = \($0)" } ?? "1 = 1"
        let rows = try tx.rows(
            """
            SELECT * FROM (SELECT seat.*, row_number() OVER (ORDER BY id) AS number FROM seat
                WHERE session_id = \(session)) AS numbered
            WHERE left_at IS NULL AND number > \(after) AND \(isPart) ORDER BY number LIMIT \(Self.pageSize + 1)
            """)
        let all = try rows.map { Entry(seat: try SessionSeat($0), number: try $0["number"]) }
        entries = Array(all.prefix(Self.pageSize))
        next = all.count > Self.pageSize ? entries.last.map { String($0.number) } : nil
    }
}

extension SessionVisit {
    /// Whether this visitor reads the name of somebody in a seat; of those who lead, moderate or write down,
    /// everybody may know.
    func readsName(of seat: SessionSeat) -> Bool {
        if seat.part != .participant { return true }
        switch session.namesShown {
        case .participants: return self.seat != nil || isStaff
        case .facilitator: return isFacilitator
        case .staff: return isStaff
        case .nobody: return false
        }
    }
}
