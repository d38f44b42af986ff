import Platform
import Testing

@testable import App

/// An application with three jurors, two of whom have submitted their reviews, and a chair.
struct DiscussionDesk: Sendable {
    let jury: JuryFixture
    let application: JuryFixture.Applied
    let round: Round
    let jurors: [Juror]
    /// In the order of the jurors.
    let browsers: [Browser]
    let assignments: [String]
    let chair: Browser
    let staff: Browser

    var test: TestLaurel { jury.test }
    var list: String { jury.queue + "/discussions" }
    var chaired: String { list + "/" + application.publicID }
    func review(_ juror: Int) -> String { jury.queue + "/reviews/" + assignments[juror] }
    func discussion(_ juror: Int) -> String { review(juror) + "/discussion" }

    /// The marks of the two lie as far apart as can be.
    static func make(
        _ test: TestLaurel, _ change: (inout SeasonDocument) -> Void = { _ in }
    ) async throws -> DiscussionDesk {
        let jury = try await JuryFixture.make(test, change)
        let application = try await jury.application("Wells", by: "Amina Diallo")
        let round = try await jury.round()
        var (jurors, browsers, assignments): ([Juror], [Browser], [String]) = ([], [], [])
        for name in ["first", "second", "third", "chair"] {
            let juror = try await jury.juror(name + "@example.org")
            try await jury.declare(juror)
            jurors.append(juror)
            browsers.append(try await jury.browser(of: juror))
        }
        for juror in jurors.prefix(3) {
            assignments.append(try await jury.assign(juror, application, in: round))
        }
        let desk = DiscussionDesk(
            jury: jury, application: application, round: round, jurors: jurors, browsers: browsers,
            assignments: assignments, chair: browsers[3], staff: try await jury.staffBrowser())
        try await desk.submit(0, mark: 9, comment: "Deep and cheap.")
        try await desk.submit(1, mark: 2, comment: "It dries out.")
        try await desk.appoint(jurors[3])
        return desk
    }

    /// Everybody signed in anew when some days have passed.
    func after(days: Int) async throws -> DiscussionDesk {
        test.clock.advance(.seconds(days * 86_400))
        var browsers: [Browser] = []
        for juror in jurors { browsers.append(try await jury.browser(of: juror)) }
        return DiscussionDesk(
            jury: jury, application: application, round: round, jurors: jurors, browsers: browsers,
            assignments: assignments, chair: browsers[3], staff: try await jury.staffBrowser())
    }

    func submit(_ juror: Int, mark: Int, version: Int = 0, comment: String = "") async throws {
        let answer = try await browsers[juror].send(
            review(juror), jury.review(mark, version: version, comment: comment))
        #expect(answer.status == 303)
    }

    func appoint(_ juror: Juror) async throws {
        let answer = try await staff.post(jury.path + "/jurors/\(juror.publicID)/chair")
        #expect(answer.status == 303)
    }

    @discardableResult
    func open(because reason: String = "Your scores lie far apart.") async throws -> Browser.Answer {
        try await chair.get(chaired)
        return try await chair.post(chaired, ["reason": reason])
    }

    @discardableResult
    func say(_ text: String, as juror: Int, key: String = "0123456789") async throws -> Browser.Answer {
        try await browsers[juror].post(
            discussion(juror) + "/remarks", ["text": text, "request_key": key])
    }

    @discardableResult
    func conclude(_ text: String = "We agree on eight.") async throws -> Browser.Answer {
        try await chair.post(chaired + "/conclusion", ["conclusion": text])
    }
}
