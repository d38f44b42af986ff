import Platform
import Testing

@testable import App

struct ControlTests {
    private static let hostile = "<script>alert(\"R&D's\")</script>"
    private static let escaped = "&lt;script&gt;alert(&quot;R&amp;D&#39;s&quot;)&lt;/script&gt;"
    private static let faulty = Problem(
        .invalid, "problem.check", fields: [.init("name", "problem.too-long", ["most": .number(1_200)])])

    private func reader(_ language: Language = .english) throws -> Reader {
        try DemoSeasons.reader(language)
    }

    /// Each control with the same hostile words wherever words go.
    private func hostileControls() throws -> [String] {
        let (words, reader) = (Self.hostile, try reader())
        let field = Controls.Field("name", words, help: words, mark: words)
        let options = [Controls.Option(words, words, hint: words)]
        let file = FileField(
            field: field, kept: .init(name: words, path: words, bytes: 1), accept: words, uploadPath: words,
            removalPath: words)
        let table = TableField(
            field: field, columns: [.init(key: "cell", label: words, options: options)],
            rows: [["cell": words]], most: 3)
        let markup: [HTML] = [
            Controls.text(field, value: words, reader), Controls.longText(field, value: words, reader),
            Controls.select(field, options, chosen: words, empty: words, reader),
            Controls.choices(field, options, chosen: [words], reader),
            Controls.checkbox(field, isChecked: true, value: words, reader), file.markup(reader),
            table.markup(reader), Controls.link(words, to: words),
            Controls.button(words, name: words, value: words),
            Controls.hidden(words, words),
        ]
        return markup.map(\.text)
    }

    @Test func whatPeopleTypedIsNeverMarkup() throws {
        for control in try hostileControls() {
            #expect(control.contains(Self.escaped), "the words are there")
            #expect(!control.contains("<script") && !control.contains("alert(\""))
        }
    }

    @Test func everyControlHasItsLabelAndItsExplanation() throws {
        let reader = try reader()
        let field = Controls.Field(
            "name", "Name", help: "As in your passport", counter: .init(count: 3, most: 10, unit: .words),
            problem: Self.faulty)
        let controls: [HTML] = [
            Controls.text(field, value: "", reader), Controls.longText(field, value: "", reader),
            Controls.select(field, [], chosen: "", reader),
        ]
        for control in controls {
            let markup = Markup(control.text)
            #expect(markup.faults.isEmpty, "\(markup.faults)")
            let input = try #require(markup.all("input", "textarea", "select").first)
            #expect(input["aria-describedby"] == "name-help name-error name-count")
            #expect(input["aria-invalid"] == "true")
            #expect(control.text.contains("1,200"), "the limit is said")
        }
    }

    @Test func aControlWithoutProblemsIsNotMarkedWrong() throws {
        let other = Problem(.invalid, "problem.check", fields: [.init("other", "field.required")])
        let control = Controls.text(.init("name", "Name", problem: other), value: "", try reader())
        let input = try #require(Markup(control.text).all("input").first)
        #expect(input["aria-invalid"] == nil && input["aria-describedby"] == nil)
        #expect(!control.text.contains("wrong"))
    }

    /// The summary of problems leads to `#name`: something must be there.
    @Test func groupsAreReachedByTheirName() throws {
        let reader = try reader()
        let options = ["a", "b", "c"].map { Controls.Option($0, $0.uppercased()) }
        let field = Controls.Field("name", "Name", problem: Self.faulty)
        for isMultiple in [false, true] {
            let group = Controls.choices(field, options, chosen: ["b"], isMultiple: isMultiple, reader)
            let markup = Markup(group.text)
            #expect(markup.faults.isEmpty && markup.all("fieldset", "legend").count == 2)
            #expect(markup.all("input").map { $0["id"] } == ["name", "name-1", "name-2"])
            #expect(markup.all("input").map { $0["checked"] != nil } == [false, true, false])
            #expect(markup.all("input").allSatisfy { $0["type"] == (isMultiple ? "checkbox" : "radio") })
        }
        let summary = try #require(Notices.problem(Self.faulty, labels: ["name": "Name"], reader))
        #expect(summary.text.contains("<a href=\"#name\">Name: ") && summary.text.contains("role=\"alert\""))
    }

    @Test func anEmptyFirstLineOfATextStays() throws {
        let area = Controls.longText(.init("name", "Name"), value: "\nSecond line", try reader())
        #expect(
            area.text.contains(">\n\nSecond line</textarea>"), "browsers drop one line end behind the tag")
    }

    @Test func whatIsTypedTakesItsOwnDirection() throws {
        let reader = try reader(.arabic)
        #expect(Controls.text(.init("a", "A"), value: "", reader).text.contains("dir=\"auto\""))
        #expect(Controls.longText(.init("a", "A"), value: "", reader).text.contains("dir=\"auto\""))
        let number = Controls.text(.init("a", "A"), value: "", input: .number, reader).text
        #expect(number.contains("inputmode=\"decimal\"") && number.contains("dir=\"ltr\""))
    }

    @Test func aTableToFillInNamesEachCell() throws {
        let wrong = Problem(.invalid, "problem.check", fields: [.init("budget.1.amount", "field.required")])
        let table = TableField(
            field: .init("budget", "Budget", problem: wrong),
            columns: [
                .init(key: "item", label: "Item"), .init(key: "amount", label: "Amount", input: .number),
            ],
            rows: [["item": "Tents", "amount": "900"], ["item": "Boots"]], most: 4)
        let markup = Markup(table.markup(try reader()).text)
        #expect(markup.faults.isEmpty, "\(markup.faults)")
        let cells = markup.all("input").filter { $0["type"] != "hidden" }
        #expect(cells.count == 8, "two that are filled in and two to spare, no more than may be")
        #expect(cells.map { $0["name"] }.prefix(3) == ["budget.0.item", "budget.0.amount", "budget.1.item"])
        #expect(cells.compactMap { $0["aria-label"] }.count == 8)
        #expect(cells.filter { $0["aria-invalid"] == "true" }.map { $0["id"] } == ["budget.1.amount"])
    }

    @Test func aKeptFileIsShownBesideItsReplacement() throws {
        let field = FileField(
            field: .init("evidence", "Evidence"), kept: .init(name: "a.pdf", path: "/f/1", bytes: 2_400_000),
            accept: ".pdf", uploadPath: "/up", removalPath: "/away")
        let markup = Markup(field.markup(try reader()).text)
        #expect(markup.faults.isEmpty)
        #expect(markup.all("a").map { $0["href"] } == ["/f/1"])
        #expect(markup.all("button").map { $0["formaction"] } == ["/away", "/up"])
        #expect(field.markup(try reader(.russian)).text.contains("2,4"), "sizes speak the reader's language")
    }
}
