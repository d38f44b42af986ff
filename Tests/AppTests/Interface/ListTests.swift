import Platform
import Testing

@testable import App

struct ListTests {
    private let list = ListAddress(
        path: "/list",
        query: ["search": "a & b", "sort": "name", "after": "9", "notice": "saved", "empty": ""])

    private var table: DataTable {
        DataTable(
            caption: "People & places",
            columns: [
                .init("Name", sort: "name"), .init("Score", isNumber: true, sort: "score"), .init("<Note>"),
            ],
            rows: [["<b>", "7", "x"].map { text -> HTML in "\(text)" }])
    }

    @Test func anAddressKeepsWhatTheListIsFilteredBy() {
        #expect(
            list.sorted(by: "-score") == "/list?search=a%20%26%20b&sort=%2Dscore", "from the first page on")
        #expect(list.after("12") == "/list?after=12&search=a%20%26%20b&sort=name")
        #expect(list.with(["search": nil, "after": nil]) == "/list?sort=name")
        #expect(ListAddress(path: "/list", query: [:]).with([:]) == "/list")
    }

    @Test func headingsSortTheListTheyStandOn() throws {
        let reader = try DemoSeasons.reader(.english)
        let markup = Markup(table.markup(reader, list: list).text)
        let headings = markup.all("th").filter { $0["scope"] == "col" }
        #expect(headings.map { $0["aria-sort"] } == ["ascending", nil, nil])
        #expect(
            markup.all("a").map { $0["href"] } == [
                "/list?search=a%20%26%20b&amp;sort=%2Dname", "/list?search=a%20%26%20b&amp;sort=score",
            ])
        let down = ListAddress(path: "/list", query: ["sort": "-score"])
        let turned = Markup(table.markup(reader, list: down).text).all("th").compactMap { $0["aria-sort"] }
        #expect(turned == ["descending"])
        #expect(Markup(table.markup(reader).text).all("a").isEmpty, "what is no list cannot be sorted")
    }

    @Test func aTableSaysWhatItIsAndNamesItsRows() throws {
        let text = table.markup(try DemoSeasons.reader(.english)).text
        let markup = Markup(text)
        #expect(markup.faults.isEmpty, "\(markup.faults)")
        #expect(text.contains("<caption>People &amp; places</caption>"))
        #expect(markup.all("th").filter { $0["scope"] == "row" }.count == 1)
        #expect(
            markup.all("td").map { $0["data-label"] } == ["Score", "&lt;Note&gt;"],
            "labels of cards on a phone")
        #expect(markup.all("td").map { $0["class"] } == ["number", nil])
        #expect(text.contains("&lt;b&gt;"))
    }

    @Test func whoNarrowsAListKeepsItsOrder() throws {
        let filter = Lists.filter(list, fields: "<p>fields</p>", try DemoSeasons.reader(.english))
        let markup = Markup(filter.text)
        #expect(markup.all("form").map { [$0["method"], $0["action"]] } == [["get", "/list"]])
        let hidden = markup.all("input").filter { $0["type"] == "hidden" }
        #expect(hidden.map { [$0["name"], $0["value"]] } == [["sort", "name"]])
        #expect(markup.all("a").map { $0["href"] } == ["/list"], "all of it again")
    }

    @Test func thePagerLeadsOnAndBackToTheStart() throws {
        let reader = try DemoSeasons.reader(.english)
        let whole = ListAddress(path: "/list", query: ["search": "x"])
        #expect(Lists.pager(whole, next: nil, reader) == nil, "one page needs none")
        let first = try #require(Lists.pager(whole, next: "5", reader))
        #expect(Markup(first.text).all("a").map { $0["href"] } == ["/list?after=5&amp;search=x"])
        let last = try #require(Lists.pager(list, next: nil, reader))
        #expect(Markup(last.text).all("a").map { $0["href"] } == ["/list?search=a%20%26%20b&amp;sort=name"])
        #expect(Markup(last.text).all("nav").first?["aria-label"]?.isEmpty == false)
    }

    @Test func anEmptyListSaysWhyAndWhatToDo() {
        let empty = Notices.empty(
            "No <people>", "Nobody applied yet.", action: Controls.link("Invite", to: "/invite"))
        #expect(empty.text.contains("No &lt;people&gt;") && empty.text.contains("Nobody applied yet."))
        #expect(Markup(empty.text).all("a").map { $0["href"] } == ["/invite"])
        #expect(Markup(Notices.empty("None", "Why").text).all("a").isEmpty)
    }
}
