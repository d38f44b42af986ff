import Testing

@testable import Platform

struct RateLimiterTests {
    private let limit = RateLimiter.Limit("knocks", 2, per: .seconds(60))
    private let start = Instant(milliseconds: 1_795_363_200_000)

    private func isAllowed(_ limiter: RateLimiter, _ key: String, after wait: Duration = .zero) -> Bool {
        (try? limiter.count(limit, for: key, now: start + wait)) != nil
    }

    @Test func eachKeyHasItsOwnWindow() {
        let limiter = RateLimiter()
        #expect(isAllowed(limiter, "a"))
        #expect(isAllowed(limiter, "a"))
        #expect(!isAllowed(limiter, "a", after: .seconds(59)))
        #expect(isAllowed(limiter, "b", after: .seconds(59)))
        #expect(isAllowed(limiter, "a", after: .seconds(60)))
    }

    @Test func whatIsFullForgetsThoseWhoDidLeast() {
        let limiter = RateLimiter(capacity: 100)
        for _ in 0..<3 { _ = isAllowed(limiter, "busy") }
        for number in 0..<10_000 { #expect(isAllowed(limiter, "once \(number)")) }
        #expect(limiter.size <= 100)
        #expect(!isAllowed(limiter, "busy"), "a flood of others does not free who has passed the limit")
    }

    @Test func whatHasPassedIsForgottenFirst() {
        let limiter = RateLimiter(capacity: 100)
        for number in 0..<100 { _ = isAllowed(limiter, "early \(number)") }
        #expect(isAllowed(limiter, "late", after: .seconds(60)))
        #expect(limiter.size == 1)
    }
}
