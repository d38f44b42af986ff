import Tally
import Testing

struct RationalTests {
    @Test func isInLowestTerms() {
        #expect(Rational(200, over: 6) == Rational(100, over: 3))
        #expect(Rational(200, over: 6).hashValue == Rational(100, over: 3).hashValue)
        #expect(Rational(0, over: 7) == 0)
        #expect(Rational(-4, over: 6).description == "-2/3")
        #expect(Rational(6, over: 3).description == "2")
    }

    @Test func comparesExactlyWhereDoublesCannot() {
        let large = 3_000_000_000_000_000_000
        let smaller = Rational(large - 1, over: large)
        let greater = Rational(large, over: large + 1)
        #expect(smaller.doubleValue == greater.doubleValue)
        #expect(smaller < greater)
        #expect(Rational(-1, over: 2) < Rational(1, over: 3))
    }

    @Test func readsAsADecimal() {
        #expect(Rational(167, over: 2).doubleValue == 83.5)
    }
}
