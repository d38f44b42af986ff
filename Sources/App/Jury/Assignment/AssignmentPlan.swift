internal import Assignment
internal import Platform

/// An automatic assignment as it is proposed: the new pairs with their reasons, what moves, what cannot be
/// met, and how good all of it is.
struct AssignmentPlan: Sendable, Equatable {
    struct Pairing: Sendable, Equatable {
        let application: ID<Application>
        let juror: ID<Juror>
        let explanation: PairingExplanation
    }

    /// An application that would still lack reviews, and what keeps jurors from giving them.
    struct Shortfall: Sendable, Equatable {
        let application: ID<Application>
        let missing: Int
        /// Of the jurors asked who do not have it: how many each obstacle keeps.
        let obstacles: [PairObstacle: Int]
    }

    let pairings: [Pairing]
    let shortfalls: [Shortfall]
}

extension AssignmentSituation {
    /// The best assignment under the season's rules. What was assigned before stays.
    func plan() -> AssignmentPlan {
        let pairs = PairTable(self)
        let problem = AssignmentProblem(
            demand: tasks.map(\.demand), capacity: seats.map { $0.isAsked ? $0.capacity : 0 },
            candidates: pairs.candidates(of: self), fixedPairs: pairs.held, loadStep: rules.weights.balance)
        let solution = problem.solve()
        let held = Set(pairs.held)
        var loads = [Int](repeating: 0, count: seats.count)
        for pair in solution.pairs { loads[pair.juror] += 1 }
        let pairings = solution.pairs.filter { !held.contains($0) }.map { pair in
            let (task, seat) = (tasks[pair.application], seats[pair.juror])
            return AssignmentPlan.Pairing(
                application: task.id, juror: seat.id,
                explanation: task.explain(seat, load: loads[pair.juror], points: rules.points(task, seat)))
        }
        let shortfalls = solution.shortfall.enumerated().filter { $0.element > 0 }.map { index, missing in
            AssignmentPlan.Shortfall(
                application: tasks[index].id, missing: missing,
                obstacles: pairs.obstacles(of: index, in: self, held: held))
        }
        return AssignmentPlan(pairings: pairings, shortfalls: shortfalls)
    }
}

extension AssignmentSituation.Task {
    func explain(
        _ seat: AssignmentSituation.Seat, load: Int, points: Int,
        next: PairingExplanation.Alternative? = nil
    ) -> PairingExplanation {
        PairingExplanation(
            language: language.code, readsLanguage: isReadable(by: seat), region: region,
            fit: regionFit(seat), themes: themes, themeFit: themeFit(seat), points: points, load: load,
            capacity: seat.capacity, next: next)
    }
}
