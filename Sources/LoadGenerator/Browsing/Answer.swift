import Foundation
import NIOCore

/// What a server answered to one request.
struct Answer: Sendable {
    let status: Int
    let location: String
    /// Names and values, without their attributes.
    let cookies: [(name: String, value: String)]
    let body: ByteBuffer

    /// What a page says is wrong, for a message to whoever runs this.
    var summary: String {
        let text = String(buffer: body)
        guard let main = text.firstRange(of: "<main") else { return String(text.prefix(200)) }
        let words = text[main.lowerBound...].replacing(#/<[^>]*>/#, with: " ").split(
            whereSeparator: \.isWhitespace)
        return words.prefix(60).joined(separator: " ")
    }
}

enum AnswerError: Error, CustomStringConvertible {
    /// The connection ended; whether what was asked has happened is unknown.
    case connectionLost
    case malformed(String)
    case unexpected(String)

    var description: String {
        switch self {
        case .connectionLost: "the connection was lost"
        case .malformed(let what): "not an HTTP answer: \(what)"
        case .unexpected(let what): what
        }
    }
}

extension Answer {
    /// Takes one whole answer out of what was received; nothing where a part of it is still on its way.
    static func read(from received: inout ByteBuffer) throws -> Answer? {
        guard let headLength = received.headLength else { return nil }
        let head = received.getString(at: received.readerIndex, length: headLength) ?? ""
        let lines: [Substring] = head.split(separator: "\r\n")
        let status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) }
        guard let status else { throw AnswerError.malformed(String(head.prefix(80))) }
        var length = 0
        var location = ""
        var cookies: [(name: String, value: String)] = []
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            switch line[..<colon].lowercased() {
            case "content-length": length = Int(value) ?? 0
            case "location": location = String(value)
            case "set-cookie": cookies.append(cookie(value))
            case "transfer-encoding": throw AnswerError.malformed("its length is not stated")
            default: break
            }
        }
        guard received.readableBytes >= headLength + length else { return nil }
        received.moveReaderIndex(forwardBy: headLength)
        let body = received.readSlice(length: length) ?? ByteBuffer()
        return Answer(status: status, location: location, cookies: cookies, body: body)
    }

    private static func cookie(_ line: Substring) -> (name: String, value: String) {
        let pair = line.prefix { $0 != ";" }
        let name = pair.prefix { $0 != "=" }
        return (String(name), String(pair.dropFirst(name.count + 1)))
    }
}

extension ByteBuffer {
    /// The bytes of an answer's head with the empty line that ends it, once that has arrived.
    var headLength: Int? {
        withUnsafeReadableBytes { bytes in bytes.firstOffset(of: "\r\n\r\n").map { $0 + 4 } }
    }
}

extension UnsafeRawBufferPointer {
    /// Where a few bytes stand for the first time.
    func firstOffset(of wanted: StaticString) -> Int? {
        guard let base = baseAddress else { return nil }
        let length = wanted.utf8CodeUnitCount
        var position = 0
        while position + length <= count {
            let room = count - position - length + 1
            guard let found = memchr(base + position, Int32(wanted.utf8Start.pointee), room) else {
                return nil
            }
            position = UnsafeRawPointer(found) - base
            if memcmp(found, wanted.utf8Start, length) == 0 { return position }
            position += 1
        }
        return nil
    }
}
