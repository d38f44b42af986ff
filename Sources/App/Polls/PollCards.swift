internal import Platform

/// Single-use cards: whoever holds one may vote once, and nothing on a ballot says which card it was.
enum PollCards {
    static let mostCards = 1_000
    /// Two groups of letters: enough that nobody guesses one, and few enough to type.
    private static let groupLength = 6

    /// Codes as they are printed: "abcdef-ghjkmn", sixty bits.
    static func codes(_ count: Int, _ randomness: Randomness) -> [String] {
        (0..<count).map { _ in
            let letters = randomness.publicID().prefix(groupLength * 2)
            return letters.prefix(groupLength) + "-" + letters.suffix(groupLength)
        }
    }

    /// As it was printed, whatever case, spaces and dashes somebody typed.
    static func normal(_ typed: String) -> String {
        let letters = typed.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard letters.count == groupLength * 2 else { return "" }
        return letters.prefix(groupLength) + "-" + letters.suffix(groupLength)
    }

    /// Makes the cards of a draft; those made before are void. Only digests are kept, so the codes are shown
    /// once. Once the poll is open none can be added, so that nobody votes twice after seeing how many have.
    static func make(
        _ codes: [String], for led: PollFacilitating, by act: Act, _ tx: Transaction
    ) throws {
        try led.requireDraft()
        guard led.poll.electorate == .cards else { throw Problem(.invalid, "polls.card.none-needed") }
        guard (1...mostCards).contains(codes.count) else {
            throw Problem(
                .invalid, "problem.check",
                fields: [.init("count", "polls.card.count.wrong", ["most": .number(mostCards)])])
        }
        try tx.run("DELETE FROM poll_card WHERE poll_id = \(led.poll.id)")
        for code in codes {
            try tx.run(
                "INSERT INTO poll_card (poll_id, digest) VALUES (\(led.poll.id), \(digest(code)))")
        }
        try tx.audit(
            "poll cards made", on: "poll", led.poll.id.rawValue, by: act,
            ["count": .integer(Int64(codes.count))])
    }
}
