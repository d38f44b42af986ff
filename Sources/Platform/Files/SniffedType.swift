/// A kind of file that may be uploaded, recognised by its content; the raw value is its media type.
///
/// Office documents with macros are not among them, nor anything that a browser runs.
public enum SniffedType: String, CaseIterable, Hashable, Sendable {
    case pdf = "application/pdf"
    case png = "image/png"
    case jpeg = "image/jpeg"
    case gif = "image/gif"
    case webP = "image/webp"
    case wordDocument = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case openDocumentText = "application/vnd.oasis.opendocument.text"
    case plainText = "text/plain; charset=utf-8"

    public var mediaType: String { rawValue }

    /// Extensions that such a file may have, the usual one first.
    public var extensions: [String] {
        switch self {
        case .pdf: ["pdf"]
        case .png: ["png"]
        case .jpeg: ["jpg", "jpeg"]
        case .gif: ["gif"]
        case .webP: ["webp"]
        case .wordDocument: ["docx"]
        case .workbook: ["xlsx"]
        case .openDocumentText: ["odt"]
        case .plainText: ["txt", "csv", "md"]
        }
    }

    /// Nil where the content is none of the kinds that may be uploaded.
    public init?(sniffing bytes: [UInt8]) {
        if let type = Self.typeBySignature(of: bytes) {
            self = type
        } else if let type = Self.officeType(of: bytes) {
            self = type
        } else if Self.isPlainText(bytes) {
            self = .plainText
        } else {
            return nil
        }
    }

    private static func typeBySignature(of bytes: [UInt8]) -> SniffedType? {
        let isRIFF = bytes.starts(with: "RIFF".utf8)
        if isRIFF && bytes.dropFirst(8).starts(with: "WEBP".utf8) { return .webP }
        if bytes.starts(with: "%PDF-".utf8) { return .pdf }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) { return .gif }
        return nil
    }

    private static func officeType(of bytes: [UInt8]) -> SniffedType? {
        guard let directory = ZipDirectory(bytes) else { return nil }
        let names = Set(directory.names)
        let hasMacros = names.contains { $0.hasSuffix("vbaProject.bin") || $0.hasPrefix("Basic/") }
        guard !hasMacros else { return nil }
        if names.contains("[Content_Types].xml") {
            if names.contains("word/document.xml") { return .wordDocument }
            if names.contains("xl/workbook.xml") { return .workbook }
            return nil
        }
        return isOpenDocumentText(bytes, names: names) ? .openDocumentText : nil
    }

    /// OpenDocument 1.3, part 2, section 3.3: the first entry is `mimetype`, stored as it is.
    private static func isOpenDocumentText(_ bytes: [UInt8], names: Set<String>) -> Bool {
        let header = "mimetype" + SniffedType.openDocumentText.mediaType
        let isStored = bytes[8] == 0 && bytes[9] == 0
        return names.contains("content.xml") && isStored && bytes.dropFirst(30).starts(with: header.utf8)
    }

    /// UTF-8 without control characters other than tabs, line ends and page breaks.
    private static func isPlainText(_ bytes: [UInt8]) -> Bool {
        let hasControls = bytes.contains { byte in
            byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0C && byte != 0x0D || byte == 0x7F
        }
        return !bytes.isEmpty && !hasControls && String(validating: bytes, as: UTF8.self) != nil
    }
}
