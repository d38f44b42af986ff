import Platform
import Testing

@testable import App

struct SignInTests {
    @Test func aCodeTypedWhereItWasAskedForSignsIn() async throws {
        try await TestLaurel.run { test in
            let browser = try await test.browser(signedInAs: "Amina@Example.org".lowercased())
            let account = try await browser.get("/account")
            #expect(account.status == 200)
            #expect(account.text.contains("Test browser"))
        }
    }

    @Test func aCodeIsWorthNothingInAnotherBrowser() async throws {
        try await TestLaurel.run { test in
            let asked = test.browser()
            try await asked.get("/sign-in")
            try await asked.post("/sign-in", ["email": "a@example.org"])
            let code = try await test.mail(to: "a@example.org")[0].subject.filter(\.isNumber)
            let other = test.browser()
            try await other.get("/sign-in")
            let refused = try await other.post("/sign-in/code", ["email": "a@example.org", "code": code])
            #expect(refused.status == 422)
            #expect(refused.text.contains("not valid"))
            let accepted = try await asked.post("/sign-in/code", ["email": "a@example.org", "code": code])
            #expect(accepted.status == 303)
        }
    }

    @Test func anOldCodeIsRefusedAndSeveralMayBeValid() async throws {
        try await TestLaurel.run { test in
            let browser = test.browser()
            try await browser.get("/sign-in")
            try await browser.post("/sign-in", ["email": "a@example.org"])
            try await browser.post("/sign-in", ["email": "a@example.org"])
            let codes = try await test.mail(to: "a@example.org").map { $0.subject.filter(\.isNumber) }
            test.clock.advance(SignIn.codeLife + .seconds(1))
            let late = try await browser.post("/sign-in/code", ["email": "a@example.org", "code": codes[0]])
            #expect(late.status == 422)
            test.clock.advance(.seconds(-60))
            let first = try await browser.post("/sign-in/code", ["email": "a@example.org", "code": codes[0]])
            #expect(first.status == 303, "the older of two valid codes works too")
        }
    }

    @Test func signingInAnswersAlikeWhetherOrNotThereIsAnAccount() async throws {
        try await TestLaurel.run { test in
            _ = try await test.browser(signedInAs: "knownone@example.org")
            let browser = test.browser()
            try await browser.get("/sign-in")
            let known = try await browser.post("/sign-in", ["email": "knownone@example.org"])
            let unknown = try await browser.post("/sign-in", ["email": "stranger@example.org"])
            #expect(known.status == unknown.status)
            #expect(known.location == unknown.location.replacing("stranger", with: "knownone"))
            #expect(try await test.mail(to: "stranger@example.org").count == 1)
        }
    }

    @Test(arguments: ["nobody", "a@", "a b@example.org", "a@example.org\r\nBcc: b@example.org", ""])
    func addressesThatAreNoneAreKeptAndExplained(_ typed: String) async throws {
        try await TestLaurel.run { test in
            let browser = test.browser()
            try await browser.get("/sign-in")
            let answer = try await browser.post("/sign-in", ["email": typed])
            #expect(answer.status == 422)
            #expect(answer.text.contains("name@example.org"))
        }
    }

    @Test func tooManyCodesAreRefusedWithAWait() async throws {
        try await TestLaurel.run { test in
            let browser = test.browser()
            try await browser.get("/sign-in")
            for _ in 0..<SignIn.codesPerAddress.ofVisitor.count {
                #expect(try await browser.post("/sign-in", ["email": "a@example.org"]).status == 303)
            }
            let refused = try await browser.post("/sign-in", ["email": "a@example.org"])
            #expect(refused.status == 429)
            #expect(refused.text.contains("60 minutes"))
            test.clock.advance(.seconds(3601))
            #expect(try await browser.post("/sign-in", ["email": "a@example.org"]).status == 303)
        }
    }

    /// As the proxy of the test says it.
    private func behindProxy(_ body: @escaping @Sendable (TestLaurel) async throws -> Void) async throws {
        try await TestLaurel.run({ $0.trustedProxies = ["local"] }, body)
    }

    @Test func whoAsksForCodesOfAnAddressLocksItsOwnerOutOfNothing() async throws {
        try await behindProxy { test in
            let stranger = test.browser(at: "203.0.113.7")
            try await stranger.get("/sign-in")
            for _ in 0...SignIn.codesPerAddress.ofVisitor.count {
                try await stranger.post("/sign-in", ["email": "a@example.org"])
            }
            #expect(try await stranger.post("/sign-in", ["email": "a@example.org"]).status == 429)
            for _ in 0...SignIn.triesPerAddress.ofVisitor.count {
                try await stranger.post("/sign-in/code", ["email": "a@example.org", "code": "00000001"])
            }
            let owner = test.browser(at: "198.51.100.9")
            try await owner.signIn("a@example.org")
        }
    }

    @Test func oneNetworkIsOneVisitor() async throws {
        try await behindProxy { test in
            func ask(_ number: Int, at address: String) async throws -> Int {
                let browser = test.browser(at: address)
                try await browser.get("/sign-in")
                return try await browser.post("/sign-in", ["email": "a\(number)@example.org"]).status
            }
            let most = SignIn.codesPerVisitor.count
            for number in 0..<most {
                let status = try await ask(number, at: "2001:db8:1:2:\(String(number, radix: 16))::7")
                #expect(status == 303)
            }
            #expect(try await ask(most, at: "2001:db8:1:2::9") == 429)
            #expect(try await ask(most, at: "2001:db8:1:3::9") == 303)
            #expect(try await ask(most, at: "::ffff:203.0.113.7") == 303)
        }
    }

