internal import Dispatch
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// A file that was uploaded to an application.
struct ApplicationFile: Sendable, Equatable {
    let name: String
    let type: SniffedType
    let key: FileKey

    /// A file of one application; whether somebody may see that application is for the caller to ask.
    static func find(
        _ publicID: String, of application: ID<Application>, _ tx: Transaction
    ) throws -> ApplicationFile? {
        let row = try tx.row(
            """
            SELECT name, media_type, storage_key FROM stored_file
            JOIN application_file ON application_file.file_id = stored_file.id
            WHERE stored_file.public_id = \(publicID) AND application_file.application_id = \(application)
            """)
        return try row.flatMap(ApplicationFile.init)
    }

    private init?(_ row: Row) throws {
        guard let type = SniffedType(rawValue: try row["media_type"]),
            let key = FileKey(try row["storage_key"])
        else { return nil }
        self.init(name: try row["name"], type: type, key: key)
    }

    private init(name: String, type: SniffedType, key: FileKey) {
        self.name = name
        self.type = type
        self.key = key
    }
}

/// A file whose content is on the disk, for a field of a draft.
struct AttachedFile: Sendable {
    /// The key of the field.
    let field: String
    let file: AnsweredFile
    let stored: StoredFile

    static func record(
        _ files: [AttachedFile], of application: ID<Application>, by act: Act, _ tx: Transaction
    ) throws {
        guard !files.isEmpty else { return }
        let count: Int? = try tx.row(
            "SELECT count(*) FROM application_file WHERE application_id = \(application)")?.only()
        guard (count ?? 0) + files.count <= ApplicationBounds.files else {
            throw Problem(.tooMany, "applications.files.too-many", ["most": .number(ApplicationBounds.files)])
        }
        for file in files { try file.record(of: application, by: act, tx) }
    }

    private func record(of application: ID<Application>, by act: Act, _ tx: Transaction) throws {
        let id: Int64? = try tx.row(
            """
            INSERT INTO stored_file (public_id, storage_key, name, media_type, size, digest, created_at)
            VALUES (\(file.id), \(stored.key.description), \(file.name), \(file.type.rawValue),
                    \(stored.size), \(stored.digest), \(act.at))
            RETURNING id
            """)?.only()
        try tx.run(
            """
            INSERT INTO application_file (application_id, file_id, field)
            VALUES (\(application), \(id), \(field))
            """)
        try tx.audit(
            "file uploaded", on: "application", application.rawValue, by: act,
            ["file": .string(file.id), "field": .string(field)])
    }
}

extension Laurel {
    /// Runs what waits for the disk away from the threads that serve requests.
    func onDisk<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result(catching: body)) }
        }
    }

    func keep(_ bytes: [UInt8]) async throws -> StoredFile {
        let files = files
        return try await onDisk { try files.write(bytes) }
    }

    /// Forgets a file that no row names.
    func discard(_ file: StoredFile) async throws {
        let files = files
        try await onDisk { try files.delete(file.key) }
    }

    /// A private file as a download that no browser opens within our pages.
    func download(_ file: ApplicationFile, as other: String? = nil) async throws -> Response {
        let (files, key) = (files, file.key)
        let bytes = try await onDisk { try files.read(key) }
        let name = DownloadName(other ?? file.name, type: file.type)
        return Response(
            status: .ok,
            headers: [
                .contentType: file.type.mediaType, .contentDisposition: name.contentDisposition,
                .contentSecurityPolicy: "sandbox; default-src 'none'", .cacheControl: "private, no-store",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
