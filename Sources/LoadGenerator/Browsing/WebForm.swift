import Foundation
import NIOCore

/// A form of a page, filled in as far as the page does it, to be filled in further and sent.
struct WebForm: Sendable {
    struct Field: Sendable {
        let name: String
        var value: String
        /// A box or a radio button; it is sent only while it is chosen.
        var isChoice = false
        var isChosen = true
        var isFile = false
    }

    var action = ""
    var isPost = false
    /// Sent as multipart, because it may carry files.
    var isMultipart = false
    var fields: [Field] = []

    func has(_ name: String) -> Bool {
        fields.contains { $0.name == name }
    }

    /// Types values into the fields of these names; others stay as the page gave them.
    mutating func fill(_ values: [String: [String]]) {
        for index in fields.indices {
            guard let typed = values[fields[index].name] else { continue }
            if fields[index].isChoice {
                fields[index].isChosen = typed.contains(fields[index].value)
            } else if !fields[index].isFile, !isMarker(index) {
                fields[index].value = typed.first ?? ""
            }
        }
    }

    /// A hidden field beside boxes of its name, which says only that the question was on the page.
    private func isMarker(_ index: Int) -> Bool {
        let name = fields[index].name
        return fields.contains { $0.name == name && $0.isChoice }
    }

    /// What is sent, in the order of the page.
    private var sent: [Field] {
        fields.filter { $0.isChosen && !$0.name.isEmpty }
    }

    /// The body as a browser writes it, and its type.
    func encoded() -> (type: String, body: [UInt8]) {
        isMultipart ? multipart() : ("application/x-www-form-urlencoded", urlEncoded())
    }

    private func urlEncoded() -> [UInt8] {
        var body: [UInt8] = []
        for field in sent {
            if !body.isEmpty { body.append(UInt8(ascii: "&")) }
            Self.append(field.name, to: &body)
            body.append(UInt8(ascii: "="))
            Self.append(field.value, to: &body)
        }
        return body
    }

    static func append(_ text: String, to body: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2D, 0x2E, 0x5F: body.append(byte)
            case 0x20: body.append(UInt8(ascii: "+"))
            default: body += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
    }

    private func multipart() -> (type: String, body: [UInt8]) {
        let boundary = "laurel-load-boundary-7f3a91c2"
        var body = ""
        for field in sent {
            let file = field.isFile ? "; filename=\"\"\r\nContent-Type: application/octet-stream" : ""
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"\(file)\r\n\r\n"
            body += field.isFile ? "\r\n" : field.value + "\r\n"
        }
        body += "--\(boundary)--\r\n"
        return ("multipart/form-data; boundary=\(boundary)", Array(body.utf8))
    }
}
