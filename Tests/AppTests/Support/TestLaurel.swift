import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Platform
import SplitMix
import Synchronization
import TestSupport

@testable import App

/// A Laurel with a database of its own, a clock that only tests move and randomness that repeats.
struct TestLaurel: Sendable {
    let laurel: Laurel
    let clock: TestClock
    private let client: any TestClientProtocol

    /// Runs a Laurel without a socket for as long as the closure lasts.
    static func run(
        _ change: (inout Settings) -> Void = { _ in },
        _ body: @escaping @Sendable (TestLaurel) async throws -> Void
    ) async throws {
        var settings = Settings()
        settings.logLevel = .critical
        settings.dataDirectory = try TestEngine.temporaryFolder()
        change(&settings)
        let clock = TestClock()
        let laurel = try await Laurel.open(
            settings: settings, clock: { clock.now }, randomness: .repeatable(),
            database: try TestEngine.database())
        // Without the services: jobs run when a test says so, and count no statements of their own meanwhile.
        try await Application(router: laurel.router()).test(.router) { client in
            try await body(TestLaurel(laurel: laurel, clock: clock, client: client))
        }
        laurel.close()
        try? FileManager.default.removeItem(atPath: settings.dataDirectory)
    }

    /// A browser that nobody has used yet.
    func browser(language: String = "en", at address: String? = nil) -> Browser {
        Browser(client: client, laurel: laurel, language: language, address: address)
    }

    /// A browser in which somebody is signed in, through the pages.
    func browser(signedInAs email: String, language: String = "en") async throws -> Browser {
        let browser = browser(language: language)
        try await browser.signIn(email)
        return browser
    }

    var act: Act { Act(by: nil, at: clock.now, nonce: laurel.randomness.bytes(16)) }

    /// The mail to an address, oldest first.
    func mail(to email: String) async throws -> [(subject: String, body: String)] {
        try await laurel.database.read { tx in
            let rows = try tx.rows("SELECT subject, body FROM mail WHERE recipient = \(email) ORDER BY id")
            return try rows.map { (try $0["subject"], try $0["body"]) }
        }
    }
}

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
    /// 1 March 2027, 12:00 UTC.
    static let start = Instant(milliseconds: 1_803_902_400_000)
    private let time = Mutex(TestClock.start)

    var now: Instant { time.withLock { $0 } }

    func advance(_ duration: Duration) {
        time.withLock { $0 = $0 + duration }
    }
}

extension Randomness {
    /// The same bytes in every run.
    static func repeatable(seed: UInt64 = 7) -> Randomness {
        let bits = Mutex(SplitMix64(seed: seed))
        return Randomness { count in
            bits.withLock { bits in
                (0..<count).map { _ in UInt8(truncatingIfNeeded: bits.next() >> 56) }
            }
        }
    }
}
