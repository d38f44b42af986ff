/// What somebody may have meant to write.
enum Spelling {
    /// The nearest word, where it is near enough to be a slip: a third of the letters may differ.
    static func nearest(to word: String, among words: [String]) -> String? {
        let limit = max(1, word.count / 3)
        let ranked = words.map { (distance: distance(word, $0), word: $0) }
        let best = ranked.min { ($0.distance, $0.word) < ($1.distance, $1.word) }
        guard let best, best.distance <= limit else { return nil }
        return best.word
    }

    /// How many letters must be put in, taken out, replaced or swapped with their neighbour
    /// (optimal string alignment; Damerau 1964).
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.prefix(60))
        let right = Array(right.prefix(60))
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var rows = [[Int]](repeating: Array(0...right.count), count: left.count + 1)
        for i in 1...left.count {
            rows[i][0] = i
            for j in 1...right.count {
                let replaced = rows[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
                var best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, replaced)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    best = min(best, rows[i - 2][j - 2] + 1)
                }
                rows[i][j] = best
            }
        }
        return rows[left.count][right.count]
    }
}
