import Platform
import Testing

@testable import App

/// A drawing never stands alone: its numbers are there to be read, and it is hidden from who cannot see it.
struct ChartTests {
    @Test(arguments: [(Language.english, "1,234"), (.russian, "1\u{A0}234"), (.arabic, "1,234")])
    func barsStandBesideTheirNumbers(_ language: Language, _ number: String) throws {
        let chart = BarChart(
            caption: "By country", subject: "Country", measure: "Applications", measureBefore: "Before",
            rows: [.init("Kenya", 1_234, before: 617), .init("Peru", 0)])
        let text = chart.markup(try DemoSeasons.reader(language)).text
        let markup = Markup(text)
        #expect(markup.faults.isEmpty, "\(markup.faults)")
        #expect(text.contains("<td class=\"number\">\(number)</td>"))
        #expect(
            text.contains("<td class=\"number soft\">617</td>")
                && text.contains("<td class=\"number soft\">–</td>"))
        let bars = markup.all("rect").filter { $0["class"] == "mark-fill" }.compactMap { $0["width"] }
        #expect(bars.prefix(2) == ["100%", "0%"])
        #expect(markup.all("rect").contains { $0["class"] == "mark-before" && $0["x"] == "50%" })
        #expect(
            markup.all("svg").filter { $0["class"] != nil }.allSatisfy {
                $0["class"]?.contains("mirrors") == true
            })
    }

    @Test func everyDayIsInTheTableBehindItsColumns() throws {
        let first = try #require(CalendarDate("2027-02-26"))
        let days = [3, 0, 12_000].enumerated().map { index, count in
            DayChart.Day(date: first.adding(days: index) ?? first, count: count)
        }
        let chart = DayChart(caption: "Day by day", measure: "Applications", days: days)
        let text = chart.markup(try DemoSeasons.reader(.english)).text
        let markup = Markup(text)
        #expect(markup.faults.isEmpty, "\(markup.faults)")
        #expect(markup.all("th").filter { $0["scope"] == "row" }.count == 3)
        for words in ["26 February 2027", "28 February 2027", "12,000"] {
            #expect(text.contains(words), "\(words)")
        }
        let heights = markup.all("rect").compactMap { $0["height"] }
        #expect(heights == ["0%", "0%", "100%"])
        #expect(DayChart(caption: "", measure: "", days: []).markup(try DemoSeasons.reader(.english)).isEmpty)
    }

    @Test func scoresTellMeanAndIntervalInWords() throws {
        let chart = ScoreChart(
            caption: "Scores", subject: "Application", scale: 0...10,
            rows: [
                .init(label: "Wells", marks: [9, 7.5], mean: 8.25, interval: 6.5...9.75, isTooClose: true),
                .init(label: "Nobody yet", marks: []),
            ])
        let text = chart.markup(try DemoSeasons.reader(.russian)).text
        #expect(Markup(text).faults.isEmpty)
        #expect(text.contains("8,25") && text.contains("6,50–9,75") && text.contains("7,5 · 9,0"))
        #expect(text.contains("cx=\"75%\"") && text.contains("<td class=\"number\">–</td>"))
    }

    @Test func theWorldShowsSmallNumbersBesideLargeOnes() throws {
        let text = WorldGrid.drawing(["KE": 1, "KZ": 2_000], try DemoSeasons.reader(.russian)).text
        #expect(Markup(text).all("svg").first?["aria-hidden"] == "true")
        #expect(
            text.contains("<title>Казахстан: 2\u{A0}000</title>") && text.contains("<title>Кения: 1</title>"))
        #expect([0, 1, 2, 2_000].map { WorldGrid.shade($0, 2_000) } == [0, 1, 1, 5])
        let countries = WorldGrid.places.map(\.country)
        #expect(Set(countries).count == countries.count, "each country once")
    }

    @Test func sharesStayInsideTheirDrawing() {
        #expect([-1, 0, 0.375, 0.3333, 2].map(Drawings.percent) == ["0%", "0%", "37.5%", "33.3%", "100%"])
        #expect(Drawings.marks([], mean: nil).isEmpty)
    }

    @Test func progressIsSaidInNumbers() throws {
        let meter = Drawings.meter("Reviews <3", done: 1_500, of: 3_000, try DemoSeasons.reader(.english))
            .text
        #expect(meter.contains("1,500") && meter.contains("3,000") && meter.contains("width=\"50%\""))
        #expect(meter.contains("Reviews &lt;3"))
        #expect(
            Drawings.meter("None", done: 0, of: 0, try DemoSeasons.reader(.english)).text.contains(
                "width=\"0%\""))
    }
}