    @Test func whatAnAccountCannotBeIsToldAndNothingTypedIsLost() async throws {
        try await TestLaurel.run { test in
            let browser = try await test.browser(signedInAs: "a@example.org")
            try await browser.post("/account", ["name": "Amina", "language": "ru", "zone": "Asia/Almaty"])
            let answer = try await browser.post(
                "/account", ["name": "Amina Said", "language": "tlh", "zone": "Mars/Olympus"])
            #expect(answer.status == 422 && answer.text.contains("value=\"Amina Said\""))
            #expect(answer.text.ranges(of: "<p class=\"error\">").count == 2, "a sentence at each")
            let row = try await test.laurel.database.read {
                try $0.row("SELECT name, language, time_zone FROM person WHERE email = 'a@example.org'")
            }
            let (name, language, zone): (String?, String?, String?) = try (
                row?["name"], row?["language"], row?["time_zone"]
            )
            #expect((name, language, zone) == ("Amina", "ru", "Asia/Almaty"))
        }
    }

    @Test func aNameIsOneLine() async throws {
        try await TestLaurel.run { test in
            let browser = try await test.browser(signedInAs: "a@example.org")
            try await browser.post("/account", ["name": "Amina\r\nBcc: b@example.org\u{7}"])
            let name: String? = try await test.laurel.database.read {
                try $0.row("SELECT name FROM person WHERE email = 'a@example.org'")?.only()
            }
            #expect(name == "Amina Bcc: b@example.org")
        }
    }

    @Test func manyVisitorsTogetherNeitherFloodAnAddressNorGuess() async throws {
        try await behindProxy { test in
            let limits = (SignIn.codesPerAddress, SignIn.triesPerAddress)
            for number in 0..<limits.0.ofEverybody.count {
                try test.laurel.limiter.count(limits.0.ofEverybody, for: "a@example.org", now: test.clock.now)
                guard number == 0 else { continue }
                for _ in 0..<limits.1.ofEverybody.count {
                    try test.laurel.limiter.count(
                        limits.1.ofEverybody, for: "a@example.org", now: test.clock.now)
                }
            }
            let visitor = test.browser(at: "203.0.113.8")
            try await visitor.get("/sign-in")
            let codes = try await visitor.post("/sign-in", ["email": "a@example.org"])
            #expect(codes.status == 429)
            let tries = try await visitor.post(
                "/sign-in/code", ["email": "a@example.org", "code": "00000001"])
            #expect(tries.status == 429)
        }
    }

    @Test func guessingStopsBeforeItCanSucceed() async throws {
        try await TestLaurel.run { test in
            let browser = test.browser()
            try await browser.get("/sign-in")
            try await browser.post("/sign-in", ["email": "a@example.org"])
            let code = try await test.mail(to: "a@example.org")[0].subject.filter(\.isNumber)
            for _ in 0..<SignIn.triesPerAddress.ofVisitor.count {
                let guess = try await browser.post(
                    "/sign-in/code", ["email": "a@example.org", "code": "00000001"])
                #expect(guess.status == 422)
            }
            let right = try await browser.post("/sign-in/code", ["email": "a@example.org", "code": code])
            #expect(right.status == 429)
        }
    }

    @Test func oneCodeMakesOneSessionUnderParallelTries() async throws {
        try await TestLaurel.run { test in
            let browser = test.browser()
            try await browser.get("/sign-in")
            try await browser.post("/sign-in", ["email": "a@example.org"])
            let code = try await test.mail(to: "a@example.org")[0].subject.filter(\.isNumber)
            let entered = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        let answer = try? await browser.post(
                            "/sign-in/code", ["email": "a@example.org", "code": code])
                        return answer?.status == 303
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(entered == 1)
        }
    }

    @Test func anEndedSessionIsSignedOut() async throws {
        try await TestLaurel.run { test in
            let first = try await test.browser(signedInAs: "a@example.org")
            let second = try await test.browser(signedInAs: "a@example.org")
            let page = try await second.get("/account").text
            let sessions = page.matches(of: #/sessions/([a-z0-9]+)/end/#).map { String($0.1) }
            #expect(sessions.count == 2)
            let stranger = try await test.browser(signedInAs: "b@example.org")
            #expect(try await stranger.post("/account/sessions/\(sessions[1])/end").status == 404)
            #expect(try await second.post("/account/sessions/\(sessions[1])/end").status == 303)
            let answer = try await first.get("/account")
            #expect(answer.status == 303)
            #expect(answer.location == "/sign-in?next=%2Faccount")
        }
    }

    @Test(arguments: ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
    func signingInLeadsNowhereElse(_ next: String) async throws {
        try await TestLaurel.run { test in
            let browser = test.browser()
            try await browser.get("/sign-in")
            try await browser.post("/sign-in", ["email": "a@example.org"])
            let code = try await test.mail(to: "a@example.org")[0].subject.filter(\.isNumber)
            let answer = try await browser.post(
                "/sign-in/code", ["email": "a@example.org", "code": code, "next": next])
            #expect(answer.location == "/")
        }
    }

    @Test func aForgedFormIsRefused() async throws {
        try await TestLaurel.run { test in
            let browser = try await test.browser(signedInAs: "a@example.org")
            browser.forgetToken()
            let answer = try await browser.post("/account", ["name": "Changed"])
            #expect(answer.status == 403)
            #expect(answer.text.contains("reload it"))
            #expect(try await !browser.get("/account").text.contains("Changed"))
        }
    }

    @Test func problemsAreJSONForThoseWhoAskForIt() async throws {
        try await TestLaurel.run { test in
            let answer = try await test.browser(language: "ru").get("/account", accept: "application/json")
            #expect(answer.status == 401)
            #expect(answer.type == "application/problem+json")
            let problem = try JSON(parsing: answer.text)
            #expect(problem["title"]?.text == "Войдите")
        }
    }
}
