import HTTPTypes
import Platform
import Testing

@testable import App

/// What an address answers to a method that it does not take.
struct WrongMethodTests {
    private static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace,
    ]

    @Test func everyPathNamesTheMethodsThatItTakes() async throws {
        try await TestLaurel.run { test in
            let browser = test.browser()
            let routes = Dictionary(grouping: test.laurel.routes, by: \.pattern)
            for (pattern, entries) in routes {
                let path = pattern.split(separator: "/").map { $0.hasPrefix(":") ? "x1" : String($0) }
                let declared: [String] = entries.map(\.method)
                let allowed = (declared.contains("GET") ? declared + ["HEAD"] : declared).sorted()
                for method in Self.methods where !allowed.contains(method.rawValue) {
                    let answer = try await browser.ask(method, "/" + path.joined(separator: "/"))
                    #expect(answer.status == 405, "\(method) \(pattern)")
                    #expect(answer.headers[.allow] == allowed.joined(separator: ", "), "\(method) \(pattern)")
                }
            }
        }
    }

    @Test func theAnswerIsAPageOrJSONInTheLanguageOfItsReader() async throws {
        try await TestLaurel.run { test in
            let browser = test.browser(language: "ru")
            let page = try await browser.ask(.delete, "/sign-in")
            #expect(page.text.contains("Этот адрес работает иначе") && page.text.contains("GET, HEAD, POST"))
            let answer = try await browser.ask(.put, "/account", accept: "application/json")
            #expect(answer.status == 405 && answer.type == "application/problem+json")
            #expect(try JSON(parsing: answer.text)["title"]?.text == "Этот адрес работает иначе")
            #expect(try await browser.ask(.delete, "/nowhere").status == 404)
        }
    }

    @Test func theAnswerToHeadHasNoBody() async throws {
        try await TestLaurel.run { test in
            let answer = try await test.browser().head("/sign-out")
            #expect(answer.status == 405 && answer.headers[.allow] == "POST" && answer.bytes.isEmpty)
        }
    }
}
