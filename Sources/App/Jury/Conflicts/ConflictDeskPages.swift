internal import Foundation
internal import Platform

/// The desk of staff for conflicts: suggested, named by applicants, standing, lifted, dismissed.
enum ConflictDeskPages {
    /// What is on a shelf; one more than a page where there is a next one.
    enum List: Sendable {
        case suggestions([ConflictSuggestion], from: Int)
        case namings([ConflictDesk.Naming])
        case entries([ConflictDesk.Entry])
        case dismissals([ConflictDesk.Dismissal], from: Int)
    }

    struct Content: Sendable {
        let season: Season
        let shelf: ConflictDesk.Shelf
        let list: List
        var problem: Problem?

        fileprivate var address: ListAddress {
            ListAddress(path: JuryAddress(season).conflictDesk, query: ["show": shelf.rawValue])
        }
    }

    static func desk(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.juryStaff(reader("jury.conflicts"), content.season, reader)
        page.lead = about(content.shelf, reader)
        page.body = """
            \(Notices.problem(content.problem, reader))
            <div class="stack-wide">\(shelves(content, reader))\(items(content, visit))</div>
            """
        return page
    }

    private static func shelves(_ content: Content, _ reader: Reader) -> HTML {
        let address = JuryAddress(content.season)
        let links = ConflictDesk.Shelf.allCases.map { shelf -> HTML in
            let isCurrent = shelf == content.shelf
            let mark: HTML? = isCurrent ? " aria-current=\"page\"" : nil
            let label: HTML = isCurrent ? "<strong>\(word(shelf, reader))</strong>" : "\(word(shelf, reader))"
            return "<a class=\"chip\" href=\"\(address.conflictShelf(shelf.rawValue))\"\(mark)>\(label)</a>"
        }
        return
            "<nav class=\"list-head\" aria-label=\"\(reader("jury.conflict-desk.shelves"))\">\(links)</nav>"
    }

    private static func word(_ shelf: ConflictDesk.Shelf, _ reader: Reader) -> String {
        switch shelf {
        case .suggested: reader("jury.conflict-desk.suggested")
        case .named: reader("jury.conflict-desk.named")
        case .standing: reader("jury.conflict-desk.standing")
        case .lifted: reader("jury.conflict-desk.lifted")
        case .dismissed: reader("jury.conflict-desk.dismissed")
        }
    }

    private static func about(_ shelf: ConflictDesk.Shelf, _ reader: Reader) -> String {
        switch shelf {
        case .suggested: reader("jury.conflict-desk.suggested.lead")
        case .named: reader("jury.conflict-desk.named.lead")
        case .standing: reader("jury.conflict-desk.standing.lead")
        case .lifted: reader("jury.conflict-desk.lifted.lead")
        case .dismissed: reader("jury.conflict-desk.dismissed.lead")
        }
    }

