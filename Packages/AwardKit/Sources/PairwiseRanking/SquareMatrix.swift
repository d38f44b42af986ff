/// A square matrix, row after row.
struct SquareMatrix: Sendable {
    let size: Int
    private var elements: [Double]

    init(size: Int) {
        self.size = size
        elements = Array(repeating: 0, count: size * size)
    }

    subscript(row: Int, column: Int) -> Double {
        get { elements[row * size + column] }
        set { elements[row * size + column] = newValue }
    }

    /// Replaces a symmetric positive definite matrix by its inverse, by way of Cholesky's factor.
    mutating func invertPositiveDefinite() {
        factor()
        invertFactor()
        // The inverse is the transposed inverse factor times itself; rows are filled from above, each from
        // factor rows at and below it.
        for row in 0..<size {
            for column in row..<size {
                var sum = 0.0
                for inner in column..<size { sum += self[inner, row] * self[inner, column] }
                self[row, column] = sum
            }
        }
        for row in 0..<size {
            for column in 0..<row { self[row, column] = self[column, row] }
        }
    }

    /// The lower triangle becomes Cholesky's factor.
    private mutating func factor() {
        for row in 0..<size {
            for column in 0...row {
                var sum: Double = self[row, column]
                for inner in 0..<column { sum -= self[row, inner] * self[column, inner] }
                self[row, column] = column == row ? sum.squareRoot() : sum / self[column, column]
            }
        }
    }

    /// The lower triangle becomes its own inverse.
    private mutating func invertFactor() {
        for column in 0..<size {
            self[column, column] = 1 / self[column, column]
            for row in column + 1..<max(size, column + 1) {
                var sum = 0.0
                for inner in column..<row { sum -= self[row, inner] * self[inner, column] }
                self[row, column] = sum / self[row, row]
            }
        }
    }
}
