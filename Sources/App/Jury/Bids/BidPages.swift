internal import Platform

/// Where a juror says what they want to review, and leaves what they stand too close to.
enum BidPages {
    static let mostOnPage = 25

    struct Content: Sendable {
        let season: Season
        let bidding: Bidding
        /// All that the juror may bid on.
        let all: [BiddableApplication]
        let query: BidQuery
        /// How many names the juror has not said anything of.
        let undeclared: Int
        let isOpen: Bool

        fileprivate var found: [BiddableApplication] { all.filter(query.admits) }
        fileprivate var list: ListAddress {
            ListAddress(path: JuryAddress(season).bids, query: query.address)
        }

        /// Where the next page begins, if there is one.
        var next: Int? {
            let start = query.start + mostOnPage
            return start < found.count ? start : nil
        }

        /// Where to go after saving: on to the next page; of those that leave what is looked for once they
        /// are saved, the next ones stand at the same place.
        var wayOn: String {
            guard query.show.isEmpty, let next else { return list.with([:]) }
            return list.after(String(next))
        }
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.jury(reader("jury.bids"), content.season, reader)
        page.lead = reader("jury.bids.lead")
        page.body = """
            <div class="stack-wide">\(deadline(content, reader))\(undeclared(content, reader))\
            \(body(content, visit))</div>
            """
        return page
    }

    private static func deadline(_ content: Content, _ reader: Reader) -> HTML {
        guard content.isOpen else { return Notices.information(reader("jury.bids.closed")) }
        let bids = content.all.count { $0.wish != nil }
        let until = reader("jury.bids.until", ["moment": .text(Moments.mark)])
        return """
            <div class="stack"><p>\(Moments.inside(until, content.bidding.until, reader))</p>
            \(Drawings.meter(reader("jury.bids.said"), done: bids, of: content.all.count, reader))</div>
            """
    }

    private static func undeclared(_ content: Content, _ reader: Reader) -> HTML? {
        guard content.undeclared > 0, content.isOpen else { return nil }
        let link = Controls.link(
            reader("jury.conflicts.go"), to: JuryAddress(content.season).conflicts, style: .secondary)
        let why = reader("jury.bids.undeclared", ["count": .number(content.undeclared)])
        return Notices.caution(reader("jury.conflicts.first"), "<p>\(why)</p><p>\(link)</p>")
    }

    private static func body(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        guard !content.all.isEmpty else {
            return Notices.empty(
                reader("jury.bids.none"), reader("jury.bids.none.why"),
                action: Controls.link(
                    reader("jury.queue"), to: JuryAddress(content.season).queue, style: .secondary))
        }
        let found = content.found
        let shown = Array(found.dropFirst(content.query.start).prefix(mostOnPage))
        guard !shown.isEmpty else {
            let nothing = Notices.empty(reader("jury.bids.filter.none"), reader("jury.bids.filter.none.why"))
            return "\(filter(content, reader))\(nothing)"
        }
        let head = reader("jury.bids.found", ["count": .number(found.count)])
        return """
            \(filter(content, reader))<section class="stack"><h2>\(head)</h2>\(form(shown, content, visit))
            \(Lists.pager(content.list, next: content.next.map { String($0) }, reader))</section>
            """
    }

    // MARK: What is looked for

    private static func filter(_ content: Content, _ reader: Reader) -> HTML {
        let used = Set(content.all.flatMap(\.themes))
        let themes = content.bidding.rules.themes.filter { used.contains($0.key) }.map {
            Controls.Option($0.key, reader.pick($0.label))
        }
        let languages = Set(content.all.map(\.language.code)).sorted().map {
            Controls.Option($0, reader.languageName($0))
        }
        let said = [
            Controls.Option(BidQuery.unsaid, reader("jury.bids.filter.unsaid")),
            Controls.Option(BidQuery.said, reader("jury.bids.filter.said")),
        ]
        let query = content.query
        let theme: HTML? =
            themes.isEmpty
            ? nil
            : Controls.select(
                .init("theme", reader("jury.bids.theme")), themes, chosen: query.theme,
                empty: reader("jury.all"), reader)
        let language: HTML? =
            languages.count < 2
            ? nil
            : Controls.select(
                .init("language", reader("jury.field.language")), languages, chosen: query.language,
                empty: reader("jury.all"), reader)
        return Lists.filter(
            content.list,
            fields: """
                \(theme)\(language)
                \(Controls.select(
                    .init("show", reader("jury.bids.filter.show")), said, chosen: query.show,
                    empty: reader("jury.all"), reader))
                """, reader)
    }

    // MARK: The applications

    private static func form(
        _ shown: [BiddableApplication], _ content: Content, _ visit: Visit
    ) -> HTML {
        let reader = visit.reader
        let items = shown.enumerated().map { index, application in
            item(application, content.query.start + index + 1, content, reader)
        }
        let list: HTML = "<ul class=\"entries\">\(items)</ul>"
        guard content.isOpen else { return list }
        let isLast = content.next == nil
        return Controls.form(
            action: content.list.with([:]), visit, body: list,
            actions: Controls.button(reader(isLast ? "jury.bids.save" : "jury.bids.save-next")))
    }

