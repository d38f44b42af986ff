internal import Platform

/// The groups of a session as they stand in their form, in the order that was asked for.
struct GroupsInput: Sendable {
    struct Entry: Sendable, Equatable {
        /// The public id, or "new".
        let key: String
        var name = LocalizedText([:])
        var description = LocalizedText([:])
        var isDeleted = false
    }

    var entries: [Entry]

    init(_ groups: [SessionGroup]) {
        entries = groups.map { Entry(key: $0.publicID, name: $0.name, description: $0.description) }
    }

    init(_ form: Form, over groups: [SessionGroup]) {
        let former = Dictionary(uniqueKeysWithValues: groups.map { ($0.publicID, $0) })
        entries = FormOrder.read("group", in: form, known: Set(former.keys)).compactMap { key in
            let empty = LocalizedText([:])
            let entry = Entry(
                key: key,
                name: LocalizedFields.read("name-" + key, in: form, over: former[key]?.name ?? empty),
                description: LocalizedFields.read(
                    "about-" + key, in: form, over: former[key]?.description ?? empty, isLine: false),
                isDeleted: form["delete-" + key] == "yes")
            let isBlank = entry.name.isBlank && entry.description.isBlank
            return former[key] == nil && isBlank ? nil : entry
        }
    }

    /// `fresh` is the public id of a new one.
    func planned(_ fresh: String) -> [PlannedGroup] {
        entries.filter { !$0.isDeleted }.map {
            PlannedGroup(
                publicID: $0.key == FormOrder.new ? fresh : $0.key, name: $0.name, description: $0.description
            )
        }
    }
}

/// The steps of an agenda as they stand in their form.
struct AgendaInput: Sendable {
    struct Entry: Sendable, Equatable {
        /// The public id, or "new".
        let key: String
        var kind = ""
        var title = LocalizedText([:])
        var minutes = ""
        var isDeleted = false
    }

    var entries: [Entry]

    init(_ steps: [AgendaStep]) {
        entries = steps.map {
            Entry(key: $0.publicID, kind: $0.kind.rawValue, title: $0.title, minutes: String($0.minutes))
        }
    }

    init(_ form: Form, over steps: [AgendaStep]) {
        let former = Dictionary(uniqueKeysWithValues: steps.map { ($0.publicID, $0) })
        entries = FormOrder.read("step", in: form, known: Set(former.keys)).compactMap { key in
            let entry = Entry(
                key: key, kind: form["kind-" + key],
                title: LocalizedFields.read(
                    "title-" + key, in: form, over: former[key]?.title ?? LocalizedText([:])),
                minutes: form["minutes-" + key], isDeleted: form["delete-" + key] == "yes")
            return former[key] == nil && entry.kind.isEmpty ? nil : entry
        }
    }

    /// What the form says; a step whose minutes are no number has none, which the check finds.
    func planned(_ fresh: String) -> [PlannedStep] {
        entries.filter { !$0.isDeleted }.compactMap { entry in
            guard let kind = AgendaStep.Kind(rawValue: entry.kind) else { return nil }
            return PlannedStep(
                publicID: entry.key == FormOrder.new ? fresh : entry.key, kind: kind, title: entry.title,
                minutes: Int(entry.minutes) ?? 0)
        }
    }
}

/// The order of things that a form lists: each has a hidden key and a line for its place among the others.
enum FormOrder {
    static let new = "new"

    /// Keys that the form has and that are known, or new, sorted by the places that were typed; those of one
    /// place stay as they stood.
    static func read(_ name: String, in form: Form, known: Set<String>) -> [String] {
        let keys = form.all(name).filter { known.contains($0) || $0 == new }
        var seen: Set<String> = []
        let places = keys.filter { seen.insert($0).inserted }.enumerated().map { index, key in
            (key: key, place: Double(form["order-" + key]) ?? Double(index + 1), index: index)
        }
        return places.sorted { ($0.place, $0.index) < ($1.place, $1.index) }.map(\.key)
    }
}

extension Problem {
    /// The same about the field of the form that stands for a new row.
    func onNew(_ fresh: String) -> Problem {
        let fields = fields.map { field in
            Field(field.name.replacing(fresh, with: FormOrder.new), field.message, field.arguments)
        }
        return Problem(code, message, arguments, fields: fields)
    }
}
