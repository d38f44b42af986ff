import Crypto

/// An Ed25519 key (RFC 8032) that signs JSON documents in their canonical form.
///
/// A signed document is `{"document": …, "signature": {"algorithm": "Ed25519", "key": …, "value": …}}`; the
/// signature covers the document alone, so every document says in itself what kind of statement it is.
public struct SigningKey: Sendable, CustomStringConvertible {
    private let key: Curve25519.Signing.PrivateKey

    /// Makes the key of a seed, which must be 32 bytes.
    public init(seed: [UInt8]) throws(SignatureError) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw .malformedKey
        }
        self.key = key
    }

    private init(key: Curve25519.Signing.PrivateKey) {
        self.key = key
    }

    public static func generate() -> SigningKey {
        SigningKey(key: Curve25519.Signing.PrivateKey())
    }

    /// The secret itself, to be kept where only the server reads it.
    public var seed: [UInt8] {
        Array(key.rawRepresentation)
    }

    public var publicKey: PublicKey {
        guard let publicKey = PublicKey(bytes: Array(key.publicKey.rawRepresentation)) else {
            preconditionFailure("an Ed25519 public key has 32 bytes")
        }
        return publicKey
    }

    /// The public half only, so that a log line cannot give the secret away.
    public var description: String {
        "SigningKey(\(publicKey))"
    }

    public func sign(_ document: JSON) -> JSON {
        let value = signature(of: document.canonicalBytes)
        return [
            "document": document,
            "signature": [
                "algorithm": "Ed25519", "key": .string(publicKey.description),
                "value": .string(Base64URL.encode(value)),
            ],
        ]
    }

    /// The signed document as a file: its canonical form and one newline, with no other way to write it.
    public func signedFile(_ document: JSON) -> [UInt8] {
        sign(document).canonicalBytes + [0x0A]
    }

    func signature(of message: [UInt8]) -> [UInt8] {
        do {
            return Array(try key.signature(for: message))
        } catch {
            preconditionFailure("Ed25519 signs every message: \(error)")
        }
    }
}
