internal import Platform

/// Made by the browser or the page that sends something, so that what is sent twice is kept once.
struct RequestKey: Sendable, Equatable {
    let text: String

    init(_ text: String) throws {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D
                || byte == 0x5F
        }
        guard (8...64).contains(text.utf8.count), isPlain else {
            throw Problem(.invalid, "problem.request-key")
        }
        self.text = text
    }
}
