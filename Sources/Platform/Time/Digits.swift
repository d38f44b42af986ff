/// Reads fixed-width numbers and marks from the front of a text, for dates and times.
struct DigitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { position == bytes.count }

    /// A number of exactly so many ASCII digits.
    mutating func number(of count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var number = 0
        for byte in bytes[position..<position + count] {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        position += count
        return number
    }

    /// True, and moves on, where the next character is this one.
    mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard position < bytes.count, UInt32(bytes[position]) == mark.value else { return false }
        position += 1
        return true
    }

    /// How many digits come next.
    var digitsAhead: Int {
        bytes[position...].prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    }
}

extension Int {
    /// The number in decimal with zeros in front, "07".
    func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}

extension BinaryInteger {
    /// Division that rounds towards minus infinity, so that days before 1970 count like those after.
    func floorDivided(by divisor: Self) -> Self {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
