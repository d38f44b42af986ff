internal import Synchronization

/// Counts what a key has done within a window of time and says when it is too much.
///
/// Kept in memory, by the hashes of keys, so that addresses of people are not. Where it is full, windows that
/// have passed are forgotten, and of the others the half that was counted least.
public final class RateLimiter: Sendable {
    public struct Limit: Sendable {
        /// Tells one kind of deed from another.
        public let name: String
        public let count: Int
        public let window: Duration

        public init(_ name: String, _ count: Int, per window: Duration) {
            self.name = name
            self.count = count
            self.window = window
        }
    }

    private struct Window {
        var end: Instant
        var count: Int
    }

    private let windows = Mutex<[Int: Window]>([:])
    private let capacity: Int

    public init(capacity: Int = 200_000) {
        self.capacity = capacity
    }

    /// Windows that are being counted.
    var size: Int { windows.withLock { $0.count } }

    /// Counts one deed; throws `tooMany` where the limit is passed.
    public func count(_ limit: Limit, for key: String, now: Instant) throws(Problem) {
        let hash = Self.hash(limit, key)
        let isAllowed = windows.withLock { windows in
            if windows.count >= capacity { windows = Self.thinned(windows, to: capacity / 2, now: now) }
            var window = windows[hash] ?? Window(end: now + limit.window, count: 0)
            if window.end <= now { window = Window(end: now + limit.window, count: 0) }
            window.count += 1
            windows[hash] = window
            return window.count <= limit.count
        }
        guard isAllowed else { throw Self.tooMany(limit) }
    }

    /// Throws `tooMany` where the limit has been reached; counts nothing. For deeds of which only the failed
    /// are counted.
    public func check(_ limit: Limit, for key: String, now: Instant) throws(Problem) {
        let hash = Self.hash(limit, key)
        let isReached = windows.withLock { windows in
            windows[hash].map { $0.end > now && $0.count >= limit.count } ?? false
        }
        if isReached { throw Self.tooMany(limit) }
    }

    private static func tooMany(_ limit: Limit) -> Problem {
        let minutes = max(1, Int(limit.window.components.seconds / 60))
        return Problem(.tooMany, "problem.too-many", ["minutes": .number(minutes)])
    }

    /// Another one in each process, so that nobody can choose a key that falls together with somebody's.
    private static func hash(_ limit: Limit, _ key: String) -> Int {
        var hasher = Hasher()
        hasher.combine(limit.name)
        hasher.combine(key)
        return hasher.finalize()
    }

    private static func thinned(_ windows: [Int: Window], to most: Int, now: Instant) -> [Int: Window] {
        let open = windows.filter { $0.value.end > now }
        guard open.count > most else { return open }
        let busiest = open.sorted { $0.value.count > $1.value.count }.prefix(most)
        return Dictionary(uniqueKeysWithValues: busiest.map { ($0.key, $0.value) })
    }
}
