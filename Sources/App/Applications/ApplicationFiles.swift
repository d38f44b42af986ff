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

/// Putting files into a draft.
enum Attaching {
    /// A file whose content is on the disk, for a field of the form.
    struct Upload: Sendable {
        let field: String
        let file: AnsweredFile
        let stored: StoredFile
    }

    /// Records the file and makes it the answer to its field, together with what else was typed on the page.
    static func attach(
        _ upload: Upload, with save: Drafting.Save, to held: HeldApplication, of season: Season,
        for person: ID<Person>, by act: Act, _ tx: Transaction
    ) throws -> Drafting.Outcome {
        let (_, form) = try held.form(season)
        let application = held.application.id
        let count: Int? = try tx.row(
            "SELECT count(*) FROM application_file WHERE application_id = \(application)")?.only()
        guard count ?? 0 < ApplicationBounds.files else {
            throw Problem(.tooMany, "applications.files.too-many", ["most": .number(ApplicationBounds.files)])
        }
        let id: Int64? = try tx.row(
            """
            INSERT INTO stored_file (public_id, storage_key, name, media_type, size, digest, created_at)
            VALUES (\(upload.file.id), \(upload.stored.key.description), \(upload.file.name),
                    \(upload.file.type.rawValue), \(upload.stored.size), \(upload.stored.digest), \(act.at))
            RETURNING id
            """)?.only()
        try tx.run(
            """
            INSERT INTO application_file (application_id, file_id, field)
            VALUES (\(application), \(id), \(upload.field))
            """)
        try tx.audit(
            "file uploaded", on: "application", application.rawValue, by: act,
            ["file": .string(upload.file.id), "field": .string(upload.field)])
        var answers = form.answers(save.input, keeping: try held.draft.answers())
        answers[upload.field] = .file(upload.file)
        return try Drafting.store(answers, over: save.version, into: held, for: person, by: act, tx)
    }

    /// Empties the field. The file itself stays: a submission may hold it.
    static func remove(
        _ field: String, with save: Drafting.Save, from held: HeldApplication, of season: Season,
        for person: ID<Person>, by act: Act, _ tx: Transaction
    ) throws -> Drafting.Outcome {
        let (_, form) = try held.form(season)
        var answers = form.answers(save.input, keeping: try held.draft.answers())
        guard case .file = answers[field] else { throw Problem.notFound }
        answers[field] = nil
        return try Drafting.store(answers, over: save.version, into: held, for: person, by: act, tx)
    }
}

extension Laurel {
    /// Runs what waits for the disk away from the threads that serve requests.
    private func onDisk<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
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
