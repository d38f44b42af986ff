internal import Platform

/// The drawings, with figures in the size of a real season.
struct StyleGuideDrawings {
    let samples: StyleGuideSamples
    let now: Instant

    private var reader: Reader { samples.reader }

    var markup: HTML {
        """
        \(timeline.markup(reader))
        <div>\(bars.markup(reader))</div>
        <div>\(scores.markup(reader))</div>
        \(days.markup(reader))
        \(lines.markup(reader))
        \(WorldGrid.drawing(countries, reader))
        <figure class="branches deep">\(Emblem.branches(branches))</figure>
        """
    }

    private var timeline: Timeline {
        func day(_ offset: Int) -> Instant { now + .seconds(offset * 86_400) }
        return Timeline(
            stages: [
                .init(
                    title: samples("Applications", "Приём заявок", "استقبال الطلبات"), opens: day(-70),
                    closes: day(-6), note: samples.sentence),
                .init(
                    title: samples("Screening", "Техническая экспертиза", "الفرز"), opens: day(-40),
                    closes: day(12)),
                .init(
                    title: samples("Expert review", "Экспертная оценка", "تقييم المحكّمين"), opens: day(4),
                    closes: day(45)),
                .init(
                    title: samples("Announcement of laureates", "Объявление лауреатов", "إعلان الفائزين"),
                    opens: day(80), closes: nil),
            ], now: now)
    }

    private var bars: BarChart {
        let counts = [168, 121, 74, 41, 18, 7]
        let rows = zip(["KZ", "IN", "NG", "BR", "EG", "FR"], counts).map { country, count in
            BarChart.Row("\(reader.country(country))", count, before: count * 4 / 5 + 6)
        }
        return BarChart(
            caption: samples("Applications by country", "Заявки по странам", "الطلبات بحسب البلد"),
            subject: samples.countryLabel, measure: samples("This season", "Этот сезон", "هذا الموسم"),
            measureBefore: samples("Season before", "Прошлый сезон", "الموسم السابق"), rows: rows)
    }

    private var scores: ScoreChart {
        let rows = samples.projects.enumerated().map { index, project -> ScoreChart.Row in
            let mean = 8.6 - Double(index) * 0.7
            return ScoreChart.Row(
                label: "<bdi>\(project.name)</bdi>", marks: [mean - 1.1, mean + 0.2, mean + 0.9], mean: mean,
                interval: mean - 0.8...mean + 0.7, isTooClose: index == 1 || index == 2)
        }
        return ScoreChart(
            caption: samples("Marks of the jury", "Оценки жюри", "درجات لجنة التحكيم"),
            subject: samples("Project", "Проект", "المشروع"), scale: 0...10, rows: rows)
    }

    private var days: DayChart {
        let start = CalendarDate("2026-10-01")?.daysSince1970 ?? 0
        let days = (0..<60).compactMap { offset -> DayChart.Day? in
            let count = 4 + offset % 7 + (offset * offset * offset) / 4000
            return CalendarDate(daysSince1970: start + offset).map { DayChart.Day(date: $0, count: count) }
        }
        return DayChart(
            caption: samples("Applications by day", "Заявки по дням", "الطلبات بحسب اليوم"),
            measure: samples.applicationsLabel, days: days)
    }

    private var lines: LineChart {
        func line(_ label: String, through last: Int, times factor: Int) -> LineChart.Line {
            let points = (last...80).reversed().map { left in
                LineChart.Point(daysLeft: left, total: factor * (80 - left) * (80 - left) / 100)
            }
            return LineChart.Line(label: label, points: points)
        }
        let (season, former) = (
            samples("This season", "Этот сезон", "هذا الموسم"),
            samples("Season before", "Прошлый сезон", "الموسم السابق")
        )
        let deadline = samples("Deadline", "Окончание приёма", "الموعد النهائي")
        return LineChart(
            caption: samples("All that had arrived", "Всего поступило", "مجموع ما ورد"),
            line: line(season, through: 25, times: 7), before: line(former, through: -6, times: 6),
            ends: (
                samples("80 days before", "За 80 дней", "قبل 80 يومًا"),
                samples("6 days after", "Через 6 дней", "بعد 6 أيام")
            ),
            end: deadline,
            table: DataTable(
                caption: samples.applicationsLabel,
                columns: [.init(deadline, isNumber: true), .init(season, isNumber: true)],
                rows: [["\(reader.number(25))", "\(reader.number(211))"]]))
    }

    private var countries: [String: Int] {
        var counts: [String: Int] = [:]
        for (index, place) in WorldGrid.places.enumerated() where index % 7 < 4 {
            counts[place.country] = 1 + (index * 37) % 11 * ((index * 13) % 7)
        }
        return counts
    }

    private let branches: [[Int]] = [11, 27, 16, 14, 18, 9].map { count in
        (0..<count).map { 1 + ($0 * 29) % 23 }
    }
}
