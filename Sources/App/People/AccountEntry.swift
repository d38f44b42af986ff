internal import Platform

/// What somebody wants to be called and how they want to be spoken to, as typed. What a form leaves out stays
/// as it is.
struct AccountEntry: Sendable {
    static let longestName = 120

    let name: String
    let language: String
    /// Nothing is UTC.
    let zone: String

    init(_ person: Person) {
        name = person.name
        language = person.language.code
        zone = person.timeZone
    }

    init(_ form: Form, of person: Person) {
        name = form["name"].asLine
        language = form.has("language") ? form["language"] : person.language.code
        zone = form.has("zone") ? form["zone"] : person.timeZone
    }

    /// What is wrong, where something is.
    func problem(among languages: [Language]) -> Problem? {
        var fields: [Problem.Field] = []
        if name.count > Self.longestName {
            fields.append(.init("name", "problem.too-long", ["most": .number(Self.longestName)]))
        }
        if !languages.contains(where: { $0.code == language }) {
            fields.append(.init("language", "field.choice.unknown"))
        }
        if !zone.isEmpty, TimeZones.zone(zone) == nil {
            fields.append(.init("zone", "field.choice.unknown"))
        }
        return fields.isEmpty ? nil : Problem(.invalid, "problem.check", fields: fields)
    }
}
