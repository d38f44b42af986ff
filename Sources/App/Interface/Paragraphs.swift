internal import Platform

/// Text that people wrote, line by line.
enum Paragraphs {
    static func markup(_ text: String) -> HTML {
        let lines = text.split(separator: "\n").map { line -> HTML in "<p dir=\"auto\">\(line)</p>" }
        return "\(lines)"
    }
}

extension Language {
    /// " lang=… dir=…", for what stands on a page in a language of its own.
    var attributes: HTML { " lang=\"\(code)\" dir=\"\(direction)\"" }
}
