internal import Platform

/// Telling laureates in confidence, as the directorate sees it.
enum NoticePages {
    struct Content: Sendable {
        let season: Season
        let decision: Decision
        /// Whom it would tell, without the pools from which the reader keeps away.
        let pools: [DecisionContents.Pool]
        let hidden: Set<String>
        /// What they are asked to confirm.
        let asked: [Award]
        let answerBy: Instant

        func asks(_ item: DecisionItem, in pool: DecisionContents.Pool) -> Bool {
            asked.contains { $0.application == item.application && $0.prize == pool.key }
        }
    }

    /// What telling would do, before it is asked for.
    static func page(_ content: Content, _ visit: Visit) -> Page {
        let (reader, decision) = (visit.reader, content.decision)
        let address = DecisionAddress(content.season)
        let pools = content.pools.compactMap { pool -> HTML? in
            let names = pool.chosen.filter { content.asks($0, in: pool) }.map { item -> HTML in
                "<li>\(DecisionForm.heading(item.candidate, reader))</li>"
            }
            guard !names.isEmpty else { return nil }
            return "<section><h2>\(reader.pick(pool.title))</h2><ul>\(names)</ul></section>"
        }
        let give = Controls.buttonForm(
            reader("decisions.notices.give", ["count": .number(content.asked.count)]),
            action: address.notices(decision.publicID), visit, style: .primary)
        let back = Controls.link(
            reader("decisions.publish.back"), to: address.decision(decision.publicID), style: .secondary)
        return Page(
            title: reader("decisions.notices.title"), lead: reader("decisions.notices.lead"),
            trail: DecisionPages.trail(content.season, reader) + [
                Link(
                    text: DecisionPages.name(decision, reader), path: address.decision(decision.publicID))
            ],
            body: """
                <div class="stack-wide">\(MatterPages.keptAway(content.hidden, content.season, reader))\(pools)
                <p>\(reader("decisions.notices.until")) \(Moments.moment(content.answerBy, reader))</p>
                <div class="actions">\(give)\(back)</div></div>
                """)
    }

    /// Who was told and what they said, on the page of the decision.
    static func section(_ content: DecisionPages.DecisionContent, _ reader: Reader) -> HTML? {
        let notices = content.notices.filter { !content.hidden.contains($0.prize) }
        guard !notices.isEmpty else { return nil }
        let rows = notices.map { notice -> [HTML] in
            let prize = content.season.rules.prizes.first { $0.key == notice.prize }
            let title = notice.title.isEmpty ? reader("results.untitled") : notice.title
            let note: HTML? = notice.note.isEmpty ? nil : "<br><bdi>\(notice.note)</bdi>"
            let origin: HTML? =
                notice.isSuccessor
                ? " <span class=\"soft\">\(reader("decisions.notices.from-reserve"))</span>" : nil
            return [
                """
                <bdi>\(title)</bdi> <span class="soft"><bdi>\(notice.applicant)</bdi></span>\(origin)
                """,
                "\(prize.map { reader.pick($0.title) } ?? notice.prize)",
                "\(standing(notice, reader))\(note)",
            ]
        }
        let table = DataTable(
            caption: reader("decisions.notices"),
            columns: [
                .init(reader("results.application")), .init(reader("decisions.prize")),
                .init(reader("decisions.notices.answer")),
            ], rows: rows)
        return table.markup(reader)
    }

    private static func standing(_ notice: ConfidentialNotice, _ reader: Reader) -> HTML {
        switch notice.reply {
        case nil:
            return """
                \(Notices.badge(reader("decisions.notices.waiting"), .waiting)) \
                <span class="small">\(Moments.short(notice.answerBy, reader))</span>
                """
        case .confirmed:
            let words = reader(
                notice.attends == true ? "decisions.notices.attends" : "decisions.notices.confirmed")
            return Notices.badge(words, .positive)
        case .declined: return Notices.badge(reader("decisions.notices.declined"), .negative)
        case .expired: return Notices.badge(reader("decisions.notices.expired"), .negative)
        }
    }
}

