internal import Platform

/// How a round ranks, in words: shown before it opens, and with what came of it.
enum RoundMethodFacts {
    static func markup(_ ranking: SeasonRanking, _ rules: SeasonDocument, _ reader: Reader) -> HTML {
        let places = rules.nominations.compactMap { nomination -> String? in
            ranking.places[nomination.key].map { count in
                reader.pick(nomination.title) + " – " + reader.number(Int(count))
            }
        }
        var facts: [(String, HTML)] = [
            (reader("ranking.of-record"), "\(reader(word(ranking.ofRecord)))"),
            (reader("ranking.places"), "\(reader.list(places))"),
            (reader("ranking.tie-breaks"), tieBreaks(ranking.tieBreaks, rules, reader)),
        ]
        if let most = ranking.mostPerCountry {
            facts.append((reader("ranking.most-per-country"), "\(reader.number(most))"))
        }
        if let most = ranking.mostPerRegion {
            facts.append((reader("ranking.most-per-region"), "\(reader.number(most))"))
        }
        let minimum: [String: MessageValue] = [
            "jurors": .number(ranking.minimumJurors), "applications": .number(ranking.minimumApplications),
            "scores": .number(ranking.minimumSpareScores),
        ]
        let margin = Double(ranking.tooClose) / 100
        let band: [String: MessageValue] = [
            "low": .text(reader.percent(margin, digits: 0)),
            "high": .text(reader.percent(1 - margin, digits: 0)),
        ]
        facts += [
            (reader("ranking.minimum"), "\(reader("ranking.minimum.value", minimum))"),
            (reader("ranking.too-close"), "\(reader("ranking.too-close.value", band))"),
            (reader("ranking.seed"), "<bdi>\(String(ranking.seed))</bdi>"),
        ]
        return Lists.facts(facts)
    }

    static func word(_ kind: RankingKind) -> String {
        switch kind {
        case .raw: "ranking.of-record.raw"
        case .calibrated: "ranking.of-record.calibrated"
        }
    }

    private static func tieBreaks(_ tieBreaks: [TieBreak], _ rules: SeasonDocument, _ reader: Reader) -> HTML
    {
        guard !tieBreaks.isEmpty else { return "\(reader("ranking.tie-breaks.none"))" }
        let items = tieBreaks.map { "<li>\(word($0, rules, reader))</li>" as HTML }
        return "<ol class=\"points\">\(items)</ol>"
    }

    private static func word(_ tieBreak: TieBreak, _ rules: SeasonDocument, _ reader: Reader) -> String {
        switch tieBreak {
        case .criterion(let key):
            let title = rules.rubric.criteria.first { $0.key == key }.map { reader.pick($0.title) }
            return reader("ranking.tie-break.criterion", ["criterion": .text(title ?? key)])
        case .median: return reader("ranking.tie-break.median")
        case .reviews: return reader("ranking.tie-break.reviews")
        case .spread: return reader("ranking.tie-break.spread")
        case .submitted: return reader("ranking.tie-break.submitted")
        }
    }
}
