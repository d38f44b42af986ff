import NIOCore
import NIOPosix
import Platform

/// A phone in the hall: it keeps an event stream open, comes back by itself where the line breaks, and
/// remembers when each idea arrived.
///
/// Everything but its making happens on its event loop, hence `@unchecked Sendable`.
final class Phone: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer

    private let target: Target
    private let path: String
    private let secret: String
    private let loop: any EventLoop
    private let arrivals: Arrivals
    private var received = ByteBuffer()
    private var channel: (any Channel)?
    private var last: Int
    private var isOff = false

    /// When each idea came for the first time.
    private(set) var heard: [Int: ContinuousClock.Instant] = [:]
    /// Ideas that came again.
    private(set) var repeated = 0

    init(
        _ seat: RoomScene.Seat, _ scene: RoomScene, _ target: Target, _ loop: any EventLoop,
        _ arrivals: Arrivals
    ) {
        self.target = target
        self.loop = loop
        self.arrivals = arrivals
        path = scene.path + "/events"
        secret = seat.secret
        last = scene.lastEvent
    }

    /// All phones of a hall share one address.
    func turnOn() {
        loop.execute { self.connect() }
    }

    func turnOff() {
        loop.execute {
            self.isOff = true
            self.channel?.close(promise: nil)
        }
    }

    private func connect() {
        guard !isOff else { return }
        let bootstrap = ClientBootstrap(group: loop).channelInitializer { $0.pipeline.addHandler(self) }
        bootstrap.connect(host: target.host, port: target.port).whenFailure { _ in self.comeBack() }
    }

    private func comeBack() {
        let wait = TimeAmount.milliseconds(.random(in: 200...1_000))
        loop.scheduleTask(in: wait) { self.connect() }
    }

    func channelActive(context: ChannelHandlerContext) {
        channel = context.channel
        received.clear()
        let request = """
            GET \(path)?after=\(last) HTTP/1.1\r\nHost: \(target.host):\(target.port)\r\n\
            Accept: text/event-stream\r\nCookie: laurel_browser=\(secret)\r\nLast-Event-ID: \(last)\r\n\r\n
            """
        context.writeAndFlush(NIOAny(ByteBuffer(string: request)), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        channel = nil
        comeBack()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// An event is written in one piece, so the lines between pieces are none of its own.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        received.writeBuffer(&part)
        while let line = received.readLine() { take(line) }
        received.discardReadBytes()
    }

    private func take(_ line: Substring) {
        if line.hasPrefix("HTTP/1.1 200") { arrivals.addConnection() }
        if line.hasPrefix("id: "), let number = Int(line.dropFirst(4)) { last = number }
        guard line.hasPrefix("data: "), let idea = RoomScene.idea(in: line) else { return }
        guard heard[idea] == nil else {
            repeated += 1
            return
        }
        heard[idea] = .now
        arrivals.addIdea()
    }
}

extension ByteBuffer {
    /// The next whole line, without its end.
    fileprivate mutating func readLine() -> Substring? {
        let length = withUnsafeReadableBytes { $0.firstOffset(of: "\n") }
        guard let length, let line = readString(length: length + 1) else { return nil }
        // A line end of HTTP is one character of Swift.
        return line.dropLast()
    }
}
