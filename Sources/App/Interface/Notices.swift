internal import Platform

/// What a page says about itself: done, wrong, careful, nothing there.
enum Notices {
    static func done(_ text: String) -> HTML {
        "<div class=\"notice\" role=\"status\">\(Icon.done)<p>\(text)</p></div>"
    }

    static func caution(_ title: String, _ body: HTML? = nil) -> HTML {
        "<div class=\"notice caution\">\(Icon.warning)<p class=\"title\">\(title)</p>\(body)</div>"
    }

    static func information(_ title: String, _ body: HTML? = nil) -> HTML {
        "<div class=\"notice\">\(Icon.dot)<p class=\"title\">\(title)</p>\(body)</div>"
    }

    /// The summary above a form: what is wrong, each line leading to its field. `labels` says what the fields
    /// are called, where the sentence alone does not tell them apart.
    static func problem(_ problem: Problem?, labels: [String: String] = [:], _ reader: Reader) -> HTML? {
        guard let problem else { return nil }
        let items = problem.fields.map { field -> HTML in
            let label = labels[field.name].map { $0 + ": " } ?? ""
            return "<li><a href=\"#\(field.name)\">\(label)\(reader(field.message, field.arguments))</a></li>"
        }
        let list: HTML? = items.isEmpty ? nil : "<ul>\(items)</ul>"
        return """
            <div class="notice problem" role="alert" tabindex="-1">\(Icon.warning)\
            <p class="title">\(reader(problem.message, problem.arguments))</p>\(list)</div>
            """
    }

    /// Why a list is empty, and what to do about it.
    static func empty(_ title: String, _ explanation: String, action: HTML? = nil) -> HTML {
        let actions: HTML? = action.map { "<p class=\"actions\">\($0)</p>" }
        return "<div class=\"empty\"><p class=\"title\">\(title)</p><p>\(explanation)</p>\(actions)</div>"
    }

    enum Tone: String, Sendable {
        case neutral, active, positive, negative, waiting
    }

    /// A state as a word with a shape, so that it does not hang on colour.
    static func badge(_ text: String, _ tone: Tone = .neutral) -> HTML {
        let icon: HTML =
            switch tone {
            case .neutral: Icon.ring
            case .active: Icon.underWay
            case .positive: Icon.done
            case .negative: Icon.cross
            case .waiting: Icon.waiting
            }
        return "<span class=\"badge \(tone.rawValue)\">\(icon)\(text)</span>"
    }
}
