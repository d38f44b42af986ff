/// An assignment with all that is to be said about it: how good it is, what proves that, what could not be
/// had and why.
public struct AssignmentOutcome: Hashable, Sendable {
    /// Who reviews what, fixed pairs included, sorted by application and juror.
    public let pairs: [AssignmentProblem.Pair]
    /// How many reviews each application still lacks.
    public let shortfall: [Int]
    /// Why reviews are lacking; empty where none is.
    public let shortages: [Shortage]
    /// The sum of scores of all pairs that were chosen, less the cost of loads; pairs that stay count as much
    /// more as the policy says. Fixed pairs are not in it, since nobody chose them. The bound holds for every
    /// assignment that keeps the hard rules, lacks no more reviews, keeps as many pairs and, under the fair
    /// objective, serves its worst-served application as well; side rules are not in it.
    public let total: Bounded
    /// The least sum of scores of an application that wants reviews, those of fixed pairs included, and what
    /// it cannot exceed.
    public let worstServed: Bounded
    /// How far each side rule that was asked for is met.
    public let rules: SideRuleReport
    /// The prices of places with jurors that prove the best sum: see `AssignmentProblem.lowerBound`.
    public let jurorPrices: [Int]
    /// How many previous pairs stay.
    public let kept: Int
    /// The previous pairs that do not stay.
    public let moved: [MovedPair]

    /// Whether every application has as many reviews as it wants.
    public var isComplete: Bool { shortages.isEmpty }
}

/// A figure that is to be great, and what it is proven not to exceed.
public struct Bounded: Hashable, Sendable {
    /// What was reached.
    public let value: Int
    /// What nothing can exceed; equal to `value` where that is proven best.
    public let bound: Int

    public init(value: Int, bound: Int) {
        self.value = value
        self.bound = bound
    }

    /// How much better it might be at most.
    public var gap: Int { bound - value }
    /// Whether nothing better exists.
    public var isProvenBest: Bool { gap == 0 }
}

/// Applications that want more reviews than all their candidates together can give.
///
/// Such a set is the short side of a minimum cut. The sets of one assignment are disjoint, and each is the
/// least that shows its reviews to be missing.
public struct Shortage: Hashable, Sendable {
    /// Ascending.
    public let applications: [Int]
    /// The jurors all of whose places these applications could use, ascending, those without a place left
    /// included. Further places with them could help.
    public let fullJurors: [Int]
    /// Jurors who may review some of these applications and would have more room, but already get every one
    /// that they may, ascending.
    public let exhaustedJurors: [Int]
    /// The reviews that the applications want beside their fixed pairs.
    public let needed: Int
    /// The reviews that the jurors could at most give them: `needed` less `missing`.
    public let places: Int
    /// The reviews that are lacking. As many further jurors with a place, who may review all these
    /// applications, would do.
    public let missing: Int
    /// By how much the limit of each full juror would have to be raised to do, where that is enough.
    public let raise: Int?
}

/// A previous pair that does not stay, and why.
public struct MovedPair: Hashable, Sendable {
    /// What kept it from staying.
    public enum Reason: Hashable, Sendable {
        /// The pair is no candidate any more: a conflict, or not eligible.
        case notCandidate
        /// The juror has more previous pairs than places.
        case overCapacity
        /// The application has more previous pairs than it wants.
        case overDemand
        /// The place went where it was needed more: another application could not do without the juror, a
        /// side rule asked for it, or the pair was worth less than what its exchange gained.
        case neededElsewhere
    }

    /// As it stood before.
    public let pair: AssignmentProblem.Pair
    /// Why it does not stay.
    public let reason: Reason
}

/// Why a pair was chosen.
public struct PairingReason: Hashable, Sendable {
    /// The juror who would come next.
    public struct Alternative: Hashable, Sendable {
        /// The caller's number.
        public let juror: Int
        /// Of the application with this juror, in units.
        public let score: Int
        /// What having this juror instead would take from the best total, at least: the difference in
        /// reduced cost.
        public let loss: Int
    }

    /// The pair that was chosen.
    public let pair: AssignmentProblem.Pair
    /// In units, as given; nil for a fixed pair that is no candidate.
    public let score: Int?
    /// One for the best of the application's candidates; those with equal scores share a rank.
    public let rank: Int?
    /// How many candidates the application has.
    public let candidates: Int
    /// Nil where every candidate of the application is chosen.
    public let alternative: Alternative?
}

/// How far the side rules are met.
public struct SideRuleReport: Hashable, Sendable {
    /// An application without a juror of a required kind.
    public struct Unmet: Hashable, Sendable {
        /// Position in `SideRules.requirements`.
        public let requirement: Int
        /// The caller's number.
        public let application: Int
    }

    /// Two jurors and how many applications they share.
    public struct Together: Hashable, Sendable {
        /// The two, ascending.
        public let jurors: [Int]
        /// How many applications both of them have.
        public let times: Int

        public init(jurors: [Int], times: Int) {
            self.jurors = jurors
            self.times = times
        }
    }

    /// Every application that lacks a juror whom a requirement asks for.
    public let unmet: [Unmet]
    /// How many applications no assignment can avoid leaving without a juror of each requirement, even if
    /// these jurors had nothing else to do.
    public let fewestUnmet: [Int]
    /// The exclusions of which both pairs are chosen.
    public let broken: [SideRules.Exclusion]
    /// How many of them no assignment avoids, since both pairs are fixed.
    public let fewestBroken: Int
    /// The pairs of jurors who meet more often than they should.
    public let tooOften: [Together]
    /// How many of them no assignment avoids, since their fixed pairs alone are too many.
    public let fewestTooOften: Int
    /// The connected parts of the graph of applications and jurors, each with the applications in it, the
    /// part with the most applications first. Given whether asked for or not.
    public let parts: [[Int]]
    /// How many parts no assignment avoids, since not even all candidates together connect them.
    public let fewestParts: Int
}
