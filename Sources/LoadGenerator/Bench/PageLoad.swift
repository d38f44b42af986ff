import Foundation
import NIOCore
import NIOPosix

/// Asks for one page over and over on several connections, with as little work of its own as possible.
struct PageLoad: Sendable {
    let target: Target
    let path: String
    let connections: Int
    let time: Duration

    struct Outcome: Sendable {
        let perSecond: Double
        let samples: Samples
        /// Of one page, without the head of its answer.
        let bytes: Int
    }

    func run(on loop: any EventLoop) async throws -> Outcome {
        let request = ByteBuffer(
            string: """
                GET \(path) HTTP/1.1\r\nHost: \(target.host)\r\nAccept: text/html\r\n\
                Accept-Language: en\r\n\r\n
                """)
        let clock = ContinuousClock()
        let began = clock.now
        let readers = (0..<connections).map { _ in PageReader(request, until: began + time) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, reader) in readers.enumerated() {
                group.addTask { try await reader.run(target, source: "127.9.0.\(1 + number)", on: loop) }
            }
            try await group.waitForAll()
        }
        let seconds = (clock.now - began).inSeconds
        let durations = readers.flatMap(\.durations)
        return Outcome(
            perSecond: Double(durations.count) / seconds, samples: Samples(durations),
            bytes: readers.first?.bytes ?? 0)
    }
}

/// One connection of them. It stays on its event loop, hence `@unchecked Sendable`.
private final class PageReader: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let request: ByteBuffer
    private let end: ContinuousClock.Instant
    private let clock = ContinuousClock()
    private var asked: ContinuousClock.Instant
    /// Bytes of the present answer that are still to come; nothing before its head is complete.
    private var missing: Int?
    private var head = ByteBuffer()
    private var fault: AnswerError?
    private(set) var durations: [Duration] = []
    private(set) var bytes = 0

    init(_ request: ByteBuffer, until end: ContinuousClock.Instant) {
        self.request = request
        self.end = end
        asked = end
    }

    func run(_ target: Target, source: String, on loop: any EventLoop) async throws {
        let bootstrap = ClientBootstrap(group: loop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(to: try SocketAddress(ipAddress: source, port: 0))
            .channelInitializer { $0.pipeline.addHandler(self) }
        let channel = try await bootstrap.connect(host: target.host, port: target.port).get()
        try await channel.closeFuture.get()
        if let fault { throw fault }
    }

    func channelActive(context: ChannelHandlerContext) {
        ask(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        if let missing {
            self.missing = missing - part.readableBytes
        } else {
            head.writeBuffer(&part)
            readHead(context)
        }
        guard missing == 0 else { return }
        durations.append(clock.now - asked)
        if clock.now < end { ask(context) } else { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if missing != 0 { fault = fault ?? .connectionLost }
    }

    private func ask(_ context: ChannelHandlerContext) {
        missing = nil
        head.clear()
        asked = clock.now
        context.writeAndFlush(wrapOutboundOut(request), promise: nil)
    }

    private func readHead(_ context: ChannelHandlerContext) {
        guard let length = head.headLength else { return }
        guard let body = contentLength(length) else {
            fault = .unexpected("not a page: " + String(buffer: head).prefix(60))
            context.close(promise: nil)
            return
        }
        bytes = body
        missing = length + body - head.readableBytes
    }

    /// The length of a page in the head of its answer; nothing where it is not one.
    private func contentLength(_ headLength: Int) -> Int? {
        head.withUnsafeReadableBytes { bytes in
            let head = UnsafeRawBufferPointer(rebasing: bytes[..<headLength])
            let name = head.firstOffset(of: "ent-Length: ") ?? head.firstOffset(of: "ent-length: ")
            guard head.firstOffset(of: "HTTP/1.1 200") == 0, let name else { return nil }
            let digits = head[(name + 12)...].prefix { (0x30...0x39).contains($0) }
            return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
    }
}
