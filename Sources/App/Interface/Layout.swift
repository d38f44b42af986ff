internal import Foundation
internal import Hummingbird
internal import Platform

/// What a whole page is made of.
struct Page: Sendable {
    var title: String
    /// One or two sentences below the title.
    var lead: String?
    /// Beside the title: the page's main action.
    var actions: HTML?
    /// Where the page stands, from the season downwards.
    var trail: [Link] = []
    var body: HTML
    /// For search engines and previews.
    var description: String?
    /// A public page draws its own head; a working page has the title that stands here.
    var style = Style.work

    enum Style: String, Sendable {
        case work, open
        /// On a wall, for a hall: nothing stands around it, and where no script runs it is loaded anew.
        case hall
    }
}

/// A text that leads somewhere.
struct Link: Sendable {
    let text: String
    let path: String
}

extension Visit {
    /// Answers with a page. A problem gives it its status; the page itself says what is wrong.
    func answer(_ page: Page, _ problem: Problem? = nil) -> Response {
        .html(Layout.document(page, self), status: problem?.status ?? .ok)
    }

    func page(title: String, _ body: HTML, _ problem: Problem? = nil) -> Response {
        answer(Page(title: title, body: body), problem)
    }

    /// The page of a problem that leaves nothing else to show.
    func answer(_ problem: Problem) -> Response {
        let title = reader("problem.title.\(problem.code.rawValue)")
        let way: HTML? = problem.way.map { Controls.link(reader($0.label), to: $0.path) }
        let body: HTML = """
            <div class="stack-wide"><p class="lead">\(reader(problem.message, problem.arguments))</p>
            <p class="actions">\(way)\(Controls.link(reader("interface.home"), to: "/", style: .secondary))</p></div>
            """
        return answer(Page(title: title, body: body), problem)
    }
}

/// The frame around every page.
enum Layout {
    static func document(_ page: Page, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let isAlone = page.style == .hall
        let reloading: HTML? =
            isAlone ? "<noscript><meta http-equiv=\"refresh\" content=\"15\"></noscript>" : nil
        let language = reader.language
        let name = reader("programme.name")
        return """
            <!DOCTYPE html>
            <html lang="\(language.code)" dir="\(language.direction)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(page.title == name ? name : page.title + " · " + name)</title>
            \(page.description.map { text -> HTML in "<meta name=\"description\" content=\"\(text)\">" })
            <link rel="stylesheet" href="\(Assets.path("laurel.css"))">
            <link rel="icon" href="\(Assets.path("laurel.svg"))" type="image/svg+xml">
            <script type="module" src="\(Assets.path("laurel.js"))"></script>
            \(reloading)
            </head>
            <body class="\(page.style.rawValue)">
            \(isAlone ? nil : "<a class=\"skip button\" href=\"#content\">\(reader("interface.skip"))</a>")
            \(isAlone ? nil : header(visit))
            <main id="content" tabindex="-1">\(content(page, visit))</main>
            \(isAlone ? nil : footer(visit))
            </body>
            </html>
            """
    }

    private static func content(_ page: Page, _ visit: Visit) -> HTML {
        let notice = flash(visit)
        guard page.style == .work else { return "\(notice)\(page.body)" }
        let lead: HTML? = page.lead.map { "<p>\($0)</p>" }
        let actions: HTML? = page.actions.map { "<div class=\"actions\">\($0)</div>" }
        return """
            <div class="wrap">\(trail(page, visit.reader))\(notice)
            <div class="page-head"><div><h1>\(page.title)</h1>\(lead)</div>\(actions)</div>
            \(page.body)</div>
            """
    }

    /// What has just been done, named by the address that a change led to.
    private static func flash(_ visit: Visit) -> HTML? {
        guard let notice = visit.request.query["notice"], notice.allSatisfy({ $0.isASCII && $0 != "." }),
            visit.reader.has("notice.\(notice)")
        else { return nil }
        return "<div class=\"flash\">\(Notices.done(visit.reader("notice.\(notice)")))</div>"
    }

    private static func trail(_ page: Page, _ reader: Reader) -> HTML? {
        guard !page.trail.isEmpty else { return nil }
        let items = page.trail.enumerated().map { index, link -> HTML in
            let separator: HTML? = index == 0 ? nil : Icon.onward
            return "<li>\(separator)<a href=\"\(link.path)\">\(link.text)</a></li>"
        }
        return "<nav class=\"trail\" aria-label=\"\(reader("interface.trail"))\"><ol>\(items)</ol></nav>"
    }

    private static func header(_ visit: Visit) -> HTML {
        let reader = visit.reader
        let links = Navigation.links(visit).map { link -> HTML in
            let isCurrent = link.path == visit.request.path
            let mark: HTML = isCurrent ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(link.path)\"\(mark)>\(link.text)</a></li>"
        }
        return """
            <header class="site"><div class="wrap">
            <a class="brand" href="/">\(Icon.brand)<span>\(reader("programme.name"))</span></a>
            <button class="menu-button button secondary compact" type="button" popovertarget="menu">\
            \(reader("interface.menu"))</button>
            <nav class="menu" id="menu" popover aria-label="\(reader("interface.menu"))">
            <ul>\(links)</ul>
            \(languages(visit))
            \(person(visit))
            </nav></div></header>
            """
    }

    /// Each language in its own words; the address of the same page in that language.
    private static func languages(_ visit: Visit) -> HTML {
        let items = Locales.languages.map { language -> HTML in
            let name = Languages.endonym(language)
            let isCurrent = language == visit.reader.language
            let mark: HTML = isCurrent ? " aria-current=\"true\"" : ""
            return """
                <li><a href="\(visit.request.path)?lang=\(language.code)" lang="\(language.code)" \
                hreflang="\(language.code)"\(mark)>\(name)</a></li>
                """
        }
        return "<ul class=\"languages\" aria-label=\"\(visit.reader("interface.language"))\">\(items)</ul>"
    }

    private static func person(_ visit: Visit) -> HTML {
        let reader = visit.reader
        guard let person = visit.person else {
            return
                """
                <ul><li><a href="\(SignInAddress.after(visit.request.path))">\
                \(reader("people.sign-in"))</a></li></ul>
                """
        }
        return """
            <ul><li><a href="/account"><bdi>\(person.shownName)</bdi></a></li>
            <li><form method="post" action="/sign-out">\(Controls.token(visit))\
            <button class="button quiet compact">\(reader("people.sign-out"))</button></form></li></ul>
            """
    }

    private static func footer(_ visit: Visit) -> HTML {
        let reader = visit.reader
        return """
            <footer class="foot"><div class="wrap"><p>\(reader("interface.about"))</p>
            <ul><li><a href="/">\(reader("interface.home"))</a></li>
            <li><a href="/.well-known/laurel-receipts.json">\(reader("interface.receipt-key"))</a></li>\
            </ul></div></footer>
            """
    }
}
