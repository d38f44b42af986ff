/// What an assignment is to achieve beyond its hard rules, which are the number of reviews of each
/// application, the places with each juror, and that only candidates are chosen.
public struct AssignmentPolicy: Hashable, Sendable {
    /// Which of all assignments that keep the hard rules is the best.
    public enum Objective: Hashable, Sendable {
        /// The one with the greatest sum of scores.
        case sum
        /// The one whose worst-served application is served best, and of those the one with the greatest
        /// sum. Worst-served is the least sum of its pairs' scores.
        case fair
    }

    /// How much is given up for keeping pairs of an earlier assignment.
    public enum Keeping: Hashable, Sendable {
        /// As many as can be kept stay, whatever that costs; the objective chooses among what is left.
        case most
        /// Each pair that stays counts as so many more units of score.
        case worth(Int)
    }

    /// What makes one assignment better than another.
    public var objective: Objective
    /// The pairs of an earlier assignment. Those that are no candidates any more cannot stay.
    public var previous: [AssignmentProblem.Pair]
    /// How much the previous pairs weigh against the objective.
    public var keeping: Keeping
    /// What is asked of pairs together.
    public var rules: SideRules

    public init(
        objective: Objective = .sum, previous: [AssignmentProblem.Pair] = [], keeping: Keeping = .most,
        rules: SideRules = SideRules()
    ) {
        self.objective = objective
        self.previous = previous
        self.keeping = keeping
        self.rules = rules
    }
}

/// Wishes about pairs together rather than one by one. They are met by the cheapest exchanges that are
/// found, never at the expense of a hard rule, and what could not be met is reported.
public struct SideRules: Hashable, Sendable {
    /// Each of these applications has at least one of these jurors.
    public struct Requirement: Hashable, Sendable {
        /// Those that need one of the jurors, by the caller's numbers.
        public let applications: [Int]
        /// Any one of them will do.
        public let jurors: [Int]

        public init(applications: [Int], jurors: [Int]) {
            self.applications = applications
            self.jurors = jurors
        }
    }

    /// Two pairs of which at most one is chosen, as where two people would review each other.
    public struct Exclusion: Hashable, Sendable {
        /// Either of the two; their order means nothing.
        public let one: AssignmentProblem.Pair
        /// The pair that `one` shuts out.
        public let other: AssignmentProblem.Pair

        public init(_ one: AssignmentProblem.Pair, _ other: AssignmentProblem.Pair) {
            self.one = one
            self.other = other
        }
    }

    /// Each is to be met for every one of its applications.
    public var requirements: [Requirement]
    /// None is to be chosen whole.
    public var exclusions: [Exclusion]
    /// No two jurors share more than so many applications; nil where they may share any number.
    public var mostTogether: Int?
    /// A chain of common reviews leads from each application to every other, so that scores of all can be
    /// compared.
    public var isConnected: Bool

    public init(
        requirements: [Requirement] = [], exclusions: [Exclusion] = [], mostTogether: Int? = nil,
        isConnected: Bool = false
    ) {
        self.requirements = requirements
        self.exclusions = exclusions
        self.mostTogether = mostTogether
        self.isConnected = isConnected
    }

    var isEmpty: Bool {
        requirements.isEmpty && exclusions.isEmpty && mostTogether == nil && !isConnected
    }
}
