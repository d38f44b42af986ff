internal import CAssets
internal import Crypto
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// The stylesheet, the script and the icon, which stand in the binary.
enum Assets {
    /// The address of an asset; it changes with the content, so that browsers may keep it for ever.
    static func path(_ name: String) -> String {
        paths[name] ?? "/assets/\(name)"
    }

    static func bytes(_ name: String) -> [UInt8]? {
        files[name]
    }

    fileprivate static let files: [String: [UInt8]] = {
        var files: [String: [UInt8]] = [:]
        guard var file = embedded_files() else { return files }
        while let name = file.pointee.name {
            files[String(cString: name)] = Array(
                UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.size))
            file += 1
        }
        return files
    }()

    private static let paths: [String: String] = files.reduce(into: [:]) { paths, file in
        let digest = Base64URL.encode(Array(SHA256.hash(data: file.value).prefix(6)))
        paths[file.key] = "/assets/\(digest)/\(file.key)"
    }

    fileprivate static let types = ["css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"]
}

/// Serves them.
struct AssetRoutes: Sendable {
    func add(to routes: RouteTable) {
        routes.page("/assets/:digest/:name", asset, kind: .resource)
    }

    @Sendable func asset(_ anybody: PublicAuthority) async throws -> Response {
        let name = try anybody.visit.parameter("name")
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        guard let bytes = Assets.files[name], let type = Assets.types[ending] else { throw Problem.notFound }
        return Response(
            status: .ok,
            headers: [
                .contentType: type + "; charset=utf-8", .cacheControl: "public, max-age=31536000, immutable",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
