import Foundation
import Platform
import Testing

@testable import App

/// Somebody who applies through the pages, without JavaScript.
struct ApplicantBrowsing: Sendable {
    let test: TestLaurel
    let browser: Browser
    static let base = "/seasons/third"

    static func run(
        language: String = "en", _ body: @escaping @Sendable (ApplicantBrowsing) async throws -> Void
    ) async throws {
        try await TestLaurel.run { test in
            _ = try await test.openSeason()
            let browser = try await test.browser(signedInAs: "amina@example.org", language: language)
            try await body(ApplicantBrowsing(test: test, browser: browser))
        }
    }

    /// Says who applies and starts an application; gives its address.
    func start(_ nomination: String = "person") async throws -> String {
        let base = Self.base
        var page = try await browser.get(base + "/apply")
        if !page.text.contains("name=\"nomination\"") {
            try await browser.get(base + "/apply/party?kind=person")
            let made = try await browser.post(
                base + "/apply/party",
                ["kind": "person", "name": "Amina Otieno", "country": "KE", "since": "1998-05-17"])
            page = try await browser.get(made.location)
        }
        let started = try await browser.post(
            base + "/apply",
            [
                "party": try page.hidden("party"), "key": try page.hidden("key"), "language": "en",
                "nomination": nomination,
            ])
        try #require(started.status == 303, "\(started.text)")
        return started.location.replacing("/form", with: "")
    }

    /// Types into the form over the version that its page shows.
    @discardableResult
    func save(
        _ values: [String: [String]], in application: String, then: String = "stay",
        accept: String = "text/html"
    ) async throws -> Browser.Answer {
        let page = try await browser.get(application + "/form")
        var sent = values
        sent["version"] = [try page.hidden("version")]
        sent["then"] = [then]
        return try await browser.send(sent, to: application + "/form", accept: accept)
    }

    /// Presses the button of the preview.
    @discardableResult
    func submit(_ application: String) async throws -> Browser.Answer {
        let page = try await browser.get(application + "/preview")
        return try await browser.post(
            application + "/submission",
            ["version": try page.hidden("version"), "key": try page.hidden("key")])
    }

    /// An application that is submitted.
    func submitted() async throws -> String {
        let application = try await start()
        try await save(ApplicantScene.complete, in: application)
        try #require(try await submit(application).status == 303)
        return application
    }
}

extension Browser {
    /// Sends a form whose fields may have several values, with the token of the last page.
    @discardableResult
    func send(
        _ values: [String: [String]], to path: String, accept: String = "text/html"
    ) async throws -> Answer {
        var pairs = values.sorted { $0.key < $1.key }.flatMap { name, all in all.map { (name, $0) } }
        pairs.append(("_token", formToken))
        let body = pairs.map { Self.escaped($0.0) + "=" + Self.escaped($0.1) }.joined(separator: "&")
        return try await post(
            path, body: Array(body.utf8), type: "application/x-www-form-urlencoded", accept: accept)
    }

    /// Sends a form with a file in it.
    @discardableResult
    func upload(
        _ bytes: [UInt8], named name: String, as field: String, with values: [String: String], to path: String
    ) async throws -> Answer {
        let boundary = "boundary-of-the-test"
        var body: [UInt8] = []
        for (key, value) in values.merging(["_token": formToken], uniquingKeysWith: { first, _ in first }) {
            body +=
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(key)\"\r\n\r\n\(value)\r\n".utf8
        }
        let head = "Content-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\""
        body += "--\(boundary)\r\n\(head)\r\nContent-Type: application/octet-stream\r\n\r\n".utf8
        body += bytes + Array("\r\n--\(boundary)--\r\n".utf8)
        return try await post(path, body: body, type: "multipart/form-data; boundary=\(boundary)")
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension Browser.Answer {
    /// The value of a hidden field.
    func hidden(_ name: String) throws -> String {
        let parts = text.split(separator: "name=\"\(name)\" value=\"", maxSplits: 1)
        let value = try #require(parts.dropFirst().first, "no field \(name)")
        return String(value.prefix { $0 != "\"" })
    }
}
