internal import Platform

/// What keeps a juror from being given an application.
enum PairObstacle: String, Sendable, CaseIterable {
    case language, theme, region, country, panel, conflict
    /// The juror had it and stepped back, or it was taken from them.
    case recused
    /// Nothing but that the juror has no room.
    case full
}

extension AssignmentSituation {
    /// What the season's rules say of a juror and an application, whatever happened between the two.
    func obstacle(_ task: Task, _ seat: Seat) -> PairObstacle? {
        if !task.isReadable(by: seat) { return .language }
        if !seat.nominations.isEmpty, !seat.nominations.contains(task.nomination) { return .panel }
        switch rules.regions {
        case .any: break
        case .ownRegion:
            guard let region = task.region, seat.ownRegions.contains(region) else { return .region }
        case .notOwnCountry: if seat.country == task.country { return .country }
        }
        if rules.themes == .require, task.themeFit(seat) == .other { return .theme }
        return nil
    }
}

extension SeasonAssignment {
    /// What speaks for a pair.
    func points(_ task: AssignmentSituation.Task, _ seat: AssignmentSituation.Seat) -> Int {
        let theme = task.themeFit(seat) == .same ? weights.theme : 0
        let region = task.regionFit(seat) == .other ? 0 : weights.region
        return theme + region
    }
}

extension AssignmentSituation.Task {
    func isReadable(by seat: AssignmentSituation.Seat) -> Bool {
        seat.languages.contains { $0.matches(language) }
    }

    func regionFit(_ seat: AssignmentSituation.Seat) -> PairingExplanation.Fit {
        if seat.regions.isEmpty { return .any }
        return region.map { seat.regions.contains($0) } ?? false ? .same : .other
    }

    /// An application without a theme suits everybody.
    func themeFit(_ seat: AssignmentSituation.Seat) -> PairingExplanation.Fit {
        if seat.themes.isEmpty || themes.isEmpty { return .any }
        return themes.contains { seat.themes.contains($0) } ? .same : .other
    }
}
