internal import Foundation
internal import Platform

/// Who has longer than the stage, and giving somebody more time.
enum ReviewExtensionPages {
    struct Content: Sendable {
        let season: Season
        let rounds: [Round]
        let round: Round
        let jurors: [Juror]
        let extensions: [ReviewExtension]
        var input = ReviewExtension.Input()
        var problem: Problem?
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        var page = Page.juryStaff(reader("jury.extensions"), content.season, reader)
        page.lead = reader("jury.extensions.lead")
        let closes = content.season.stage(.jury)?.closes
        let end: HTML? = closes.map { Lists.facts([(reader("jury.deadline"), Moments.moment($0, reader))]) }
        let giving: HTML? = content.round.isOpen ? form(content, visit) : nil
        let rounds = RoundChips.markup(
            content.rounds, shown: content.round, path: JuryAddress(content.season).extensions, reader)
        page.body = "\(rounds)<div class=\"stack-wide\">\(end)\(giving)\(given(content, reader))</div>"
        return page
    }

    private static func form(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let seated = content.jurors.filter { $0.state == .accepted }
        guard !seated.isEmpty else {
            return Notices.empty(reader("jury.extensions.nobody"), reader("jury.extensions.nobody.why"))
        }
        let options = reader.sorted(seated) { $0.person.shownName }.map { juror in
            Controls.Option(juror.publicID, juror.person.shownName)
        }
        let zone: [String: MessageValue] = ["zone": .text(content.season.rules.timeZone.identifier)]
        let juror = Controls.Field("juror", reader("jury.field.juror"), problem: content.problem)
        let until = Controls.Field(
            "until", reader("jury.extension.until"), help: reader("jury.extension.until.help", zone),
            problem: content.problem)
        let reason = Controls.Field("reason", reader("jury.extension.reason"), problem: content.problem)
        return Controls.form(
            action: JuryAddress(content.season).extensions, visit, problem: content.problem,
            body: """
                \(Controls.select(juror, options, chosen: content.input.juror, empty: "—", reader))\
                \(Controls.text(until, value: content.input.until, input: .moment, reader))\
                \(Controls.longText(reason, value: content.input.reason, rows: 3, reader))
                """,
            actions: Controls.button(reader("jury.extension.give")))
    }

    private static func given(_ content: Content, _ reader: Reader) -> HTML {
        guard !content.extensions.isEmpty else {
            return Notices.empty(reader("jury.extensions.none"), reader("jury.extensions.none.why"))
        }
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.juror")), .init(reader("jury.extension.until")),
            .init(reader("jury.extension.reason")), .init(reader("jury.extension.made")),
        ]
        let rows = content.extensions.map { given -> [HTML] in
            [
                "<bdi>\(given.jurorName)</bdi>", Moments.short(given.until, reader),
                "<bdi>\(given.reason)</bdi>",
                "\(Moments.short(given.madeAt, reader)) <bdi>\(given.madeBy)</bdi>",
            ]
        }
        return DataTable(caption: reader("jury.extensions"), columns: columns, rows: rows).markup(reader)
    }
}
