/// The rank of each value, the greatest first; equal values share the best of their ranks: 1, 2, 2, 4.
///
/// This is standard competition ranking: a rank is one more than the number of values that are greater.
public func competitionRanks(of values: [some Comparable]) -> [Int] {
    let descending: [Int] = values.indices.sorted { values[$0] > values[$1] }
    var ranks = [Int](repeating: 1, count: values.count)
    for (position, index) in descending.enumerated().dropFirst() {
        let before: Int = descending[position - 1]
        ranks[index] = values[index] == values[before] ? ranks[before] : position + 1
    }
    return ranks
}
