extension AssignmentProblem {
    /// Finds the assignment that meets as much demand as can be met, and among those one of least cost.
    ///
    /// Exact and deterministic. It never fails: what cannot be met is reported as shortfall. The formulation
    /// is that of Goldsmith and Sloan, *The AI conference paper assignment problem* (2007), and Taylor, *On
    /// the optimal assignment of conference papers to reviewers* (2008): reviews flow from applications
    /// through candidate pairs of capacity one to jurors, and from there to a common sink; a review that is
    /// lacking flows straight to the sink. Such constraints are totally unimodular: splitting reviews into
    /// fractions could not do better.
    public func solve() -> AssignmentSolution {
        let network = AssignmentNetwork(self)
        var simplex = NetworkSimplex(arcs: network.arcs, supplies: network.supplies)
        simplex.solve()
        return network.solution(flows: simplex.flows, costsToSink: simplex.costsToRoot)
    }
}
