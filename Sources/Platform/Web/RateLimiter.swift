internal import Synchronization

/// Counts what a key has done within a window of time and says when it is too much.
///
/// Kept in memory, bounded: where it is full, windows that have passed are forgotten first.
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

    private let windows = Mutex<[String: Window]>([:])
    private let capacity: Int

    public init(capacity: Int = 200_000) {
        self.capacity = capacity
    }

    /// Counts one deed; throws `tooMany` where the limit is passed.
    public func count(_ limit: Limit, for key: String, now: Instant) throws(Problem) {
        let isAllowed = windows.withLock { windows in
            let name = limit.name + " " + key
            if windows.count >= capacity { windows = windows.filter { $0.value.end > now } }
            var window = windows[name] ?? Window(end: now + limit.window, count: 0)
            if window.end <= now { window = Window(end: now + limit.window, count: 0) }
            window.count += 1
            windows[name] = window
            return window.count <= limit.count
        }
        guard isAllowed else {
            let minutes = max(1, Int(limit.window.components.seconds / 60))
            throw Problem(.tooMany, "problem.too-many", ["minutes": .number(minutes)])
        }
    }
}
