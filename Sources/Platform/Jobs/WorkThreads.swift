internal import NIOPosix

/// Threads that may wait or compute for long, beside the few on which requests are answered.
public struct WorkThreads: Sendable {
    private let pool: NIOThreadPool

    /// As many as jobs that run at once.
    static let mail = WorkThreads(count: JobRunner.mostAtOnce)
    /// One: a calculation takes a processor to itself and leaves the others to everybody else.
    public static let calculation = WorkThreads(count: 1)

    private init(count: Int) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
    }

    public func run<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        try await pool.runIfActive(body)
    }
}
