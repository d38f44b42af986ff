/// One juror's marks for one application, in the order of the rubric's criteria; nil where a mark is missing.
public struct Review: Hashable, Sendable {
    /// The caller's number for the application.
    public let application: Int
    /// The caller's number for the juror.
    public let juror: Int
    public let marks: [Int?]

    public init(application: Int, juror: Int, marks: [Int?]) {
        self.application = application
        self.juror = juror
        self.marks = marks
    }
}

/// What the reviews of a round say as they are, with no juror made comparable to another.
///
/// Only complete reviews count. The order in which reviews are given has no influence on anything here.
public struct RawResults: Hashable, Sendable {
    public struct ApplicationResult: Hashable, Sendable {
        public let application: Int
        public let scores: Summary
        /// By mean score, the best first; exactly equal means share the better rank, and the next rank is
        /// skipped.
        public let rank: Int
    }

    public struct JurorResult: Hashable, Sendable {
        public let juror: Int
        /// Of the scores that the juror gave.
        public let scores: Summary
    }

    /// The applications that have a complete review, by rank and then by number.
    public let applications: [ApplicationResult]
    /// The jurors who gave a complete review, by number.
    public let jurors: [JurorResult]
    /// The reviews in which a mark is missing, by application and juror.
    public let incomplete: [Review]

    /// Tallies the reviews, each of which counts; throws at the first whose marks do not fit the rubric.
    public init(rubric: Rubric, reviews: [Review]) throws(Rubric.InvalidMarks) {
        var scoresByApplication: [Int: [Rational]] = [:]
        var scoresByJuror: [Int: [Rational]] = [:]
        var incomplete: [Review] = []
        for review in reviews {
            guard let score = try rubric.score(of: review.marks) else {
                incomplete.append(review)
                continue
            }
            scoresByApplication[review.application, default: []].append(score)
            scoresByJuror[review.juror, default: []].append(score)
        }
        applications = Self.ranked(scoresByApplication)
        jurors = Self.summaries(scoresByJuror).map { JurorResult(juror: $0.number, scores: $0.summary) }
        self.incomplete = incomplete.sorted { ($0.application, $0.juror) < ($1.application, $1.juror) }
    }

    private static func ranked(_ scores: [Int: [Rational]]) -> [ApplicationResult] {
        let summaries: [(number: Int, summary: Summary)] = summaries(scores)
        let ranks: [Int] = competitionRanks(of: summaries.map(\.summary.mean))
        let results: [ApplicationResult] = zip(summaries, ranks).map { entry, rank in
            ApplicationResult(application: entry.number, scores: entry.summary, rank: rank)
        }
        return results.sorted { ($0.rank, $0.application) < ($1.rank, $1.application) }
    }

    private static func summaries(_ scores: [Int: [Rational]]) -> [(number: Int, summary: Summary)] {
        scores.keys.sorted().compactMap { number in
            Summary(of: scores[number] ?? []).map { (number, $0) }
        }
    }
}
