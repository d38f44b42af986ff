internal import Platform

/// The fields of forms, empty, filled in and with what can be wrong.
struct StyleGuideForms {
    let samples: StyleGuideSamples
    let visit: Visit
    private static let path = "/demo/components"

    private var reader: Reader { samples.reader }

    var form: HTML {
        Controls.form(
            action: Self.path, visit, autosave: Autosave(version: 1),
            body: "\(texts)\(choices)\(others)",
            actions: """
                \(Controls.button(samples("Save", "Сохранить", "حفظ")))\
                \(Controls.button(samples("Preview", "Просмотр", "معاينة"), style: .secondary))
                """)
    }

    private var texts: [HTML] {
        let title = Controls.Field(
            "title", samples.projectLabel, counter: .init(count: 22, most: 80, unit: .characters))
        let summary = Controls.Field(
            "summary", samples.summaryLabel, help: samples.question,
            counter: .init(count: 20, most: 60, unit: .words))
        let people = Controls.Field(
            "people", samples("People helped", "Сколько людей получили помощь", "عدد المستفيدين"))
        let since = Controls.Field("since", samples("Since", "Дата начала", "تاريخ البدء"))
        let opens = Controls.Field("opens", samples("Opens", "Начало", "البداية"))
        let link = Controls.Field(
            "link", samples("Website", "Сайт", "الموقع الإلكتروني"),
            mark: samples("optional", "необязательно", "اختياري"))
        let phone = Controls.Field("phone", samples("Telephone", "Телефон", "الهاتف"))
        return [
            Controls.text(title, value: samples.project, reader),
            Controls.longText(summary, value: samples.paragraph, reader),
            Controls.text(people, value: "1 250", input: .number, reader),
            Controls.text(since, value: "2024-03-01", input: .date, reader),
            Controls.text(opens, value: "2027-03-01T10:00", input: .moment, reader),
            Controls.text(link, value: "", input: .link, reader),
            Controls.text(phone, value: "+447700900123", input: .phone, reader),
        ]
    }

    private var choices: [HTML] {
        let country = Controls.Field("country", samples.countryLabel)
        let countries = reader.countries.map { Controls.Option($0.code, $0.name) }
        let kinds = samples.nominations.map {
            Controls.Option($0.value, $0.label, hint: samples.sentence)
        }
        let audience = Controls.Field(
            "audience", samples("Who is helped", "Кому вы помогаете", "الفئات المستفيدة"),
            help: samples("Choose up to three.", "Выберите до трёх групп.", "اختر ثلاث فئات على الأكثر."))
        return [
            Controls.select(country, countries, chosen: "KZ", reader),
            Controls.choices(.init("kind", samples.nominationLabel), kinds, chosen: ["person"], reader),
            Controls.choices(audience, samples.audiences, chosen: ["children"], isMultiple: true, reader),
        ]
    }

    private var others: [HTML] {
        let evidence = Controls.Field(
            "evidence", samples("Evidence", "Подтверждение", "ما يثبت النتائج"), help: samples.question)
        let file = FileField(
            field: evidence, kept: .init(name: "report-2026.pdf", path: "#content", bytes: 2_400_000),
            accept: ".pdf,.png", uploadPath: Self.path, removalPath: Self.path)
        let consent = Controls.Field("consent", samples.agreement, help: samples.sentence)
        return [
            budget("budget", nil).markup(reader), file.markup(reader),
            Controls.checkbox(consent, isChecked: false, reader),
        ]
    }

    private func budget(_ name: String, _ problem: Problem?) -> TableField {
        let dollars = samples("US dollars", "Доллары США", "دولار أمريكي")
        return TableField(
            field: .init(name, samples.budgetLabel, help: samples.question, problem: problem),
            columns: [
                .init(key: "item", label: samples("Item", "Статья", "البند")),
                .init(key: "amount", label: dollars, input: .number, sum: ("4,300", 0)),
            ],
            rows: [
                ["item": samples.audiences[0].label, "amount": "3000"],
                ["item": samples.audiences[1].label, "amount": "1300"],
            ], most: 6)
    }

    /// The summary leads to fields that repeat what is wrong with them.
    var problems: HTML {
        let problem = Problem(
            .invalid, "problem.check",
            fields: [
                .init("wrong-email", "people.email.wrong"),
                .init("wrong-text", "field.text.too-long.words", ["count": 20, "maximum": 10]),
                .init("wrong-kind", "field.required"),
                .init("wrong-budget.0.amount", "field.number.invalid"),
                .init("wrong-consent", "field.required"),
            ])
        let email = Controls.Field("wrong-email", reader("people.email"), problem: problem)
        let text = Controls.Field(
            "wrong-text", samples.summaryLabel, counter: .init(count: 20, most: 10, unit: .words),
            problem: problem)
        let kind = Controls.Field("wrong-kind", samples.nominationLabel, problem: problem)
        let consent = Controls.Field("wrong-consent", samples.agreement, problem: problem)
        let fields = [
            Controls.text(email, value: "amina@", input: .email, reader),
            Controls.longText(text, value: samples.paragraph, rows: 3, reader),
            Controls.choices(kind, samples.nominations, chosen: [], reader),
            budget("wrong-budget", problem).markup(reader),
            Controls.checkbox(consent, isChecked: false, reader),
        ]
        return Controls.form(
            action: Self.path, visit, problem: problem,
            labels: [
                "wrong-kind": samples.nominationLabel, "wrong-budget.0.amount": samples.budgetLabel,
                "wrong-consent": samples.agreement,
            ],
            body: "\(fields)", actions: Controls.button(samples("Send", "Отправить", "إرسال")))
    }
}
