internal import Platform

/// Why a juror says no, to the invitation or to one application: what staff count and act on.
enum DeclineCause: String, CaseIterable, Sendable, Bindable {
    case time, field, language, conflict, other

    func word(_ reader: Reader) -> String {
        switch self {
        case .time: reader("jury.decline.cause.time")
        case .field: reader("jury.decline.cause.field")
        case .language: reader("jury.decline.cause.language")
        case .conflict: reader("jury.decline.cause.conflict")
        case .other: reader("jury.decline.cause.other")
        }
    }
}

/// The reason that a juror gives, as it is kept.
struct DeclineReason: Sendable, Equatable {
    static let longest = 1_000

    let cause: DeclineCause
    /// What brings the juror too close to the applicant; only where one application is declined for that.
    let kind: ConflictKind?
    /// Empty where the choice says it all.
    let words: String
}

/// What a juror chose and typed as the reason.
struct DeclineInput: Sendable, Equatable {
    var cause = ""
    var kind = ""
    var words = ""

    init() {}

    init(_ form: Form) {
        (cause, kind, words) = (form["cause"], form["kind"], form["reason"])
    }

    /// To the invitation: a conflict is then with the award, and has no kind.
    func ofInvitation() throws -> DeclineReason {
        try checked(kind: nil, faults: [])
    }

    /// To one application.
    func ofApplication() throws -> DeclineReason {
        guard DeclineCause(rawValue: cause) == .conflict else { return try ofInvitation() }
        let kind = ConflictKind(rawValue: kind)
        return try checked(
            kind: kind, faults: kind == nil ? [.init("kind", "jury.decline.kind.missing")] : [])
    }

    private func checked(kind: ConflictKind?, faults: [Problem.Field]) throws -> DeclineReason {
        let (cause, words) = (DeclineCause(rawValue: cause), words.asLines)
        var faults = faults
        if cause == nil { faults.append(.init("cause", "jury.decline.cause.missing")) }
        if cause == .other, words.isEmpty { faults.append(.init("reason", "jury.decline.words.missing")) }
        if words.count > DeclineReason.longest {
            faults.append(.init("reason", "problem.too-long", ["most": .number(DeclineReason.longest)]))
        }
        guard let cause, faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
        return DeclineReason(cause: cause, kind: kind, words: words)
    }
}

/// Asking why, and showing the answer to staff.
enum DeclineFields {
    static func markup(
        _ input: DeclineInput, asksForKind: Bool, _ problem: Problem?, _ reader: Reader
    ) -> HTML {
        let cause = Controls.Field("cause", reader("jury.decline.cause"), problem: problem)
        let kind = Controls.Field(
            "kind", reader("jury.decline.kind"), help: reader("jury.decline.kind.help"), problem: problem)
        let words = Controls.Field(
            "reason", reader("jury.decline.words"), help: reader("jury.decline.words.help"), problem: problem)
        let causes = DeclineCause.allCases.map { Controls.Option($0.rawValue, $0.word(reader)) }
        let kinds: HTML? =
            asksForKind
            ? Controls.select(
                kind, ConflictKind.options(reader), chosen: input.kind,
                empty: reader("jury.decline.kind.none"), reader) : nil
        return """
            \(Controls.choices(cause, causes, chosen: [input.cause], reader))\(kinds)\
            \(Controls.longText(words, value: input.words, rows: 3, reader))
            """
    }

    /// The choice, and the words beside it; nothing where there is neither.
    static func told(_ cause: DeclineCause?, _ words: String, _ reader: Reader) -> HTML? {
        let choice: HTML? = cause.map { "\($0.word(reader))" }
        let said: HTML? = words.isEmpty ? nil : "<bdi>\(words)</bdi>"
        guard let choice, let said else { return choice ?? said }
        return "\(choice): \(said)"
    }
}
