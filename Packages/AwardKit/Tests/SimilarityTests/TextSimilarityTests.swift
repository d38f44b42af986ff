import SplitMix
import Testing

@testable import Similarity

struct TextSimilarityTests {
    private func similarity(_ texts: [String], atLeast least: Double = 0.3) -> TextSimilarity {
        TextSimilarity(of: texts, atLeast: least) { $0.lowercased() }
    }

    @Test func wordsAreCutAtTheirEdges() {
        let pieces = CharacterPieces(of: "The the, a1")
        #expect(pieces.counts.map(\.piece) == [" Th", "The", "he ", " th", "the", " a1", "a1 "])
        #expect(CharacterPieces(of: "").counts.isEmpty)
        #expect(CharacterPieces(of: "志愿者 奖").counts.map(\.piece) == ["志愿", "愿者", "奖"])
    }

    @Test func theSameIsAlikeAndTheUnlikeIsNot() {
        let texts = ["Meet more often", "meet MORE often!", "Übungen für alle", "Universities as hosts"]
        let found = similarity(texts).pairs
        #expect(found.map(\.first) == [0])
        #expect(found.map(\.second) == [1])
        #expect(abs(found[0].likeness - 1) < 1e-12)
    }

    /// The cosine by hand: two texts of one word each, which share two of three pieces; a shared piece is in
    /// both, the third in one alone.
    @Test func likenessIsTheCosine() {
        let (shared, own): (Double, Double) = (logarithm(2), logarithm(3))
        let expected: Double = 2 * shared * shared / (2 * shared * shared + 2 * own * own)
        // " ab", "abc", "bcd", "cd " and " ab", "abc", "bcx", "cx "
        let found = similarity(["abcd", "abcx"], atLeast: 0.01).pairs
        #expect(abs(found[0].likeness - expected) < 1e-12)
    }

    @Test(arguments: [
        (
            "Больше рабочих встреч финалистов", "Рабочие встречи для финалистов чаще",
            "Сбор средств на проекты"
        ),
        ("المزيد من لقاءات العمل للفائزين", "لقاءات عمل أكثر للفائزين", "حملات جمع التبرعات"),
        ("为青年志愿者设立特别奖", "设立青年志愿者特别奖项", "在大学举办活动"),
        (
            "युवा स्वयंसेवकों के लिए विशेष पुरस्कार", "युवा स्वयंसेवकों को विशेष पुरस्कार",
            "विश्वविद्यालय में कार्यक्रम"
        ),
    ])
    func itReadsEveryScript(_ one: String, _ like: String, _ other: String) {
        let found = similarity([one, other, like], atLeast: 0.2).pairs
        #expect(found.map { [$0.first, $0.second] } == [[0, 2]])
    }

    @Test func spellingsThatAreTheSameAreTheSame() {
        let found = similarity(["caf\u{E9} for all", "cafe\u{301} for all"]).pairs
        #expect(found.first.map { abs($0.likeness - 1) < 1e-12 } == true)
    }

    @Test func starsHoldEachTextOnce() {
        let stars = similarity([
            "More meetings of finalists", "A fundraiser for projects", "More meetings of the finalists",
            "More meetings of all finalists", "A large fundraiser for projects", "Something else altogether",
        ]).stars
        #expect(stars.map(Set.init) == [[0, 2, 3], [1, 4]])
        #expect(similarity([]).stars.isEmpty)
        #expect(similarity(["", ""]).stars.isEmpty)
    }

    /// A thousand ideas of eighty words, of a vocabulary as people's words are spread: some very common.
    @Test func aThousandIdeasTakeWellUnderASecond() {
        var random = SplitMix64(seed: 5)
        let letters = Array("etaoinshrdlucmfwyp")
        let words: [String] = (0..<4_000).map { _ in
            String(
                (0..<Int.random(in: 2...9, using: &random)).map { _ in
                    letters[Int.random(in: 0..<letters.count, using: &random)]
                })
        }
        let texts: [String] = (0..<1_000).map { _ in
            (0..<80).map { _ in
                let place = Double.random(in: 0..<1, using: &random)
                return words[Int(place * place * place * 4_000)]
            }.joined(separator: " ")
        }
        let clock = ContinuousClock()
        var first: [TextSimilarity.Pair] = []
        let time = clock.measure { first = similarity(texts, atLeast: 0.1).pairs }
        #expect(time < .seconds(1))
        #expect(first == similarity(texts, atLeast: 0.1).pairs)
        print("a thousand ideas: \(time)")
    }
}
