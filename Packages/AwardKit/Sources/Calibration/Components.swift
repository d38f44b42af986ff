/// The parts of a jury that no common review connects: nothing in the scores compares one with another.
struct Components: Sendable {
    /// By the least number of an application in it; nil where an application or a juror has no score.
    let ofApplication: [Int?]
    let ofJuror: [Int?]
    let count: Int

    init(of table: ScoreTable) {
        let applicationCount: Int = table.applicationCount
        var parents = Array(0..<(applicationCount + table.jurorCount))
        for application in 0..<applicationCount {
            for place in table[application] {
                let first: Int = Self.root(of: application, in: &parents)
                let second: Int = Self.root(of: applicationCount + table.jurors[place], in: &parents)
                parents[max(first, second)] = min(first, second)
            }
        }
        var numbers = [Int?](repeating: nil, count: parents.count)
        var count = 0
        for application in 0..<applicationCount where !table[application].isEmpty {
            let root: Int = Self.root(of: application, in: &parents)
            if numbers[root] == nil {
                numbers[root] = count
                count += 1
            }
        }
        let all: [Int?] = parents.indices.map { numbers[Self.root(of: $0, in: &parents)] }
        ofApplication = Array(all[..<applicationCount])
        ofJuror = Array(all[applicationCount...])
        self.count = count
    }

    private static func root(of node: Int, in parents: inout [Int]) -> Int {
        var node: Int = node
        while parents[node] != node {
            parents[node] = parents[parents[node]]
            node = parents[node]
        }
        return node
    }
}
