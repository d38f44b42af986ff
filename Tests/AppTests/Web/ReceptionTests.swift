import HTTPTypes
import Platform
import Testing

@testable import App

struct ReceptionTests {
    /// Nothing is known yet of who asks and where: the answer is a page all the same, in the right language.
    @Test func whatFailsBeforeAnybodyIsKnownIsAnsweredToo() async throws {
        try await TestLaurel.run { test in
            let browser = try await test.browser(signedInAs: "somebody@example.org", language: "ru")
            try test.laurel.database.migrate([
                Migration("sessions-gone", "ALTER TABLE session RENAME TO session_gone")
            ])
            let page = try await browser.get("/account")
            #expect(page.status == 500 && page.text.contains("lang=\"ru\" dir=\"ltr\""))
            #expect(page.headers[.contentSecurityPolicy] != nil)
            let data = try await browser.get("/account", accept: "application/json")
            #expect(data.status == 500 && data.type == "application/problem+json")
        }
    }
}
