/// How far two groupings of the same people agree beyond chance: 1 where they are the same, about 0 where
/// they have nothing to do with each other (Hubert and Arabie, *Comparing partitions*, 1985).
///
/// Groups are known by any numbers from zero. Two groupings that put everybody together agree.
public func adjustedRandIndex(_ first: [Int], _ second: [Int]) -> Double {
    precondition(first.count == second.count, "the groupings are of different people")
    let (rows, columns) = ((first.max() ?? 0) + 1, (second.max() ?? 0) + 1)
    var table = [Int](repeating: 0, count: rows * columns)
    var (rowSums, columnSums) = ([Int](repeating: 0, count: rows), [Int](repeating: 0, count: columns))
    for (row, column) in zip(first, second) {
        table[row * columns + column] += 1
        rowSums[row] += 1
        columnSums[column] += 1
    }
    let together = Double(pairCount(table))
    let (inFirst, inSecond) = (Double(pairCount(rowSums)), Double(pairCount(columnSums)))
    let all = Double(pairCount([first.count]))
    let expected: Double = all == 0 ? 0 : inFirst * inSecond / all
    let most: Double = (inFirst + inSecond) / 2
    return most == expected ? 1 : (together - expected) / (most - expected)
}

private func pairCount(_ sizes: [Int]) -> Int {
    sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
}
