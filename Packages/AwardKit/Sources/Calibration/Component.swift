/// What a component needs before its jurors can be told apart from its applications.
public struct Minimum: Hashable, Sendable {
    /// Who gave a score.
    public let jurors: Int
    /// What has a score.
    public let applications: Int
    /// Scores beyond those that would just suffice to give every application and juror a number.
    public let spareScores: Int

    /// What is asked of a season that says nothing else.
    public static let standard = Minimum(jurors: 3, applications: 5, spareScores: 10)

    public init(jurors: Int, applications: Int, spareScores: Int) {
        self.jurors = jurors
        self.applications = applications
        self.spareScores = spareScores
    }
}

/// Applications and jurors that reviews connect, and whether there are enough to calibrate them.
public struct Component: Hashable, Sendable {
    /// Why a component stays raw.
    public enum Lack: Hashable, Sendable {
        case jurors(needed: Int)
        case applications(needed: Int)
        case spareScores(has: Int, needed: Int)
        /// Every score is the same.
        case difference
    }

    /// The caller's numbers, ascending.
    public let applications: [Int]
    /// The caller's numbers, ascending.
    public let jurors: [Int]
    /// How many scores connect them.
    public let scoreCount: Int
    /// Empty where the component is calibrated.
    public let lacks: [Lack]

    /// Whether its scores are calibrated rather than left raw.
    public var isCalibrated: Bool { lacks.isEmpty }

    /// Scores beyond those that would just suffice to give every application and juror a number.
    public var spareScores: Int { scoreCount - applications.count - jurors.count + 1 }
}

extension Component {
    static func all(of table: ScoreTable, _ parts: Components, _ minimum: Minimum) -> [Component] {
        var applications = [[Int]](repeating: [], count: parts.count)
        var jurors: [[Int]] = applications
        var counts = [Int](repeating: 0, count: parts.count)
        var extremes = [(low: Double, high: Double)](repeating: (.infinity, -.infinity), count: parts.count)
        for (application, part) in parts.ofApplication.enumerated() {
            guard let part else { continue }
            applications[part].append(application)
            counts[part] += table[application].count
            for place in table[application] {
                extremes[part].low = min(extremes[part].low, table.values[place])
                extremes[part].high = max(extremes[part].high, table.values[place])
            }
        }
        for (juror, part) in parts.ofJuror.enumerated() {
            if let part { jurors[part].append(juror) }
        }
        return (0..<parts.count).map { part in
            Component(
                applications: applications[part], jurors: jurors[part], scoreCount: counts[part],
                differs: extremes[part].low < extremes[part].high, minimum)
        }
    }

    private init(
        applications: [Int], jurors: [Int], scoreCount: Int, differs: Bool, _ minimum: Minimum
    ) {
        self.applications = applications
        self.jurors = jurors
        self.scoreCount = scoreCount
        let spare: Int = scoreCount - applications.count - jurors.count + 1
        var lacks: [Lack] = []
        if jurors.count < minimum.jurors { lacks.append(.jurors(needed: minimum.jurors)) }
        if applications.count < minimum.applications {
            lacks.append(.applications(needed: minimum.applications))
        }
        if spare < minimum.spareScores {
            lacks.append(.spareScores(has: spare, needed: minimum.spareScores))
        }
        if !differs { lacks.append(.difference) }
        self.lacks = lacks
    }
}
