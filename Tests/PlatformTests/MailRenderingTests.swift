import Foundation
import Testing

@testable import Platform

struct MailRenderingTests {
    private func message(subject: String = "Your code", text: String = "Hello\n") throws -> MailMessage {
        MailMessage(
            from: try #require(MailAddress("We Are Together <award@example.org>")),
            to: try #require(MailAddress("ann@example.org")), subject: subject, text: text,
            messageID: "f00@example.org", date: Instant(milliseconds: 1_795_363_200_000))
    }

    private func rendered(_ message: MailMessage) -> String {
        String(decoding: message.rendered, as: UTF8.self)
    }

    private func headers(_ message: MailMessage) -> [String] {
        let text = rendered(message)
        let end = text.range(of: "\r\n\r\n")?.lowerBound ?? text.endIndex
        return text[..<end].components(separatedBy: "\r\n")
    }

    private func body(_ message: MailMessage) -> String {
        rendered(message).components(separatedBy: "\r\n\r\n").dropFirst().joined(separator: "\r\n\r\n")
    }

    @Test func aPlainMessage() throws {
        let expected = """
            Date: Sun, 22 Nov 2026 16:00:00 +0000
            From: We Are Together <award@example.org>
            To: ann@example.org
            Subject: Your code
            Message-ID: <f00@example.org>
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Hello

            """
        #expect(rendered(try message()) == expected.replacing("\n", with: "\r\n"))
    }

    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (1_709_251_199_999, "Thu, 29 Feb 2024 23:59:59 +0000"),
            (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
        ] as [(Int64, String)])
    func dates(milliseconds: Int64, date: String) throws {
        var message = try message()
        message.date = Instant(milliseconds: milliseconds)
        #expect(headers(message).first == "Date: \(date)")
    }

    @Test func otherScriptsAreEncoded() throws {
        var message = try message(subject: "Код: 123")
        message.to = try #require(MailAddress("ann@example.org", name: "Анна Ли"))
        #expect(headers(message)[2] == "To: =?UTF-8?B?0JDQvdC90LAg0JvQuA==?= <ann@example.org>")
        #expect(headers(message)[3] == "Subject: =?UTF-8?B?0JrQvtC0OiAxMjM=?=")
    }

    @Test(arguments: [
        "Lee, Ann", "Ann (Lee)", "\"Ann\"", "Ann <x@example.org>", "a@b", "Ann; Lee:", "A. Lee",
        "=?utf-8?q?x?=",
    ])
    func namesWithMarksAreEncoded(name: String) throws {
        var message = try message()
        message.to = try #require(MailAddress("ann@example.org", name: name))
        let encoded = Data(name.utf8).base64EncodedString()
        #expect(headers(message)[2] == "To: =?UTF-8?B?\(encoded)?= <ann@example.org>")
    }

    @Test func longHeadersAreFoldedAndJoinAgain() throws {
        let subject = Array(repeating: "Приглашение на форум 😂", count: 40).joined(separator: " ")
        let lines = headers(try message(subject: subject))
        let start = try #require(lines.firstIndex { $0.hasPrefix("Subject: ") })
        let folded = lines[start...].prefix { $0.hasPrefix("Subject: ") || $0.hasPrefix(" ") }
        #expect(folded.count > 10)
        let words = folded.map { $0.replacing("Subject:", with: "").trimmingCharacters(in: .whitespaces) }
        let decoded = words.compactMap { word in Data(base64Encoded: String(word.dropFirst(10).dropLast(2))) }
        #expect(decoded.count == words.count)
        #expect(decoded.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
        let joined = String(decoding: decoded.joined(), as: UTF8.self)
        #expect(joined == subject)
    }

    @Test func noLineIsLong() throws {
        let words = String(repeating: "word ", count: 100)
        let unbroken = String(repeating: "x", count: 5_000)
        for text in [words, unbroken, String(repeating: "ж", count: 5_000), words + unbroken + "ж=\t"] {
            let lines = rendered(try message(subject: text, text: text)).components(separatedBy: "\r\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 76 })
            #expect(lines.count > 20)
        }
    }

    @Test(arguments: ["\r\n", "\n", "\r", "\r\n\r\n", "\u{0}\r\n", "\u{2028}", "\u{85}", "\u{b}"])
    func nothingTypedBeginsAHeader(lineBreak: String) throws {
        let injection = "x\(lineBreak)Bcc: thief@example.org\(lineBreak)\(lineBreak)<script>"
        var message = try message(subject: injection)
        message.to = try #require(MailAddress("ann@example.org", name: injection))
        message.replyTo = MailAddress("staff@example.org", name: injection)
        message.messageID = injection
        message.unsubscribeAddress = injection
        message.attachments = [
            .init(name: DownloadName(injection), type: "text/plain\(lineBreak)Bcc: x", bytes: [1])
        ]
        let text = rendered(message)
        #expect(text.components(separatedBy: "\r\n").allSatisfy { !$0.lowercased().hasPrefix("bcc") })
        #expect(headers(message).contains { $0.hasPrefix("Subject: x Bcc:") || $0.hasPrefix("Subject: =?") })
        #expect(text.utf8.allSatisfy { $0 < 0x7F && $0 >= 0x20 || $0 == 0x0D || $0 == 0x0A })
        let names = headers(message).filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "Date", "From", "To", "Reply-To", "Subject", "Message-ID", "Auto-Submitted",
                "List-Unsubscribe",
                "List-Unsubscribe-Post", "MIME-Version", "Content-Type",
            ])
    }

    @Test func lineBreaksAreAlwaysBoth() throws {
        let bytes = try message(text: "a\nb\r\nc\rd").rendered
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0A { #expect(bytes[index - 1] == 0x0D) }
            if byte == 0x0D { #expect(bytes[index + 1] == 0x0A) }
        }
        #expect(body(try message(text: "a\nb\r\nc\rd")) == "a\r\nb\r\nc\r\nd\r\n")
    }

    @Test(arguments: [
        ("1 = 1", "1 =3D 1\r\n"), ("space \nat\t\nend ", "space=20\r\nat=09\r\nend=20\r\n"), ("", ""),
        (".dot\n..", ".dot\r\n..\r\n"), ("caféteria, naïve words", "caf=C3=A9teria, na=C3=AFve words\r\n"),
        ("bell \u{7} nul \u{0} end", "bell =07 nul =00 end\r\n"), ("tail\n\n", "tail\r\n\r\n"),
    ])
    func quotedPrintable(text: String, encoded: String) throws {
        #expect(body(try message(text: text)) == encoded)
    }

    @Test func softBreaksKeepEscapesWhole() throws {
        let text = String(repeating: "x", count: 74) + "=" + String(repeating: "y", count: 75)
        let lines = body(try message(text: text)).components(separatedBy: "\r\n")
        #expect(
            lines == [
                String(repeating: "x", count: 74) + "=", "=3D" + String(repeating: "y", count: 72) + "=",
                "yyy", "",
            ])
    }

    @Test func otherScriptsTravelAsBase64() throws {
        let message = try message(text: "Здравствуйте!\nКод: 123\n")
        #expect(headers(message).contains("Content-Transfer-Encoding: base64"))
        let decoded = Data(base64Encoded: body(message), options: .ignoreUnknownCharacters) ?? Data()
        #expect(String(decoding: decoded, as: UTF8.self) == "Здравствуйте!\r\nКод: 123\r\n")
    }

    @Test func unsubscribingIsOnePost() throws {
        var message = try message()
        message.unsubscribeAddress = "https://award.example.org/unsubscribe/abc"
        #expect(headers(message).contains("List-Unsubscribe: <https://award.example.org/unsubscribe/abc>"))
        #expect(headers(message).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"))
    }
}
