internal import Platform

/// What a participant has in their hand: where the session is, the form to propose, what the group says and
/// what the others do.
///
/// Everything works without scripts. What scripts may rely on:
/// - `[data-live="agenda"]` holds the open step; `data-due` is its end in ISO 8601, and `[data-left]` the
///   words for the time that is left.
/// - `[data-live="ideas"]` are two regions, each with one `ul.ideas`: that of one's group has its public id
///   in `data-group`, the other has `data-others`. `data-base` is the address that the public id of an idea
///   is added to, `data-number` the words of a number with `#` in its place. `[data-none]` is what is said
///   while there is none. `data-groups` on the page's own `[data-live="room"]` names groups by public id.
/// - `[data-idea="…"]` is a card, by the public id of its idea; within it `[data-supporters]` and
///   `[data-comments]` hold bare counts, `[data-field="number|title|author|group"]` the words of an `idea`
///   event, and `form[data-support="open|given"]` gives or takes back support at `…/support` and
///   `…/support/end`.
/// - `<template id="idea-card">` is an empty card of an idea that one does not support yet.
/// - `form[data-outbox="idea"]` and `form[data-outbox="comment"]` carry a hidden `request_key`: 8 to 64 of
///   letters, digits, `-` and `_`. What is sent again under the same key is kept once and answered alike.
/// - Each of these forms answers JSON to who accepts it: `{"id", "number"}` of an idea, `{"comments"}`,
///   `{"supporters", "isSupported"}`; problems are RFC 9457.
struct RoomPages: Sendable {
    /// What is read for a seat.
    struct Content: Sendable {
        let groups: [SessionGroup]
        let step: AgendaStep?
        let ofGroup: IdeaList
        let ofOthers: IdeaList
        let own: [IdeaView]
        /// The newest event of the session.
        let last: Int
    }

    static let ownRows = 20
    /// Of each list: who wants more goes through all ideas.
    static let listRows = 15

    let sight: IdeaSight
    let content: Content
    let entry: IdeaEntry
    var problem: Problem?

    private var session: DesignSession { sight.session }
    private var address: SessionAddress { SessionAddress(sight.season, session) }
    private var group: SessionGroup? {
        content.groups.first { $0.id == sight.seat?.group }
    }

