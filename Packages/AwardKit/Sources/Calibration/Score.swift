/// One juror's score for one application, on any scale on which more is better.
public struct Score: Hashable, Sendable {
    /// The caller's number, counted from zero.
    public let application: Int
    /// The caller's number, counted from zero.
    public let juror: Int
    /// Finite.
    public let value: Double

    public init(application: Int, juror: Int, value: Double) {
        self.application = application
        self.juror = juror
        self.value = value
    }
}

/// The scores of each application side by side, by juror and value, whatever order they came in.
struct ScoreTable: Sendable {
    /// Where the scores of each application begin; one more entry closes the last.
    let starts: [Int]
    let jurors: [Int]
    var values: [Double]
    let jurorCount: Int

    var applicationCount: Int { starts.count - 1 }

    /// - Precondition: numbers are in range, values are finite.
    init(_ scores: [Score], applicationCount: Int, jurorCount: Int) {
        precondition(scores.allSatisfy(\.value.isFinite), "a score is not a finite number")
        let ascending: [Score] = scores.sorted { $0.value < $1.value }
        let byJuror: [Int] = stableOrder(of: ascending.map(\.juror), bound: jurorCount).order
        let (order, starts) = stableOrder(
            of: byJuror.map { ascending[$0].application }, bound: applicationCount)
        self.starts = starts
        jurors = order.map { ascending[byJuror[$0]].juror }
        values = order.map { ascending[byJuror[$0]].value }
        self.jurorCount = jurorCount
    }

    /// The places of an application's scores.
    subscript(application: Int) -> Range<Int> { starts[application]..<starts[application + 1] }
}

/// Counting sort: the indices by key, equal keys in their order, and where each key begins.
private func stableOrder(of keys: [Int], bound: Int) -> (order: [Int], starts: [Int]) {
    var starts = [Int](repeating: 0, count: bound + 1)
    for key in keys { starts[key + 1] += 1 }
    for key in 0..<bound { starts[key + 1] += starts[key] }
    var next: [Int] = starts
    var order = [Int](repeating: 0, count: keys.count)
    for (index, key) in keys.enumerated() {
        order[next[key]] = index
        next[key] += 1
    }
    return (order, starts)
}
