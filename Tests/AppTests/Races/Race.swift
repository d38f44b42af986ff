import Synchronization

/// Deeds that are done at once, while others look on.
struct Race: Sendable {
    typealias Deed = @Sendable () async throws -> Int

    /// How each deed ended, in their order: the status of its answer.
    let statuses: [Int]
    /// Everything that each who looked on has seen, the first and the last sight included.
    let sights: [[String]]

    /// Lets everybody begin together; who looks on does so until the last deed is done, and once more.
    static func run(
        _ deeds: [Deed], watchedBy looks: [@Sendable () async throws -> String] = []
    ) async throws -> Race {
        let isOver = Atomic<Bool>(false)
        let first = try await Self.together(looks)
        async let seen: [[String]] = Self.together(
            looks.map { look in
                {
                    var sights: [String] = []
                    while !isOver.load(ordering: .acquiring) { sights.append(try await look()) }
                    return sights + [try await look()]
                }
            })
        let statuses = try await Self.together(deeds)
        isOver.store(true, ordering: .releasing)
        return Race(statuses: statuses, sights: zip(first, try await seen).map { [$0] + $1 })
    }

    /// Sights that were neither that before all deeds nor that after them.
    func between(_ watcher: Int) -> [String] {
        sights[watcher].filter { $0 != sights[watcher].first && $0 != sights[watcher].last }
    }

    private static func together<Result: Sendable>(
        _ bodies: [@Sendable () async throws -> Result]
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            for (index, body) in bodies.enumerated() { group.addTask { (index, try await body()) } }
            let results = try await group.reduce(into: [Int: Result]()) { $0[$1.0] = $1.1 }
            return bodies.indices.compactMap { results[$0] }
        }
    }
}
