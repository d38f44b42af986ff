internal import SplitMix

/// The directions in which people's votes differ most.
///
/// They are found by subspace iteration (Rutishauser, *Simultaneous iteration method for symmetric matrices*,
/// 1970) on the centred votes, in which a missing vote is zero: the statement's mean stands in for it.
struct PrincipalComponents {
    /// One position for each person along each component, the most important component first.
    typealias Position = SIMD8<Double>

    /// Groups lie on one fewer of them than there are groups; the last are there to speed up the first.
    static let count = 8

    let positions: [Position]

    private let votes: VoteTable
    private static let iterations = 30

    init(_ table: VoteTable, using generator: inout SplitMix64) {
        votes = table.centred()
        var basis: [Position] = (0..<table.statements).map { _ in
            Position((0..<Self.count).map { _ in generator.fraction() - 0.5 })
        }
        Self.makeOrthonormal(&basis)
        for _ in 0..<Self.iterations {
            basis = Self.product(votes, basis)
            Self.makeOrthonormal(&basis)
        }
        let rotation: [Position] = Self.rotation(votes, basis)
        basis = basis.map { Self.rotated($0, rotation) }
        Self.turnToMajority(&basis)
        positions = votes.rows.map { Self.position($0, basis) }
    }

    /// Where each person stands on the map.
    ///
    /// Who voted little stands near the middle, because votes are missing that would move them outwards. The
    /// square root of the share of votes that is missing would bring them to the full distance of the others
    /// (as Small et al. 2021 have it), and its noise with it; the fourth root goes half the way.
    func mapPositions() -> [Position] {
        let statements: Int = votes.voteCounts.count { $0 > 0 }
        return zip(positions, votes.rows).map { position, row in
            guard !row.isEmpty else { return .zero }
            let stretch: Double = (Double(statements) / Double(row.count)).squareRoot().squareRoot()
            return position * stretch
        }
    }

    private static func position(_ row: [VoteTable.Entry], _ basis: [Position]) -> Position {
        row.reduce(into: .zero) { $0 += $1.value * basis[$1.statement] }
    }

    /// Applies the matrix of the statements' covariances.
    private static func product(_ votes: VoteTable, _ basis: [Position]) -> [Position] {
        var product = [Position](repeating: .zero, count: basis.count)
        for row in votes.rows {
            let position: Position = position(row, basis)
            for entry in row { product[entry.statement] += entry.value * position }
        }
        return product
    }

    /// Gram and Schmidt's, twice over for the sake of rounding.
    private static func makeOrthonormal(_ basis: inout [Position]) {
        for column in 0..<count {
            for _ in 0..<2 {
                var overlaps: Position = basis.reduce(into: .zero) { $0 += $1[column] * $1 }
                for other in column..<count { overlaps[other] = 0 }
                for index in basis.indices { basis[index][column] -= (overlaps * basis[index]).sum() }
            }
            let norm: Double = basis.reduce(0) { $0 + $1[column] * $1[column] }.squareRoot()
            for index in basis.indices { basis[index][column] *= norm > 1e-100 ? 1 / norm : 0 }
        }
    }

    /// The turn within the basis after which its directions are the principal ones, by falling variance.
    private static func rotation(_ votes: VoteTable, _ basis: [Position]) -> [Position] {
        var matrix = [Position](repeating: .zero, count: count)
        for row in votes.rows {
            let position: Position = position(row, basis)
            for index in 0..<count { matrix[index] += position[index] * position }
        }
        return principalAxes(of: matrix)
    }

    private static func rotated(_ position: Position, _ axes: [Position]) -> Position {
        var rotated = Position.zero
        for index in 0..<count { rotated[index] = (position * axes[index]).sum() }
        return rotated
    }

    /// A direction and its opposite are the same; ours is the one in which the statements lean.
    private static func turnToMajority(_ basis: inout [Position]) {
        let sums: Position = basis.reduce(into: .zero) { $0 += $1 }
        let signs: Position = Position(repeating: 1).replacing(with: -1, where: sums .< 0)
        for index in basis.indices { basis[index] *= signs }
    }
}

/// The eigenvectors of a small symmetric matrix, of the greatest eigenvalue first (Jacobi 1846).
private func principalAxes(of symmetric: [SIMD8<Double>]) -> [SIMD8<Double>] {
    let size = SIMD8<Double>.scalarCount
    var matrix: [SIMD8<Double>] = symmetric
    var axes: [SIMD8<Double>] = (0..<size).map { index in
        var axis = SIMD8<Double>.zero
        axis[index] = 1
        return axis
    }
    for _ in 0..<30 {
        for first in 0..<size {
            for second in first + 1..<max(size, first + 1) {
                guard let turn = Turn(zeroing: matrix, first, second) else { continue }
                for row in 0..<size { turn.apply(to: &matrix[row], first, second) }
                (matrix[first], matrix[second]) = turn.applied(to: matrix[first], matrix[second])
                (axes[first], axes[second]) = turn.applied(to: axes[first], axes[second])
            }
        }
    }
    let order: [Int] = (0..<size).sorted { (-matrix[$0][$0], $0) < (-matrix[$1][$1], $1) }
    return order.map { axes[$0] }
}

/// A turn in the plane of two axes.
private struct Turn {
    private let cosine: Double
    private let sine: Double

    /// The turn that makes an element off the diagonal zero, or nil where it is as good as that.
    init?(zeroing matrix: [SIMD8<Double>], _ first: Int, _ second: Int) {
        let element: Double = matrix[first][second]
        let scale: Double = matrix[first][first].magnitude + matrix[second][second].magnitude
        guard element.magnitude > 1e-15 * scale else { return nil }
        let slant: Double = (matrix[second][second] - matrix[first][first]) / (2 * element)
        let tangent: Double = (slant < 0 ? -1 : 1) / (slant.magnitude + (1 + slant * slant).squareRoot())
        cosine = 1 / (1 + tangent * tangent).squareRoot()
        sine = tangent * cosine
    }

    func apply(to row: inout SIMD8<Double>, _ first: Int, _ second: Int) {
        let (left, right) = (row[first], row[second])
        row[first] = cosine * left - sine * right
        row[second] = sine * left + cosine * right
    }

    func applied(
        to left: SIMD8<Double>, _ right: SIMD8<Double>
    ) -> (SIMD8<Double>, SIMD8<Double>) {
        (cosine * left - sine * right, sine * left + cosine * right)
    }
}
