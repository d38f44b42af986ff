internal import Platform
internal import Synchronization

/// How many large bodies, which are those with files, are read at the same time: each stands in memory as a
/// whole, for minutes where a line is slow.
final class LargeBodies: Sendable {
    /// More than any form without files.
    static let bytes = 1_500_000
    static let most = 16
    static let mostOfOne = 2

    private let taken = Mutex<[String: Int]>([:])

    /// Takes a place for as long as the value lives; says to come back where there is none.
    func place(for visitor: String) throws -> Place {
        let isFree = taken.withLock { taken in
            let own = taken[visitor] ?? 0
            guard own < Self.mostOfOne, taken.values.reduce(0, +) < Self.most else { return false }
            taken[visitor] = own + 1
            return true
        }
        guard isFree else { throw Problem(.busy, "problem.busy") }
        return Place(of: self, for: visitor)
    }

    private func release(_ visitor: String) {
        taken.withLock { taken in
            let own = taken[visitor] ?? 0
            taken[visitor] = own > 1 ? own - 1 : nil
        }
    }

    final class Place: Sendable {
        private let bodies: LargeBodies
        private let visitor: String

        fileprivate init(of bodies: LargeBodies, for visitor: String) {
            self.bodies = bodies
            self.visitor = visitor
        }

        deinit {
            bodies.release(visitor)
        }
    }
}
