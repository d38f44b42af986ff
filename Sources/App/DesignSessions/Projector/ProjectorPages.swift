internal import Platform

/// What hangs on the wall: read from 15 metres, touched by nobody.
enum ProjectorPages {
    static func page(_ board: ProjectorBoard, link: JoinLink, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = SessionAddress(board.season, board.session)
        return Page(
            title: reader.pick(board.session.title),
            body: """
                <div class="projector">\
                <div class="projector-head"><h1>\(board.session.title.markup(reader))</h1>\
                \(LiveLine.markup(address, after: board.last, at: visit.now, reader))</div>\
                <div class="projector-board" data-live="hall" data-spread="300"\(again(board))>\
                <div class="projector-side">\(step(board, visit))\(joining(board, link, reader))</div>\
                \(content(board, reader))</div></div>
                """, style: .hall)
    }

    /// Votes are told to nobody, so a wall that counts them looks again by itself.
    private static func again(_ board: ProjectorBoard) -> HTML? {
        board.poll?.isOpen == true ? " data-again=\"4000\"" : nil
    }

    // MARK: Beside

    private static func step(_ board: ProjectorBoard, _ visit: Visit) -> HTML {
        let reader = visit.reader
        if board.session.state == .closed {
            return "<section><h2>\(reader("sessions.projector.over"))</h2></section>"
        }
        guard board.session.isOpen, let step = board.steps.open, let due = step.dueAt else {
            return "<section><h2>\(reader("sessions.projector.soon"))</h2></section>"
        }
        return """
            <section data-due="\(due.iso8601)"><h2>\(step.shownTitle(reader))</h2>\
            \(StepClock.markup(due, at: visit.now, reader))</section>
            """
    }

    private static func joining(_ board: ProjectorBoard, _ link: JoinLink, _ reader: Reader) -> HTML? {
        guard let code = board.session.joinCode, board.session.state != .closed else { return nil }
        let address = link.typed.split(separator: "//").last.map(String.init) ?? link.typed
        return """
            <section class="projector-joining">\
            \(QRCode.svg(link.scanned, label: reader("sessions.code.drawing")))\
            <div><p><bdi dir="ltr">\(address)</bdi></p>\
            <p class="projector-code"><bdi dir="ltr">\(JoinCode.shown(code))</bdi></p></div></section>
            """
    }

    // MARK: What the step is about

    /// A vote that is open before all else; what came of one while the step lasts that is about it.
    private static func content(_ board: ProjectorBoard, _ reader: Reader) -> HTML {
        let kind = board.steps.open?.kind
        if let poll = board.poll, poll.isOpen || kind == .prioritise || kind == .report {
            return "<div class=\"projector-poll\">\(poll.markup)</div>"
        }
        let isGathering = kind == .gather && !board.themes.isEmpty
        return isGathering ? themes(board, reader) : groups(board, reader)
    }

    private static func groups(_ board: ProjectorBoard, _ reader: Reader) -> HTML {
        let columns = board.groups.map { figures -> HTML in
            let ideas = board.ideas.filter { $0.group == figures.group.id }
            let items: HTML =
                ideas.isEmpty
                ? "<p class=\"soft\">\(reader("sessions.projector.none"))</p>"
                : "<ul>\(ideas.map { idea($0, reader) })</ul>"
            return """
                <section><h2>\(figures.group.name.markup(reader)) \
                <span class="number">\(reader.number(figures.ideas))</span></h2>\(items)</section>
                """
        }
        return "<div class=\"projector-groups\">\(columns)</div>"
    }

    private static func idea(_ idea: ProjectorBoard.Idea, _ reader: Reader) -> HTML {
        let author: HTML? = idea.author.map { "<span class=\"soft\"><bdi>\($0)</bdi></span>" }
        return """
            <li><span class="number">\(reader.number(idea.number))</span> \
            <span lang="\(idea.language)" dir="auto">\(idea.title)</span> \(author)</li>
            """
    }

    private static func themes(_ board: ProjectorBoard, _ reader: Reader) -> HTML {
        let items = board.themes.map { theme -> HTML in
            """
            <li><span class="number">\(reader.number(theme.ideas))</span> \
            <span lang="\(theme.language)" dir="auto">\(theme.title)</span></li>
            """
        }
        return """
            <div class="projector-groups"><section><h2>\(reader("sessions.projector.themes"))</h2>\
            <ul>\(items)</ul></section></div>
            """
    }
}
