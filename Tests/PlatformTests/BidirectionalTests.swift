import Foundation
import Platform
import Testing

/// What is put into a message does not reorder the words around it (UAX 9).
struct BidirectionalTests {
    private let start = "\u{2068}"
    private let end = "\u{2069}"

    @Test func latinNamesInArabicAreIsolated() throws {
        #expect(try arabic("Anna (7)") == "طلب \(start)Anna (7)\(end)!")
        #expect(try arabic("Анна") == "طلب \(start)Анна\(end)!")
        #expect(try arabic("22 نوفمبر 2026") == "طلب \(start)22 نوفمبر 2026\(end)!")
        #expect(try arabic("+7 999") == "طلب \(start)+7 999\(end)!")
    }

    @Test func whatCannotReorderStaysBare() throws {
        #expect(try arabic("سارة علي") == "طلب سارة علي!")
        #expect(try arabic("481516") == "طلب 481516!")
        #expect(try arabic("https://example.org/a") == "طلب https://example.org/a!")
        #expect(try arabic("") == "طلب !")
        #expect(try russian("Anna (7), 名") == "Заявка Anna (7), 名!")
    }

    @Test func arabicNamesInRussianAreIsolated() throws {
        #expect(try russian("سارة") == "Заявка \(start)سارة\(end)!")
        #expect(try russian("שרה 7") == "Заявка \(start)שרה 7\(end)!")
    }

    @Test func controlsThatSomebodyTypedAreDropped() throws {
        #expect(try russian("Ann\u{202E}a") == "Заявка Anna!")
        #expect(try arabic("Ann\u{202E}a") == "طلب \(start)Anna\(end)!")
        #expect(try russian("\u{2067}Anna") == "Заявка Anna!")
        #expect(try russian("a\u{2069}\u{2067}b") == "Заявка ab!")
    }

    @Test func listsKeepTheIsolatesOfTheirItems() throws {
        let reader = try reader(.arabic)
        let list = reader.list(["Anna", "سارة"])
        #expect(list.contains("\(start)Anna\(end)"))
        #expect(reader("key", ["name": .text(list)]) == "طلب \(start)\(list)\(end)!")
    }

    @Test func numbersStayBare() throws {
        #expect(try reader(.arabic)("key", ["name": 1_234]) == "طلب 1,234!")
    }

    private func arabic(_ name: String) throws -> String {
        try reader(.arabic)("key", ["name": .text(name)])
    }

    private func russian(_ name: String) throws -> String {
        try reader(.russian)("key", ["name": .text(name)])
    }

    private func reader(_ language: Language) throws -> Reader {
        let catalogue = try Catalogue(json: [
            .english: Array("{\"key\": \"Application {name}!\"}".utf8),
            .russian: Array("{\"key\": \"Заявка {name}!\"}".utf8),
            .arabic: Array("{\"key\": \"طلب {name}!\"}".utf8),
        ])
        return Reader(language: language, timeZone: .gmt, catalogue: catalogue)
    }
}