    /// A fixed number of statements.
    static func read(_ sight: IdeaSight, _ tx: Transaction) throws -> Content {
        let groups = try SessionGroup.of(sight.session.id, tx)
        let group = groups.first { $0.id == sight.seat?.group }?.publicID ?? ""
        let none = IdeaList(ideas: [], next: nil)
        let others = IdeaListFilter(group: group, isOthers: true)
        return Content(
            groups: groups, step: try AgendaStep.of(sight.session.id, tx).first(where: \.isOpen),
            ofGroup: group.isEmpty
                ? none : try IdeaList.page(IdeaListFilter(group: group), rows: listRows, sight, tx),
            ofOthers: try IdeaList.page(others, rows: listRows, sight, tx),
            own: try IdeaList.page(IdeaListFilter(isMine: true), rows: ownRows, sight, tx).ideas,
            last: try SessionEvent.last(of: sight.session.id, tx))
    }

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        let names = content.groups.map { ($0.publicID, JSON.string(reader.pick($0.name))) }
        let groups = JSON.object(Dictionary(uniqueKeysWithValues: names)).canonical
        return Page(
            title: reader.pick(session.title), trail: RoomTrail.session(sight.season, session, reader),
            body: """
                \(LiveLine.markup(address, after: content.last, at: sight.now, reader))\
                <div class="stack-wide" data-live="room" data-groups="\(groups)">\
                \(state(reader))\(agenda(reader))\(proposing(visit))\(own(visit))\(lists(visit))</div>
                """)
    }

    private func state(_ reader: Reader) -> HTML? {
        switch session.state {
        case .prepared, .announced: Notices.information(reader("ideas.room.not-begun"))
        case .closed: Notices.information(reader("ideas.room.over"))
        case .open: nil
        }
    }

    private func agenda(_ reader: Reader) -> HTML {
        let step: HTML = content.step.map { open(step: $0, reader) } ?? "<p>\(reader("ideas.step.none"))</p>"
        let place: HTML? = group.map { group in
            "<p>\(reader("ideas.room.group")) <strong>\(reader.pick(group.name))</strong></p>"
        }
        let due: HTML? = content.step?.dueAt.map { " data-due=\"\($0.iso8601)\"" }
        return """
            <section class="agenda-now" data-live="agenda" aria-label="\(reader("ideas.step"))"\(due)>\
            \(step)\(place)<p class="actions">\
            \(Controls.link(reader("ideas.polls"), to: address.polls, style: .secondary))\
            <a href="\(address.themes)">\(reader("themes.title"))</a>\
            <a href="\(address.log)">\(reader("ideas.log.title"))</a>\(scribing(reader))</p></section>
            """
    }

    private func scribing(_ reader: Reader) -> HTML? {
        guard sight.seat?.part == .scribe else { return nil }
        return "<a href=\"\(address.scribing)\">\(reader("scribing.title"))</a>"
    }

    private func open(step: AgendaStep, _ reader: Reader) -> HTML {
        """
        <p class="title">\(step.shownTitle(reader))</p><p data-left>\(StepWords.left(step, at: sight.now, reader))</p>
        """
    }

    private func proposing(_ visit: Visit) -> HTML? {
        guard session.isOpen, sight.seat != nil else { return nil }
        let form = IdeaForm(session: session, groups: content.groups, entry: entry, problem: problem)
        let isOpen: HTML = problem == nil && !content.own.isEmpty ? "" : " open"
        return """
            <details class="proposing" id="propose"\(isOpen)><summary>\(visit.reader("ideas.propose"))</summary>\
            \(form.markup(to: address.ideas, visit))</details>
            """
    }

    private func own(_ visit: Visit) -> HTML? {
        guard !content.own.isEmpty else { return nil }
        let reader = visit.reader
        let items = content.own.map { idea -> HTML in
            let title = idea.text.title.isEmpty ? reader("ideas.hidden.title") : idea.text.title
            let attributes = idea.text.title.isEmpty ? HTML.empty : IdeaWords.attributes(idea.language)
            return """
                <li>\(IdeaWords.number(idea.number, reader)) \
                <a href="\(address.idea(idea.publicID))"\(attributes)>\(title)</a></li>
                """
        }
        return """
            <section class="stack"><h2>\(reader("ideas.room.own"))</h2><ul class="plain-list">\(items)</ul>\
            </section>
            """
    }

    private func lists(_ visit: Visit) -> HTML {
        let reader = visit.reader
        let cards = IdeaCards(
            address: address, groups: content.groups, place: .room,
            isOpen: session.isOpen && sight.seat != nil)
        let others = region(
            content.ofOthers, group == nil ? reader("ideas.room.all") : reader("ideas.room.others"),
            " data-others", cards, visit)
        let own: HTML? = group.map { group in
            let mark: HTML = " data-group=\"\(group.publicID)\""
            return region(content.ofGroup, reader("ideas.room.of-group"), mark, cards, visit)
        }
        return "\(own)\(others)\(cards.template(visit))"
    }

    private func region(
        _ list: IdeaList, _ title: String, _ mark: HTML, _ cards: IdeaCards, _ visit: Visit
    ) -> HTML {
        let reader = visit.reader
        let none: HTML? =
            list.ideas.isEmpty ? "<p class=\"soft\" data-none>\(reader("ideas.room.none"))</p>" : nil
        let number = reader("ideas.number", ["number": .text("#")])
        return """
            <section class="stack" data-live="ideas"\(mark) data-base="\(address.ideas)/" \
            data-number="\(number)"><h2>\(title)</h2>\(none)\(cards.list(list.ideas, visit))\
            <p><a href="\(address.ideas)">\(reader("ideas.room.every"))</a></p></section>
            """
    }
}

/// The open step of an agenda in words.
enum StepWords {
    /// How much time is left, in whole minutes, of which one that has begun counts.
    static func left(_ step: AgendaStep, at now: Instant, _ reader: Reader) -> HTML {
        guard let due = step.dueAt, due > now else { return "\(reader("ideas.step.time-up"))" }
        let minutes = Int((due.milliseconds - now.milliseconds + 59_999) / 60_000)
        return "\(reader("ideas.step.left", ["minutes": .number(minutes)])) (\(Moments.short(due, reader)))"
    }
}

/// Where the pages of a session stand.
enum RoomTrail {
    static func session(_ season: Season, _ session: DesignSession, _ reader: Reader) -> [Link] {
        let address = SessionAddress(season, session)
        return SessionPages.trail(season, reader) + [
            Link(text: reader.pick(session.title), path: address.page)
        ]
    }

    /// A page that is reached from the room.
    static func room(_ season: Season, _ session: DesignSession, _ reader: Reader) -> [Link] {
        let address = SessionAddress(season, session)
        return Self.session(season, session, reader) + [Link(text: reader("ideas.room"), path: address.room)]
    }
}
