internal import Assignment
internal import Platform

/// An automatic assignment as it is proposed: the new pairs with their reasons, what moves, what cannot be
/// had, and how good all of it is.
struct AssignmentPlan: Sendable, Equatable {
    struct Pairing: Sendable, Equatable {
        let application: ID<Application>
        let juror: ID<Juror>
        let explanation: PairingExplanation
    }

    /// A place that somebody had and has no more, and who has it now.
    struct Move: Sendable, Equatable {
        enum Cause: String, Sendable, CaseIterable {
            case recused, removed, conflict, replaced
            /// The rules no longer bring the two together.
            case notEligible
            /// The juror's limit is lower than it was.
            case overCapacity
            /// The application no longer wants so many reviews.
            case overDemand
            /// Another application cannot do without this juror.
            case neededElsewhere
        }

        let application: ID<Application>
        let from: ID<Juror>
        let cause: Cause
        /// Nobody, as long as nobody can be found.
        let to: ID<Juror>?
        /// Whether an assignment that stood until now ends with this plan.
        var endsAssignment: Bool {
            switch cause {
            case .recused, .removed, .conflict: false
            case .replaced, .notEligible, .overCapacity, .overDemand, .neededElsewhere: true
            }
        }
    }

    /// An application that would still lack reviews, and what keeps jurors from giving them.
    struct Shortfall: Sendable, Equatable {
        let application: ID<Application>
        let missing: Int
        /// Of the jurors asked who do not have it: how many each obstacle keeps.
        let obstacles: [PairObstacle: Int]
    }

    let pairings: [Pairing]
    let moves: [Move]
    /// How many assignments stay as they were.
    let kept: Int
    let shortfalls: [Shortfall]
    let shortages: [PlanShortage]
    let quality: PlanQuality
    let figures: PlanFigures

    var missing: Int { shortfalls.reduce(0) { $0 + $1.missing } }
    var changesNothing: Bool { pairings.isEmpty && !moves.contains(where: \.endsAssignment) }
}

/// How good a plan is, and what no plan could exceed.
struct PlanQuality: Sendable, Equatable {
    /// An application without a juror of a kind that the season requires.
    struct WithoutKind: Sendable, Equatable {
        let kind: String
        let applications: [ID<Application>]
        /// How many of them no plan avoids.
        let fewest: Int
    }

    /// A figure that is to be small, and what it is proven not to fall below.
    struct Few: Sendable, Equatable {
        let count: Int
        let fewest: Int
    }

    /// The points of all pairs, those that stay included.
    let points: Int
    /// The points less what uneven loads take away.
    let total: Bounded
    let worstServed: Bounded
    /// The applications that are served worst.
    let worst: [ID<Application>]
    let withoutKind: [WithoutKind]
    /// How many pairs of jurors review each other's applications, and how many share too many.
    let mutual: Few
    let tooOften: Few
    /// How many parts there are that no common juror connects, and how many no assignment avoids.
    let parts: Int
    let fewestParts: Int
}

extension AssignmentSituation {
    /// The best assignment under the season's rules. What was assigned before stays as far as it can.
    func plan() -> AssignmentPlan {
        let pairs = PairTable(self)
        let problem = AssignmentProblem(
            demand: tasks.map(\.demand), capacity: seats.map { $0.isAsked ? $0.capacity : 0 },
            candidates: pairs.candidates(of: self), fixedPairs: pairs.fixed,
            loadStep: rules.weights.balance)
        let outcome = problem.assign(
            AssignmentPolicy(
                objective: rules.objective == .fair ? .fair : .sum, previous: pairs.movable,
                rules: sideRules))
        let reading = PlanReading(situation: self, pairs: pairs, outcome: outcome)
        return reading.plan(problem.reasons(for: outcome))
    }

    private var sideRules: SideRules {
        let wanting = tasks.indices.filter { tasks[$0].demand > 0 }
        let requirements = requiredKinds.map { kind in
            SideRules.Requirement(
                applications: wanting, jurors: seats.indices.filter { seats[$0].kind == kind.key })
        }
        return SideRules(
            requirements: requirements, exclusions: exclusions, mostTogether: rules.togetherAtMost,
            isConnected: true)
    }

    var requiredKinds: [JurorKind] { rules.kinds.filter(\.isRequired) }

    /// No two people review each other.
    private var exclusions: [SideRules.Exclusion] {
        let position = Dictionary(uniqueKeysWithValues: seats.enumerated().map { ($1.id, $0) })
        let ofParty = Dictionary(grouping: tasks.indices, by: { tasks[$0].party })
        var exclusions: [SideRules.Exclusion] = []
        for (index, one) in entrants.enumerated() {
            for other in entrants[(index + 1)...] where other.juror != one.juror {
                guard let first = position[one.juror], let second = position[other.juror] else { continue }
                for own in ofParty[one.party] ?? [] {
                    for others in ofParty[other.party] ?? [] {
                        exclusions.append(
                            .init(
                                .init(application: others, juror: first),
                                .init(application: own, juror: second)))
                    }
                }
            }
        }
        return exclusions
    }
}

extension AssignmentSituation.Task {
    func explain(
        _ seat: AssignmentSituation.Seat, load: Int, points: Int, wish: Bid.Wish? = nil,
        next: PairingExplanation.Alternative? = nil
    ) -> PairingExplanation {
        PairingExplanation(
            language: language.code, readsLanguage: isReadable(by: seat), region: region,
            fit: regionFit(seat), themes: themes, themeFit: themeFit(seat), points: points, wish: wish,
            load: load, capacity: seat.capacity, next: next)
    }
}
