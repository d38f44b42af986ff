import Platform
import Testing

@testable import App

struct ApplicationFormTests {
    private let today = CalendarDate("2026-11-22")!

    private func form() throws -> ApplicationForm {
        try DemoSeasons.document("third").forms[0]
    }

    private let complete: Answers = [
        "contact-email": .text("a@example.org"), "contact-language": .text("en"),
        "experience": .text("Ten years."),
        "project-title": .text("Bridge"), "theme": .text("health"), "audiences": .texts(["children"]),
        "summary": .text(String(repeating: "word ", count: 30)), "started": .text("2020-01-01"),
        "country": .text("KE"), "scope": .text("local"), "people-helped": .text("100"),
        "volunteers": .text("5"),
        "results": .text(String(repeating: "word ", count: 40)), "plans": .text("More."),
        "budget": .rows([["item": "Tents", "category": "equipment", "amount": "100"]]), "rules": .text("yes"),
        "personal-data": .text("yes"),
    ]

    @Test func aCompleteApplicationHasNoProblems() throws {
        let form = try form()
        #expect(form.problems(complete, nomination: "person", today: today) == [])
        #expect(form.completeness(complete, nomination: "person").percent == 100)
        #expect(form.title(complete) == "Bridge")
    }

    @Test func nominationsAskDifferentThings() throws {
        let form = try form()
        let person = form.visibleFields(complete, nomination: "person").map(\.key)
        let organisation = form.visibleFields(complete, nomination: "organisation").map(\.key)
        #expect(person.contains("experience") && !person.contains("employees"))
        #expect(!organisation.contains("experience") && organisation.contains("employees"))
        let problems = form.problems(complete, nomination: "organisation", today: today)
        #expect(problems.map(\.field.key) == ["contact-person", "employees"])
        #expect(problems.flatMap(\.problems).map(\.message) == ["field.required", "field.required"])
    }

    @Test func conditionsShowAndHide() throws {
        let form = try form()
        var answers = complete
        answers["scope"] = .text("international")
        answers["audiences"] = .texts(["children", "other"])
        let asked = form.problems(answers, nomination: "person", today: today)
        #expect(asked.map(\.field.key) == ["other-audience", "partners"])
        answers["partners"] = .text("Friends in Norway")
        answers["scope"] = .text("local")
        #expect(form.answers(Form([:]), keeping: answers)["partners"] != nil, "a draft keeps what was typed")
        #expect(
            form.submission(answers, nomination: "person")["partners"] == nil,
            "what is hidden is not submitted")
    }

    @Test func whatHangsOnAHiddenFieldIsHidden() {
        func field(_ key: String, _ condition: FormCondition? = nil) -> FormField {
            FormField(key: key, showWhen: condition)
        }
        let form = ApplicationForm(
            key: "form",
            sections: [
                FormSection(
                    key: "section",
                    fields: [
                        field("a"), field("b", FormCondition(field: "a", equals: "yes")),
                        field("c", FormCondition(field: "b", answered: true)),
                        field("d", FormCondition(none: [FormCondition(field: "b", answered: true)])),
                        field(
                            "e",
                            FormCondition(any: [
                                FormCondition(field: "a", equals: "no"),
                                FormCondition(field: "b", equals: "x"),
                            ])),
                        field(
                            "f",
                            FormCondition(all: [
                                FormCondition(field: "a", answered: true),
                                FormCondition(field: "b", answered: false),
                            ])),
                    ])
            ])
        func visible(_ answers: Answers) -> String {
            form.visibleFields(answers, nomination: "any").map(\.key).joined()
        }
        #expect(visible([:]) == "ad")
        #expect(visible(["b": .text("x")]) == "ad", "an answer to a hidden field does not count")
        #expect(visible(["a": .text("yes")]) == "abdf")
        #expect(visible(["a": .text("yes"), "b": .text("x")]) == "abce")
        #expect(visible(["a": .text("no"), "b": .text("x")]) == "adef")
    }

    @Test func completenessCountsRequiredFieldsThatAreSeen() throws {
        let form = try form()
        #expect(form.completeness([:], nomination: "person").percent == 0)
        var answers = complete
        for key in ["plans", "results", "rules", "budget", "summary"] { answers[key] = nil }
        let completeness = form.completeness(answers, nomination: "person")
        #expect(completeness.filled == 12)
        #expect(completeness.required == 17)
        #expect(completeness.percent == 70)
        #expect(Set(completeness.missing) == ["plans", "results", "rules", "budget", "summary"])
        answers["scope"] = .text("international")
        #expect(form.completeness(answers, nomination: "person").required == 18)
    }

    @Test func aDraftTakesAnythingAndLosesNothing() throws {
        let form = try form()
        let saved = form.answers(
            Form([
                "project-title": ["  New name "], "people-helped": ["a hundred"], "audiences": [""],
                "role": ["staff"],
            ]),
            keeping: complete)
        #expect(saved["project-title"] == .text("New name"))
        #expect(saved["people-helped"] == .text("a hundred"), "kept, though it cannot be submitted")
        #expect(saved["audiences"] == nil, "the field was on the page and nothing was chosen")
        #expect(saved["summary"] == complete["summary"], "it was not on the page")
        #expect(saved["role"] == nil, "no such field")
        let problems = form.problems(saved, nomination: "person", today: today)
        #expect(problems.map(\.field.key) == ["audiences", "people-helped"])
    }

    @Test func filesStayUntilTheyAreTakenAway() throws {
        let form = try form()
        let file = Answer.file(AnsweredFile(id: "f1", name: "report.pdf", type: .pdf, bytes: 10))
        let saved = form.answers(Form(["evidence": ["f2"]]), keeping: ["evidence": file])
        #expect(saved["evidence"] == file)
    }
}
