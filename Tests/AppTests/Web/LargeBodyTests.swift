import Platform
import Testing

@testable import App

/// What a server holds in memory of what is being sent to it.
struct LargeBodyTests {
    @Test func onePersonSendsFewLargeBodiesAtOnce() async throws {
        try await ResultScene.run([]) { scene in
            let browser = try await scene.test.browser(signedInAs: "a@example.org")
            let other = try await scene.test.browser(signedInAs: "b@example.org")
            let person = try await scene.test.person("a@example.org").publicID
            func send(_ bytes: Int, _ browser: Browser) async throws -> Int {
                let form = scene.path + "/applications/nothing/form"
                let body = Array("_token=\(browser.formToken)&version=0&x=".utf8)
                let filled = body + [UInt8](repeating: UInt8(ascii: "a"), count: bytes)
                return try await browser.post(form, body: filled, type: "application/x-www-form-urlencoded")
                    .status
            }
            #expect(try await send(LargeBodies.bytes, browser) == 404, "read, and there is no such thing")
            var places = try (0..<LargeBodies.mostOfOne).map { _ in
                try scene.laurel.bodies.place(for: person)
            }
            #expect(try await send(LargeBodies.bytes, browser) == 503)
            #expect(try await send(1_000, browser) == 404, "what carries no files is never refused")
            #expect(try await send(LargeBodies.bytes, other) == 404)
            places.removeLast()
            #expect(try await send(LargeBodies.bytes, browser) == 404)
        }
    }

    @Test func allTogetherSendAsManyAsMemoryHolds() throws {
        let bodies = LargeBodies()
        var places = try (0..<LargeBodies.most).map { try bodies.place(for: "visitor \($0)") }
        #expect(throws: Problem.self) { try bodies.place(for: "another") }
        places.removeAll()
        #expect(throws: Never.self) { try bodies.place(for: "another") }
    }
}
