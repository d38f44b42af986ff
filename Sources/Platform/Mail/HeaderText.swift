import Foundation

/// Text as the header of a mail can carry it: words between which a line may be folded.
///
/// A word never has a space, a control character or a line break in it, so nothing that a person typed can
/// begin a header of its own.
enum HeaderText {
    /// Bytes of text in one encoded word: its 60 characters fit on a line with every header name of ours.
    private static let encodedWordRoom = 36
    private static let lineLimit = 76

    /// The text on one line: controls, line breaks among them, and runs of spaces become one space.
    static func clean(_ text: String) -> String {
        let words = text.unicodeScalars.split { scalar in
            scalar.properties.generalCategory == .control || scalar.properties.isWhitespace
        }
        return words.map { String($0) }.joined(separator: " ")
    }

    /// The words of a subject or another text for people.
    static func words(of text: String) -> [String] {
        let text = clean(text)
        let words = text.split(separator: " ").map(String.init)
        let isPlain = text.utf8.allSatisfy { $0 < 0x7F } && !text.contains("=?")
        return isPlain && words.allSatisfy { $0.utf8.count <= lineLimit - 20 }
            ? words : encodedWords(of: text)
    }

    /// The words of an address with its name (a mailbox of RFC 5322, section 3.4).
    static func words(of mailbox: MailAddress) -> [String] {
        guard let name = mailbox.name else { return [mailbox.address] }
        let isPlain = name.utf8.allSatisfy { isAtomic($0) || $0 == UInt8(ascii: " ") }
        let words = isPlain && !name.contains("=?") ? Self.words(of: name) : encodedWords(of: name)
        return words + ["<\(mailbox.address)>"]
    }

    /// RFC 2047, in UTF-8 and base64; a mail program joins the words again without the spaces between them.
    private static func encodedWords(of text: String) -> [String] {
        var words: [String] = []
        var chunk: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            if chunk.count + bytes.count > encodedWordRoom {
                words.append(encodedWord(chunk))
                chunk = []
            }
            chunk += bytes
        }
        if !chunk.isEmpty { words.append(encodedWord(chunk)) }
        return words
    }

    private static func encodedWord(_ bytes: [UInt8]) -> String {
        "=?UTF-8?B?\(Data(bytes).base64EncodedString())?="
    }

    /// One header with its line breaks, folded before the words that would not fit.
    static func line(_ name: StaticString, _ words: [String]) -> String {
        var text = name.description + ":"
        var width = text.utf8.count
        for (index, word) in words.map(safe).enumerated() {
            let isTooLong = width + 1 + word.utf8.count > lineLimit
            text += isTooLong && index > 0 ? "\r\n \(word)" : " \(word)"
            width = isTooLong && index > 0 ? 1 + word.utf8.count : width + 1 + word.utf8.count
        }
        return text + "\r\n"
    }

    /// The last line of defence: whatever a caller puts together, a word stays one word.
    private static func safe(_ word: String) -> String {
        String(decoding: word.utf8.filter { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self)
    }

    /// `atext` of RFC 5322.
    static func isAtomic(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
