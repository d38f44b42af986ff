internal import Platform

/// Text that people wrote, line by line.
enum Paragraphs {
    static func markup(_ text: String) -> HTML {
        let lines = text.split(separator: "\n").map { line -> HTML in "<p dir=\"auto\">\(line)</p>" }
        return "\(lines)"
    }
}
