internal import Platform

/// Every component in every state, for whoever designs a page or changes the stylesheet.
struct StyleGuidePage {
    private let visit: Visit
    private let samples: StyleGuideSamples

    init(_ visit: Visit) {
        self.visit = visit
        samples = StyleGuideSamples(visit.reader)
    }

    private var reader: Reader { samples.reader }

    var page: Page {
        let forms = StyleGuideForms(samples: samples, visit: visit)
        let drawings = StyleGuideDrawings(samples: samples, now: visit.now)
        let parts: [(title: String, body: HTML)] = [
            (samples("Voices", "Голоса", "الخطوط"), voices),
            (samples("Buttons", "Кнопки", "الأزرار"), buttons),
            (samples("Notices and states", "Сообщения и состояния", "الرسائل والحالات"), notices),
            (samples("A form", "Форма", "نموذج"), forms.form),
            (samples("A form with problems", "Форма с ошибками", "نموذج فيه أخطاء"), forms.problems),
            (samples("Lists", "Списки", "القوائم"), lists),
            (samples("Progress", "Ход работы", "سير العمل"), progress),
            (samples("Drawings", "Рисунки", "الرسوم"), drawings.markup),
        ]
        let sections = parts.map { part -> HTML in
            "<section class=\"stack-wide\"><h2>\(part.title)</h2>\(part.body)</section>"
        }
        return Page(
            title: samples("Components", "Компоненты", "المكوّنات"),
            lead: samples(
                "What pages are made of, in every state that it can have.",
                "Из чего состоят страницы, во всех возможных состояниях.",
                "ما تتكوّن منه الصفحات، في كل حالة ممكنة."),
            actions: Controls.link(
                samples("Main action", "Главное действие", "الإجراء الرئيسي"), to: "#content"),
            trail: [Link(text: samples("Season", "Сезон", "الموسم"), path: "/")],
            body: "<div class=\"guide\">\(sections)</div>")
    }

    private var voices: HTML {
        let shades = (0...5).map { step -> HTML in
            """
            <svg class="swatch" aria-hidden="true"><rect class="s\(step)" width="100%" height="100%"/></svg>
            """
        }
        return """
            <div class="stack measure"><p class="display voice">\(samples.title)</p>
            <h3>\(samples.project)</h3><p class="lead">\(samples.sentence)</p>
            <p>\(samples.paragraph) <a href="#content">\(samples.project)</a></p>
            <p class="soft small">\(samples.sentence)</p></div><p class="row">\(shades)</p>
            """
    }

    private var buttons: HTML {
        let save = samples("Save", "Сохранить", "حفظ")
        return """
            <p class="actions">\(Controls.button(save))\(Controls.button(save, style: .secondary))\
            \(Controls.button(save, style: .quiet))\
            \(Controls.button(samples("Withdraw", "Отозвать", "سحب الطلب"), style: .danger))\
            \(Controls.link(samples("Open", "Открыть", "فتح"), to: "#content", style: .secondary))\
            <button class="button" disabled>\(save)</button></p>
            """
    }

    private var notices: HTML {
        let sentence: HTML = "<p>\(samples.sentence)</p>"
        let badges: [(String, Notices.Tone)] = [
            (samples("Draft", "Черновик", "مسودّة"), .neutral),
            (samples("Under way", "Идёт", "جارٍ"), .active), (samples.admitted, .positive),
            (samples("Rejected", "Отклонена", "مرفوض"), .negative),
            (samples("Waits for you", "Ждёт вас", "بانتظارك"), .waiting),
        ]
        let nothing = samples("No applications yet", "Заявок пока нет", "لا توجد طلبات بعد")
        let start = Controls.link(samples("Start one", "Начать", "ابدأ طلبًا"), to: "#content")
        return """
            \(Notices.done(samples("Saved.", "Сохранено.", "تم الحفظ.")))
            \(Notices.information(samples.title, sentence))
            \(Notices.caution(samples("The deadline is near", "Срок близко", "الموعد يقترب"), sentence))
            <p class="row">\(badges.map { Notices.badge($0.0, $0.1) })</p>
            \(Notices.empty(nothing, samples.sentence, action: start))
            """
    }

    private var lists: HTML {
        let list = ListAddress(path: "/demo/components", query: ["sort": "country", "after": "k"])
        let search = Controls.Field("search", samples("Search", "Поиск", "بحث"))
        let all = samples("All", "Все", "الكل")
        let fields = [
            Controls.text(search, value: "", input: .search, reader),
            Controls.select(
                .init("nomination", samples.nominationLabel), samples.nominations, chosen: "person",
                empty: all, reader),
        ]
        let found = samples("429 applications", "429 заявок", "429 طلبًا")
        let export = Controls.link("CSV", to: "#content", style: .quiet)
        let submitted = Moments.moment(Instant(milliseconds: 1_795_363_200_000), reader)
        let facts: [(String, HTML)] = [
            (samples.nominationLabel, "\(samples.nominations[0].label)"),
            (samples("Submitted", "Отправлена", "أُرسل"), submitted),
        ]
        return """
            <div class="stack">\(Lists.filter(list, fields: "\(fields)", reader))
            \(Lists.head(found, actions: export))\(table.markup(reader, list: list))
            \(Lists.pager(list, next: "x", reader))</div>
            \(Lists.facts(facts))
            """
    }

    private var table: DataTable {
        let rows = samples.projects.enumerated().map { index, project -> [HTML] in
            let mean = reader.decimal(8.75 - Double(index) / 3, digits: 2)
            return [
                "<a href=\"#content\"><bdi>\(project.name)</bdi></a>", "\(reader.country(project.country))",
                Notices.badge(samples.admitted, .positive), "\(mean)",
            ]
        }
        return DataTable(
            caption: samples.applicationsLabel,
            columns: [
                .init(samples("Project", "Проект", "المشروع"), sort: "title"),
                .init(samples.countryLabel, sort: "country"),
                .init(samples("State", "Состояние", "الحالة")),
                .init(samples("Mean", "Средний балл", "المتوسط"), isNumber: true, sort: "mean"),
            ], rows: rows)
    }

    private var progress: HTML {
        let steps: [(String, Lists.StepState)] = [
            (samples.nominationLabel, .done), (samples("Applicant", "Заявитель", "مقدّم الطلب"), .done),
            (samples("Project", "Проект", "المشروع"), .current),
            (samples("Preview", "Просмотр", "المعاينة"), .ahead),
        ]
        let reviewed = samples("Reviewed", "Оценено", "تم التقييم")
        return """
            \(Lists.steps(steps))
            <div class="measure">\(Drawings.meter(reviewed, done: 14, of: 21, reader))</div>
            """
    }
}
