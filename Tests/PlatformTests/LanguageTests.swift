import Foundation
import Platform
import Testing

struct LanguageTests {
    @Test(arguments: [
        ("en", "en"), ("RU", "ru"), ("zh-hant-tw", "zh-Hant-TW"), ("PT-br", "pt-BR"), ("es-419", "es-419"),
        ("sr-Latn", "sr-Latn"), ("ca-valencia", "ca-valencia"), ("de-CH-1996", "de-CH-1996"), ("iw", "he"),
        ("in-ID", "id-ID"), ("fil", "fil"),
    ])
    func readsCodes(_ text: String, _ code: String) {
        #expect(Language(text)?.code == code)
    }

    @Test(arguments: [
        "", "e", "*", "x", "english", "en_GB", "en-", "-en", "en--GB", "en-GB-Latn", "en-GB-US",
        "en-u-nu-latn",
        "x-private", "i-klingon", "en-1", "én", "ru\u{0000}", "en GB", "<b>",
        "ru-" + String(repeating: "a", count: 40),
        "de-1996-CH",
    ])
    func refusesWhatIsNoCode(_ text: String) {
        #expect(Language(text) == nil)
    }

    @Test func saysTheSameLessExactly() throws {
        let language = try #require(Language("zh-Hant-TW"))
        #expect(language.parent?.code == "zh-Hant")
        #expect(language.parent?.parent?.code == "zh")
        #expect(language.parent?.parent?.parent == nil)
        #expect(language.base.code == "zh")
    }

    @Test func knowsTheDirection() throws {
        #expect(Language.arabic.isRightToLeft)
        #expect(Language.arabic.direction == "rtl")
        #expect(Language.russian.direction == "ltr")
        #expect(try #require(Language("ar-EG")).isRightToLeft)
        #expect(try #require(Language("az-Arab")).isRightToLeft)
        #expect(try #require(Language("ur-Latn-PK")).isRightToLeft == false)
    }

    @Test func agreesWithCLDROnDirections() throws {
        for code in Languages.all {
            let expected = Locale.Language(identifier: code).characterDirection == .rightToLeft
            #expect(try #require(Language(code)).isRightToLeft == expected, "\(code)")
        }
    }

    @Test func isCodedAsText() throws {
        let json = try JSONEncoder().encode([Language.arabic])
        #expect(String(decoding: json, as: UTF8.self) == "[\"ar\"]")
        #expect(try JSONDecoder().decode([Language].self, from: json) == [.arabic])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Language].self, from: Data("[\"not a language\"]".utf8))
        }
    }
}

struct LanguagesTests {
    @Test func isAListOfCodesInTheirUsualForm() {
        #expect(Languages.all.count > 110)
        #expect(Languages.all.count == Set(Languages.all).count)
        #expect(Languages.all.allSatisfy { Language($0)?.code == $0 })
        #expect(Languages.contains("kk"))
        #expect(!Languages.contains("xx"))
    }

    @Test func everyLanguageHasANameInItself() throws {
        for code in Languages.all {
            #expect(Languages.endonym(try #require(Language(code))) != code)
        }
        #expect(Languages.endonym(try #require(Language("kk"))) == "қазақ тілі")
    }
}

struct CountriesTests {
    @Test func areThoseOfISO() {
        #expect(Countries.all.count == 249)
        #expect(Countries.contains("KZ"))
        let reserved = ["XK", "AC", "EU", "UN", "CP", "IC", "QO", "ZZ", "kz", "KAZ", ""]
        #expect(reserved.filter(Countries.contains) == [])
    }

    @Test func agreeWithCLDRButForReservedCodes() {
        let reserved: Set = ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XK"]
        let regions = Locale.Region.isoRegions.map(\.identifier).filter { $0.utf8.count == 2 }
        #expect(Set(regions).subtracting(reserved) == Set(Countries.all))
    }
}

struct LocalizedTextTests {
    private let text = LocalizedText(["en": "Individuals", "ru": "Физические лица", "zh-Hant": "個人"])

    @Test func picksTheLanguageAskedFor() {
        #expect(text.pick(.russian) == ("Физические лица", .russian))
    }

    @Test func fallsBackToTheLanguageWithoutItsRegion() throws {
        #expect(text.pick(try #require(Language("ru-KZ"))) == ("Физические лица", .russian))
        let traditional = try #require(Language("zh-Hant-TW"))
        #expect(text.pick(traditional).text == "個人")
        #expect(text.pick(traditional).language.code == "zh-Hant")
    }

    @Test func fallsBackToEnglish() {
        #expect(text.pick(.arabic) == ("Individuals", .english))
    }

    @Test func takesTheFirstWhereThereIsNoEnglish() {
        let text = LocalizedText(["tr": "Bireyler", "fr": "Particuliers"])
        #expect(text.pick(.arabic).text == "Particuliers")
    }

    @Test func blankIsMissing() {
        #expect(LocalizedText(["ru": " \n", "en": "Call"]).pick(.russian).text == "Call")
        #expect(LocalizedText([:]).pick(.russian) == ("", .english))
    }

    @Test func isCodedAsItsTexts() throws {
        let json = try JSONEncoder().encode(LocalizedText(english: "Call"))
        #expect(String(decoding: json, as: UTF8.self) == "{\"en\":\"Call\"}")
        #expect(try JSONDecoder().decode(LocalizedText.self, from: json) == LocalizedText(english: "Call"))
    }
}
