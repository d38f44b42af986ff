import Foundation
import Platform
import Testing

@testable import App

struct FieldKindTests {
    private let today = CalendarDate("2026-11-22")!

    private func field(_ kind: FieldKind, _ change: (inout FieldSettings) -> Void = { _ in }) -> FormField {
        var field = FormField()
        field.key = "field"
        field.kind = kind
        change(&field.settings)
        return field
    }

    /// What is kept of something typed, and what is wrong with it.
    private func outcome(_ typed: String, _ field: FormField) -> (kept: Answer?, problems: [String]) {
        let answer = Form(["field": [typed]]).answer(to: field)
        return (answer, field.problems(answer, today: today).map(\.message))
    }

    private func text(_ typed: String, _ field: FormField) -> String {
        let (kept, problems) = outcome(typed, field)
        guard case .text(let text) = kept else { return problems.joined() }
        return problems.isEmpty ? text : problems.joined()
    }

    @Test func textsAreTidied() {
        #expect(text("  a\tb\r\nc \u{7}", field(.shortText)) == "a b c")
        #expect(text(" a\r\nb\rc\u{0}\n\n", field(.longText)) == "a\nb\nc")
        #expect(outcome(" \n ", field(.longText)).kept == nil)
    }

    @Test func textsAreCountedAsPeopleSeeThem() {
        let characters = field(.shortText) { $0.maximum = 4 }
        #expect(text("e\u{301}e\u{301}👩‍👩‍👧‍👦x", characters) == "e\u{301}e\u{301}👩‍👩‍👧‍👦x")
        #expect(text("abcde", characters) == "field.text.too-long.characters")
        let words = field(.longText) {
            $0.counts = .words
            $0.minimum = 2
            $0.maximum = 3
        }
        #expect(text("один\nдва  три", words) == "один\nдва  три")
        #expect(text("one two three four", words) == "field.text.too-long.words")
        #expect(text("one", words) == "field.text.too-short.words")
        #expect(
            text(String(repeating: "x", count: 201), field(.shortText)) == "field.text.too-long.characters")
    }

    @Test(arguments: [
        ("1250", "1250"), ("1 250", "1250"), ("1\u{A0}250,5", "1250.5"), ("1,250.50", "1250.50"),
        ("1.250,5", "1250.5"), ("1,250,000", "1250000"), ("١٢٥٠٫٥", "1250.5"), ("۱۲۳", "123"),
        ("\u{2212}5", "-5"),
        ("1,250", "field.number.invalid"), ("about 5", "field.number.invalid"),
        ("1e5", "field.number.invalid"),
        ("1.2.3", "field.number.invalid"), ("1.255", "field.number.decimals"),
        ("-51", "field.number.too-small"),
        ("2000001", "field.number.too-large"), ("99999999999999999", "field.number.invalid"),
    ])
    func numbers(_ typed: String, _ expected: String) {
        let field = field(.number) {
            $0.decimals = 2
            $0.minimum = -50
            $0.maximum = 2_000_000
        }
        #expect(text(typed, field) == expected)
    }

    @Test func whatCannotBeUnderstoodIsKept() {
        let (kept, problems) = outcome(" a dozen or so ", field(.number))
        #expect(kept == .text("a dozen or so"))
        #expect(problems == ["field.number.invalid"])
    }

    @Test func dates() {
        #expect(text("2026-02-28", field(.date)) == "2026-02-28")
        #expect(text("1.2.2026", field(.date)) == "2026-02-01")
        #expect(text("2026-02-30", field(.date)) == "field.date.invalid")
        #expect(text("30.02.2026", field(.date)) == "field.date.invalid")
        let past = field(.date) { $0.period = .past }
        #expect(text("2026-11-22", past) == "2026-11-22")
        #expect(text("2026-11-23", past) == "field.date.not-past")
        #expect(text("2026-11-21", field(.date) { $0.period = .future }) == "field.date.not-future")
    }

    @Test(arguments: [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("example.org/news", "https://example.org/news"),
        ("http://пример.рф/путь", "http://пример.рф/путь"), ("javascript:alert(1)", "field.link.invalid"),
        ("https://localhost", "field.link.invalid"), ("https://a:b@example.org", "field.link.invalid"),
        ("ftp://example.org", "field.link.invalid"), ("our website", "field.link.invalid"),
        ("https://example.org/a b", "field.link.invalid"), ("https://", "field.link.invalid"),
    ])
    func links(_ typed: String, _ expected: String) {
        #expect(text(typed, field(.link)) == expected)
    }

    @Test(arguments: [
        ("+447700900123", "+447700900123"), (" +44 7700 900-123 ", "+447700900123"),
        ("+44 (0)7700 900123", "+447700900123"), ("(+44) 7700/900.123", "+447700900123"),
        ("0044 7700 900123", "+447700900123"), ("+7 (701)\u{A0}555\u{2013}01\u{2011}23", "+77015550123"),
        ("+٢٠ ١٠ ١٢٣٤٥٦٧٨", "+201012345678"), ("\u{FF0B}81 3 1234 5678", "+81312345678"),
        ("\u{202A}+254 20 1234567\u{202C}", "+254201234567"), ("+683 4000", "+6834000"),
        ("+123456789012345", "+123456789012345"),
        ("7700 900123", "field.phone.country"), ("(0)7700 900123", "field.phone.country"),
        ("+1234567890123456", "field.phone.invalid"), ("1234567890123456", "field.phone.invalid"),
        ("+12345", "field.phone.invalid"), ("+0447700900123", "field.phone.invalid"),
        ("+44 7700 900123, +44 7700 900124", "field.phone.invalid"), ("44+7700900123", "field.phone.invalid"),
        ("+44 7700 900123 ext. 4", "field.phone.invalid"), ("++447700900123", "field.phone.invalid"),
        ("ask at the office", "field.phone.invalid"), ("-", "field.phone.invalid"),
    ])
    func phones(_ typed: String, _ expected: String) {
        #expect(text(typed, field(.phone)) == expected)
        if case .text(let kept) = outcome(typed, field(.phone)).kept {
            #expect(kept.hasPrefix("+") && !expected.hasPrefix("field.") || kept == typed.asLine)
            #expect(FieldKind.phone.tidy(kept) == kept, "tidied once, it stays")
        }
    }

    @Test func addressesCountriesAndLanguages() {
        #expect(text("a.b@example.org", field(.email)) == "a.b@example.org")
        #expect(text("nobody", field(.email)) == "field.email.invalid")
        #expect(text("NO", field(.country)) == "NO")
        #expect(text("XK", field(.country)) == "field.country.unknown")
        #expect(text("sw", field(.language)) == "sw")
        #expect(text("zz", field(.language)) == "field.language.unknown")
    }

    @Test func choices() {
        let options = ["a", "b", "c"].map {
            FieldChoice(key: $0, label: LocalizedText(english: $0.uppercased()))
        }
        let one = field(.choice) { $0.choices = options }
        #expect(text("b", one) == "b")
        #expect(text("d", one) == "field.choice.unknown")
        let several = field(.choices) {
            $0.choices = options
            $0.minimum = 2
            $0.maximum = 2
        }
        func problems(_ keys: [String]) -> [String] {
            several.problems(Form(["field": keys]).answer(to: several), today: today).map(\.message)
        }
        #expect(problems(["a", "c", ""]) == [])
        #expect(problems(["a"]) == ["field.choices.too-few"])
        #expect(problems(["a", "b", "c"]) == ["field.choices.too-many"])
        #expect(problems(["a", "d"]) == ["field.choice.unknown"])
        #expect(problems(["a", "a"]) == ["field.choice.unknown"])
        #expect(Form(["field": [""]]).answer(to: several) == nil)
    }

    @Test func consent() {
        #expect(outcome("on", field(.consent)).kept == .text("yes"))
        #expect(outcome("", field(.consent)).kept == nil)
        var required = field(.consent)
        required.isRequired = true
        #expect(outcome("", required).problems == ["field.required"])
    }

    @Test func filesAreNeverTakenFromAForm() {
        let field = field(.file) {
            $0.types = [.pdf]
            $0.megabytes = 1
        }
        #expect(Form(["field": ["somebody-elses"]]).answer(to: field) == nil)
        func problems(_ type: SniffedType, _ bytes: Int) -> [String] {
            let file = AnsweredFile(id: "x", name: "report", type: type, bytes: bytes)
            return field.problems(.file(file), today: today).map(\.message)
        }
        #expect(problems(.pdf, 1_000_000) == [])
        #expect(problems(.png, 10) == ["field.file.type"])
        #expect(problems(.pdf, 1_000_001) == ["field.file.too-large"])
    }

    @Test func tablesHaveTypedCells() throws {
        var item = field(.shortText)
        item.key = "item"
        item.isRequired = true
        var amount = field(.number) { $0.decimals = 2 }
        amount.key = "amount"
        let table = field(.table) {
            $0.columns = [item, amount]
            $0.sums = ["amount"]
            $0.maximum = 2
        }
        let sent = Form([
            "field": [""], "field.0.item": ["Tents"], "field.0.amount": ["1 200,50"], "field.1.item": [" "],
            "field.7.item": ["Water"], "field.7.amount": ["many"], "field.7.colour": ["red"],
            "field.x.item": ["no"],
        ])
        let answer = try #require(sent.answer(to: table))
        #expect(
            answer == .rows([["item": "Tents", "amount": "1200.50"], ["item": "Water", "amount": "many"]]))
        let problems = table.problems(answer, today: today)
        #expect(problems.map(\.message) == ["field.number.invalid"])
        #expect(problems.first?.cell == FieldProblem.Cell(row: 2, column: "amount"))
        #expect(
            table.sum(of: "amount", in: [["amount": "1200.50"], ["amount": "0.1"], ["amount": "many"]])
                == 1200.60)
        let rows = Answer.rows([["amount": "1"], ["item": "a"], ["item": "b"]])
        #expect(table.problems(rows, today: today).map(\.message) == ["field.table.too-many"])
        let nameless = table.problems(.rows([["amount": "1"]]), today: today)
        #expect(nameless == [FieldProblem(message: "field.required", cell: .init(row: 1, column: "item"))])
        #expect(Form(["field": [""]]).answer(to: table) == nil)
    }

    @Test func answersOfAnotherKindAreAskedForAgain() {
        for kind in FieldKind.all where kind != .file {
            let file = AnsweredFile(id: "x", name: "x", type: .pdf, bytes: 1)
            #expect(field(kind).problems(.file(file), today: today).map(\.message) == ["field.unreadable"])
        }
        #expect(field(.file).problems(.text("x"), today: today).map(\.message) == ["field.unreadable"])
    }

    @Test func answersAreReadBackAsTheyWereStored() throws {
        let answers: Answers = [
            "a": .text("¡Hola!\n"), "b": .texts(["x", "y"]), "c": .rows([["item": "Tents"], [:]]),
            "d": .file(AnsweredFile(id: "f1", name: "отчёт.pdf", type: .pdf, bytes: 123)),
        ]
        let stored = try JSON(parsing: answers.json.canonical)
        #expect(Answers(json: stored) == answers)
        #expect(Answers(json: ["a": 1]) == nil)
        #expect(Answers(json: ["a": ["x", 1]]) == nil)
        #expect(Answers(json: ["a": ["file": "f1"]]) == nil)
    }

    @Test func answersAreWordsForPreviewsAndExports() throws {
        let document = try DemoSeasons.document("third")
        let reader = try DemoSeasons.reader(.russian)
        func plain(_ key: String, _ answer: Answer) throws -> String {
            let field = try #require(document.forms[0].fields.first { $0.key == key })
            return field.kind.plain(answer, field, reader)
        }
        #expect(try plain("project-title", .text("Мост")) == "Мост")
        #expect(try plain("theme", .text("health")) == "Здоровье и первая помощь")
        #expect(try plain("audiences", .texts(["children", "elderly"])) == "Дети и семьи и Пожилые люди")
        #expect(try plain("country", .text("NO")) == "Норвегия")
        #expect(try plain("contact-language", .text("ar")) == "арабский")
        #expect(try plain("contact-phone", .text("+447700900123")) == "+447700900123")
        #expect(try plain("people-helped", .text("12500")) == "12 500".replacing(" ", with: "\u{A0}"))
        #expect(try plain("rules", .text("yes")) == "Да")
        let budget = Answer.rows([["item": "Палатки", "category": "equipment", "amount": "1200.5"]])
        let lines = try plain("budget", budget).split(separator: "\n")
        #expect(lines.first == "Палатки | Оборудование | 1\u{A0}200,50")
        #expect(lines.last == "Сумма, всего: 1\u{A0}200,50")
    }

    @Test func optionsStandInTheReadersOrder() throws {
        let reader = try DemoSeasons.reader(.russian)
        let countries = FieldKind.country.options(field(.country), reader)
        #expect(countries.count == 249)
        #expect(countries.first?.label == "Австралия")
        let languages = FieldKind.language.options(field(.language), reader)
        #expect(languages.count > 100)
        #expect(languages.allSatisfy { $0.label != $0.value }, "every code has a name")
    }

    /// Every problem that a kind can report has words in every language.
    @Test func problemsHaveWords() throws {
        let english = try JSON(parsing: DemoSeasons.messages(.english)).fields ?? [:]
        for key in english.keys where key.hasPrefix("field.") {
            let arguments: [String: MessageValue] = [
                "count": 5, "maximum": 4, "minimum": 6, "decimals": 0, "allowed": "pdf", "megabytes": 10,
                "column": "x", "sum": "y",
            ]
            for language in [Language.english, .russian, .arabic] {
                let text = try DemoSeasons.reader(language)(key, arguments)
                #expect(!text.contains("⟦") && !text.contains("{"), "\(text)")
            }
        }
    }
}
