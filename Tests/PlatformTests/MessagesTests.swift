import Platform
import Testing

struct MessagesTests {
    @Test func textsAreFilledIn() throws {
        #expect(try show("Dear {name}, welcome.", ["name": "Anna"]) == "Dear Anna, welcome.")
        #expect(try show("{a}{b}{ a }", ["a": "1", "b": "2"]) == "121")
        #expect(try show("") == "")
    }

    @Test func numbersAreWrittenAsTheLanguageDoes() throws {
        #expect(try show("{n} votes", ["n": 1_234_567]) == "1,234,567 votes")
        #expect(try show("{n, number} votes", ["n": 1_234]) == "1,234 votes")
        #expect(try show("{n} голосов", ["n": 1_234_567], .russian) == "1\u{A0}234\u{A0}567 голосов")
        #expect(try show("{n}", ["n": "1234"]) == "1234")
    }

    @Test func pluralsCount() throws {
        let message = "{n, plural, =0 {No applications} one {# application} other {# applications}} so far"
        #expect(try show(message, ["n": 0]) == "No applications so far")
        #expect(try show(message, ["n": 1]) == "1 application so far")
        #expect(try show(message, ["n": 2_000]) == "2,000 applications so far")
    }

    @Test func pluralsHoldOtherValuesAndPlurals() throws {
        let message = """
            {n, plural, one {{name} and # juror} other {{name} and # jurors
            {m, plural, one {in # panel} other {in # panels}}}}
            """
        let values: [String: MessageValue] = ["n": 3, "m": 1, "name": "Anna"]
        #expect(try show(message, values) == "Anna and 3 jurors\nin 1 panel")
    }

    /// The samples of CLDR's chart "Language Plural Rules".
    @Test(arguments: [
        (Language.english, "other one other other other other other other other"),
        (.russian, "many one few many many one few one many"),
        (.arabic, "zero one two few many many many other many"),
    ])
    func categoriesAreThoseOfCLDR(_ language: Language, _ expected: String) throws {
        let counted = [0, 1, 2, 5, 11, 21, 22, 101, 111]
        let names = ["zero", "one", "two", "few", "many", "other"]
        let own = names.filter { ("other " + expected).split(separator: " ").map(String.init).contains($0) }
        let forms = own.map { "\($0) {\($0)}" }.joined(separator: " ")
        let shown = try counted.map { try show("{n, plural, \(forms)}", ["n": .number($0)], language) }
        #expect(shown.joined(separator: " ") == expected)
    }

    @Test func arabicCountsHundreds() throws {
        let message = "{n, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}"
        let shown = try [3, 10, 99, 100, 102, 103, 111, 200].map {
            try show(message, ["n": .number($0)], .arabic)
        }
        #expect(shown == ["f", "f", "m", "x", "x", "f", "m", "x"])
    }

    @Test(arguments: [
        ("Don't", "Don't"), ("It''s", "It's"), ("'{name}' is {name}", "{name} is Anna"), ("'{' '}'", "{ }"),
        ("'{it''s}'", "{it's}"), ("#1 {name}'s", "#1 Anna's"), ("end'", "end'"), ("'{open", "{open"),
        ("{n, plural, one {'#' #} other {#}}", "# 1"), ("'#' {name}", "'#' Anna"),
    ])
    func apostrophesQuote(_ message: String, _ expected: String) throws {
        #expect(try show(message, ["name": "Anna", "n": 1]) == expected)
    }

    @Test func whatIsMissingIsMarked() throws {
        #expect(try show("Dear {name}") == "Dear ⟦name⟧")
        #expect(try show("{n, plural, one {a} other {b}}", ["n": "many"]) == "⟦n⟧")
        #expect(try messages("x").text("unknown") == nil)
    }

    @Test(arguments: [
        ("{name", ", expected"), ("name}", "without its {"), ("{}", "no name"),
        ("{first name}", "expected"),
        ("{n, date}", "neither"), ("{n, select, a {x} other {y}}", "neither"), ("{n, plural}", "expected"),
        ("{n, plural, one {a}}", "lacks other"), ("{n, plural, other {a}}", "lacks one"),
        ("{n, plural, one {a} other {b}", "not closed"), ("{n, plural, one {a} one {c} other {b}}", "twice"),
        ("{n, plural, =0 {a} =0 {c} one {x} other {b}}", "twice"),
        ("{n, plural, =x {a} other {b}}", "not a number"),
        ("{n, plural, few {a} one {x} other {b}}", "no plural category few"),
        ("{n, plural, lots {a} other {b}}", "not a plural category"), ("{n, plural, one a}", "expected"),
        ("{n, plural, offset:1 one {a} other {b}}", "not a plural category"), ("{a} }", "without its {"),
    ])
    func mistakesAreExplained(_ message: String, _ reason: String) throws {
        let error = #expect(throws: CatalogueError.self) { try messages(message) }
        let fault = try #require(error?.faults.first)
        #expect(fault.key == "key")
        #expect(fault.language == .english)
        #expect(fault.reason.contains(reason), "\(fault.reason)")
    }

    @Test func pluralsTooDeepAreRefused() throws {
        var message = "x"
        for _ in 0..<3 { message = "{n, plural, one {\(message)} other {}}" }
        #expect(try show(message, ["n": 1]) == "x")
        message = "{n, plural, one {\(message)} other {}}"
        #expect(throws: CatalogueError.self) { try messages(message) }
    }

    @Test(arguments: [
        "", "[]", "{\"a\": 1}", "{\"a\": \"x\", \"a\": \"y\"}", "{\"a\": {\"b\": \"x\"}}", "{\"a\": \"x\"",
    ])
    func filesThatAreNotMessagesAreRefused(_ json: String) {
        #expect(throws: CatalogueError.self) { try Messages(language: .english, json: Array(json.utf8)) }
    }

    @Test func everyMistakeIsReportedAtOnce() throws {
        let json = "{\"b\": \"{\", \"a\": \"}\", \"c\": \"fine\"}"
        let error = #expect(throws: CatalogueError.self) {
            try Messages(language: .russian, json: Array(json.utf8))
        }
        #expect(error?.faults.map(\.key) == ["a", "b"])
        #expect(error?.description.hasPrefix("ru a: ") == true)
    }

    @Test func theirValuesAreKnown() throws {
        let message = "{a} {n, plural, =0 {{b}} one {{c}} other {#}}"
        #expect(try messages(message).arguments(of: "key") == ["a", "b", "c", "n"])
        #expect(try messages(message).keys == ["key"])
    }

    private func messages(_ message: String, _ language: Language = .english) throws -> Messages {
        let json: JSON = ["key": .string(message)]
        return try Messages(language: language, json: Array(json.canonical.utf8))
    }

    private func show(
        _ message: String, _ values: [String: MessageValue] = [:], _ language: Language = .english
    ) throws -> String {
        try #require(try messages(message, language).text("key", values))
    }
}
