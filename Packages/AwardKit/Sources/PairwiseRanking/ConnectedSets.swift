extension ComparedPairs {
    /// Items that are connected by comparisons, the largest set first; among equals that of the smaller
    /// numbers.
    func connectedSets(items: Int) -> [[Int]] {
        var parents = Array(0..<items)
        func root(_ item: Int) -> Int {
            var root: Int = item
            while parents[root] != root {
                parents[root] = parents[parents[root]]
                root = parents[root]
            }
            return root
        }
        for pair in pairs {
            let (first, second) = (root(pair.first), root(pair.second))
            // The smaller number is the root, so that the order of pairs leaves no trace.
            parents[max(first, second)] = min(first, second)
        }
        var sets: [Int: [Int]] = [:]
        for item in 0..<items { sets[root(item), default: []].append(item) }
        return sets.values.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    }
}
