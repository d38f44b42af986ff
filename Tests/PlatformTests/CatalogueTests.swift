import Foundation
import Platform
import Testing

struct CatalogueTests {
    @Test func languagesFallBackToTheNearest() throws {
        let catalogue = try catalogue(["en": "{}", "ru": "{}", "ar": "{}", "pt": "{}"])
        #expect(catalogue.languages.map(\.code) == ["en", "ar", "pt", "ru"])
        #expect(catalogue.messages(try #require(Language("ru-KZ"))).language == .russian)
        #expect(catalogue.messages(try #require(Language("fr"))).language == .english)
    }

    @Test func theBestWishIsTheFirstThatCanBeMet() throws {
        let catalogue = try catalogue(["en": "{}", "ru": "{}", "ar": "{}"])
        #expect(
            catalogue.best(for: Reader.languages(acceptLanguage: "fr, ar-EG;q=0.8, ru;q=0.9")) == .russian)
        #expect(catalogue.best(for: Reader.languages(acceptLanguage: "kk, ar-EG;q=0.8")) == .arabic)
        #expect(catalogue.best(for: []) == .english)
    }

    @Test func messagesFallBackToEnglish() throws {
        let catalogue = try catalogue([
            "en": "{\"a\": \"{n} in English\", \"b\": \"B\"}", "ru": "{\"b\": \"Б\"}",
        ])
        let reader = Reader(language: .russian, timeZone: .gmt, catalogue: catalogue)
        #expect(reader("b") == "Б")
        #expect(reader("a", ["n": 5_000]) == "5,000 in English")
        #expect(reader("c") == "⟦c⟧")
    }

    @Test func englishIsRequired() throws {
        let error = #expect(throws: CatalogueError.self) { try catalogue(["ru": "{}"]) }
        #expect(error?.description.contains("no English messages") == true)
    }

    @Test func mistakesOfAllLanguagesAreReportedAtOnce() throws {
        let error = #expect(throws: CatalogueError.self) {
            try catalogue(["en": "{\"a\": \"{\"}", "ru": "{\"a\": \"}\"}", "ar": "["])
        }
        #expect(error?.faults.map(\.language.code) == ["ar", "en", "ru"])
    }

    @Test func whatIsMissingIsListed() throws {
        let catalogue = try catalogue([
            "en": "{\"a\": \"{name}\", \"b\": \"B\", \"c\": \"{n, plural, one {#} other {#}}\"}",
            "ru": "{\"a\": \"{nom}\", \"c\": \"{n}\", \"d\": \"Д\"}",
        ])
        #expect(
            catalogue.missing.map(\.description) == [
                "ru a: takes nom where English takes name", "ru b: missing", "ru d: not in English",
            ])
    }

    @Test func equalLanguagesMissNothing() throws {
        let catalogue = try catalogue(["en": "{\"a\": \"{name}\"}", "ru": "{\"a\": \"Имя: {name}\"}"])
        #expect(catalogue.missing == [])
    }

    private func catalogue(_ files: [String: String]) throws -> Catalogue {
        var json: [Language: [UInt8]] = [:]
        for (code, file) in files { json[try #require(Language(code))] = Array(file.utf8) }
        return try Catalogue(json: json)
    }
}

struct AcceptLanguageTests {
    @Test(arguments: [
        ("ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7", "ru-RU ru en-US en"), ("en;q=0.5, ar", "ar en"),
        ("da, en-gb;q=0.8, en;q=0.7", "da en-GB en"), ("fr;q=0, en", "en"), ("*", ""), ("en, *;q=0.1", "en"),
        ("", ""), (",,en,", "en"), ("en ; q=0.3 , ru ; Q=1.000", "ru en"), ("en;q=1.1, ru;q=abc, ar", "ar"),
        ("en;q=0.1234, ar;q=.5, ru;q=0.5;x=1", ""), ("en, en;q=0.1, ru", "en ru"), ("iw", "he"),
        ("<script>, en_US, de", "de"), ("en;q=1., ru;q=0.", "en"),
    ])
    func readsWhatBrowsersSend(_ header: String, _ expected: String) {
        let codes = Reader.languages(acceptLanguage: header).map(\.code)
        #expect(codes.joined(separator: " ") == expected)
    }

    @Test func readsNoMoreThanTwentyRanges() {
        let header = (0..<26).map { "a" + String(UnicodeScalar(UInt8(97 + $0))) }.joined(separator: ",")
        #expect(Reader.languages(acceptLanguage: header).count == 20)
    }

    @Test func readsNoMoreThanFiveHundredBytes() {
        let header = String(repeating: " ", count: 500) + "en"
        #expect(Reader.languages(acceptLanguage: header) == [])
        #expect(Reader.languages(acceptLanguage: String(repeating: "é,", count: 100_000)) == [])
    }
}
