internal import Platform

/// What keeps a draft from being submitted, each line leading to its field.
struct ObstacleList: Sendable {
    let obstacles: Submitting.Obstacles
    /// The page with the fields; nothing where it is the page of the list itself.
    var form = ""

    private static let mostReasons = 3

    func markup(_ reader: Reader) -> HTML? {
        guard !obstacles.isEmpty else { return nil }
        let reasons = obstacles.eligibility.map { reason -> HTML in
            "<li>\(reason.message(reader)) \(reason.remedy(reader))</li>"
        }
        let fields = obstacles.fields.map { field($0, reader) }
        return Notices.caution(reader("applications.preview.missing"), "<ul>\(reasons)\(fields)</ul>")
    }

    private func field(_ entry: FieldProblems, _ reader: Reader) -> HTML {
        let reasons = entry.problems.prefix(Self.mostReasons).map { reader($0.message, $0.arguments) }
        return """
            <li><a href="\(form)#\(entry.field.key)">\(reader.pick(entry.field.label))</a>: \
            \(reasons.joined(separator: " "))</li>
            """
    }
}
