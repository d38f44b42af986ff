import Foundation
import Glibc

/// A connection that waits where it has to, as a browser's would.
final class LoopbackConnection: Sendable {
    private let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw LoopbackError("connect") }
    }

    deinit {
        close(descriptor)
    }

    func send(_ text: String) throws {
        let sent = text.withCString { Glibc.send(descriptor, $0, text.utf8.count, Int32(MSG_NOSIGNAL)) }
        guard sent == text.utf8.count else { throw LoopbackError("send") }
    }

    /// What comes until the other side closes or has said its first line.
    func receive() throws -> String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { throw LoopbackError("receive") }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// The same for a server of this process, which needs the thread that would wait.
    func received() async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try self.receive() }) }
        }
    }
}

struct LoopbackError: Error {
    let number: Int32
    let text: String

    init(number: Int32 = errno, _ text: String) {
        self.number = number
        self.text = text
    }
}
