import NIOCore
import NIOPosix

/// Where a server listens.
struct Target: Sendable {
    let host: String
    let port: Int
}

/// One kept-alive connection on which one request is under way at a time.
///
/// Everything but opening happens on its event loop, hence `@unchecked Sendable`.
final class Connection: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer

    private var channel: (any Channel)?
    private var received = ByteBuffer()
    private var waiting: CheckedContinuation<Answer, any Error>?

    /// Connects from a loopback address of one's own, so that the server sees as many visitors as there are.
    static func open(_ target: Target, from source: String, on loop: any EventLoop) async throws -> Connection
    {
        let connection = Connection()
        let bootstrap = ClientBootstrap(group: loop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(to: try SocketAddress(ipAddress: source, port: 0))
            .channelInitializer { $0.pipeline.addHandler(connection) }
        do {
            _ = try await bootstrap.connect(host: target.host, port: target.port).get()
        } catch {
            throw AnswerError.connectionLost
        }
        return connection
    }

    /// Sends a request and waits for its answer; call it on the connection's event loop.
    func answer(
        to request: ByteBuffer, isolation: isolated (any Actor)? = #isolation
    ) async throws -> Answer {
        guard let channel, channel.isActive else { throw AnswerError.connectionLost }
        return try await withCheckedThrowingContinuation { continuation in
            waiting = continuation
            channel.writeAndFlush(request, promise: nil)
        }
    }

    func close() {
        channel?.close(promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        channel = context.channel
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        if received.readableBytes == 0 { received = part } else { received.writeBuffer(&part) }
        do {
            guard let answer = try Answer.read(from: &received) else { return }
            resume(.success(answer))
        } catch {
            resume(.failure(error))
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        channel = nil
        resume(.failure(AnswerError.connectionLost))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func resume(_ result: Result<Answer, any Error>) {
        waiting?.resume(with: result)
        waiting = nil
    }
}
