import Hummingbird
import Testing

@testable import App

/// What stands after the question mark of an address.
struct AddressTests {
    private func query(_ address: String) -> [String: String] {
        RequestHead(
            Request(
                head: .init(method: .get, scheme: nil, authority: nil, path: address),
                body: .init(buffer: .init()))
        )
        .query
    }

    @Test func browsersWriteASpaceAsAPlus() {
        #expect(
            query("/a?text=two+words&of=1%2B1&empty=") == ["text": "two words", "of": "1+1", "empty": ""])
    }

    @Test func theLastOfANameCounts() {
        #expect(query("/a?lang=en&lang=ru") == ["lang": "ru"])
    }

    @Test func whatDoesNotReadAsOneIsNoQuery() {
        #expect(query("/a?text=%zz").isEmpty)
        #expect(query("/a").isEmpty)
    }

    @Test func whatIsTooLongIsLeftOut() {
        #expect(query("/a?b=\(String(repeating: "c", count: 501))&d=e") == ["d": "e"])
    }
}
