internal import CZlib

/// Compression for the way to a browser (RFC 1952).
public enum Gzip {
    /// The best that the format can do with these bytes, for what is sent again and again.
    ///
    /// Nil where zlib refuses, which is when memory is out: the bytes may then go as they are.
    public static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        // 15 is the largest window; 16 more ask for gzip's frame and not zlib's own.
        let opened = deflateInit2_(
            &stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        let output = input.withUnsafeMutableBufferPointer { source in
            let room = Int(deflateBound(&stream, UInt(source.count)))
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            return [UInt8](unsafeUninitializedCapacity: room) { target, count in
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(room)
                count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
            }
        }
        return output.isEmpty ? nil : output
    }
}
