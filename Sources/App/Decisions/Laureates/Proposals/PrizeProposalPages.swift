internal import Platform

/// What staff propose for the prizes.
enum PrizeProposalPages {
    struct Content: Sendable {
        let season: Season
        let proposal: PrizeProposal
        let published: PublishedGates
        let stays: [PrizeRobustness.Won: RobustnessReport.Stays]
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = ResultAddress(content.season)
        return Page(
            title: reader("decisions.prizes.proposal"), lead: reader("decisions.prizes.proposal.lead"),
            trail: ResultPages.trail(content.season, reader) + [
                Link(text: reader("results.title"), path: address.list)
            ],
            body: "<div class=\"stack-wide\">\(body(content, visit))</div>")
    }

    private static func body(_ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        guard content.published.finalists else {
            return Notices.empty(
                reader("decisions.finalists-first"), reader("decisions.prizes.proposal.when"))
        }
        guard !content.published.laureates else {
            let see = Controls.link(
                reader("decisions.published.see"), to: content.season.laureates, style: .secondary)
            return Notices.information(reader("decisions.published-already"), "<p>\(see)</p>")
        }
        let sections = content.proposal.prizes.map { section($0, content, reader) }
        let send = Controls.buttonForm(
            reader("decisions.proposal.send"), action: ResultAddress(content.season).prizes, visit,
            style: .primary)
        let guide: HTML? =
            content.stays.isEmpty ? nil : "<p class=\"soft\">\(reader("decisions.stays.guide"))</p>"
        return "\(sections)\(guide)\(VotedPrizes(prizes: content.proposal.voted).notice(reader))\(send)"
    }

    private static func section(
        _ proposed: PrizeProposal.Prize, _ content: Content, _ reader: Reader
    ) -> HTML {
        let awards = proposed.awards.map { award -> [HTML] in
            [
                "\(reader.number(award.place))", DecisionForm.heading(award.candidate, reader),
                "\(reader.country(award.candidate.country))",
                ResultFigures.score(award.candidate.score, reader), stays(award, proposed, content, reader),
            ]
        }
        let table: HTML =
            awards.isEmpty
            ? Notices.empty(reader("decisions.prizes.nobody"), reader("decisions.prizes.nobody.why"))
            : DataTable(
                caption: reader.pick(proposed.prize.title),
                columns: [
                    .init(reader("decisions.place"), isNumber: true), .init(reader("results.application")),
                    .init(reader("results.country")), .init(reader("decisions.score"), isNumber: true),
                    .init(reader("board.stays")),
                ], rows: awards
            ).markup(reader)
        return """
            <section class="stack"><h2>\(reader.pick(proposed.prize.title))</h2>\(table)\
            \(list(proposed.tied, reader("decisions.prizes.tied"), reader))\
            \(list(proposed.apart, reader("decisions.proposal.apart"), reader))\
            \(list(proposed.reserve, reader("decisions.reserve"), reader))</section>
            """
    }

    private static func stays(
        _ award: PrizeProposal.Award, _ proposed: PrizeProposal.Prize, _ content: Content, _ reader: Reader
    ) -> HTML {
        let won = PrizeRobustness.Won(
            prize: proposed.prize.key, application: award.candidate.application)
        return content.stays[won].map { $0.markup(reader) } ?? "–"
    }

    private static func list(_ candidates: [RankedApplication], _ title: String, _ reader: Reader) -> HTML? {
        guard !candidates.isEmpty else { return nil }
        let lines = candidates.map { candidate -> HTML in
            """
            <li>\(DecisionForm.heading(candidate, reader)) · \(ResultFigures.score(candidate.score, reader))</li>
            """
        }
        return "<h3>\(title)</h3><ol>\(lines)</ol>"
    }
}

/// Prizes that the rules give by a vote of the public.
///
/// Whoever drafts a decision is told that there is nothing to fill them from, and what to do instead.
struct VotedPrizes: Sendable {
    let prizes: [SeasonPrize]

    func notice(_ reader: Reader) -> HTML? {
        guard !prizes.isEmpty else { return nil }
        let titles = reader.list(prizes.map { reader.pick($0.title) })
        return Notices.caution(
            reader("decisions.prizes.vote", ["prizes": .text(titles)]),
            "<p>\(reader("decisions.prizes.vote.how"))</p>")
    }
}

extension ResultAddress {
    /// What staff propose for the prizes.
    var prizes: String { list + "/prizes" }
}
