internal import Platform

/// What keeps a juror from being given an application.
enum PairObstacle: String, Sendable, CaseIterable {
    case language, theme, region, country, panel, conflict
    /// The juror had it and stepped back, or it was taken from them.
    case recused
    /// Nothing but that the juror has no room.
    case full
}

extension SeasonAssignment {
    /// What the season's rules say of a juror and an application, whatever happened between the two.
    func obstacle(_ task: AssignmentSituation.Task, _ seat: AssignmentSituation.Seat) -> PairObstacle? {
        if !task.isReadable(by: seat) { return .language }
        if !seat.nominations.isEmpty, !seat.nominations.contains(task.nomination) { return .panel }
        switch regions {
        case .any: break
        case .ownRegion:
            guard let region = task.region, seat.ownRegions.contains(region) else { return .region }
        // Whose own country nobody knows might be from any.
        case .notOwnCountry: if seat.country.isEmpty || seat.country == task.country { return .country }
        }
        if themes == .require, task.themeFit(seat) == .other { return .theme }
        return nil
    }

    /// Whether the rule of regions can place a juror at all.
    func knowsOrigin(of seat: AssignmentSituation.Seat) -> Bool {
        switch regions {
        case .any: true
        case .ownRegion: !seat.ownRegions.isEmpty
        case .notOwnCountry: !seat.country.isEmpty
        }
    }

    /// What speaks for a pair, before anybody wished for it.
    func points(_ task: AssignmentSituation.Task, _ seat: AssignmentSituation.Seat) -> Int {
        let theme = task.themeFit(seat) == .same ? weights.theme : 0
        let region = task.regionFit(seat) == .other ? 0 : weights.region
        return theme + region
    }

    /// What a bid adds or takes away; nothing where nobody bid or bids do not count.
    func points(_ wish: Bid.Wish?) -> Int {
        guard let bids, let wish else { return 0 }
        return switch wish {
        case .eager: bids.eager
        case .willing: bids.willing
        case .notWell: -bids.notWell
        }
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
