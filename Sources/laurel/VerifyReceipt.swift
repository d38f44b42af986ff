import App
import ArgumentParser
import Foundation
import Platform

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks what was signed, without asking whoever signed it.",
        subcommands: [VerifyReceipt.self])
}

struct VerifyReceipt: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: "Checks a receipt: any changed byte is found.",
        discussion: """
            The key of an award stands at /.well-known/laurel-receipts.json of its address. Without --key the receipt \
            is checked against the key that it names, which proves that it was not changed since, but not by whom it \
            was issued: compare the key yourself.
            """)
    @Argument(help: "The receipt's file, as it was downloaded or mailed.") var file: String
    @Option(help: "The issuer's public key, 43 characters of base64url.") var key: String?

    func run() throws {
        let keys = try key.map { text -> [PublicKey] in
            guard let key = PublicKey(text) else { throw ValidationError("“\(text)” is not an Ed25519 key.") }
            return [key]
        }
        guard let content = FileManager.default.contents(atPath: file) else {
            throw ValidationError("\(file) cannot be read.")
        }
        do {
            let (receipt, key) = try Receipt.verify(Array(content), trusting: keys)
            print(report(receipt, key))
        } catch {
            FileHandle.standardError.write(Data("Not valid: \(error).\n".utf8))
            throw ExitCode.failure
        }
    }

    private func report(_ receipt: Receipt, _ signer: PublicKey) -> String {
        let trust =
            key == nil ? "named by the receipt itself; compare it with the issuer's" : "as you gave it"
        return """
            Valid.
            Issuer:       \(receipt.issuer)
            Season:       \(receipt.season)
            Application:  \(receipt.application)
            Nomination:   \(receipt.nomination)
            Submission:   \(receipt.submission)
            Submitted at: \(receipt.submittedAt.iso8601)
            Answers:      SHA-256 \(receipt.answersDigest)
            Key:          \(signer) (\(trust))
            """
    }
}
