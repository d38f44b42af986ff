import Synchronization

/// What a request does, for counting those that a kill cut off.
enum Deed: Sendable {
    case reading, changing, submitting
}

/// Requests that were sent and never answered.
final class Losses: Sendable {
    private let all = Atomic<Int>(0)
    private let submitting = Atomic<Int>(0)

    func count(_ deed: Deed) {
        all.add(1, ordering: .relaxed)
        if deed == .submitting { submitting.add(1, ordering: .relaxed) }
    }

    var requests: Int { all.load(ordering: .relaxed) }
    var submissions: Int { submitting.load(ordering: .relaxed) }
}
