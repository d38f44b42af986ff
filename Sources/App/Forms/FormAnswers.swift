import Platform

/// What somebody answered to one field, as tidied by its kind and not necessarily valid.
enum Answer: Hashable, Sendable {
    case text(String)
    case texts([String])
    case rows([[String: String]])
    case file(AnsweredFile)
}

/// Which of its cases an answer is.
enum AnswerShape: Sendable {
    case text, texts, rows, file
}

/// A file that was uploaded for a field.
struct AnsweredFile: Hashable, Sendable {
    /// The public id under which the file is kept.
    var id: String
    var name: String
    var type: SniffedType
    var bytes: Int
}

/// Answers by the keys of their fields; what was left empty is not among them.
typealias Answers = [String: Answer]

extension Answer {
    var json: JSON {
        switch self {
        case .text(let text): .string(text)
        case .texts(let texts): .array(texts.map { .string($0) })
        case .rows(let rows): .object(["rows": .array(rows.map { .object($0.mapValues { .string($0) }) })])
        case .file(let file):
            .object([
                "file": .string(file.id), "name": .string(file.name), "type": .string(file.type.rawValue),
                "bytes": .integer(Int64(file.bytes)),
            ])
        }
    }

    /// Nil where it is not what `json` writes.
    init?(json: JSON) {
        if let text = json.text {
            self = .text(text)
        } else if let list = json.list {
            let texts = list.compactMap(\.text)
            guard texts.count == list.count else { return nil }
            self = .texts(texts)
        } else if let list = json["rows"]?.list {
            let rows = list.compactMap { $0.fields?.compactMapValues(\.text) }
            guard rows.count == list.count else { return nil }
            self = .rows(rows)
        } else if let file = AnsweredFile(json: json) {
            self = .file(file)
        } else {
            return nil
        }
    }
}

extension AnsweredFile {
    fileprivate init?(json: JSON) {
        guard let id = json["file"]?.text, let name = json["name"]?.text, let bytes = json["bytes"]?.int,
            let type = json["type"]?.text.flatMap({ SniffedType(rawValue: $0) })
        else { return nil }
        self.init(id: id, name: name, type: type, bytes: bytes)
    }
}

extension Answers {
    var json: JSON {
        .object(mapValues(\.json))
    }

    /// Nil where it is not what `json` writes.
    init?(json: JSON) {
        guard let fields = json.fields else { return nil }
        let answers = fields.compactMapValues { Answer(json: $0) }
        guard answers.count == fields.count else { return nil }
        self = answers
    }
}
