internal import Platform

/// A juror as staff describe them, found right.
struct JurorEntry: Sendable, Equatable {
    let email: String
    let name: String
    let organisation: String
    let country: String
    let languages: [Language]
    let regions: [String]
    let capacity: Int
    let panel: ID<Panel>?
    var expertise = JurorExpertise.none
}

/// What staff typed about a juror, in a form or in a row of a table.
struct JurorInput: Sendable, Equatable {
    /// The columns of the table and the fields of the form.
    enum Column: String, CaseIterable, Sendable {
        case email, name, organisation, country, languages, regions, capacity, panel, themes, kind

        /// A table need not have the others.
        var isNeeded: Bool { self == .email || self == .name || self == .languages }

        /// What staff may change later.
        static let changeable = allCases.filter { $0 != .email && $0 != .name }
    }

    private var texts: [Column: String] = [:]

    init() {}

    /// Lists arrive as several values of one name; they stand in one text, separated by spaces.
    init(_ form: Form) {
        for column in Column.allCases {
            texts[column] = form.all(column.rawValue).map(\.asLine).joined(separator: " ").trimmed
        }
    }

    /// What stands there of a juror, with the panels of the season.
    init(_ juror: Juror, _ panels: [Panel]) {
        let panel = panels.first { $0.id == juror.panel }
        texts = [
            .email: juror.person.email, .name: juror.person.shownName, .organisation: juror.organisation,
            .country: juror.country, .languages: juror.languages.map(\.code).joined(separator: " "),
            .regions: juror.regions.joined(separator: " "), .capacity: String(juror.capacity),
            .panel: panel?.name ?? "", .themes: juror.expertise.themes.joined(separator: " "),
            .kind: juror.expertise.kind,
        ]
    }

    subscript(_ column: Column) -> String {
        get { texts[column] ?? "" }
        set { texts[column] = newValue.asLine }
    }

    /// What a form sends back of what it showed, so that nobody changes what they have not seen.
    var mark: String {
        let shown = Column.changeable.map { self[$0] }.joined(separator: "\n")
        return String(Base64URL.encode(digest(shown)).prefix(16))
    }

    /// A column that holds several codes.
    func codes(_ column: Column) -> [String] {
        self[column].split { $0.isWhitespace || ",;|/".contains($0) }.map(String.init)
    }
}

/// Reads what staff typed, against the season's rules and panels. It reports everything that is wrong at
/// once.
struct JurorCheck: Sendable {
    let rules: SeasonDocument
    let panels: [Panel]

    static let longestText = 200
    static let mostLanguages = 20

    struct Verdict: Sendable {
        /// Nothing as long as there are faults.
        var entry: JurorEntry?
        var faults: [Problem.Field] = []
    }

    func callAsFunction(_ input: JurorInput) -> Verdict {
        var faults: [Problem.Field] = []
        let email = email(input, &faults)
        let name = text(.name, input, &faults)
        let organisation = text(.organisation, input, &faults)
        let country = country(input, &faults)
        let languages = languages(input, &faults)
        let regions = known(
            .regions, among: rules.regions.map(\.key), input, "jury.entry.not-region", &faults)
        let capacity = capacity(input, &faults)
        let panel = panel(input, &faults)
        let expertise = expertise(input, &faults)
        guard faults.isEmpty else { return Verdict(faults: faults) }
        return Verdict(
            entry: JurorEntry(
                email: email, name: name, organisation: organisation, country: country, languages: languages,
                regions: regions, capacity: capacity, panel: panel, expertise: expertise))
    }

    private func email(_ input: JurorInput, _ faults: inout [Problem.Field]) -> String {
        if let email = AccountEmail.normal(input[.email]) { return email }
        faults.append(.init("email", "people.email.wrong"))
        return ""
    }

    private func text(_ column: JurorInput.Column, _ input: JurorInput, _ faults: inout [Problem.Field])
        -> String
    {
        let text = input[column]
        if text.isEmpty && column.isNeeded {
            faults.append(.init(column.rawValue, "jury.entry.missing"))
        }
        if text.count > Self.longestText {
            faults.append(.init(column.rawValue, "problem.too-long", ["most": .number(Self.longestText)]))
        }
        return text
    }

    private func country(_ input: JurorInput, _ faults: inout [Problem.Field]) -> String {
        let code = input[.country].uppercased()
        if !code.isEmpty && !Countries.contains(code) {
            faults.append(.init("country", "jury.entry.not-country", ["value": .text(input[.country])]))
        }
        return code
    }

    private func languages(_ input: JurorInput, _ faults: inout [Problem.Field]) -> [Language] {
        let codes = input.codes(.languages)
        if codes.isEmpty { faults.append(.init("languages", "jury.entry.missing")) }
        if codes.count > Self.mostLanguages {
            faults.append(
                .init("languages", "jury.entry.too-many-languages", ["limit": .number(Self.mostLanguages)]))
            return []
        }
        var languages: [Language] = []
        for code in codes {
            if let language = Language(code) {
                if !languages.contains(language) { languages.append(language) }
            } else {
                faults.append(.init("languages", "jury.entry.not-language", ["value": .text(code)]))
            }
        }
        return languages
    }

    /// Codes in a column, all of which the season must know; in the season's order.
    private func known(
        _ column: JurorInput.Column, among known: [String], _ input: JurorInput, _ message: String,
        _ faults: inout [Problem.Field]
    ) -> [String] {
        let codes = input.codes(column)
        for code in codes where !known.contains(code) {
            let allowed = known.joined(separator: ", ")
            faults.append(
                .init(column.rawValue, message, ["value": .text(code), "allowed": .text(allowed)]))
        }
        return known.filter { codes.contains($0) }
    }

    private func expertise(_ input: JurorInput, _ faults: inout [Problem.Field]) -> JurorExpertise {
        let themes = known(.themes, among: rules.themes.map(\.key), input, "jury.entry.not-theme", &faults)
        let kinds = rules.jury.assignment.kinds.map(\.key)
        let kind = known(.kind, among: kinds, input, "jury.entry.not-kind", &faults)
        if kind.count > 1 { faults.append(.init("kind", "jury.entry.two-kinds")) }
        return JurorExpertise(kind: kind.first ?? "", themes: themes)
    }

    private func capacity(_ input: JurorInput, _ faults: inout [Problem.Field]) -> Int {
        if input[.capacity].isEmpty { return min(rules.jury.maximumLoad, Juror.largestCapacity) }
        if let number = Int(input[.capacity]), (0...Juror.largestCapacity).contains(number) { return number }
        let limit: MessageValue = .number(Juror.largestCapacity)
        faults.append(.init("capacity", "jury.entry.not-capacity", ["limit": limit]))
        return 0
    }

    private func panel(_ input: JurorInput, _ faults: inout [Problem.Field]) -> ID<Panel>? {
        if input[.panel].isEmpty { return nil }
        if let panel = panels.first(where: { $0.name == input[.panel] }) { return panel.id }
        faults.append(.init("panel", "jury.entry.not-panel", ["value": .text(input[.panel])]))
        return nil
    }
}