/// What those who act for an application are told in confidence, on its page.
struct NoticeSection: Sendable {
    let notices: [ConfidentialNotice]
    /// The keys of prizes for which it stands by, where the season says so.
    let reserve: [String]
    let season: Season

    func markup(_ visit: Visit) -> HTML? {
        let reader = visit.reader
        let cards = notices.map { card($0, visit) }
        let titles = season.rules.prizes.filter { reserve.contains($0.key) }.map { reader.pick($0.title) }
        let standing: HTML? =
            titles.isEmpty
            ? nil
            : Notices.information(reader("notices.reserve", ["prize": .text(reader.list(titles))]))
        guard !cards.isEmpty || standing != nil else { return nil }
        return """
            <section class="stack" aria-labelledby="confidential">\
            <h2 id="confidential">\(reader("notices.title"))</h2>\(cards)\(standing)</section>
            """
    }

    private func card(_ notice: ConfidentialNotice, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let prize = season.rules.prizes.first { $0.key == notice.prize }
        let title: [String: MessageValue] = ["prize": .text(prize.map { reader.pick($0.title) } ?? "")]
        switch notice.reply {
        case .confirmed:
            return Notices.information(
                reader("notices.confirmed", title), "<p>\(reader("notices.secret"))</p>")
        case .declined: return Notices.information(reader("notices.declined", title))
        case .expired: return Notices.information(reader("notices.expired", title))
        case nil where visit.now >= notice.answerBy:
            return Notices.information(reader("notices.expired", title))
        case nil: return Notices.caution(reader("notices.offer", title), form(notice, visit))
        }
    }

    private func form(_ notice: ConfidentialNotice, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let action = ApplicationAddress(season: season.key, application: notice.applicationPublicID)
            .notice(notice.publicID)
        let attends = Controls.Field("attends", reader("notices.attends"))
        let note = Controls.Field("note", reader("notices.note"), help: reader("notices.note.help"))
        let sheet = Controls.form(
            action: action, visit,
            body: """
                \(Controls.checkbox(attends, isChecked: true, reader))
                \(Controls.longText(note, value: "", rows: 2, attributes: Self.limit, reader))
                """,
            actions: """
                \(Controls.button(reader("notices.confirm"), name: "reply", value: "confirm"))\
                \(Controls.button(reader("notices.decline"), style: .quiet, name: "reply", value: "decline"))
                """)
        return """
            <p>\(reader("notices.secret"))</p>
            <p>\(reader("notices.until")) \(Moments.moment(notice.answerBy, reader))</p>\(sheet)
            """
    }

    private static let limit: HTML = " maxlength=\"\(ConfidentialNotice.longestNote)\""

    /// What an application may be told before anything is public.
    static func of(_ held: HeldApplication, in season: Season, _ tx: Transaction) throws -> NoticeSection {
        let reserve: [String]
        if season.rules.outcomes.tellsReserve {
            let rows = try tx.rows(
                """
                SELECT prize.key FROM decision_reserve JOIN prize ON prize.id = decision_reserve.prize_id
                JOIN decision ON decision.id = decision_reserve.decision_id
                WHERE decision_reserve.application_id = \(held.application.id) AND \(Decision.isConfidential)
                    AND EXISTS (SELECT 1 FROM outcome_notice
                        WHERE outcome_notice.decision_id = decision_reserve.decision_id)
                    AND NOT EXISTS (SELECT 1 FROM outcome_notice
                        WHERE outcome_notice.decision_id = decision_reserve.decision_id
                        AND outcome_notice.prize_id = decision_reserve.prize_id
                        AND outcome_notice.application_id = decision_reserve.application_id)
                ORDER BY prize.position
                """)
            reserve = try rows.map { try $0.only() }
        } else {
            reserve = []
        }
        return NoticeSection(
            notices: try ConfidentialNotice.of(held.application.id, tx), reserve: reserve, season: season)
    }
}
