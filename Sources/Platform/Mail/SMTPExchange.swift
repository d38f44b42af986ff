import CCurl
import Glibc

/// What goes over one connection: the message on its way out and the server's refusal, should there be one.
///
/// libcurl calls it from within `curl_easy_perform`, on the thread that called that.
final class SMTPExchange {
    private let message: [UInt8]
    private var sent = 0
    private var refusal = ""

    init(_ message: [UInt8]) {
        self.message = message
    }

    /// The caller keeps the exchange alive for as long as the handle is used.
    func attach(to handle: UnsafeMutableRawPointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        ccurl_set_callback(handle, CURLOPT_READFUNCTION) { buffer, size, count, context in
            SMTPExchange.behind(context).read(into: buffer, room: size * count)
        }
        ccurl_set_pointer(handle, CURLOPT_READDATA, context)
        ccurl_set_callback(handle, CURLOPT_HEADERFUNCTION) { buffer, size, count, context in
            SMTPExchange.behind(context).note(buffer, length: size * count)
        }
        ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        // Without a place for the body libcurl would write it to the standard output.
        ccurl_set_callback(handle, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
    }

    private static func behind(_ context: UnsafeMutableRawPointer?) -> SMTPExchange {
        guard let context else { preconditionFailure("libcurl returns the context that it was given") }
        return Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue()
    }

    private func read(into buffer: UnsafeMutablePointer<CChar>?, room: Int) -> Int {
        let count = min(room, message.count - sent)
        message.withUnsafeBytes { bytes in
            guard let buffer, let start = bytes.baseAddress else { return }
            memcpy(buffer, start + sent, count)
        }
        sent += count
        return count
    }

    /// Takes one line that the server said.
    private func note(_ buffer: UnsafeMutablePointer<CChar>?, length: Int) -> Int {
        let bytes = UnsafeRawBufferPointer(start: buffer, count: length)
        let line = HeaderText.clean(String(decoding: bytes, as: UTF8.self))
        if line.hasPrefix("4") || line.hasPrefix("5") { refusal = String(line.prefix(300)) }
        return length
    }

    /// A refusal is for good only where it concerns this mail: its sender, its recipient or its content. A
    /// server that refuses to talk, to encrypt or to accept our password will be looked at, and mail waits.
    func failure(_ result: CURLcode, of handle: UnsafeMutableRawPointer) -> MailError {
        var code = 0
        ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &code)
        guard code >= 400 else {
            return .temporary(code: nil, reason: String(cString: curl_easy_strerror(result)))
        }
        let isAboutThisMail = result == CURLE_SEND_ERROR || sent > 0
        let isAboutSigningIn = (530...538).contains(code)
        let isPermanent = code >= 500 && isAboutThisMail && !isAboutSigningIn
        return isPermanent ? .permanent(code: code, reason: refusal) : .temporary(code: code, reason: refusal)
    }
}
