import Platform

/// How a round of scoring becomes a ranking. A round keeps what held when it opened.
struct SeasonRanking: Equatable, Sendable {
    /// Which ranking counts; the other one always stands beside it.
    var ofRecord = RankingKind.raw
    /// What decides between equal scores, the first first.
    var tieBreaks: [TieBreak] = []
    /// How many are sought in a nomination; where nothing is said, its share of the places of its prizes.
    var places: [String: Double] = [:]
    /// How many of those that are sought may come from one country, or one region, in each nomination.
    var mostPerCountry: Int?
    var mostPerRegion: Int?
    /// With less of any than this, nothing is calibrated.
    var minimumJurors = 3
    var minimumApplications = 5
    var minimumSpareScores = 10
    /// In per cent: whoever is among the best with a chance between this and the rest of 100 is too close to
    /// call.
    var tooClose = 10
    /// Of the draws from which intervals and chances are counted.
    var seed = 0
}

/// What scores are made of as they are ranked.
enum RankingKind: String, CaseIterable, Bindable, DocumentScalar {
    case raw, calibrated
}

/// What decides between applications whose scores are equal.
enum TieBreak: Equatable, Sendable {
    /// The higher mean in one criterion.
    case criterion(String)
    case median, reviews, spread, submitted
}

extension TieBreak {
    /// The key of the criterion whose mean decides; nothing where something else does.
    var criterion: String? {
        if case .criterion(let key) = self { key } else { nil }
    }
}

extension TieBreak: DocumentScalar {
    private static let prefix = "criterion."
    private static let words: [(String, TieBreak)] = [
        ("median", .median), ("reviews", .reviews), ("spread", .spread), ("submitted", .submitted),
    ]

    static var mistake: String { "season.check.not-allowed" }
    static var allowedTexts: [String]? { [prefix + "KEY"] + words.map(\.0) }

    init?(documentText text: String) {
        if text.hasPrefix(Self.prefix), text.count > Self.prefix.count {
            self = .criterion(String(text.dropFirst(Self.prefix.count)))
        } else if let known = Self.words.first(where: { $0.0 == text }) {
            self = known.1
        } else {
            return nil
        }
    }

    var documentContent: DocumentNode.Content {
        if case .criterion(let key) = self { return .text(Self.prefix + key) }
        return .text(Self.words.first { $0.1 == self }?.0 ?? "")
    }
}

extension SeasonRanking: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        let usual = SeasonRanking()
        part.value("of-record", &ofRecord, default: usual.ofRecord)
        part.values("tie-breaks", &tieBreaks)
        part.numbers("places", &places)
        part.value("most-per-country", &mostPerCountry)
        part.value("most-per-region", &mostPerRegion)
        part.value("minimum-jurors", &minimumJurors, default: usual.minimumJurors)
        part.value("minimum-applications", &minimumApplications, default: usual.minimumApplications)
        part.value("minimum-spare-scores", &minimumSpareScores, default: usual.minimumSpareScores)
        part.value("too-close", &tooClose, default: usual.tooClose)
        part.value("seed", &seed, default: usual.seed)
    }
}

extension SeasonDocument {
    /// The ranking with its places filled in: a prize's places are shared evenly among its nominations, and
    /// what is left over rounds up.
    var rankingInFull: SeasonRanking {
        var ranking = ranking
        for nomination in nominations where ranking.places[nomination.key] == nil {
            let shares = prizes.filter { $0.nominations.contains(nomination.key) }.map { prize -> Int in
                let pool = max(1, prize.nominations.count)
                return (prize.places + pool - 1) / pool
            }
            ranking.places[nomination.key] = Double(shares.reduce(0, +))
        }
        return ranking
    }
}

extension SeasonRules {
    func checkRanking() {
        let ranking = document.ranking
        for (key, places) in ranking.places.sorted(by: { $0.key < $1.key }) {
            let path = "ranking/places/" + key
            checkReference(key, among: document.nominations.map(\.key), at: path)
            if places.rounded() != places || !(0...1_000).contains(places) {
                find("season.check.range", at: path, ["minimum": .number(0), "maximum": .number(1_000)])
            }
        }
        for case .criterion(let key) in ranking.tieBreaks {
            checkReference(
                key, among: document.rubric.criteria.map(\.key), at: "ranking/tie-breaks/criterion." + key)
        }
        if let most = ranking.mostPerCountry { checkRange(most, 1...1_000, at: "ranking/most-per-country") }
        if let most = ranking.mostPerRegion { checkRange(most, 1...1_000, at: "ranking/most-per-region") }
        checkRange(ranking.minimumJurors, 2...1_000, at: "ranking/minimum-jurors")
        checkRange(ranking.minimumApplications, 2...1_000, at: "ranking/minimum-applications")
        checkRange(ranking.minimumSpareScores, 1...100_000, at: "ranking/minimum-spare-scores")
        checkRange(ranking.tooClose, 1...49, at: "ranking/too-close")
        checkRange(ranking.seed, 0...1_000_000_000, at: "ranking/seed")
    }
}

extension SeasonRanking {
    /// With everything said, as a round keeps it.
    var json: JSON {
        node(.writing(WritingStyle(languages: [], omitsDefaults: false))).json
    }

    init(stored json: JSON) throws {
        let reading = DocumentReading()
        self.init()
        read(DocumentNode(json: json), at: "ranking", reading)
        if let finding = reading.findings.first { throw finding }
    }
}