    private static func items(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, size) = (visit.reader, ConflictDesk.pageSize)
        let (items, next): ([HTML], String?)
        switch content.list {
        case .suggestions(let all, let start):
            let shown = all.dropFirst(start).prefix(size)
            items = shown.map { suggestion($0, content, visit) }
            next = start + shown.count < all.count ? String(start + size) : nil
        case .namings(let found):
            items = found.prefix(size).map { naming($0, content, reader) }
            next = found.count > size ? ConflictDesk.NamingPlace(found[size - 1].naming).text : nil
        case .entries(let found):
            items = found.prefix(size).map { entry($0, content, visit) }
            next = found.count > size ? found[size - 1].conflict.publicID : nil
        case .dismissals(let found, let start):
            items = found.prefix(size).map { dismissal($0, reader) }
            next = found.count > size ? String(start + size) : nil
        }
        guard !items.isEmpty else { return empty(content.shelf, reader) }
        return "<ul class=\"entries\">\(items)</ul>\(Lists.pager(content.address, next: next, reader))"
    }

    private static func empty(_ shelf: ConflictDesk.Shelf, _ reader: Reader) -> HTML {
        switch shelf {
        case .suggested:
            Notices.empty(
                reader("jury.conflict-desk.suggested.none"), reader("jury.conflict-desk.suggested.none.why"))
        case .named:
            Notices.empty(
                reader("jury.conflict-desk.named.none"), reader("jury.conflict-desk.named.none.why"))
        case .standing:
            Notices.empty(
                reader("jury.conflict-desk.standing.none"), reader("jury.conflict-desk.standing.none.why"))
        case .lifted:
            Notices.empty(
                reader("jury.conflict-desk.lifted.none"), reader("jury.conflict-desk.lifted.none.why"))
        case .dismissed:
            Notices.empty(
                reader("jury.conflict-desk.dismissed.none"), reader("jury.conflict-desk.dismissed.none.why"))
        }
    }

    /// "Anna Petrova and Green World".
    private static func pair(_ judge: String, _ applicant: String, _ reader: Reader) -> HTML {
        let names: [String: MessageValue] = ["judge": .text(judge), "applicant": .text(applicant)]
        return "<p><strong>\(reader("jury.conflict-desk.pair", names))</strong></p>"
    }

    // MARK: Suggestions

    private static func suggestion(
        _ suggestion: ConflictSuggestion, _ content: Content, _ visit: Visit
    ) -> HTML {
        let reader = visit.reader
        let id = "kind-" + suggestion.place
        let hints = suggestion.hints.map { "<li>\($0.words(reader))</li>" as HTML }
        let options = ConflictKind.allCases.map { kind -> HTML in
            let mark: HTML = kind == suggestion.kind ? " selected" : ""
            return "<option value=\"\(kind.rawValue)\"\(mark)>\(kind.word(reader))</option>"
        }
        return """
            <li><div class="stack">\(pair(suggestion.judge.shownName, suggestion.applicant.name, reader))
            <ul class="soft">\(hints)</ul>
            <form class="row" method="post" action="\(JuryAddress(content.season).conflictDesk)/suggestions">
            <div class="field"><label for="\(id)">\(reader("jury.conflict.kind"))</label>
            <select id="\(id)" name="kind">\(options)</select></div>
            \(Controls.button(
                reader("jury.conflict-desk.confirm"), name: "verdict", value: "confirm"))
            \(Controls.button(
                reader("jury.conflict-desk.dismiss"), style: .secondary, name: "verdict", value: "dismiss"))
            \(Controls.hidden("judge", suggestion.judge.publicID))
            \(Controls.hidden("applicant", suggestion.applicant.publicID))
            \(Controls.hidden("mark", suggestion.mark))\(Controls.token(visit))</form></div></li>
            """
    }

    // MARK: What stands, and what does not

    private static func entry(_ entry: ConflictDesk.Entry, _ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let conflict = entry.conflict
        let note: HTML? =
            conflict.note.isEmpty ? nil : "<p dir=\"auto\">\(conflict.note)</p>"
        let reviews: HTML? =
            entry.reviews == 0 || conflict.lifting != nil
            ? nil
            : Notices.badge(
                reader("jury.conflict-desk.reviews", ["count": .number(entry.reviews)]), .negative)
        return """
            <li><div class="stack">\(pair(entry.judge, entry.applicant, reader))
            <p class="soft">\(conflict.kind.word(reader)) · \(conflict.origin.word(reader)) ·
            \(Moments.short(conflict.statedAt, reader))</p>\(note)\(reviews)
            \(conflict.lifting.map { lifted($0, by: entry.liftedBy, reader) } ?? deeds(conflict, content, visit))
            </div></li>
            """
    }

    private static func deeds(_ conflict: ConflictOfInterest, _ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let base = JuryAddress(content.season).conflictDesk + "/\(conflict.publicID)"
        let pinning: HTML =
            conflict.isPinned
            ? Notices.badge(reader("jury.conflict-desk.pinned"))
            : Controls.buttonForm(reader("jury.conflict-desk.pin"), action: base + "/pin", visit)
        let lifting = Controls.link(reader("jury.conflict.lift"), to: base + "/lifting", style: .quiet)
        return "<div class=\"actions\">\(pinning)\(lifting)</div>"
    }

    private static func lifted(
        _ lifting: ConflictOfInterest.Lifting, by lifter: String, _ reader: Reader
    ) -> HTML {
        let who = reader("jury.conflict-desk.lifted-by", ["person": .text(lifter)])
        let reason: HTML? = lifting.reason.isEmpty ? nil : "<p dir=\"auto\">\(lifting.reason)</p>"
        return "<p>\(who) \(Moments.short(lifting.at, reader))</p>\(reason)"
    }

    private static func dismissal(_ dismissal: ConflictDesk.Dismissal, _ reader: Reader) -> HTML {
        let who = reader("jury.conflict-desk.dismissed-by", ["person": .text(dismissal.by)])
        let facts = dismissal.facts.map { fact -> HTML in
            "<li>\(ConflictHint(fact: fact)?.words(reader) ?? fact)</li>"
        }
        return """
            <li><div class="stack">\(pair(dismissal.judge, dismissal.applicant, reader))
            <ul class="soft">\(facts)</ul><p>\(who) \(Moments.short(dismissal.at, reader))</p></div></li>
            """
    }

    struct LiftingContent: Sendable {
        let season: Season
        let conflict: ConflictOfInterest
        let judge: String
        let applicant: String
        var reason = ""
        var problem: Problem?
    }

    static func lifting(_ content: LiftingContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        var page = Page.juryStaff(reader("jury.conflict.lift"), content.season, reader)
        page.trail.append(
            Link(text: reader("jury.conflicts"), path: address.conflictShelf("standing")))
        page.lead = reader("jury.conflict-desk.lifting.lead")
        let field = Controls.Field(
            "reason", reader("jury.conflict.lift.reason"), problem: content.problem)
        let form = Controls.form(
            action: address.conflictDesk + "/\(content.conflict.publicID)/lifting", visit,
            problem: content.problem,
            body: Controls.longText(field, value: content.reason, rows: 3, reader),
            actions: Controls.button(reader("jury.conflict.lift"), style: .danger))
        page.body = """
            <div class="stack">\(pair(content.judge, content.applicant, reader))
            <p class="soft">\(content.conflict.kind.word(reader)) · \(content.conflict.origin.word(reader))</p>
            \(form)</div>
            """
        return page
    }
}

