extension Form {
    /// Reads `multipart/form-data` (RFC 7578) of a body that is already bounded in size.
    public init(multipart bytes: [UInt8], boundary: String) throws {
        guard !boundary.isEmpty, boundary.utf8.count <= 70 else {
            throw Problem(.invalid, "problem.malformed")
        }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        var body = ArraySlice([13, 10] + bytes)
        guard body.starts(with: delimiter) else { throw Problem(.invalid, "problem.malformed") }
        body = body.dropFirst(delimiter.count)
        while !body.starts(with: Array("--".utf8)) {
            guard body.starts(with: [13, 10]), let end = body.firstRange(of: delimiter)?.lowerBound else {
                throw Problem(.invalid, "problem.malformed")
            }
            try addPart(body[body.startIndex..<end].dropFirst(2))
            body = body[end...].dropFirst(delimiter.count)
        }
    }

    private mutating func addPart(_ part: ArraySlice<UInt8>) throws {
        guard let gap = part.firstRange(of: [13, 10, 13, 10]),
            let head = String(validating: part[part.startIndex..<gap.lowerBound], as: UTF8.self),
            let disposition = head.split(separator: "\r\n").first(where: {
                $0.lowercased().hasPrefix("content-disposition:")
            }),
            let name = Self.parameter("name", of: disposition)
        else { throw Problem(.invalid, "problem.malformed") }
        let content = part[gap.upperBound...]
        if let file = Self.parameter("filename", of: disposition) {
            try add(name, File(name: file, bytes: Array(content)))
        } else if let text = String(validating: content, as: UTF8.self), !text.utf8.contains(0) {
            try add(name, text)
        } else {
            throw Problem(.invalid, "problem.malformed")
        }
    }

    /// A quoted parameter of Content-Disposition; browsers send `"` inside it as `%22`.
    private static func parameter(_ name: String, of line: Substring) -> String? {
        guard let start = line.firstRange(of: "; \(name)=\"")?.upperBound,
            let end = line[start...].firstIndex(of: "\"")
        else { return nil }
        return String(line[start..<end]).replacing("%22", with: "\"")
    }
}
