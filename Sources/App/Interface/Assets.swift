internal import CAssets
internal import Crypto
internal import Platform

/// A stylesheet, a script or a drawing that pages load.
struct Asset: Sendable {
    let type: String
    let bytes: [UInt8]
    /// The same for browsers that take gzip, where that is smaller.
    let gzipped: [UInt8]?
}

/// The files that stand in the binary: what pages load, and the texts.
enum Assets {
    /// The address of an asset. It changes with the content of any of them, so that browsers may keep what
    /// they have for ever and scripts may load one another by name.
    static func path(_ name: String) -> String {
        "/assets/\(edition)/\(name)"
    }

    static func asset(_ name: String) -> Asset? {
        assets[name]
    }

    static func bytes(_ name: String) -> [UInt8]? {
        files[name]
    }

    /// What the assets of this build are together called.
    static let edition: String = {
        var hash = SHA256()
        for (name, asset) in assets.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Array(name.utf8))
            hash.update(data: asset.bytes)
        }
        return Base64URL.encode(Array(hash.finalize().prefix(6)))
    }()

    private static let types = ["css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"]

    private static let assets: [String: Asset] = {
        var assets: [String: Asset] = [:]
        for (name, bytes) in files {
            let ending = name.split(separator: ".").last.map(String.init) ?? ""
            guard let type = types[ending] else { continue }
            assets[name] = Asset(
                type: type + "; charset=utf-8", bytes: bytes, gzipped: Gzip.compress(bytes))
        }
        return assets
    }()

    private static let files: [String: [UInt8]] = {
        var files: [String: [UInt8]] = [:]
        guard var file = embedded_files() else { return files }
        while let name = file.pointee.name {
            files[String(cString: name)] = Array(
                UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.size))
            file += 1
        }
        return files
    }()
}