    private static func item(
        _ application: BiddableApplication, _ number: Int, _ content: Content, _ reader: Reader
    ) -> HTML {
        let id = "bid-" + application.publicID
        let party: HTML? =
            application.partyName.isEmpty ? nil : "<p><bdi>\(application.partyName)</bdi></p>"
        let conflict: HTML? =
            content.isOpen
            ? """
            <p><a href="\(JuryAddress(content.season).bidConflict(application.publicID))" \
            aria-describedby="\(id)">\(reader("jury.bids.conflict"))</a></p>
            """ : nil
        return """
            <li><div class="stack"><h3 id="\(id)"><bdi>\(name(application, number, reader))</bdi></h3>\(party)
            <p class="soft">\(facts(application, content.bidding.rules, reader))</p>\(conflict)</div>
            \(wishes(application, describedBy: id, content, reader))</li>
            """
    }

    private static func facts(
        _ application: BiddableApplication, _ rules: SeasonDocument, _ reader: Reader
    ) -> String {
        let nomination = rules.nomination(application.nomination).map { reader.pick($0.title) }
        let themes = rules.themes.filter { application.themes.contains($0.key) }
        let words = themes.map { reader.pick($0.label) } + [reader.languageName(application.language.code)]
        return ([nomination].compactMap(\.self) + words).joined(separator: " · ")
    }

    private static func wishes(
        _ application: BiddableApplication, describedBy id: String, _ content: Content, _ reader: Reader
    ) -> HTML {
        let name = BidQuery.wishName(application.publicID)
        let ways: [Bid.Wish?] = Bid.Wish.allCases.map(Optional.some) + [nil]
        let items = ways.map { wish -> HTML in
            let value = wish?.rawValue ?? ""
            let mark: HTML = wish == application.wish ? " checked" : ""
            let off: HTML = content.isOpen ? "" : " disabled"
            let box = name + "-" + (wish?.rawValue ?? "none")
            return """
                <div class="choice"><input type="radio" id="\(box)" name="\(name)" value="\(value)"\(mark)\(off)>\
                <label for="\(box)">\(wish?.word(reader) ?? reader("jury.bid.none"))</label></div>
                """
        }
        return """
            <div class="wishes" role="radiogroup" aria-labelledby="\(id)">\(items)\
            \(Controls.hidden("shown", application.publicID))</div>
            """
    }

    /// What has no title that may be shown is known by its place in the list.
    private static func name(_ application: BiddableApplication, _ number: Int, _ reader: Reader) -> String {
        application.title.isEmpty
            ? reader("jury.review.untitled", ["number": .number(number)]) : application.title
    }

    // MARK: A conflict

    struct ConflictContent: Sendable {
        let season: Season
        let bidding: Bidding
        let application: BiddableApplication
        var kind = ""
        var note = ""
        var problem: Problem?
    }

    /// What stands between the juror and whoever applies, before it is said.
    static func conflict(_ content: ConflictContent, _ visit: Visit) -> Page {
        let (reader, application) = (visit.reader, content.application)
        let address = JuryAddress(content.season)
        var page = Page.jury(reader("jury.bids.conflict"), content.season, reader)
        page.trail.append(Link(text: reader("jury.bids"), path: address.bids))
        page.lead = reader("jury.bids.conflict.lead")
        let title: HTML? =
            application.title.isEmpty ? nil : "<p><strong><bdi>\(application.title)</bdi></strong></p>"
        let kind = Controls.Field("kind", reader("jury.conflict.kind"), problem: content.problem)
        let note = Controls.Field(
            "note", reader("jury.conflicts.note"), mark: reader("jury.optional"), problem: content.problem)
        let form = Controls.form(
            action: address.bidConflict(application.publicID), visit, problem: content.problem,
            body: """
                \(Controls.select(kind, ConflictKind.options(reader), chosen: content.kind,
                    empty: reader("jury.conflicts.kind.choose"), reader))
                \(Controls.longText(note, value: content.note, rows: 3, reader))
                """,
            actions: """
                \(Controls.button(reader("jury.conflicts.kinds.do"), style: .danger))
                \(Controls.link(reader("jury.bids.back"), to: address.bids, style: .quiet))
                """)
        page.body = """
            <div class="stack">\(title)
            <p class="soft">\(facts(application, content.bidding.rules, reader))</p>\(form)</div>
            """
        return page
    }

    // MARK: On other pages

    /// The way here from the juror's desk, as long as bids are taken.
    static func invitation(_ until: Instant?, _ season: Season, _ reader: Reader) -> HTML? {
        guard let until else { return nil }
        let words = reader("jury.bids.until", ["moment": .text(Moments.mark)])
        let link = Controls.link(reader("jury.bids"), to: JuryAddress(season).bids, style: .secondary)
        return Notices.information(
            reader("jury.bids.invitation"), "<p>\(Moments.inside(words, until, reader))</p><p>\(link)</p>")
    }

    /// How many have bid, for staff.
    static func progress(_ progress: BidProgress?, at now: Instant, _ reader: Reader) -> HTML? {
        guard let progress else { return nil }
        let words = reader(
            now < progress.until ? "jury.bids.until" : "jury.bids.until.past", ["moment": .text(Moments.mark)]
        )
        return """
            \(Drawings.meter(reader("jury.bids.progress"), done: progress.bidders, of: progress.jurors, reader))
            <p class="soft">\(Moments.inside(words, progress.until, reader))</p>
            """
    }
}
