import Crypto
import Platform
import Testing

@testable import App

struct ReceiptTests {
    private func submitted(
        _ body:
            @escaping @Sendable (ApplicantScene, _ application: String, _ receipt: IssuedReceipt) async throws
            -> Void
    ) async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            try await scene.save(ApplicantScene.complete, over: 0, in: application)
            try await scene.submit(application, version: 1)
            let id = try await scene.held(application).application.id
            let receipts = try await scene.laurel.database.read { try IssuedReceipt.all(of: id, $0) }
            try await body(scene, application, try #require(receipts.first))
        }
    }

    @Test func aReceiptSaysWhatWasSubmittedAndWhen() async throws {
        try await submitted { scene, application, issued in
            let key = scene.laurel.keys.receipts.publicKey
            let verified = try Receipt.verify(Array(issued.file.utf8), trusting: [key])
            #expect(verified.key == key)
            #expect(verified.receipt.application == application)
            #expect(verified.receipt.season == "third" && verified.receipt.nomination == "person")
            #expect(verified.receipt.submission == 1)
            #expect(verified.receipt.submittedAt == scene.test.clock.now)
            let answers: String = try await scene.value("SELECT answers FROM submission")
            let digest = Array(SHA256.hash(data: Array(answers.utf8))).hexadecimal
            #expect(verified.receipt.answersDigest == digest && issued.digest == digest)
        }
    }

    @Test func anyChangedByteIsFound() async throws {
        try await submitted { _, _, issued in
            let file = Array(issued.file.utf8)
            for index in file.indices {
                var changed = file
                changed[index] ^= 1
                #expect(throws: ReceiptError.self, "byte \(index)") {
                    try Receipt.verify(changed, trusting: nil)
                }
            }
            #expect(throws: ReceiptError.self) { try Receipt.verify(file + [0x20], trusting: nil) }
            #expect(throws: ReceiptError.self) { try Receipt.verify(Array(file.dropLast()), trusting: nil) }
        }
    }

    @Test func anotherKeyIsNotTrustedAndAnotherDocumentIsNoReceipt() async throws {
        try await submitted { scene, _, issued in
            let other = SigningKey.generate()
            let own = scene.laurel.keys.receipts.publicKey
            #expect(throws: ReceiptError.signature(.untrustedKey(own))) {
                try Receipt.verify(Array(issued.file.utf8), trusting: [other.publicKey])
            }
            let file = other.signedFile(["kind": "certificate"])
            #expect(throws: ReceiptError.notReceipt) { try Receipt.verify(file, trusting: nil) }
        }
    }

    @Test func theMailCarriesTheReceiptByteForByte() async throws {
        try await submitted { scene, application, issued in
            let attachment: String = try await scene.value(
                "SELECT attachment FROM mail WHERE recipient = 'amina@example.org'")
            #expect(attachment == issued.file)
            let name: String = try await scene.value(
                "SELECT attachment_name FROM mail WHERE recipient = 'amina@example.org'")
            #expect(name == "receipt-\(application)-1.json")
            let mail = try await scene.test.mail(to: "amina@example.org")[0]
            #expect(mail.subject.contains("Clean water for Kisumu"))
            #expect(mail.body.contains(issued.digest) && mail.body.contains("UTC"))
            #expect(mail.body.contains("/seasons/third/applications/\(application)"))
        }
    }
}
