import Testing

@testable import Platform

struct SigningTests {
    private static let key = SigningKey.generate()
    private static let receipt: JSON = [
        "type": "receipt", "application": "Чистый берег", "answers": [1, 2.5, true, nil],
    ]

    private func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex.utf8)
        return stride(from: 0, to: digits.count, by: 2).compactMap { index -> UInt8? in
            UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
        }
    }

    /// RFC 8032, section 7.1, tests 1 to 3: secret key, public key, message, signature.
    @Test(arguments: [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00"
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                + "4a7c15e9716ed28dc027beceea1ec40a"
        ),
    ])
    func signsAsPublished(seed: String, publicKey: String, message: String, signature: String) throws {
        let key = try SigningKey(seed: bytes(seed))
        #expect(key.publicKey.bytes == bytes(publicKey))
        #expect(key.signature(of: bytes(message)) == bytes(signature))
        #expect(key.publicKey.isValid(signature: bytes(signature), of: bytes(message)))
    }

    @Test func verifiesWhatItSigned() throws {
        let signed = Self.key.sign(Self.receipt)
        let verified = try SigningKey.verify(signed, trusting: [Self.key.publicKey])
        #expect(verified.document == Self.receipt)
        #expect(verified.key == Self.key.publicKey)
        #expect(signed["signature"]?["algorithm"] == "Ed25519")
        #expect(signed["signature"]?["key"]?.text == Self.key.publicKey.description)
    }

    @Test func theLayoutDoesNotMatterToTheSignature() throws {
        let signed = Self.key.sign(["b": 1, "a": "x"])
        let signature = try #require(signed["signature"])
        let laidOut =
            "{ \"signature\" : \(signature.canonical),\n \"document\" : { \"b\": 1.0, \"a\": \"\\u0078\" } }"
        let verified = try SigningKey.verify(JSON(parsing: laidOut), trusting: nil)
        #expect(verified.document == ["a": "x", "b": 1])
    }

    @Test func refusesAFileWithAnyChangedBit() throws {
        let file = Self.key.signedFile(["type": "receipt", "name": "Ё \\ 1.5"])
        #expect(try SigningKey.verify(file: file, trusting: nil).key == Self.key.publicKey)
        for index in file.indices {
            for bit in 0..<8 {
                var changed = file
                changed[index] ^= 1 << bit
                #expect(throws: SignatureError.self) { try SigningKey.verify(file: changed, trusting: nil) }
            }
        }
    }

    /// The last character carries four bits that mean nothing, and other spellings of them must not pass.
    @Test func refusesEveryOtherSpellingOfTheSignature() throws {
        let signed = Self.key.sign(Self.receipt)
        let value = try #require(signed["signature"]?["value"]?.text)
        for character in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_="
        where character != value.last {
            let other = String(value.dropLast()) + String(character)
            #expect(throws: SignatureError.self) {
                try SigningKey.verify(replacing("value", by: .string(other), in: signed), trusting: nil)
            }
        }
    }

    @Test func refusesAFileWithAnAddedOrMissingByte() {
        let file = Self.key.signedFile(Self.receipt)
        for index in file.indices {
            var shorter = file
            shorter.remove(at: index)
            #expect(throws: SignatureError.self) { try SigningKey.verify(file: shorter, trusting: nil) }
            for added in [UInt8(ascii: " "), 0x0A, UInt8(ascii: "0")] {
                var longer = file
                longer.insert(added, at: index)
                #expect(throws: SignatureError.self) { try SigningKey.verify(file: longer, trusting: nil) }
            }
        }
    }

    @Test func saysThatOnlyTheLayoutWasChanged() throws {
        let file = Self.key.signedFile(Self.receipt)
        #expect(throws: SignatureError.notAsIssued) {
            try SigningKey.verify(file: file + [0x0A], trusting: nil)
        }
        #expect(throws: SignatureError.notAsIssued) {
            try SigningKey.verify(file: file.dropLast(), trusting: nil)
        }
    }

    @Test func refusesAKeyThatIsNotTrusted() throws {
        let other = SigningKey.generate()
        let signed = other.sign(Self.receipt)
        #expect(try SigningKey.verify(signed, trusting: nil).key == other.publicKey)
        #expect(throws: SignatureError.untrustedKey(other.publicKey)) {
            try SigningKey.verify(signed, trusting: [Self.key.publicKey])
        }
        #expect(throws: SignatureError.untrustedKey(other.publicKey)) {
            try SigningKey.verify(signed, trusting: [])
        }
    }

    @Test func refusesASignatureMovedToAnotherDocumentOrKey() throws {
        let signed = Self.key.sign(Self.receipt)
        let other = SigningKey.generate().sign(["type": "another"])
        let movedDocument: JSON = [
            "document": try #require(other["document"]), "signature": try #require(signed["signature"]),
        ]
        #expect(throws: SignatureError.wrongSignature) { try SigningKey.verify(movedDocument, trusting: nil) }
        let movedKey = replacing("key", by: try #require(other["signature"]?["key"]), in: signed)
        #expect(throws: SignatureError.wrongSignature) { try SigningKey.verify(movedKey, trusting: nil) }
    }

    @Test func refusesWhatIsNotASignedDocument() throws {
        let signed = Self.key.sign(Self.receipt)
        var extended = try #require(signed.fields)
        extended["note"] = "not covered by the signature"
        for wrong: JSON in [nil, [], [:], ["document": 1], .object(extended)] {
            #expect(throws: SignatureError.notSigned) { try SigningKey.verify(wrong, trusting: nil) }
        }
        #expect(throws: SignatureError.notSigned) {
            try SigningKey.verify(replacing("note", by: "more", in: signed), trusting: nil)
        }
        #expect(throws: SignatureError.unknownAlgorithm("none")) {
            try SigningKey.verify(replacing("algorithm", by: "none", in: signed), trusting: nil)
        }
        #expect(throws: SignatureError.malformedKey) {
            try SigningKey.verify(replacing("key", by: "AAAA", in: signed), trusting: nil)
        }
        #expect(throws: SignatureError.malformedSignature) {
            try SigningKey.verify(replacing("value", by: "AAAA", in: signed), trusting: nil)
        }
        #expect(throws: SignatureError.self) { try SigningKey.verify(file: Array("x".utf8), trusting: nil) }
    }

    private func replacing(_ part: String, by value: JSON, in signed: JSON) -> JSON {
        var parts = signed.fields ?? [:]
        var signature = parts["signature"]?.fields ?? [:]
        signature[part] = value
        parts["signature"] = .object(signature)
        return .object(parts)
    }

    @Test func keysAreKeptAsSeedsAndGivenAsTexts() throws {
        let again = try SigningKey(seed: Self.key.seed)
        #expect(again.publicKey == Self.key.publicKey)
        #expect(PublicKey(Self.key.publicKey.description) == Self.key.publicKey)
        #expect(throws: SignatureError.malformedKey) { try SigningKey(seed: [1, 2, 3]) }
        #expect(PublicKey("AAAA") == nil)
        #expect(PublicKey("") == nil)
    }

    @Test func aPrintedKeyKeepsItsSecret() {
        #expect("\(Self.key)" == "SigningKey(\(Self.key.publicKey))")
        #expect("\(Self.key)".contains(Base64URL.encode(Self.key.seed)) == false)
    }
}

struct Base64URLTests {
    /// RFC 4648, section 10, without padding; and the two characters that differ from plain base64.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"), ("~~>", "fn4-"), ("~~?", "fn4_"),
    ])
    func encodesAndDecodes(plain: String, encoded: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == encoded)
        #expect(Base64URL.decode(encoded) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg==", "Zh", "Z", "Zm+v", "Zm/v", "Zm9v\n", "Zm 9v", "Zm9vYé", "A", "=", "===="])
    func refusesEveryOtherSpelling(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
