/// What a valid signature vouches for.
public struct VerifiedDocument: Equatable, Sendable {
    public let document: JSON
    public let key: PublicKey
}

/// Why a signed document is not what it claims to be.
public enum SignatureError: Error, Equatable, CustomStringConvertible {
    case notJSON(JSONError)
    /// The file holds the document, but not byte for byte as it was issued.
    case notAsIssued
    /// It has not exactly the parts of a signed document.
    case notSigned
    case unknownAlgorithm(String)
    case malformedKey
    case malformedSignature
    case untrustedKey(PublicKey)
    case wrongSignature

    public var description: String {
        switch self {
        case .notJSON(let error): "this is not JSON: \(error)"
        case .notAsIssued: "the file was changed after it was issued, if only by a space"
        case .notSigned: "this is not a signed document"
        case .unknownAlgorithm(let name): "the signature's algorithm \"\(name)\" is unknown"
        case .malformedKey: "the key is malformed: it must have 32 bytes"
        case .malformedSignature: "the signature is malformed"
        case .untrustedKey(let key): "it is signed with the key \(key), which is not trusted here"
        case .wrongSignature: "the signature does not belong to this document: one of them was changed"
        }
    }
}

extension SigningKey {
    /// Checks the bytes of a file made by `signedFile`: any changed, added or missing byte is an error.
    ///
    /// Without a list of trusted keys any key will do; who asks must then look at the key in the result.
    public static func verify(
        file bytes: [UInt8], trusting keys: [PublicKey]?
    ) throws(SignatureError) -> VerifiedDocument {
        let signed: JSON
        do {
            signed = try JSON(parsing: bytes)
        } catch {
            throw .notJSON(error)
        }
        let verified = try verify(signed, trusting: keys)
        guard bytes == signed.canonicalBytes + [0x0A] else { throw .notAsIssued }
        return verified
    }

    /// Checks a signed document, however its JSON was laid out.
    ///
    /// Without a list of trusted keys any key will do; who asks must then look at the key in the result.
    public static func verify(
        _ signed: JSON, trusting keys: [PublicKey]?
    ) throws(SignatureError) -> VerifiedDocument {
        guard let parts = signed.fields, parts.count == 2, let document = parts["document"],
            let signature = parts["signature"]?.fields, signature.count == 3,
            let algorithm = signature["algorithm"]?.text, let keyText = signature["key"]?.text,
            let valueText = signature["value"]?.text
        else { throw .notSigned }
        guard algorithm == "Ed25519" else { throw .unknownAlgorithm(algorithm) }
        guard let key = PublicKey(keyText) else { throw .malformedKey }
        guard let value = Base64URL.decode(valueText), value.count == 64 else { throw .malformedSignature }
        if let keys, !keys.contains(key) { throw .untrustedKey(key) }
        guard key.isValid(signature: value, of: document.canonicalBytes) else { throw .wrongSignature }
        return VerifiedDocument(document: document, key: key)
    }
}
