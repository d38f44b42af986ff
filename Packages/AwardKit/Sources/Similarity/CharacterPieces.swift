/// The overlapping pieces of a text's words, and how often each stands in it.
///
/// A piece is three letters or digits that follow one another in a word, whose edges count as letters too:
/// "the" has ␣th, the, he␣. Where a script writes without spaces between words it is two signs. Letters are
/// compared by canonical equivalence, so é is é however it was typed.
struct CharacterPieces {
    /// In the order in which they were first met.
    let counts: [(piece: String, count: Int)]

    private static let edge: Character = " "

    init(of text: String) {
        var order: [String] = []
        var counts: [String: Int] = [:]
        func meet(_ piece: String) {
            if let count = counts[piece] {
                counts[piece] = count + 1
            } else {
                counts[piece] = 1
                order.append(piece)
            }
        }
        for run in Self.runs(of: text) {
            if run.isSpaced {
                let padded: [Character] = [Self.edge] + run.letters + [Self.edge]
                for start in 0..<(padded.count - 2) { meet(String(padded[start..<(start + 3)])) }
            } else {
                for start in 0..<max(1, run.letters.count - 1) {
                    meet(String(run.letters[start..<min(start + 2, run.letters.count)]))
                }
            }
        }
        self.counts = order.map { ($0, counts[$0] ?? 0) }
    }

    private struct Run {
        var letters: [Character]
        /// Whether its script sets words apart.
        let isSpaced: Bool
    }

    private static func runs(of text: String) -> [Run] {
        var runs: [Run] = []
        var isInside = false
        for character in text {
            guard character.isLetter || character.isNumber else {
                isInside = false
                continue
            }
            let isSpaced: Bool = !hasNoSpaces(character)
            if isInside, let last = runs.indices.last, runs[last].isSpaced == isSpaced {
                runs[last].letters.append(character)
            } else {
                runs.append(Run(letters: [character], isSpaced: isSpaced))
            }
            isInside = true
        }
        return runs
    }

    /// Thai, Lao, Myanmar, Khmer, kana and the ideographs.
    private static func hasNoSpaces(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: return true
        case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: return true
        case 0x20000...0x3FFFF: return true
        default: return false
        }
    }
}
