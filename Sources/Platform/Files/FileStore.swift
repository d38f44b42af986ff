import Crypto
import Glibc

/// What the database keeps of a stored file.
public struct StoredFile: Hashable, Sendable {
    public let key: FileKey
    /// SHA-256 of the content.
    public let digest: [UInt8]
    public let size: Int
}

/// Why the store could not do what it was asked.
public enum FileStoreError: Error, Equatable, CustomStringConvertible {
    case missing(FileKey)
    case exists(FileKey)
    /// The system refused; `code` is its `errno`.
    case system(operation: String, path: String, code: Int32)

    public var description: String {
        switch self {
        case .missing(let key): "there is no stored file \(key)"
        case .exists(let key): "there is already a stored file \(key)"
        case .system(let operation, let path, let code):
            "could not \(operation) \(path): \(String(cString: strerror(code)))"
        }
    }
}

/// Private files in one directory of this machine, each under a random key.
///
/// What `write` returned survives a power cut. Every call blocks, so it belongs on a thread that may wait.
public struct FileStore: Sendable {
    private let directory: String

    /// Makes the directory where it is missing, for this server's user alone.
    public init(directory: String) throws(FileStoreError) {
        self.directory = directory
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw failure("make", directory) }
        try synchronize(directory: directory + "/..")
    }

    /// Stores the bytes; they are on the disk when this returns.
    public func write(_ bytes: [UInt8], under key: FileKey = .random()) throws(FileStoreError) -> StoredFile {
        let path = path(of: key)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? .exists(key) : failure("create", path)
        }
        defer { close(descriptor) }
        do throws(FileStoreError) {
            try fill(descriptor, with: bytes, path: path)
            guard fsync(descriptor) == 0 else { throw failure("synchronize", path) }
            try synchronize(directory: directory)
        } catch {
            unlink(path)
            throw error
        }
        return StoredFile(key: key, digest: Array(SHA256.hash(data: bytes)), size: bytes.count)
    }

    public func read(_ key: FileKey) throws(FileStoreError) -> [UInt8] {
        let path = path(of: key)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing(key) : failure("open", path)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("inspect", path) }
        return try content(of: descriptor, size: Int(status.st_size), path: path)
    }

    /// Removes a file for good; there is nothing wrong with removing it twice.
    public func delete(_ key: FileKey) throws(FileStoreError) {
        let path = path(of: key)
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("delete", path) }
        try synchronize(directory: directory)
    }

    private func path(of key: FileKey) -> String {
        "\(directory)/\(key)"
    }

    private func failure(_ operation: String, _ path: String) -> FileStoreError {
        .system(operation: operation, path: path, code: errno)
    }

    private func fill(_ descriptor: CInt, with bytes: [UInt8], path: String) throws(FileStoreError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure("write", path) }
            rest = rest.dropFirst(count)
        }
    }

    private func content(of descriptor: CInt, size: Int, path: String) throws(FileStoreError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        var filled = 0
        while filled < size {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress?.advanced(by: filled), size - filled)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure("read", path) }
            filled += count
        }
        return bytes
    }

    /// A new or removed name is only durable when its directory is.
    private func synchronize(directory: String) throws(FileStoreError) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("synchronize", directory) }
    }
}
