internal import Platform

/// The code that opens a seat to whoever types it: six letters that are not mistaken for one another and make
/// no words.
enum JoinCode {
    static let length = 6
    private static let letters = Array("BCDFGHJKMNPRSTVWXYZ")

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
