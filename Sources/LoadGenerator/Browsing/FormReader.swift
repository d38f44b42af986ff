import Foundation
import NIOCore

/// Reads the forms of a page: tags that matter to a form, and nothing else of it.
///
/// It reads what this product writes, quoted attributes and closed elements, and is no general parser.
struct FormReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var form: WebForm?
    private var forms: [WebForm] = []
    private var select: WebForm.Field?

    static func forms(in page: ByteBuffer) -> [WebForm] {
        page.withUnsafeReadableBytes { bytes in
            var reader = FormReader(bytes)
            return reader.read()
        }
    }

    private init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    private mutating func read() -> [WebForm] {
        while let start = find(UInt8(ascii: "<"), from: position) {
            position = start + 1
            if starts(with: "form ") {
                form = Self.form(attributes())
            } else if starts(with: "/form>") {
                if let form { forms.append(form) }
                form = nil
            } else if form != nil {
                readControl()
            }
        }
        return forms
    }

    private mutating func readControl() {
        if starts(with: "input ") {
            let field = Self.input(attributes())
            form?.fields.append(field)
        } else if starts(with: "textarea ") {
            let name = attributes()["name"] ?? ""
            let field = WebForm.Field(name: name, value: textContent())
            form?.fields.append(field)
        } else if starts(with: "select ") {
            select = WebForm.Field(name: attributes()["name"] ?? "", value: "")
        } else if starts(with: "/select>") {
            if let select { form?.fields.append(select) }
            select = nil
        } else if select != nil, starts(with: "option ") {
            let end = find(UInt8(ascii: ">"), from: position) ?? bytes.count
            guard ends(with: " selected", before: end) else { return }
            let chosen = attributes()["value"] ?? ""
            select?.value = chosen
        }
    }

    private static func form(_ attributes: [String: String]) -> WebForm {
        WebForm(
            action: attributes["action"] ?? "", isPost: attributes["method"] == "post",
            isMultipart: attributes["enctype"] == "multipart/form-data")
    }

    private static func input(_ attributes: [String: String]) -> WebForm.Field {
        let type = attributes["type"] ?? "text"
        let isChoice = type == "checkbox" || type == "radio"
        return WebForm.Field(
            name: attributes["name"] ?? "", value: attributes["value"] ?? (isChoice ? "on" : ""),
            isChoice: isChoice, isChosen: !isChoice || attributes["checked"] != nil, isFile: type == "file")
    }

    /// The attributes of the tag at whose name the reader stands; it stands behind the tag afterwards.
    private mutating func attributes() -> [String: String] {
        var attributes: [String: String] = [:]
        while position < bytes.count, bytes[position] > 0x20 { position += 1 }
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
            let start = position
            while position < bytes.count, bytes[position] > 0x20, bytes[position] != UInt8(ascii: "="),
                bytes[position] != UInt8(ascii: ">")
            { position += 1 }
            let name = text(start, position)
            if position + 1 < bytes.count, bytes[position] == UInt8(ascii: "="),
                bytes[position + 1] == UInt8(ascii: "\"")
            {
                let end = find(UInt8(ascii: "\""), from: position + 2) ?? bytes.count
                attributes[name] = Self.plain(text(position + 2, end))
                position = min(end + 1, bytes.count)
            } else if !name.isEmpty {
                attributes[name] = ""
            }
            while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
        }
        position = min(position + 1, bytes.count)
        return attributes
    }

    /// What stands in a textarea; a line end behind its tag does not count.
    private mutating func textContent() -> String {
        let end = find(UInt8(ascii: "<"), from: position) ?? bytes.count
        let content = text(position, end)
        position = end
        return Self.plain(content.hasPrefix("\n") ? String(content.dropFirst()) : content)
    }

    private static func plain(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }

    private func find(_ byte: UInt8, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress else { return nil }
        let found = memchr(base + start, Int32(byte), bytes.count - start)
        return found.map { UnsafeRawPointer($0) - base }
    }

    private func starts(with name: StaticString) -> Bool {
        guard position + name.utf8CodeUnitCount <= bytes.count, let base = bytes.baseAddress else {
            return false
        }
        return memcmp(base + position, name.utf8Start, name.utf8CodeUnitCount) == 0
    }

    private func ends(with name: StaticString, before end: Int) -> Bool {
        let start = end - name.utf8CodeUnitCount
        guard start >= position, let base = bytes.baseAddress else { return false }
        return memcmp(base + start, name.utf8Start, name.utf8CodeUnitCount) == 0
    }

    private func text(_ start: Int, _ end: Int) -> String {
        String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
