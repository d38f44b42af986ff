internal import Assignment
internal import Platform

/// What a plan comes to: loads, languages, and how far jurors share applications.
struct PlanFigures: Sendable, Equatable {
    struct Load: Sendable, Equatable {
        let juror: ID<Juror>
        let before: Int
        let after: Int
        let capacity: Int
    }

    struct LanguageLine: Sendable, Equatable {
        let language: Language
        let applications: Int
        let missing: Int
        /// How many of the jurors asked read it, and how many places they have left.
        let readers: Int
        let places: Int
    }

    /// The most loaded first.
    let loads: [Load]
    let languages: [LanguageLine]
    /// How many pairs of jurors share so many applications, by that number.
    let sharing: [Int: Int]
    /// The parts that no common juror connects, by how many applications are in each; the largest first.
    let parts: [Int]
}

extension PlanReading {
    func figures(_ after: [Int]) -> PlanFigures {
        var before = [Int](repeating: 0, count: situation.seats.count)
        for pair in pairs.fixed + pairs.movable { before[pair.juror] += 1 }
        let loads = situation.seats.indices.filter { situation.seats[$0].isAsked || after[$0] > 0 }.map {
            PlanFigures.Load(
                juror: situation.seats[$0].id, before: before[$0], after: after[$0],
                capacity: situation.seats[$0].capacity)
        }
        return PlanFigures(
            loads: loads.sorted { ($1.after, $0.juror.rawValue) < ($0.after, $1.juror.rawValue) },
            languages: languages(after), sharing: sharing(), parts: outcome.rules.parts.map(\.count))
    }

    private func languages(_ loads: [Int]) -> [PlanFigures.LanguageLine] {
        let wanting = situation.tasks.indices.filter { situation.tasks[$0].demand > 0 }
        let groups = Dictionary(grouping: wanting, by: { situation.tasks[$0].language })
        let lines = groups.map { language, applications -> PlanFigures.LanguageLine in
            let readers = situation.seats.indices.filter { seat in
                situation.seats[seat].isAsked
                    && situation.seats[seat].languages.contains { $0.matches(language) }
            }
            return PlanFigures.LanguageLine(
                language: language, applications: applications.count,
                missing: applications.reduce(0) { $0 + outcome.shortfall[$1] }, readers: readers.count,
                places: readers.reduce(0) { $0 + max(0, situation.seats[$1].capacity - loads[$1]) })
        }
        return lines.sorted {
            ($1.missing, $1.applications, $0.language.code) < ($0.missing, $0.applications, $1.language.code)
        }
    }

    private func sharing() -> [Int: Int] {
        struct Two: Hashable {
            let one: Int
            let other: Int
        }
        var times: [Two: Int] = [:]
        for (index, pair) in outcome.pairs.enumerated() {
            for other in outcome.pairs[(index + 1)...].prefix(while: { $0.application == pair.application }) {
                times[Two(one: pair.juror, other: other.juror), default: 0] += 1
            }
        }
        return times.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
