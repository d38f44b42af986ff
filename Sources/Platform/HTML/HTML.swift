/// Markup that is safe to send: what is interpolated into it is escaped unless it is `HTML` itself.
///
/// Values may stand in text and in quoted attributes. A template is an ordinary Swift string literal:
/// `let row: HTML = "<td title=\"\(name)\">\(name)</td>"`.
public struct HTML: Sendable, Equatable {
    public private(set) var text: String

    /// Takes markup as it is. A tidy test counts the uses: each must say where its safety comes from.
    public init(raw text: String) {
        self.text = text
    }

    public static let empty = HTML(raw: "")

    public var isEmpty: Bool { text.isEmpty }

    public static func += (left: inout HTML, right: HTML) {
        left.text += right.text
    }

    public static func + (left: HTML, right: HTML) -> HTML {
        HTML(raw: left.text + right.text)
    }
}

extension HTML: ExpressibleByStringInterpolation {
    public init(stringLiteral value: StaticString) {
        text = value.description
    }

    public init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
    }

    public struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            text += literal.description
        }

        public mutating func appendInterpolation(_ value: String) {
            HTML.escape(value, into: &text)
        }

        public mutating func appendInterpolation(_ value: Substring) {
            HTML.escape(String(value), into: &text)
        }

        public mutating func appendInterpolation(_ value: some BinaryInteger) {
            text += String(value)
        }

        public mutating func appendInterpolation(_ markup: HTML) {
            text += markup.text
        }

        /// Nothing where there is no markup.
        public mutating func appendInterpolation(_ markup: HTML?) {
            if let markup { text += markup.text }
        }

        public mutating func appendInterpolation(_ parts: some Sequence<HTML>) {
            for part in parts { text += part.text }
        }
    }

    private static func escape(_ value: String, into text: inout String) {
        let needsEscape = value.utf8.contains {
            $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0x27
        }
        guard needsEscape else {
            text += value
            return
        }
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
