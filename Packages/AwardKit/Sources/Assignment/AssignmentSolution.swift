/// The best assignment of a problem, with the prices that prove it best.
public struct AssignmentSolution: Hashable, Sendable {
    /// Who reviews what, fixed pairs included, sorted by application and juror.
    public let pairs: [AssignmentProblem.Pair]
    /// The cost of the chosen pairs and of their loads; fixed pairs cost nothing here, since nobody chose
    /// them.
    public let cost: Int
    /// How many reviews each application still lacks.
    public let shortfall: [Int]
    /// The prices of places with jurors at which demand and places agree: the dual solution, proof for
    /// `lowerBound`.
    public let jurorPrices: [Int]

    /// How many reviews are lacking in all.
    public var totalShortfall: Int { shortfall.reduce(0, +) }
}
