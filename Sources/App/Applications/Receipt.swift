public import Platform

/// What an applicant can show: that this was submitted, when, and with which answers.
///
/// It is signed JSON in its canonical form. The answers themselves are not in it, only their SHA-256.
public struct Receipt: Sendable, Equatable {
    /// The address of the installation that issued it.
    public var issuer: String
    public var season: String
    public var application: String
    public var nomination: String
    /// Counts the submissions of one application.
    public var submission: Int
    public var submittedAt: Instant
    /// SHA-256 of the canonical JSON of the answers, in hexadecimal digits.
    public var answersDigest: String

    static let kind = "laurel-receipt"

    var document: JSON {
        [
            "kind": .string(Self.kind), "issuer": .string(issuer), "season": .string(season),
            "application": .string(application), "nomination": .string(nomination),
            "submission": .integer(Int64(submission)), "submitted_at": .string(submittedAt.iso8601),
            "answers_sha256": .string(answersDigest),
        ]
    }

    /// The receipt as a file, signed.
    func file(signedBy key: SigningKey) -> String {
        String(decoding: key.signedFile(document), as: UTF8.self)
    }

    init(
        issuer: String, season: String, application: String, nomination: String, submission: Int,
        submittedAt: Instant, answersDigest: String
    ) {
        self.issuer = issuer
        self.season = season
        self.application = application
        self.nomination = nomination
        self.submission = submission
        self.submittedAt = submittedAt
        self.answersDigest = answersDigest
    }

    private init?(_ document: JSON) {
        guard document["kind"]?.text == Self.kind, let issuer = document["issuer"]?.text,
            let season = document["season"]?.text, let application = document["application"]?.text,
            let nomination = document["nomination"]?.text, let submission = document["submission"]?.int,
            let moment = document["submitted_at"]?.text.flatMap({ Instant(iso8601: $0) }),
            let digest = document["answers_sha256"]?.text
        else { return nil }
        self.init(
            issuer: issuer, season: season, application: application, nomination: nomination,
            submission: submission, submittedAt: moment, answersDigest: digest)
    }

    /// Reads a receipt and checks that not one byte of it was changed since it was signed.
    ///
    /// Without keys to trust, any key will do: whoever asks compares the key in the result with the issuer's.
    public static func verify(
        _ file: [UInt8], trusting keys: [PublicKey]?
    ) throws(ReceiptError) -> (receipt: Receipt, key: PublicKey) {
        let verified: VerifiedDocument
        do {
            verified = try SigningKey.verify(file: file, trusting: keys)
        } catch {
            throw .signature(error)
        }
        guard let receipt = Receipt(verified.document) else { throw .notReceipt }
        return (receipt, verified.key)
    }
}

/// Why a file is no valid receipt.
public enum ReceiptError: Error, Equatable, CustomStringConvertible {
    case signature(SignatureError)
    case notReceipt

    public var description: String {
        switch self {
        case .signature(let error): error.description
        case .notReceipt: "this is a signed document, but not a receipt"
        }
    }
}
