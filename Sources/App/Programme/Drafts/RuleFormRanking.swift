internal import Platform

extension RuleForm {
    /// How a round of scoring becomes a ranking.
    func ranking(_ path: RulePath) -> [RuleItem] {
        let kinds = [
            Controls.Option(RankingKind.raw.rawValue, reader("ranking.of-record.raw")),
            Controls.Option(RankingKind.calibrated.rawValue, reader("ranking.of-record.calibrated")),
        ]
        let tieBreaks = path.appending("tie-breaks")
        return [
            choice(path.appending("of-record"), kinds),
            field(tieBreaks, .ordered(self.tieBreaks + others(tieBreaks, than: self.tieBreaks))),
            .heading(path.appending("places")), row(places(path.appending("places"))),
            .heading(path.appending("limits")),
            row([
                (path.appending("most-per-country"), .number), (path.appending("most-per-region"), .number),
            ]),
            .heading(path.appending("minimum")),
            row([
                (path.appending("minimum-jurors"), .number),
                (path.appending("minimum-applications"), .number),
                (path.appending("minimum-spare-scores"), .number),
            ]),
            .heading(path.appending("chances")),
            row([(path.appending("too-close"), .number), (path.appending("seed"), .number)]),
        ]
    }

    private var tieBreaks: [Controls.Option] {
        let criteria = RulePath("rubric", "criteria")
        let byCriterion = rules.names(in: criteria).map { key -> Controls.Option in
            let title: MessageValue = .text(rules.title(of: criteria.appending(key), reader))
            return Controls.Option(
                "criterion." + key, reader("ranking.tie-break.criterion", ["criterion": title]))
        }
        return byCriterion + [
            Controls.Option("median", reader("ranking.tie-break.median")),
            Controls.Option("reviews", reader("ranking.tie-break.reviews")),
            Controls.Option("spread", reader("ranking.tie-break.spread")),
            Controls.Option("submitted", reader("ranking.tie-break.submitted")),
        ]
    }

    /// Of every nomination, and of whatever else has places, so that it can be emptied.
    private func places(_ path: RulePath) -> [(RulePath, RuleField.Kind)] {
        let nominations = rules.names(in: RulePath("nominations"))
        let others = (rules.value(at: path)?.fields ?? [:]).keys.filter { !nominations.contains($0) }
        return (nominations + others.sorted()).map { (path.appending($0), .number) }
    }
}
