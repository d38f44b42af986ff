internal import Hummingbird
internal import Platform

enum Interface {
    static func token(_ visit: Visit) -> HTML {
        "<input type=\"hidden\" name=\"_token\" value=\"\(visit.formToken)\">"
    }

    static func textField(
        _ name: String, _ label: String, value: String, type: String, autocomplete: String, problem: Problem?,
        _ reader: Reader
    ) -> HTML {
        let fault = problem?.fields.first { $0.name == name }
        let note: HTML? = fault.map {
            "<p class=\"error\" id=\"\(name)-error\">\(reader($0.message, $0.arguments))</p>"
        }
        return """
            <p class="field"><label for="\(name)">\(label)</label>\(note)
            <input id="\(name)" name="\(name)" type="\(type)" value="\(value)" autocomplete="\(autocomplete)"></p>
            """
    }

    static func choiceField(
        _ name: String, _ label: String, _ choices: [(value: String, label: String)], chosen: String
    ) -> HTML {
        let options = choices.map { choice -> HTML in
            let mark: HTML = choice.value == chosen ? " selected" : ""
            return "<option value=\"\(choice.value)\"\(mark)>\(choice.label)</option>"
        }
        return """
            <p class="field"><label for="\(name)">\(label)</label>
            <select id="\(name)" name="\(name)">\(options)</select></p>
            """
    }

    static func problem(_ problem: Problem?, _ reader: Reader) -> HTML? {
        problem.map {
            "<div class=\"problem\" role=\"alert\"><p>\(reader($0.message, $0.arguments))</p></div>"
        }
    }
}

extension Visit {
    func page(title: String, _ body: HTML, _ problem: Problem? = nil) -> Response {
        let markup: HTML = """
            <!DOCTYPE html><html lang="\(reader.language.code)" dir="\(reader.language.direction)">
            <head><meta charset="utf-8"><title>\(title)</title></head><body><h1>\(title)</h1>\(body)</body></html>
            """
        return .html(markup, status: problem?.status ?? .ok)
    }

    func answer(_ problem: Problem) -> Response {
        let title = reader("problem.title.\(problem.code.rawValue)")
        return page(
            title: title, "<p class=\"lead\">\(reader(problem.message, problem.arguments))</p>", problem)
    }
}
