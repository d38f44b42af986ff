import Foundation

/// Applications and jurors by the thousand, made up alike on every machine.
struct AssignmentInstance {
    struct Size {
        var applications = 30_000
        var jurors = 1_500
        var reviews = 3
    }

    let name: String
    let size: Size
    /// The most reviews of each juror.
    let capacity: Int
    /// No score is greater.
    let largestScore: Int32
    private(set) var applications: [Int32] = []
    private(set) var jurors: [Int32] = []
    private(set) var scores: [Int32] = []

    private init(name: String, size: Size, capacity: Int, largestScore: Int32) {
        self.name = name
        self.size = size
        self.capacity = capacity
        self.largestScore = largestScore
    }

    private mutating func add(_ application: Int, _ juror: Int, _ score: Int32) {
        applications.append(Int32(application))
        jurors.append(Int32(juror))
        scores.append(score)
    }

    /// Each application may be reviewed by fifty jurors of no pattern, at scores of none.
    static func uniform(_ size: Size) -> AssignmentInstance {
        let each: Int = size.applications * size.reviews
        var instance = AssignmentInstance(
            name: "uniform", size: size, capacity: (each + size.jurors - 1) / size.jurors + 2,
            largestScore: 1_000)
        var draws = Draws(state: 1)
        var last = [Int](repeating: -1, count: size.jurors)
        for application in 0..<size.applications {
            for _ in 0..<min(50, size.jurors) {
                var juror: Int = draws.next(below: size.jurors)
                while last[juror] == application { juror = draws.next(below: size.jurors) }
                last[juror] = application
                instance.add(application, juror, 1_000 - Int32(draws.next(below: 1_001)))
            }
        }
        return instance
    }

    /// Applications and jurors are mixtures of 24 topics, and score by what they share: everybody wants the
    /// same few jurors. Each application may be reviewed by its best forty and by ten others.
    static func topics(_ size: Size) -> AssignmentInstance {
        let each: Int = size.applications * size.reviews
        var instance = AssignmentInstance(
            name: "topics", size: size, capacity: (each + size.jurors - 1) / size.jurors + 4,
            largestScore: 10_000)
        var draws = Draws(state: 1)
        let subjects: [SIMD32<Float>] = (0..<size.applications).map { _ in draws.mixture(0.15) }
        let experts: [SIMD32<Float>] = (0..<size.jurors).map { _ in draws.mixture(0.3) }
        for (application, subject) in subjects.enumerated() {
            let scores: [Int32] = experts.map { expert in
                Int32(((subject * expert).sum() + Float(draws.unit()) * 0.05) / 1.05 * 10_000)
            }
            let least: Int32 = scores.sorted(by: >)[min(40, size.jurors) - 1]
            let others: Set<Int> = Set((0..<10).map { _ in draws.next(below: size.jurors) })
            for (juror, score) in scores.enumerated() where score >= least || others.contains(juror) {
                instance.add(application, juror, score)
            }
        }
        return instance
    }

    // MARK: Files

    /// What `laurel assign` reads.
    func writeTables(in folder: String) throws {
        var pairs: [UInt8] = Array("application,juror,score\n".utf8)
        for index in scores.indices {
            pairs += "a\(applications[index]),j\(jurors[index]),\(scores[index])\n".utf8
        }
        try Data(pairs).write(to: URL(fileURLWithPath: folder + "/pairs.csv"))
        let rows: [String] = (0..<size.jurors).map { "j\($0),\(capacity)\n" }
        try Data(("juror,capacity\n" + rows.joined()).utf8).write(
            to: URL(fileURLWithPath: folder + "/jurors.csv"))
    }

    /// What the others read: numbers of four bytes, see `Tests/Rivals/lemon.cc`.
    func writeNumbers(to path: String) throws {
        let head: [Int] = [size.applications, size.jurors, size.reviews, capacity, scores.count]
        let costs: [Int32] = scores.map { largestScore - $0 }
        let numbers: [Int32] = head.map(Int32.init) + applications + jurors + costs
        try numbers.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: path)) }
    }

    /// The total that belongs to a cost of the others.
    func total(cost: Int) -> Int {
        Int(largestScore) * size.applications * size.reviews - cost
    }
}
