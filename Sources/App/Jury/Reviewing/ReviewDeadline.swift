internal import Platform

/// Until when a juror may submit in a round: to the end of the jury's stage, or longer where staff gave them
/// more time.
///
/// A round that staff opened after that end is a late one on purpose: only its closing ends it.
struct ReviewDeadline: Sendable, Equatable {
    /// The end of the stage; nothing where it does not bind.
    let closes: Instant?
    private let graceMinutes: Int
    let extendedTo: Instant?

    static let longestReason = 1_000

    /// What the juror is told; nothing where only closing ends the round.
    var end: Instant? {
        guard let closes else { return nil }
        return max(closes, extendedTo ?? closes)
    }

    func accepts(at now: Instant) -> Bool {
        guard let closes else { return true }
        return now < closes + .seconds(graceMinutes * 60) || extendedTo.map { now < $0 } ?? false
    }

    static func of(_ opened: OpenedAssignment, _ tx: Transaction) throws -> ReviewDeadline {
        try of(opened.juror.id, in: opened.round, of: opened.season, tx)
    }

    static func of(
        _ juror: ID<Juror>, in round: Round, of season: Season, _ tx: Transaction
    ) throws -> ReviewDeadline {
        let extended: Instant? = try tx.row(
            """
            SELECT until FROM review_extension WHERE round_id = \(round.id) AND juror_id = \(juror)
            ORDER BY id DESC LIMIT 1
            """)?.only()
        return ReviewDeadline(in: round, of: season, extendedTo: extended)
    }

    init(in round: Round, of season: Season, extendedTo: Instant?) {
        let stage = season.stage(.jury)
        closes = stage?.closes.flatMap { round.openedAt < $0 ? $0 : nil }
        graceMinutes = stage?.graceMinutes ?? 0
        self.extendedTo = extendedTo
    }
}
