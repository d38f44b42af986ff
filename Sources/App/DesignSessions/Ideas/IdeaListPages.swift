internal import Platform

/// The list of all ideas of a session, as its address says it.
struct IdeaListPages: Sendable {
    let sight: IdeaSight
    let filter: IdeaListFilter
    let groups: [SessionGroup]
    let themes: [Theme]
    let list: IdeaList

    private var address: SessionAddress { SessionAddress(sight.season, sight.session) }
    private var listAddress: ListAddress { ListAddress(path: address.ideas, query: filter.query) }

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        let cards = IdeaCards(
            address: address, groups: groups, place: .list,
            isOpen: sight.session.isOpen && sight.seat != nil)
        let body: HTML =
            list.ideas.isEmpty
            ? empty(reader)
            : """
            <h2 class="hidden">\(reader("ideas.found"))</h2>\(cards.list(list.ideas, visit))\
            \(Lists.pager(listAddress, next: list.next?.text, reader))
            """
        return Page(
            title: reader("ideas.list"), trail: RoomTrail.room(sight.season, sight.session, reader),
            body: "\(Lists.filter(listAddress, fields: fields(reader), reader))\(body)")
    }

    private func fields(_ reader: Reader) -> HTML {
        let any = reader("ideas.filter.any")
        let groups = groups.map { Controls.Option($0.publicID, reader.pick($0.name)) }
        let themes = themes.map { Controls.Option($0.publicID, $0.title) }
        let mine: HTML? =
            sight.seat == nil
            ? nil
            : Controls.select(
                .init("mine", reader("ideas.filter.whose")),
                [Controls.Option("yes", reader("ideas.filter.mine"))], chosen: filter.isMine ? "yes" : "",
                empty: any, reader)
        return """
            \(Controls.select(
                .init("group", reader("ideas.group")), groups, chosen: filter.group, empty: any, reader))\
            \(Controls.select(
                .init("theme", reader("ideas.theme")), themes, chosen: filter.theme, empty: any, reader))\
            \(Controls.select(
                .init("language", reader("ideas.language")), IdeaWords.languages(sight.session, reader),
                chosen: filter.language, empty: any, reader))\
            \(mine)\(order(reader))
            """
    }

    private func order(_ reader: Reader) -> HTML {
        let options = [
            Controls.Option(IdeaListFilter.Order.newest.rawValue, reader("ideas.order.newest")),
            Controls.Option(IdeaListFilter.Order.support.rawValue, reader("ideas.order.support")),
        ]
        return Controls.select(
            .init("sort", reader("ideas.order")), options, chosen: filter.order.rawValue, reader)
    }

    private func empty(_ reader: Reader) -> HTML {
        if filter.after != nil {
            return Notices.empty(
                reader("ideas.empty.end"), reader("ideas.empty.end.why"),
                action: Controls.link(reader("interface.first"), to: listAddress.with(["after": nil])))
        }
        if filter.isNarrowed {
            return Notices.empty(
                reader("ideas.empty.filter"), reader("ideas.empty.filter.why"),
                action: Controls.link(
                    reader("interface.filter.clear"), to: address.ideas, style: .secondary))
        }
        return Notices.empty(
            reader("ideas.empty"), reader("ideas.empty.why"),
            action: Controls.link(reader("ideas.propose"), to: address.room + "#propose"))
    }
}

/// What moderators took out of sight: when and why, for everybody in the room.
enum HidingLogPage {
    static func page(
        _ entries: [HidingEntry], _ pager: HTML?, _ sight: IdeaSight, _ reader: Reader
    ) -> Page {
        let rows = entries.map { entry -> [HTML] in
            [
                "\(what(entry, reader))", Moments.short(entry.hiddenAt, reader), "<bdi>\(entry.reason)</bdi>",
                entry.liftedAt.map { Moments.short($0, reader) } ?? "–",
            ]
        }
        let table = DataTable(
            caption: reader("ideas.log.title"),
            columns: [
                .init(reader("ideas.log.what")), .init(reader("ideas.log.when")),
                .init(reader("ideas.log.why")), .init(reader("ideas.log.lifted")),
            ], rows: rows)
        return Page(
            title: reader("ideas.log.title"), lead: reader("ideas.log.lead"),
            trail: RoomTrail.room(sight.season, sight.session, reader),
            body: entries.isEmpty
                ? Notices.empty(reader("ideas.log.empty"), reader("ideas.log.empty.why"))
                : "\(table.markup(reader))\(pager)")
    }

    private static func what(_ entry: HidingEntry, _ reader: Reader) -> String {
        let number = IdeaWords.number(entry.number, reader)
        return switch entry.what {
        case .idea: number
        case .comment: reader("ideas.log.comment", ["idea": .text(number)])
        case .translation:
            reader(
                "ideas.log.translation",
                ["idea": .text(number), "language": .text(reader.languageName(entry.language))])
        }
    }
}
