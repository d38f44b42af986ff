internal import Platform

/// What the components are filled with in the languages of the interface. It is no text of the product, so
/// nobody translates it further.
struct StyleGuideSamples: Sendable {
    let reader: Reader

    init(_ reader: Reader) {
        self.reader = reader
    }

    func callAsFunction(_ english: String, _ russian: String, _ arabic: String) -> String {
        reader.pick(LocalizedText(["en": english, "ru": russian, "ar": arabic]))
    }

    var title: String {
        self(
            "An award run together with the people it honours", "Премия вместе с теми, кого она отмечает",
            "جائزة تُدار مع من تكرّمهم")
    }

    var sentence: String {
        self(
            "Every answer is kept, whatever happens to the connection.",
            "Каждый ответ сохраняется, что бы ни случилось со связью.", "تُحفظ كل إجابة مهما حدث للاتصال.")
    }

    var question: String {
        self(
            "Whom do you help, with what, and how?", "Кому, чем и как вы помогаете?",
            "من تساعد، وبماذا، وكيف؟")
    }

    var paragraph: String {
        self(
            """
            Volunteers from twelve villages bring water filters to schools, teach children to care for \
            them and come back every season.
            """,
            """
            Волонтёры из двенадцати сёл привозят в школы фильтры для воды, учат детей ухаживать за ними и \
            возвращаются каждый сезон.
            """,
            """
            يحمل متطوعون من اثنتي عشرة قرية مرشّحات المياه إلى المدارس، ويعلّمون الأطفال العناية بها، ويعودون \
            كل موسم.
            """)
    }

    var agreement: String {
        self(
            "I agree that the summary is published.", "Я согласен на публикацию краткого описания.",
            "أوافق على نشر الملخّص.")
    }

    var project: String { self("Water for every school", "Вода в каждую школу", "ماء لكل مدرسة") }

    /// Names stay in the language in which they were given.
    let projects: [(name: String, country: String)] = [
        ("Вода в каждую школу", "KZ"), ("Letters across the river", "NG"), ("مكتبة على عجلات", "EG"),
        ("Puentes de papel", "CO"),
    ]

    var projectLabel: String { self("Name of the project", "Название проекта", "اسم المشروع") }
    var summaryLabel: String { self("Summary", "Краткое описание", "ملخّص") }
    var countryLabel: String { self("Country", "Страна", "البلد") }
    var nominationLabel: String { self("Nomination", "Номинация", "الفئة") }
    var budgetLabel: String { self("Budget", "Смета", "الميزانية") }
    var applicationsLabel: String { self("Applications", "Заявки", "الطلبات") }
    var admitted: String { self("Admitted", "Допущена", "مقبول") }

    var nominations: [Controls.Option] {
        [
            .init("person", self("Volunteer of the year", "Волонтёр года", "متطوّع العام")),
            .init("organisation", self("Organisation of the year", "Организация года", "منظمة العام")),
        ]
    }

    var audiences: [Controls.Option] {
        [
            .init("children", self("Children and families", "Дети и семьи", "الأطفال والأسر")),
            .init("elderly", self("Elderly people", "Пожилые люди", "كبار السن")),
            .init(
                "displaced",
                self("Refugees and displaced people", "Беженцы и переселенцы", "اللاجئون والنازحون")
            ),
        ]
    }
}
