internal import Assignment
internal import Platform

/// Applications that want more reviews than all jurors together can give them, in the fewest words that tell
/// them apart from the others.
struct PlanShortage: Sendable, Equatable {
    /// In what these applications differ from those that lack nothing; what is nil says nothing.
    struct Description: Sendable, Equatable {
        var languages: [Language]?
        var regions: [String]?
        var themes: [String]?
        var nominations: [ID<Nomination>]?
        /// Whether it fits these applications and no others.
        var isExact = true
    }

    /// What would do.
    struct Remedy: Sendable, Equatable {
        let jurors: Int
        /// What limit of so many jurors would do; nil where there are too few of them, whatever they take.
        var load: Int?
        var raised = 0
        /// Where their limits differ, by how much each would have to be raised.
        var raise: Int?
    }

    let applications: [ID<Application>]
    let description: Description
    let needed: Int
    let places: Int
    let missing: Int
    let remedy: Remedy
}

extension PlanShortage {
    /// Shortages that no limit helps and that the same words describe are one: whoever reads Serbian is
    /// wanted once, and not for each application in it.
    static func gathered(_ shortages: [PlanShortage], usualLoad: Int) -> [PlanShortage] {
        var gathered: [PlanShortage] = []
        for shortage in shortages {
            let place = gathered.firstIndex {
                $0.lacksJurors && shortage.lacksJurors && $0.description == shortage.description
            }
            if let place {
                gathered[place] = gathered[place].joined(with: shortage, usualLoad: usualLoad)
            } else {
                gathered.append(shortage)
            }
        }
        return gathered
    }

    private var lacksJurors: Bool { remedy.raised == 0 }

    private func joined(with other: PlanShortage, usualLoad: Int) -> PlanShortage {
        let all = applications + other.applications
        let each = max(1, min(usualLoad, all.count))
        let lacking = missing + other.missing
        let jurors = max(remedy.jurors, other.remedy.jurors, (lacking + each - 1) / each)
        return PlanShortage(
            applications: all, description: description, needed: needed + other.needed,
            places: places + other.places, missing: lacking, remedy: Remedy(jurors: jurors))
    }
}

extension PlanReading {
    func shortage(_ shortage: Shortage) -> PlanShortage {
        PlanShortage(
            applications: shortage.applications.map { situation.tasks[$0].id },
            description: description(of: Set(shortage.applications)), needed: shortage.needed,
            places: shortage.places, missing: shortage.missing, remedy: remedy(shortage))
    }

    /// A juror more takes each application once, and as many as is usual in the season.
    private func remedy(_ shortage: Shortage) -> PlanShortage.Remedy {
        let each = max(1, min(situation.usualLoad, shortage.applications.count))
        let most = shortage.applications.reduce(0) { max($0, outcome.shortfall[$1]) }
        var remedy = PlanShortage.Remedy(jurors: max(most, (shortage.missing + each - 1) / each))
        let limits = Set(shortage.fullJurors.map { situation.seats[$0].capacity })
        guard let raise = shortage.raise, !limits.isEmpty else { return remedy }
        remedy.raised = shortage.fullJurors.count
        if let limit = limits.first, limits.count == 1 {
            remedy.load = limit + raise
        } else {
            remedy.raise = raise
        }
        return remedy
    }

    // MARK: The smallest description

    private func description(of applications: Set<Int>) -> PlanShortage.Description {
        let wanting = situation.tasks.indices.filter { situation.tasks[$0].demand > 0 }
        let qualities = tellingQualities
        let subsets = (0..<(1 << qualities.count)).sorted {
            ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1)
        }
        var closest: (description: PlanShortage.Description, count: Int)?
        for subset in subsets {
            let chosen = qualities.indices.filter { subset & (1 << $0) != 0 }.map { qualities[$0] }
            let values = chosen.map { quality in
                (quality, Set(applications.map { quality.value(situation.tasks[$0]) }))
            }
            guard values.allSatisfy({ $0.1.count <= Self.mostValues }) else { continue }
            let described = wanting.count { task in
                values.allSatisfy { $0.1.contains($0.0.value(situation.tasks[task])) }
            }
            if described < closest?.count ?? .max {
                var description = PlanShortage.Description()
                for (quality, _) in values {
                    quality.describe(applications.sorted(), situation, &description)
                }
                description.isExact = described == applications.count
                closest = (description, described)
            }
        }
        return closest?.description ?? PlanShortage.Description(isExact: false)
    }

    /// More values than this describe nothing.
    private static let mostValues = 3

    /// Only what decides who may review an application explains that nobody can.
    private var tellingQualities: [TellingQuality] {
        var qualities: [TellingQuality] = [.language]
        if situation.rules.regions == .ownRegion { qualities.append(.region) }
        if situation.rules.themes == .require { qualities.append(.theme) }
        if situation.seats.contains(where: { !$0.nominations.isEmpty }) { qualities.append(.nomination) }
        return qualities
    }
}

/// A quality of applications that decides who may review them.
private enum TellingQuality {
    case language, region, theme, nomination

    func value(_ task: AssignmentSituation.Task) -> String {
        switch self {
        case .language: task.language.code
        case .region: task.region ?? ""
        case .theme: task.themes.joined(separator: " ")
        case .nomination: String(task.nomination.rawValue)
        }
    }

    func describe(
        _ applications: [Int], _ situation: AssignmentSituation,
        _ description: inout PlanShortage.Description
    ) {
        let tasks = applications.map { situation.tasks[$0] }
        switch self {
        case .language: description.languages = distinct(tasks.map(\.language))
        case .region: description.regions = distinct(tasks.compactMap(\.region))
        case .theme: description.themes = distinct(tasks.flatMap(\.themes))
        case .nomination: description.nominations = distinct(tasks.map(\.nomination))
        }
    }

    private func distinct<Value: Hashable>(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return values.filter { seen.insert($0).inserted }
    }
}
