import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A mail server that accepts everything and keeps only the codes for signing in, by recipient.
final class MailSink: Sendable {
    private struct State {
        var codes: [String: String] = [:]
        var waiting: [String: CheckedContinuation<String, Never>] = [:]
        var count = 0
    }

    private let state = Mutex(State())
    private let channel: any Channel

    var port: Int { channel.localAddress?.port ?? 0 }
    /// Letters taken in.
    var count: Int { state.withLock { $0.count } }

    static func open(on group: any EventLoopGroup) async throws -> MailSink {
        let place = SinkPlace()
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let session = MailSession { place.sink?.take($0, for: $1) }
                    try channel.pipeline.syncOperations.addHandler(session)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let sink = MailSink(channel)
        place.sink = sink
        return sink
    }

    private init(_ channel: any Channel) {
        self.channel = channel
    }

    /// Waits for the letter with a code for this address and takes the code out of it.
    func code(for recipient: String) async -> String {
        await withCheckedContinuation { continuation in
            let code = state.withLock { state in
                let code = state.codes.removeValue(forKey: recipient)
                if code == nil { state.waiting[recipient] = continuation }
                return code
            }
            if let code { continuation.resume(returning: code) }
        }
    }

    func close() {
        channel.close(promise: nil)
    }

    private func take(_ subject: String, for recipient: String) {
        let code = MailCode.digits(in: subject)
        let waiting = state.withLock { state in
            state.count += 1
            guard let code else { return nil as CheckedContinuation<String, Never>? }
            let waiting = state.waiting.removeValue(forKey: recipient)
            if waiting == nil { state.codes[recipient] = code }
            return waiting
        }
        if let code { waiting?.resume(returning: code) }
    }
}

/// The sink that sessions report to; it exists once its port is bound.
private final class SinkPlace: Sendable {
    private let held = Mutex<MailSink?>(nil)

    var sink: MailSink? {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}

/// Codes as they stand in the subject of a letter: `1234 5678 is your code`.
enum MailCode {
    static func digits(in subject: String) -> String? {
        guard let found = subject.firstMatch(of: #/\b(\d{4}) (\d{4})\b/#) else { return nil }
        return String(found.1 + found.2)
    }
}

/// One connection of a mail client, RFC 5321 as far as it is needed to be sent mail.
private final class MailSession: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let take: @Sendable (String, String) -> Void
    private var received = ByteBuffer()
    private var recipient = ""
    private var subject = ""
    private var isReadingMessage = false

    init(_ take: @escaping @Sendable (String, String) -> Void) {
        self.take = take
    }

    func channelActive(context: ChannelHandlerContext) {
        reply("220 sink", context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        received.writeBuffer(&part)
        while let line = nextLine() {
            if isReadingMessage { readMessage(line, context) } else { readCommand(line, context) }
        }
    }

    private func nextLine() -> String? {
        guard let end = received.readableBytesView.firstIndex(of: 0x0A) else { return nil }
        let length = end - received.readerIndex + 1
        let line = received.readString(length: length) ?? ""
        return line.hasSuffix("\r\n") ? String(line.dropLast()) : line
    }

    private func readMessage(_ line: String, _ context: ChannelHandlerContext) {
        if line.hasPrefix("Subject:") { subject = line }
        guard line == "." else { return }
        isReadingMessage = false
        take(subject, recipient)
        subject = ""
        reply("250 taken", context)
    }

    private func readCommand(_ line: String, _ context: ChannelHandlerContext) {
        switch line.prefix(4).uppercased() {
        case "RCPT":
            recipient = String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
            reply("250 ok", context)
        case "DATA":
            isReadingMessage = true
            reply("354 go on", context)
        case "QUIT":
            reply("221 bye", context)
            context.close(promise: nil)
        default: reply("250 ok", context)
        }
    }

    private func reply(_ line: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: line + "\r\n")), promise: nil)
    }
}
