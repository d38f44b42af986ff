/// A page as a test reads it: its elements with their attributes, in order. It knows our own markup, in which
/// attributes stand in double quotes and nothing that people wrote is left unescaped.
struct Markup {
    struct Element {
        let name: String
        let attributes: [String: String]

        subscript(_ attribute: String) -> String? { attributes[attribute] }
    }

    let elements: [Element]
    /// What is not hidden from screen readers.
    private let spoken: String

    init(_ text: String) {
        spoken = text.replacing(
            #/<(ul|li|p|span|svg)\b[^>]*aria-hidden="true"[^>]*>.*?</\1>/#.dotMatchesNewlines(), with: "")
        elements = text.matches(of: #/<([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*/?>/#).map { tag in
            let pairs = tag.2.matches(of: #/([a-zA-Z-]+)(?:="([^"]*)")?/#)
            let attributes = pairs.map { (String($0.1), String($0.2 ?? "")) }
            return Element(
                name: String(tag.1),
                attributes: Dictionary(attributes, uniquingKeysWith: { first, _ in first }))
        }
    }

    func all(_ names: String...) -> [Element] {
        elements.filter { names.contains($0.name) }
    }

    var ids: [String] { elements.compactMap { $0["id"] } }

    /// What a screen reader or a keyboard would miss.
    var faults: [String] {
        repeatedIDs + brokenReferences + unlabelledControls + unnamedTables + speakingDrawings
    }

    private var repeatedIDs: [String] {
        Dictionary(grouping: ids, by: \.self).filter { $0.value.count > 1 }.keys.map { "id \($0) twice" }
    }

    private var brokenReferences: [String] {
        let known = Set(ids)
        return elements.flatMap { element -> [String] in
            let named = ["for", "aria-describedby", "aria-labelledby", "popovertarget"].compactMap {
                element[$0]
            }
            let wanted = named.flatMap { $0.split(separator: " ").map(String.init) }
            return wanted.filter { !known.contains($0) }.map { "\(element.name) refers to \($0)" }
        }
    }

    private var unlabelledControls: [String] {
        let labelled = Set(all("label").compactMap { $0["for"] })
        return all("input", "select", "textarea").filter { control in
            let isNamed = control["aria-label"] != nil || labelled.contains(control["id"] ?? "")
            return control["type"] != "hidden" && !isNamed
        }.map { "\($0.name) \($0["name"] ?? "") has no label" }
    }

    private var unnamedTables: [String] {
        let (tables, captions) = (all("table"), all("caption"))
        // Tables to fill in stand under the legend of their field.
        let named = tables.filter { $0["class"]?.contains("table-field") != true }.count
        return named == captions.count ? [] : ["\(named) tables, \(captions.count) captions"]
    }

    private var speakingDrawings: [String] {
        spoken.matches(of: #/<svg[^>]*>/#).map { "\($0.output) is read aloud" }
    }
}
