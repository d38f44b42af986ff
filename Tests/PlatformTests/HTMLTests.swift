import Platform
import Testing

struct HTMLTests {
    @Test func escapesWhatIsInterpolated() {
        let name = "<b title='x'>\"R&D\"</b>"
        let page: HTML = "<p class=\"note\">\(name)</p>"
        #expect(page.text == "<p class=\"note\">&lt;b title=&#39;x&#39;&gt;&quot;R&amp;D&quot;&lt;/b&gt;</p>")
    }

    @Test func markupInsideMarkupStaysMarkup() {
        let rows = ["a", "<"].map { item -> HTML in "<li>\(item)</li>" }
        let list: HTML = "<ul>\(rows)</ul>\(nil as HTML?)\(3)"
        #expect(list.text == "<ul><li>a</li><li>&lt;</li></ul>3")
    }
}
