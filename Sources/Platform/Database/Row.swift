/// One row of a result; a column is read by name, as the type that is asked for: `try row["title"]`.
public struct Row: Sendable {
    let columns: [String]
    let values: [Value]

    public subscript<T: Bindable>(_ column: String) -> T {
        get throws {
            guard let index = columns.firstIndex(of: column) else {
                throw DatabaseError.decoding("no column \(column) among \(columns.joined(separator: ", "))")
            }
            return try decode(index)
        }
    }

    /// The first column, for statements that return one.
    public func only<T: Bindable>(as type: T.Type = T.self) throws -> T {
        try decode(0)
    }

    private func decode<T: Bindable>(_ index: Int) throws -> T {
        guard let value = T(value: values[index]) else {
            throw DatabaseError.decoding("column \(columns[index]) holds no \(T.self)")
        }
        return value
    }
}
