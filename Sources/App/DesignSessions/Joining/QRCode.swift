internal import CQRCode
internal import Platform

/// A QR code (ISO/IEC 18004) as a drawing that stands in the page.
enum QRCode {
    /// Modules of quiet around it, as the standard wants.
    private static let margin = 4

    /// Dark on light whatever the page's colours are, because readers of such codes want it so. Nothing where
    /// the text is too long for any.
    static func svg(_ text: String, label: String) -> HTML? {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let modules = code.pointee.data else { return nil }
        var path = ""
        for row in 0..<width {
            for column in 0..<width where modules[row * width + column] & 1 == 1 {
                path += "M\(column + margin) \(row + margin)h1v1h-1z"
            }
        }
        let size = width + 2 * margin
        return """
            <svg class="qr" viewBox="0 0 \(size) \(size)" role="img" aria-label="\(label)" \
            shape-rendering="crispEdges"><rect width="\(size)" height="\(size)" fill="#fff"/>\
            <path d="\(path)" fill="#000"/></svg>
            """
    }
}

/// Where a session's code is typed, and where its picture leads.
struct JoinLink: Sendable {
    /// "https://award.example.org/join", for people to type.
    let typed: String
    /// The same with the code in it.
    let scanned: String

    init(_ session: DesignSession, _ settings: Settings) {
        typed = settings.address + "/join"
        scanned = typed + "?code=" + (session.joinCode ?? "")
    }
}
