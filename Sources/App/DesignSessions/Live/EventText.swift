internal import NIOCore
internal import Platform

/// An event as it is sent, the same bytes to everybody (HTML Living Standard, 9.2, Server-sent events).
struct EventText: Sendable {
    /// What a browser tells when it comes back, so that it gets what follows.
    let number: Int?
    let bytes: ByteBuffer

    init(_ event: SessionEvent) {
        number = event.number
        bytes = ByteBuffer(
            string: """
                id: \(event.number)
                event: \(event.kind.rawValue)
                data: \(event.content.canonical)


                """)
    }

    private init(_ name: StaticString) {
        number = nil
        bytes = ByteBuffer(string: "event: \(name)\ndata: {}\n\n")
    }

    /// Tells that the line is there. An event and no comment: a page sees only those, and a phone that was
    /// carried out of reach would wait on a dead line for ever.
    static let beat = EventText("beat")
    /// The session is closed, and nobody needs to come back.
    static let over = EventText("over")

    /// The first words of a stream: when to come back after a break, which differs between phones, so that
    /// a hall does not come back in one moment.
    static func greeting(random: UInt8) -> ByteBuffer {
        ByteBuffer(string: "retry: \(500 + Int(random) * 10)\n\n")
    }
}
