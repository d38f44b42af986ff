internal import Platform

/// On which rounds of the jury a gate is decided.
extension Gate {
    /// The last one that is closed, as an expression; `season` is one of its id.
    func round(of season: SQL) -> SQL {
        """
        (SELECT max(round.id) FROM round WHERE round.season_id = \(season) AND round.closed_at IS NOT NULL
            AND \(isAfterRound))
        """
    }

    func isAfter(_ round: Round) -> Bool {
        self == .laureates || !round.isOfFinalists
    }

    /// Whether a closed round lies before it, as a condition on `round`.
    var isAfterRound: SQL {
        switch self {
        case .finalists: "round.of_finalists = 0"
        case .laureates: "round.closed_at IS NOT NULL"
        }
    }
}
