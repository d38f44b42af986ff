internal import Platform

/// The code that opens a seat to whoever types it: six letters that are not mistaken for one another and make
/// no words.
enum JoinCode {
    static let length = 6
    private static let letters = Array("BCDFGHJKMNPRSTVWXYZ")

    /// Wrong codes of one browser: enough to mistype.
    private static let guesses = RateLimiter.Limit("wrong session codes", 20, per: .seconds(600))
    /// Wrong codes from one address. A hall sits behind one, so a few who joke must not stop it; whoever
    /// makes up a browser for each guess is stopped here. Right codes are refused then too, for a guess
    /// that is let in when it is right is not limited at all. Of the 47 million codes, a day of guessing at
    /// this pace tries 72,000.
    private static let guessesPerAddress = RateLimiter.Limit(
        "wrong session codes from an address", 500, per: .seconds(600))
    /// A hall of a thousand behind one address takes its seats, and some of them twice.
    static let seatsPerAddress = RateLimiter.Limit("seats taken", 3_000, per: .seconds(3600))

    /// Refuses to look at a code where too many were wrong, whether this one is right or not.
    static func checkGuesses(_ visit: Visit, _ laurel: Laurel) throws(Problem) {
        if visit.seatOwner != nil { try laurel.limiter.check(guesses, for: visit.seatKey, now: visit.now) }
        try laurel.limiter.check(guessesPerAddress, for: visit.address, now: visit.now)
    }

    static func countGuess(_ visit: Visit, _ laurel: Laurel) throws(Problem) {
        if visit.seatOwner != nil { try laurel.limiter.count(guesses, for: visit.seatKey, now: visit.now) }
        try laurel.limiter.count(guessesPerAddress, for: visit.address, now: visit.now)
    }

    /// The session that a code opens; those that are over open no more.
    static func session(
        of code: String, _ rules: RulesCache, _ tx: Transaction
    ) throws -> (season: Season, session: DesignSession)? {
        let row = try tx.row(
            """
            SELECT * FROM design_session
            WHERE join_code = \(code) AND announced_at IS NOT NULL AND closed_at IS NULL
            """)
        guard let session = try row.map(DesignSession.init),
            let season = try Season.find(session.season, rules, tx), season.isPublic
        else { return nil }
        return (season, session)
    }

    static func make(_ randomness: Randomness) -> String {
        // A multiple of so few letters lies so far below 2⁶⁴ that none comes up noticeably more often.
        var number = randomness.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        var code = ""
        for _ in 0..<length {
            code.append(letters[Int(number % UInt64(letters.count))])
            number /= UInt64(letters.count)
        }
        return code
    }

    /// As it is kept, however somebody typed it.
    static func normal(_ typed: String) -> String {
        String(typed.uppercased().filter(\.isLetter).prefix(length + 1))
    }

    /// As it is shown: in two parts, which are easier to carry across a room.
    static func shown(_ code: String) -> String {
        code.prefix(length / 2) + " " + code.dropFirst(length / 2)
    }
}
