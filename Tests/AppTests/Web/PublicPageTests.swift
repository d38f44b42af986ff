import HTTPTypes
import Platform
import Testing

@testable import App

/// What anonymous readers share, and what is kept of it.
struct PublicPageTests {
    private func statements(_ scene: ResultScene, _ path: String) async throws -> Int {
        let before = scene.laurel.database.statementCount
        #expect(try await scene.test.browser().get(path).status == 200)
        return scene.laurel.database.statementCount - before
    }

    @Test func aPageIsKeptOnceHoweverItsAddressIsSpelled() async throws {
        try await ResultScene.run([]) { scene in
            let path = scene.path
            let first = try await statements(scene, path)
            let second = try await statements(scene, path)
            #expect(first > 0 && second == 0, "kept")
            for spelling in ["/" + path, path + "/", path + "//", path + "?x=1"] {
                _ = try await statements(scene, spelling)
                let again = try await statements(scene, spelling)
                #expect(again > 0, "\(spelling)")
            }
        }
    }

    @Test func whoAsksOnlyForTheHeadIsToldThatThePageIsThere() async throws {
        try await ResultScene.run([]) { scene in
            let browser = scene.test.browser()
            for path in ["/", scene.path, "/sign-in", "/healthz"] {
                let answer = try await browser.head(path)
                #expect(answer.status == 200 && answer.bytes.isEmpty, "\(path)")
                #expect(answer.headers[.contentEncoding] == nil)
            }
            #expect(try await browser.head("/nowhere").status == 404)
            #expect(try await browser.get(scene.path).text.contains("</html>"), "nothing empty was kept")
        }
    }
}
