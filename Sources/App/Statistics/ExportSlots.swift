internal import Platform
internal import Synchronization

/// How many exports a server makes at once: each takes its share of the disk and of the processor.
final class ExportSlots: Sendable {
    private let free: Mutex<Int>

    init(_ count: Int) {
        free = Mutex(count)
    }

    /// Takes a place for as long as the value lives; says to come back where there is none.
    func take() throws -> Taken {
        let isFree = free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
        guard isFree else { throw Problem(.busy, "exports.busy") }
        return Taken(slots: self)
    }

    final class Taken: Sendable {
        private let slots: ExportSlots

        fileprivate init(slots: ExportSlots) {
            self.slots = slots
        }

        deinit {
            slots.free.withLock { $0 += 1 }
        }
    }
}
