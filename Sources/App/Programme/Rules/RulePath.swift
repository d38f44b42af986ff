internal import Platform

/// A place in a season's rules that stays the same when others are put before it:
/// `prizes/young-volunteers/places`. An element of a list is known by its key, else by its number.
struct RulePath: Hashable, Sendable, CustomStringConvertible {
    let steps: [String]

    init(_ steps: String...) {
        self.steps = steps
    }

    private init(steps: [String]) {
        self.steps = steps
    }

    /// Nothing where the text cannot be a place.
    init?(text: String) {
        let steps = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard text.utf8.count <= Self.longest, !steps.contains("") else { return nil }
        self.init(steps: steps)
    }

    private static let longest = 400

    var description: String { steps.joined(separator: "/") }

    func appending(_ further: String...) -> RulePath {
        RulePath(steps: steps + further)
    }

    /// Whether one of the two is the other or stands within it.
    func touches(_ other: RulePath) -> Bool {
        isWithin(other) || other.isWithin(self)
    }

    func isWithin(_ other: RulePath) -> Bool {
        steps.starts(with: other.steps)
    }
}

/// Rules as the JSON that they are stored in, finished or not, read and changed by stable paths.
struct RuleDocument: Equatable, Sendable {
    private(set) var json: JSON

    init(_ json: JSON) {
        self.json = json
    }

    func value(at path: RulePath) -> JSON? {
        path.steps.reduce(Optional(json)) { json, step in json.flatMap { Self.part(step, of: $0) } }
    }

    /// Puts a value in its place, or takes it away together with groups that are empty without it.
    mutating func set(_ value: JSON?, at path: RulePath) {
        json = Self.replacing(json, path.steps[...], value) ?? [:]
    }

    /// Puts a value in its place, or at the end of the list whose new element it is. Says whether it stands
    /// there now.
    mutating func put(_ value: JSON?, at path: RulePath) -> Bool {
        let list = RulePath(text: path.steps.dropLast().joined(separator: "/"))
        if let value, let list, self.value(at: path) == nil, self.value(at: list)?.list != nil {
            append(value, to: list)
        } else {
            set(value, at: path)
        }
        return self.value(at: path) == value
    }

    mutating func append(_ element: JSON, to path: RulePath) {
        set(.array((value(at: path)?.list ?? []) + [element]), at: path)
    }

    /// Swaps an element of a list with its neighbour; at the end of the list it stays.
    mutating func move(_ path: RulePath, by distance: Int) {
        guard let name = path.steps.last,
            let list = RulePath(text: path.steps.dropLast().joined(separator: "/")),
            var elements = value(at: list)?.list, let index = Self.index(of: name, in: elements),
            elements.indices.contains(index + distance)
        else { return }
        elements.swapAt(index, index + distance)
        set(.array(elements), at: list)
    }

    /// The names of what stands in a list, in its order.
    func names(in list: RulePath) -> [String] {
        let elements = value(at: list)?.list ?? []
        return elements.enumerated().map { Self.name(of: $1, at: $0) }
    }

    // MARK: Elements

    /// As `SeasonDiff` and `SeasonCheck` name them.
    private static func name(of element: JSON, at index: Int) -> String {
        let identifier = element["key"] ?? element["score"] ?? element
        return DocumentNode(json: identifier).scalar ?? String(index + 1)
    }

    private static func index(of name: String, in elements: [JSON]) -> Int? {
        elements.indices.first { Self.name(of: elements[$0], at: $0) == name }
    }

    private static func part(_ step: String, of json: JSON) -> JSON? {
        guard let elements = json.list else { return json[step] }
        return index(of: step, in: elements).map { elements[$0] }
    }

    private static func replacing(_ json: JSON?, _ steps: ArraySlice<String>, _ value: JSON?) -> JSON? {
        guard let step = steps.first else { return value }
        let rest = steps.dropFirst()
        if case .array(var elements) = json {
            guard let index = index(of: step, in: elements) else { return json }
            switch replacing(elements[index], rest, value) {
            case let element?: elements[index] = element
            case nil where rest.isEmpty: elements.remove(at: index)
            case nil: elements[index] = [:]
            }
            return .array(elements)
        }
        // What is no group cannot lose a part.
        if value == nil, json?.fields == nil { return json }
        var fields = json?.fields ?? [:]
        fields[step] = replacing(fields[step], rest, value)
        return fields.isEmpty ? nil : .object(fields)
    }
}

/// How a change that was promised stands in rules that are being written.
enum RuleChangeState: Equatable, Sendable {
    case fulfilled
    /// What stands there is what stood there before.
    case lost
    /// Neither the one nor the other; nothing where it is not there any more.
    case different(JSON?)

    static func of(before: JSON?, after: JSON?, at path: RulePath, in rules: JSON) -> RuleChangeState {
        let current = RuleDocument(rules).value(at: path)
        if current == after { return .fulfilled }
        // Where what stood there said all of it already, something was to go.
        let wasSaid = before.flatMap { before in after.map { says(before, $0) } } ?? false
        if !wasSaid, let current, let after, says(current, after) { return .fulfilled }
        return current == before ? .lost : .different(current)
    }

    /// Whether a value says all that was stated. Parts that nobody stated, such as those that rules fill in
    /// by themselves and other languages of a text, may be anything.
    private static func says(_ value: JSON, _ stated: JSON) -> Bool {
        if let parts = stated.fields, let fields = value.fields {
            return parts.allSatisfy { name, part in fields[name].map { says($0, part) } ?? false }
        }
        if let stated = stated.list, let list = value.list {
            return list.count == stated.count && zip(list, stated).allSatisfy { says($0, $1) }
        }
        return value == stated
    }
}
