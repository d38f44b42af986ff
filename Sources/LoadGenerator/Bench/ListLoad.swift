import NIOCore

/// Opens one page as somebody who is signed in, one request after another.
struct ListLoad: Sendable {
    let path: String
    let requests: Int

    func run(as visitor: Visitor) async throws -> Samples {
        try await visitor.open(path)
        var durations: [Duration] = []
        for _ in 0..<requests {
            let began = ContinuousClock.now
            try await visitor.open(path)
            durations.append(ContinuousClock.now - began)
        }
        return Samples(durations)
    }
}
