import Testing

@testable import App

struct CorpusNumbersTests {
    @Test(arguments: [
        (NumberAgreement.slavic, 121, 120), (.slavic, 111, 111), (.slavic, 43, 45), (.slavic, 5, 5),
        (.arabic, 1_234, 1_200), (.arabic, 37, 37), (.romanian, 107, 100), (.romanian, 155, 155),
        (.free, 121, 121),
    ])
    func numbersGiveWayToTheNoun(agreement: NumberAgreement, wanted: Int, expected: Int) {
        #expect(agreement.nearest(to: wanted, in: 1...5_000) == expected)
    }

    @Test func numbersAreWrittenAsTheLanguageWritesThem() throws {
        let corpus: Corpus = try DemonstrationCorpus.corpus.get()
        let expected: [String: String] = [
            "en": "12,345", "ru": "12\u{a0}345", "es": "12.345", "fr": "12\u{202f}345", "zh": "12345",
            "bn": "১২,৩৪৫", "fa": "۱۲,۳۴۵",
        ]
        for (language, text) in expected {
            #expect(corpus.languages[language]?.written(12_345) == text, "\(language)")
        }
        #expect(corpus.languages["en"]?.written(year: 2026) == "2026")
    }
}
