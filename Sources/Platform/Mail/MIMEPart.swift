import Foundation

/// A part of a message: its headers, an empty line, its body (RFC 2045, RFC 2046).
struct MIMEPart {
    let bytes: [UInt8]

    private init(headers: String, body: [UInt8]) {
        bytes = Array(headers.utf8) + [0x0D, 0x0A] + body
    }

    /// Quoted-printable where it is mostly ASCII, so that it stays legible, else base64, which is shorter.
    init(text: String, type: String) {
        let lines = Self.lines(text)
        let encoded = lines.count { $0 >= 0x7F }
        let isMostlyASCII = encoded * 6 <= lines.count
        self.init(
            headers: HeaderText.line("Content-Type", [type + ";", "charset=utf-8"])
                + HeaderText.line(
                    "Content-Transfer-Encoding", [isMostlyASCII ? "quoted-printable" : "base64"]),
            body: isMostlyASCII ? Self.quotedPrintable(lines) : Self.base64(Self.canonical(lines)))
    }

    /// The text with "\n" alone at the end of each line.
    private static func lines(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0x0D {
                bytes.append(0x0A)
            } else if byte != 0x0A || previous != 0x0D {
                bytes.append(byte)
            }
            previous = byte
        }
        return bytes
    }

    /// The lines as they travel, each ended by CR LF.
    private static func canonical(_ lines: [UInt8]) -> [UInt8] {
        lines.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    }

    init(attachment: MailMessage.Attachment) {
        self.init(
            headers: HeaderText.line("Content-Type", attachment.type.split(separator: " ").map(String.init))
                + HeaderText.line("Content-Transfer-Encoding", ["base64"])
                + HeaderText.line(
                    "Content-Disposition", ["attachment;", "filename*=\(attachment.name.extendedValue)"]),
            body: Self.base64(attachment.bytes))
    }

    /// Neither encoding ever writes "=_", so the boundary cannot occur in a part.
    static func multipart(_ kind: String, _ parts: [MIMEPart]) -> MIMEPart {
        let boundary = "=_\(kind)"
        var body: [UInt8] = []
        for part in parts { body += Array("--\(boundary)\r\n".utf8) + part.bytes }
        body += "--\(boundary)--\r\n".utf8
        let type = HeaderText.line("Content-Type", ["multipart/\(kind);", "boundary=\"\(boundary)\""])
        return MIMEPart(headers: type, body: body)
    }

    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let lines: Data.Base64EncodingOptions = [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ]
        return Array(Data(bytes).base64EncodedData(options: lines)) + [0x0D, 0x0A]
    }

    /// RFC 2045, section 6.7: no line over 76 characters and no space at the end of one.
    private static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var width = 0
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0A {
                result += [0x0D, 0x0A]
                width = 0
                continue
            }
            let isLast = index + 1 == bytes.count || bytes[index + 1] == 0x0A
            let piece = quoted(byte, isLastOnLine: isLast)
            if width + piece.count > 75 {
                result += [UInt8(ascii: "="), 0x0D, 0x0A]
                width = 0
            }
            result += piece
            width += piece.count
        }
        return width == 0 ? result : result + [0x0D, 0x0A]
    }

    private static func quoted(_ byte: UInt8, isLastOnLine: Bool) -> [UInt8] {
        let isBlank = byte == 0x20 || byte == 0x09
        let isPrintable = byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=")
        if isPrintable || isBlank && !isLastOnLine { return [byte] }
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
    }
}
