internal import Platform

/// A file as it was chosen on a page, recognised by its content and allowed by its field.
struct ChosenFile: Sendable {
    /// The key of the field.
    let field: String
    let file: AnsweredFile
    let bytes: [UInt8]
}

/// What was chosen on a page, and why some of it is not taken.
struct ChosenFiles: Sendable {
    private(set) var taken: [ChosenFile] = []
    private var refusals: [Problem.Field] = []

    var problem: Problem? {
        refusals.isEmpty ? nil : Problem(.invalid, "problem.check", fields: refusals)
    }

    mutating func take(_ sent: Form.File, for field: FormField, today: CalendarDate, publicID: String) {
        guard !sent.bytes.isEmpty else { return refuse(field, "applications.files.none") }
        guard let type = SniffedType(sniffing: sent.bytes) else {
            let endings = field.settings.types.flatMap(\.extensions).joined(separator: ", ")
            return refuse(field, "field.file.type", ["allowed": .text(endings)])
        }
        let file = AnsweredFile(
            id: publicID, name: DownloadName(sent.name, type: type).description, type: type,
            bytes: sent.bytes.count)
        if let problem = field.problems(.file(file), today: today).first {
            return refuse(field, problem.message, problem.arguments)
        }
        taken.append(ChosenFile(field: field.key, file: file, bytes: sent.bytes))
    }

    mutating func refuse(
        _ field: FormField, _ message: String, _ arguments: [String: MessageValue] = [:]
    ) {
        refusals.append(.init(field.key, message, arguments))
    }
}
