/// A named check. In debug builds a test can take one away and must then see a cell of the authority table
/// fail.
public struct Guard: Hashable, Sendable {
    public let name: String

    public init(name: String) {
        self.name = name
    }

    #if DEBUG
        @TaskLocal public static var removed: Guard?
    #endif

    public func require(_ holds: Bool, orElse problem: @autoclosure () -> Problem) throws(Problem) {
        guard holds || isRemoved else { throw problem() }
    }

    /// The check as a condition of a statement, for rows that are nobody else's.
    public func condition(_ holds: SQL) -> SQL {
        isRemoved ? "1 = 1" : holds
    }

    private var isRemoved: Bool {
        #if DEBUG
            Guard.removed == self
        #else
            false
        #endif
    }

    /// A closure that the threads of the database run: what a test took away stays away there.
    static func carried<R>(
        _ body: @escaping @Sendable (Transaction) throws -> R
    ) -> @Sendable (Transaction) throws -> R {
        #if DEBUG
            guard let removed else { return body }
            return { tx in try $removed.withValue(removed) { try body(tx) } }
        #else
            return body
        #endif
    }
}
