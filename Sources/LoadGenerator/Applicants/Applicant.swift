import NIOCore

/// A submission that the server has confirmed.
struct Acknowledgement: Sendable {
    /// The public id of the application, out of its address.
    let application: String
    /// Of what was typed.
    let digest: String
    /// The page that the applicant is led to.
    let confirmation: String
}

/// Somebody who applies: signs up with a mailed code, reads the form, saves it, submits it and sees the
/// confirmation.
struct Applicant: Sendable {
    let number: Int
    let season: String
    let visitor: Visitor
    let codes: CodeSource

    private var email: String { "applicant\(number)@example.org" }

    init(
        number: Int, season: String, target: Target, loop: any EventLoop, codes: CodeSource,
        losses: Losses? = nil
    ) {
        self.number = number
        self.season = season
        self.codes = codes
        visitor = Visitor(number: number, target: target, loop: loop, losses: losses)
    }

    /// Signs up, starts an application and submits it once.
    func apply() async throws -> Acknowledgement {
        try await signIn()
        try await start()
        let acknowledgement = try await submit(version: 1)
        try await visitor.open(acknowledgement.confirmation)
        return acknowledgement
    }

    /// Through the page that asks who one is, to the page that one wanted.
    func signIn() async throws {
        try await visitor.open("/seasons/\(season)/apply")
        var form = try await visitor.form(to: "/sign-in")
        form.fill(["email": [email]])
        try await visitor.send(form)
        form = try await visitor.form(to: "/sign-in/code")
        form.fill(["code": [try await codes.code(for: email)]])
        try await visitor.send(form)
    }
}

extension Applicant {
    /// Says who applies and enters the first nomination that is open to them.
    func start() async throws {
        try await visitor.open("/seasons/\(season)/apply/party?kind=person")
        var form = try await visitor.form(to: "/apply/party")
        form.fill(["name": ["Amina \(number)"], "country": ["KE"], "since": ["1990-02-03"]])
        try await visitor.send(form)
        form = try await visitor.form(to: "/apply")
        form.fill(["nomination": ["person"], "language": ["en"]])
        try await visitor.send(form)
    }

    /// Reads the form, saves it filled in, and submits what the preview shows.
    ///
    /// Returns with the answer to the press of the button: from then on the submission must last.
    func submit(version: Int) async throws -> Acknowledgement {
        let application = try await application()
        // Starting led to the form; for a later version it is opened again.
        if version > 1 { try await visitor.open("/seasons/\(season)/applications/\(application)/form") }
        var form = try await visitor.form(to: "/form")
        let typed = TypedApplication(applicant: number, version: version)
        form.fill(typed.values)
        form.fields.append(WebForm.Field(name: "then", value: "preview"))
        try await visitor.send(form)
        let button = try await visitor.form(to: "/submission")
        let answer = try await visitor.press(button, as: .submitting)
        guard answer.status == 303 else {
            throw AnswerError.unexpected("a submission was answered with \(answer.status): \(answer.summary)")
        }
        return Acknowledgement(application: application, digest: typed.digest, confirmation: answer.location)
    }

    /// The public id in the address of the page that starting led to.
    private func application() async throws -> String {
        let parts = await visitor.path.prefix { $0 != "?" }.split(separator: "/")
        guard let index = parts.firstIndex(of: "applications"), parts.count > index + 1 else {
            throw AnswerError.unexpected("starting led to \(await visitor.path)")
        }
        return String(parts[index + 1])
    }
}
