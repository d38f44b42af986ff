import Foundation
import Testing

@testable import Platform

/// Counts upwards, so that keys in tests are known.
private struct CountingGenerator: RandomNumberGenerator {
    var state: UInt64 = 0

    mutating func next() -> UInt64 {
        state += 1
        return state
    }
}

struct FileStoreTests {
    private func withStore(_ body: (FileStore, URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laurel-files-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(try FileStore(directory: folder.path), folder)
    }

    @Test func whatIsWrittenIsRead() throws {
        try withStore { store, _ in
            let content = Array("abc".utf8)
            let stored = try store.write(content)
            #expect(try store.read(stored.key) == content)
            #expect(stored.size == 3)
            #expect(stored.digest.count == 32)
            #expect(stored.digest.starts(with: [0xBA, 0x78, 0x16, 0xBF, 0x8F, 0x01, 0xCF, 0xEA, 0x41, 0x41]))
        }
    }

    @Test func emptyAndLargeFilesKeepTheirContent() throws {
        try withStore { store, _ in
            let large = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0) }
            for content in [[], large] {
                let stored = try store.write(content)
                #expect(try store.read(stored.key) == content)
            }
        }
    }

    @Test func filesAndTheirFolderArePrivate() throws {
        try withStore { store, folder in
            let stored = try store.write([1])
            let file = folder.appending(path: stored.key.description)
            for (path, expected) in [(folder.path, 0o700), (file.path, 0o600)] {
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                #expect(attributes[.posixPermissions] as? Int == expected)
            }
        }
    }

    @Test func aKeyIsNeverOverwritten() throws {
        try withStore { store, _ in
            var generator = CountingGenerator()
            let key = FileKey.random(using: &generator)
            _ = try store.write([1], under: key)
            #expect(throws: FileStoreError.exists(key)) { try store.write([2], under: key) }
            #expect(try store.read(key) == [1])
        }
    }

    @Test func deletedFilesAreGone() throws {
        try withStore { store, folder in
            let kept = try store.write([1])
            let removed = try store.write([2])
            try store.delete(removed.key)
            try store.delete(removed.key)
            #expect(throws: FileStoreError.missing(removed.key)) { try store.read(removed.key) }
            #expect(try store.read(kept.key) == [1])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
        }
    }

    @Test func aStoreOpensAgain() throws {
        try withStore { store, folder in
            let stored = try store.write([7])
            #expect(try FileStore(directory: folder.path).read(stored.key) == [7])
        }
    }

    @Test func anUnusableFolderIsSaidAtOnce() throws {
        let error = #expect(throws: FileStoreError.self) { try FileStore(directory: "/proc/no/such") }
        #expect(error?.description == "could not make /proc/no/such: No such file or directory")
        #expect(throws: FileStoreError.self) { try FileStore(directory: "/etc/hostname") }
    }

    @Test(arguments: [
        "", "../../../../../../etc/passwd", "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdef0", "0123456789ABCDEF0123456789ABCDEF",
        "0123456789abcdef/123456789abcdef", "..23456789abcdef0123456789abcdef",
        "０123456789abcdef0123456789abc", "0123456789abcdef0123456789abcde\u{0}",
    ])
    func onlyKeysAreKeys(text: String) {
        #expect(FileKey(text) == nil)
    }

    @Test func keysHaveFullLengthAndComeBackFromText() {
        var generator = CountingGenerator()
        let key = FileKey.random(using: &generator)
        #expect(key.description.utf8.count == 32)
        #expect(FileKey(key.description) == key)
        #expect(Set((0..<100).map { _ in FileKey.random() }).count == 100)
    }
}