// MARK: What applicants named

extension ConflictDeskPages {
    private static func naming(
        _ entry: ConflictDesk.Naming, _ content: Content, _ reader: Reader
    ) -> HTML {
        let naming = entry.naming
        let state =
            naming.isSettled
            ? Notices.badge(reader("jury.conflict-desk.settled"), .positive)
            : Notices.badge(reader("jury.conflict-desk.unsettled"), .waiting)
        let link = JuryAddress(content.season).naming(naming.publicID)
        return """
            <li><div class="stack"><p><a href="\(link)"><bdi>\(naming.name)</bdi></a> \(state)</p>
            <p class="soft">\(naming.subject.word(reader)) · \(naming.kind.word(reader)) ·
            <bdi>\(entry.applicant)</bdi>, \(reader.country(entry.country))</p></div></li>
            """
    }

    struct NamingContent: Sendable {
        let season: Season
        let naming: NamedConflict
        let applicant: String
        let judges: [ConflictFacts.Judge]
        /// The public ids of those with whom a conflict stands already.
        let matched: Set<String>
        let search: String
    }

    static func naming(_ content: NamingContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let naming = content.naming
        let address = JuryAddress(content.season)
        var page = Page.juryStaff(naming.name, content.season, reader)
        page.trail.append(Link(text: reader("jury.conflicts"), path: address.conflictShelf("named")))
        page.lead = reader("jury.conflict-desk.naming.lead", ["applicant": .text(content.applicant)])
        var facts: [(String, HTML)] = [
            (reader("jury.naming.subject"), "\(naming.subject.word(reader))"),
            (reader("jury.conflict.kind"), "\(naming.kind.word(reader))"),
            (reader("jury.naming.named-at"), Moments.short(naming.namedAt, reader)),
        ]
        if !naming.note.isEmpty {
            facts.append((reader("jury.naming.note"), "<bdi>\(naming.note)</bdi>"))
        }
        let search = Controls.Field("search", reader("jury.conflict-desk.search"))
        let settling: HTML? =
            naming.isSettled
            ? nil
            : Controls.buttonForm(
                reader("jury.conflict-desk.settle"), action: address.naming(naming.publicID) + "/settling",
                visit, style: .primary)
        page.body = """
            <div class="stack-wide">\(Lists.facts(facts))
            \(Lists.filter(
                ListAddress(path: address.naming(naming.publicID), query: ["search": content.search]),
                fields: Controls.text(search, value: content.search, input: .search, reader), reader))
            \(candidates(content, visit))\(settling)</div>
            """
        return page
    }

    /// Whom the words fit, or whom staff search for.
    private static func candidates(_ content: NamingContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let found = reader.sorted(content.judges.filter { isMeant($0, content) }) { $0.shownName }
        guard !found.isEmpty else {
            return Notices.empty(
                reader("jury.conflict-desk.nobody"), reader("jury.conflict-desk.nobody.why"))
        }
        let items = found.prefix(ConflictDesk.pageSize).map { candidate($0, content, visit) }
        let others = found.count - items.count
        let more: HTML? =
            others == 0
            ? nil : "<p>\(reader("jury.conflict-desk.more-fit", ["count": .number(others)]))</p>"
        return "<ul class=\"entries\">\(items)</ul>\(more)"
    }

    private static func isMeant(_ judge: ConflictFacts.Judge, _ content: NamingContent) -> Bool {
        guard content.search.isEmpty else {
            return SearchedName(content.search).matches(judge.name + " " + judge.organisation)
        }
        if content.matched.contains(judge.publicID) { return true }
        switch content.naming.subject {
        case .person:
            let key = PersonNameKey(content.naming.name)
            return key != nil && key == PersonNameKey(judge.name)
        case .organisation:
            let key = OrganisationKey(content.naming.name)
            return key != nil && key == OrganisationKey(judge.organisation)
        }
    }

    private static func candidate(
        _ judge: ConflictFacts.Judge, _ content: NamingContent, _ visit: Visit
    ) -> HTML {
        let reader = visit.reader
        let organisation: HTML? =
            judge.organisation.isEmpty
            ? nil : "<p class=\"soft\"><bdi>\(judge.organisation)</bdi></p>"
        let deed: HTML =
            content.matched.contains(judge.publicID)
            ? Notices.badge(reader("jury.conflict-desk.stands"), .negative)
            : Controls.buttonForm(
                reader("jury.conflict-desk.match"),
                action: JuryAddress(content.season).naming(content.naming.publicID) + "/matches", visit,
                hidden: [("judge", judge.publicID)])
        return """
            <li><div class="stack"><p><strong><bdi>\(judge.shownName)</bdi></strong></p>\(organisation)\(deed)
            </div></li>
            """
    }
}
