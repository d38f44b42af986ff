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

    /// Looks at bytes and makes no texts of them: a hall hears tens of thousands of events a second.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        let now = ContinuousClock.now
        received.writeBuffer(&part)
        let length = received.withUnsafeReadableBytes { bytes -> Int in
            var start = 0
            while let end = UnsafeRawBufferPointer(rebasing: bytes[start...]).firstOffset(of: "\n") {
                take(UnsafeRawBufferPointer(rebasing: bytes[start..<start + end]), now)
                start += end + 1
            }
            return start
        }
        received.moveReaderIndex(forwardBy: length)
        received.discardReadBytes()
    }

    /// An event is written in one piece, so the lines between pieces are none of its own.
    private func take(_ line: UnsafeRawBufferPointer, _ now: ContinuousClock.Instant) {
        if line.starts(with: "HTTP/1.1 200".utf8) { arrivals.addConnection() }
        if line.starts(with: "id: ".utf8) { last = line.number(at: 4) }
        guard line.starts(with: "data: ".utf8), let idea = RoomScene.idea(in: line) else { return }
        guard heard[idea] == nil else {
            repeated += 1
            return
        }
        heard[idea] = now
        arrivals.addIdea()
    }
}

extension UnsafeRawBufferPointer {
    /// The number whose digits begin there.
    func number(at start: Int) -> Int {
        let digits = self[start...].prefix { (0x30...0x39).contains($0) }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
