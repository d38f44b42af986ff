import Platform

extension FieldKind {
    /// A telephone number that can be dialled from any country.
    static let phone = FieldKind(
        name: "phone", control: .line(.phone), tidy: { PhoneNotation.tidy($0.asLine) },
        problem: { text, _, _ in
            if PhoneNotation.isTidy(text) { return nil }
            let isLocal = PhoneNotation.lacksCountry(text)
            return FieldProblem(message: isLocal ? "field.phone.country" : "field.phone.invalid")
        })
}

/// Numbers as people write them, `+44 (0)7700 900-123` or `00447700900123`, and the one notation that is
/// stored, `+447700900123` (ITU-T E.164).
enum PhoneNotation {
    /// The shortest numbers that are dialled across borders have seven digits, country code included.
    private static let digits = 7...15

    static func tidy(_ text: String) -> String {
        let candidate = withPlus(plain(text))
        return isTidy(candidate) ? candidate : text
    }

    static func isTidy(_ text: String) -> Bool {
        text.hasPrefix("+") && isNumber(text.dropFirst())
    }

    /// Whether it could be a number but for the country code. Which country is meant is not guessed.
    static func lacksCountry(_ text: String) -> Bool {
        let number = plain(text)
        return number.utf8.count <= digits.upperBound && !number.isEmpty && number.utf8.allSatisfy(isDigit)
    }

    /// No country code begins with 0.
    private static func isNumber(_ text: Substring) -> Bool {
        digits.contains(text.utf8.count) && text.first != "0" && text.utf8.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte)
    }

    /// Digits of every script become 0–9; what only groups them goes, and so do the marks of direction that
    /// come along when a number is copied from an address book. Nobody dials the `(0)` behind a country code.
    private static func plain(_ text: String) -> String {
        var number = ""
        for scalar in text.unicodeScalars {
            if let digit = Character(scalar).wholeNumberValue, scalar.properties.numericType == .decimal {
                number += String(digit)
            } else if scalar == "\u{FF0B}" {
                number += "+"
            } else if !isGrouping(scalar) {
                number.unicodeScalars.append(scalar)
            }
        }
        if number.hasPrefix("+") || number.hasPrefix("00") { number.replace("(0)", with: "") }
        number.removeAll { $0 == "(" || $0 == ")" }
        return number
    }

    private static func isGrouping(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .dashPunctuation, .format: true
        default: [".", "/", "\u{2212}"].contains(scalar)
        }
    }

    /// 00 is how most of the world dials the plus sign.
    private static func withPlus(_ number: String) -> String {
        number.hasPrefix("00") ? "+" + number.dropFirst(2) : number
    }
}
