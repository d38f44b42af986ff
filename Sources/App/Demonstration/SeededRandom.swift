internal import SplitMix

/// Random numbers that are the same for the same seed, on every machine and with every toolchain.
///
/// The draws are written out because the standard library does not promise to keep its own.
struct SeededRandom: RandomNumberGenerator, Sendable {
    private var bits: SplitMix64

    init(seed: UInt64) {
        bits = SplitMix64(seed: seed)
    }

    /// A stream of its own for each name, so that one part of the demonstration never shifts another.
    init(seed: UInt64, stream: String) {
        // FNV-1a (Fowler, Noll and Vo).
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in stream.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        var mixer = SplitMix64(seed: seed ^ hash)
        bits = SplitMix64(seed: mixer.next())
    }

    mutating func next() -> UInt64 {
        bits.next()
    }
}

extension SeededRandom {
    /// From 0, included, to 1, excluded.
    mutating func share() -> Double {
        bits.fraction()
    }

    mutating func happens(_ probability: Double) -> Bool {
        share() < probability
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next().multipliedFullWidth(by: UInt64(range.count)).high)
    }

    /// One of the items, of which there is at least one.
    mutating func element<Item>(of items: [Item]) -> Item {
        items[number(in: 0...items.count - 1)]
    }

    /// In an order of its own (Fisher and Yates).
    mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
        var items = items
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(last, number(in: 0...last))
        }
        return items
    }

    /// Sums of many small accidents: twelve of them are close enough to the bell curve.
    mutating func normal(mean: Double, deviation: Double) -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += share() }
        return mean + deviation * sum
    }
}
