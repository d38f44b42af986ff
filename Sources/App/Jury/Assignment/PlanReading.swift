internal import Assignment
internal import Platform

/// What the solver found, told of applications and jurors.
struct PlanReading {
    let situation: AssignmentSituation
    let pairs: PairTable
    let outcome: AssignmentOutcome

    private typealias Pair = AssignmentProblem.Pair

    func plan(_ reasons: [PairingReason]) -> AssignmentPlan {
        let standing = Set(pairs.fixed + pairs.movable)
        let loads = loads(of: outcome.pairs)
        let added = reasons.filter { !standing.contains($0.pair) }
        return AssignmentPlan(
            pairings: added.map { pairing($0, load: loads[$0.pair.juror]) },
            moves: moves(added.map(\.pair)),
            kept: pairs.fixed.count + outcome.kept,
            shortfalls: shortfalls(),
            shortages: PlanShortage.gathered(
                outcome.shortages.map(shortage), usualLoad: situation.usualLoad),
            quality: quality(),
            figures: figures(loads))
    }

    private func loads(of pairs: [AssignmentProblem.Pair]) -> [Int] {
        var loads = [Int](repeating: 0, count: situation.seats.count)
        for pair in pairs { loads[pair.juror] += 1 }
        return loads
    }

    private func pairing(_ reason: PairingReason, load: Int) -> AssignmentPlan.Pairing {
        let (task, seat) = (situation.tasks[reason.pair.application], situation.seats[reason.pair.juror])
        let next = reason.alternative.map {
            PairingExplanation.Alternative(juror: situation.seats[$0.juror].id, cost: max(0, $0.loss))
        }
        return AssignmentPlan.Pairing(
            application: task.id, juror: seat.id,
            explanation: task.explain(
                seat, load: load, points: pairs.points(reason.pair),
                wish: situation.bids[.init(juror: seat.id, application: task.id)], next: next))
    }

    private func shortfalls() -> [AssignmentPlan.Shortfall] {
        let chosen = Set(outcome.pairs)
        return outcome.shortfall.enumerated().filter { $0.element > 0 }.map { index, missing in
            AssignmentPlan.Shortfall(
                application: situation.tasks[index].id, missing: missing,
                obstacles: pairs.obstacles(of: index, in: situation, held: chosen))
        }
    }

    // MARK: What moves

    /// Each place that became free in an application goes to one of those who are new there.
    private func moves(_ added: [AssignmentProblem.Pair]) -> [AssignmentPlan.Move] {
        let vacated = Dictionary(grouping: pairs.freed, by: \.pair.application)
        let moved = Dictionary(grouping: outcome.moved, by: \.pair.application)
        let new = Dictionary(grouping: added, by: \.application)
        var moves: [AssignmentPlan.Move] = []
        for application in situation.tasks.indices {
            var causes = (moved[application] ?? []).map { ($0.pair.juror, cause($0.reason)) }
            let successors = (new[application] ?? []).map(\.juror)
            let free = successors.count + outcome.shortfall[application] - causes.count
            let places = (vacated[application] ?? []).suffix(max(0, free))
            causes = places.map { ($0.pair.juror, $0.cause) } + causes
            for (index, (juror, cause)) in causes.enumerated() {
                let successor = index < successors.count ? situation.seats[successors[index]].id : nil
                moves.append(
                    AssignmentPlan.Move(
                        application: situation.tasks[application].id, from: situation.seats[juror].id,
                        cause: cause, to: successor))
            }
        }
        return moves
    }

    private func cause(_ reason: MovedPair.Reason) -> AssignmentPlan.Move.Cause {
        switch reason {
        case .notCandidate: .notEligible
        case .overCapacity: .overCapacity
        case .overDemand: .overDemand
        case .neededElsewhere: .neededElsewhere
        }
    }

    // MARK: How good it is

    private func quality() -> PlanQuality {
        let rules = outcome.rules
        let kinds = situation.requiredKinds.enumerated().map { position, kind in
            PlanQuality.WithoutKind(
                kind: kind.key,
                applications: rules.unmet.filter { $0.requirement == position }
                    .map { situation.tasks[$0.application].id },
                fewest: rules.fewestUnmet[position])
        }
        return PlanQuality(
            points: outcome.pairs.reduce(0) { $0 + pairs.points($1) }, total: outcome.total,
            worstServed: outcome.worstServed, worst: worst(),
            withoutKind: kinds.filter { !$0.applications.isEmpty },
            mutual: .init(count: rules.broken.count, fewest: rules.fewestBroken),
            tooOften: .init(count: rules.tooOften.count, fewest: rules.fewestTooOften),
            parts: rules.parts.count, fewestParts: rules.fewestParts)
    }

    private func worst() -> [ID<Application>] {
        var sums = [Int](repeating: 0, count: situation.tasks.count)
        var counts = sums
        for pair in outcome.pairs {
            sums[pair.application] += pairs.points(pair)
            counts[pair.application] += 1
        }
        let wanting = situation.tasks.indices.filter { situation.tasks[$0].demand > 0 || counts[$0] > 0 }
        guard let least = wanting.map({ sums[$0] }).min() else { return [] }
        return wanting.filter { sums[$0] == least }.map { situation.tasks[$0].id }
    }
}
