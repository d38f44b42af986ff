/// How much alike short texts of one language are, by the letters that they share.
///
/// Texts are cut into overlapping pieces of words (`CharacterPieces`); a piece counts the more, the fewer
/// texts have it (term frequency and inverse document frequency: Salton and Buckley 1988, "Term-weighting
/// approaches in automatic text retrieval"), and the likeness of two texts is the cosine of the angle
/// between their weights: 0 where they share nothing, 1 where they say the same. It knows no dictionary, so
/// it works in every script, and it sees only words, not what they mean.
public struct TextSimilarity: Sendable {
    /// Two texts that are alike.
    public struct Pair: Hashable, Sendable {
        /// A place in the texts as they were given, before `second`.
        public let first: Int
        /// The place of the other.
        public let second: Int
        /// From 0 to 1: the cosine of the angle between their weights.
        public let likeness: Double
    }

    /// Above so many texts, pieces that stand in more than a quarter of them are passed over: they weigh
    /// next to nothing, and comparing all texts that have them would take most of the time.
    static let fewTexts = 20

    /// Those at least as much alike as was asked for, by their places.
    public let pairs: [Pair]
    private let count: Int

    /// `fold` says which spellings count as the same, such as capital and small letters.
    ///
    /// The same texts in the same order give the same result bit for bit.
    public init(of texts: [String], atLeast least: Double, fold: (String) -> String) {
        count = texts.count
        let weights: [[Weight]] = Self.weights(of: texts.map { CharacterPieces(of: fold($0)) })
        pairs = Self.pairs(weights, atLeast: least)
    }

    struct Weight {
        let piece: Int
        var value: Double
    }

    /// Of unit length, each text's pieces in the order in which they were first seen anywhere.
    private static func weights(of texts: [CharacterPieces]) -> [[Weight]] {
        var numbers: [String: Int] = [:]
        var textsWith: [Int] = []
        let counts: [[(piece: Int, count: Int)]] = texts.map { text in
            text.counts.map { piece, count in
                let number: Int = numbers[piece] ?? numbers.count
                if number == numbers.count {
                    numbers[piece] = number
                    textsWith.append(0)
                }
                textsWith[number] += 1
                return (number, count)
            }
        }
        let most: Int = texts.count > fewTexts ? texts.count / 4 : texts.count
        return counts.map { pieces in
            let kept: [Weight] = pieces.filter { textsWith[$0.piece] <= most }.map { piece, count in
                let rarity: Double = logarithm(1 + Double(texts.count) / Double(textsWith[piece]))
                return Weight(piece: piece, value: (1 + logarithm(Double(count))) * rarity)
            }
            return normalised(kept.sorted { $0.piece < $1.piece })
        }
    }

    private static func normalised(_ weights: [Weight]) -> [Weight] {
        let length: Double = weights.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
        guard length > 0 else { return [] }
        return weights.map { Weight(piece: $0.piece, value: $0.value / length) }
    }

    /// Each text meets those before it that share a piece with it.
    private static func pairs(_ weights: [[Weight]], atLeast least: Double) -> [Pair] {
        let pieces: Int = (weights.joined().lazy.map(\.piece).max() ?? -1) + 1
        var earlier = [[(text: Int, value: Double)]](repeating: [], count: pieces)
        var products = [Double](repeating: 0, count: weights.count)
        var found: [Pair] = []
        for (text, own) in weights.enumerated() {
            for weight in own {
                for other in earlier[weight.piece] { products[other.text] += weight.value * other.value }
                earlier[weight.piece].append((text, weight.value))
            }
            for other in 0..<text {
                if products[other] >= least {
                    found.append(Pair(first: other, second: text, likeness: min(1, products[other])))
                }
                products[other] = 0
            }
        }
        return found.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    }

    /// Texts that are alike, each around one that is like all the others of its star: first the text that is
    /// most alike to those around it, then the next among the rest. A text stands in one star at most.
    ///
    /// The star algorithm of Aslam, Pelekhov and Rus (2004), "The Star Clustering Algorithm for Static and
    /// Dynamic Information Organization", where stars are not chained through their rims.
    public var stars: [[Int]] {
        var neighbours = [[(text: Int, likeness: Double)]](repeating: [], count: count)
        for pair in pairs {
            neighbours[pair.first].append((pair.second, pair.likeness))
            neighbours[pair.second].append((pair.first, pair.likeness))
        }
        let strength: [Double] = neighbours.map { $0.reduce(0) { $0 + $1.likeness } }
        let order: [Int] = neighbours.indices.sorted { (strength[$1], $0) < (strength[$0], $1) }
        var isTaken = [Bool](repeating: false, count: count)
        var stars: [[Int]] = []
        for centre in order where !isTaken[centre] {
            let free = neighbours[centre].filter { !isTaken[$0.text] }
            guard !free.isEmpty else { continue }
            let rim: [Int] = free.sorted { ($1.likeness, $0.text) < ($0.likeness, $1.text) }.map(\.text)
            for text in [centre] + rim { isTaken[text] = true }
            stars.append([centre] + rim)
        }
        return stars
    }
}
