internal import Platform

/// What the ranking says of one application, as facts of its page.
struct RankingFacts {
    private let content: ResultDetailPages.ApplicationContent
    private let reader: Reader

    init(_ content: ResultDetailPages.ApplicationContent, _ reader: Reader) {
        self.content = content
        self.reader = reader
    }

    var facts: [(String, HTML)] {
        guard let ranking = content.ranking else { return [] }
        let rank = reader.number(ranking.recordRank)
        let joint = ranking.isJoint ? reader("board.joint", ["rank": .text(rank)]) : rank
        var facts: [(String, HTML)] = [
            (reader("results.record-rank"), "\(joint) \(ranking.standing.badge(reader))"),
            (reader("results.record-score"), ResultFigures.score(ranking.recordScore, reader)),
            (reader("results.calibrated"), calibrated(ranking)),
        ]
        if let chance = ranking.chanceOfBest {
            let badge: HTML? =
                ranking.isTooClose ? Notices.badge(reader("board.too-close"), .waiting) : nil
            facts.append((reader("results.chance"), "\(reader.percent(chance, digits: 0)) \(badge)"))
        }
        return facts + robustness
    }

    private func calibrated(_ ranking: RecordRanking) -> HTML {
        guard let interval = ranking.calibrated else { return "\(reader("board.not-enough.short"))" }
        let (low, high) = (reader.decimal(interval.low, digits: 2), reader.decimal(interval.high, digits: 2))
        return """
            <bdi>\(reader.decimal(interval.value, digits: 2))</bdi> <bdi dir="ltr" class="soft">\(low)–\(high)</bdi>
            """
    }

    private var robustness: [(String, HTML)] {
        guard let stays = content.stays else { return [] }
        var facts: [(String, HTML)] = [
            (reader("board.robust.jurors"), "\(words(stays.jurorStays, of: stays.jurorTrials))"),
            (reader("board.robust.weights"), "\(words(stays.weightStays, of: stays.weightTrials))"),
        ]
        if let isInOther = stays.isInOther {
            let key = isInOther ? "board.robust.in-other.yes" : "board.robust.in-other.no"
            facts.append((reader("board.robust.in-other"), "\(reader(key))"))
        }
        return facts
    }

    private func words(_ stays: Int, of trials: Int) -> String {
        reader("board.robust.stays", ["stays": .number(stays), "trials": .number(trials)])
    }
}
