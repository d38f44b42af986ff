import Platform
import Testing

@testable import App

struct JoinCodeTests {
    @Test func codesAreSixLettersThatAreNotMistakenForOneAnother() {
        let randomness = Randomness.repeatable()
        let codes = (0..<500).map { _ in JoinCode.make(randomness) }
        #expect(codes.allSatisfy { $0.count == JoinCode.length })
        #expect(Set(codes.joined()) == Set("BCDFGHJKMNPRSTVWXYZ"))
        #expect(Set(codes).count == codes.count)
    }

    @Test(arguments: ["bcd fgh", " BCDFGH\n", "b-c-d-f-g-h"])
    func howACodeIsTypedDoesNotMatter(_ typed: String) {
        #expect(JoinCode.normal(typed) == "BCDFGH")
    }

    @Test func lettersTooManyAreNotOverlooked() {
        #expect(JoinCode.normal("BCDFGHJ") != "BCDFGH")
        #expect(JoinCode.shown("BCDFGH") == "BCD FGH")
    }

    /// Three corners of a QR code of any size carry the same square of seven modules (ISO/IEC 18004, 6.3.3).
    @Test func aDrawingHasItsThreeCornersAndAQuietMargin() throws {
        let drawing = try #require(QRCode.svg("https://award.example.org/join?code=BCDFGH", label: "Code"))
            .text
        let size = try #require(drawing.firstMatch(of: #/viewBox="0 0 (\d+) /#).flatMap { Int($0.1) })
        for (column, row) in [(4, 4), (size - 11, 4), (4, size - 11)] {
            for step in 0..<7 { #expect(drawing.contains("M\(column + step) \(row)h1")) }
            #expect(!drawing.contains("M\(column + 1) \(row + 1)h1"))
        }
        #expect(!drawing.contains("M3 ") && !drawing.contains(" 3h1"))
        #expect(QRCode.svg(String(repeating: "a", count: 4_000), label: "Code") == nil)
    }
}
