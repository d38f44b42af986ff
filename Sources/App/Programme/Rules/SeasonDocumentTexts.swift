import Platform

extension DocumentPart {
    /// A text that must be there in every language that the document declares.
    mutating func text(_ name: String, _ text: inout LocalizedText) {
        switch purpose {
        case .writing(let style): write(name, node(text, style.languages))
        case .reading(let node, _):
            guard let found = take(name, from: node, required: true) else { return }
            text = read(found, at: path(to: name))
        }
    }

    /// A text that may be left out, but not in some of the languages only.
    mutating func text(_ name: String, _ text: inout LocalizedText?) {
        switch purpose {
        case .writing(let style): if let text { write(name, node(text, style.languages)) }
        case .reading(let node, _):
            guard let found = take(name, from: node, required: false) else { return text = nil }
            text = read(found, at: path(to: name))
        }
    }

    private func node(_ text: LocalizedText, _ languages: [Language]) -> DocumentNode {
        let entries: [DocumentEntry] = languages.compactMap { language in
            text.texts[language.code].map { words in
                DocumentEntry(name: language.code, position: nil, value: DocumentNode(.text(words)))
            }
        }
        return DocumentNode(.mapping(entries))
    }

    private func read(_ node: DocumentNode, at path: String) -> LocalizedText {
        var text = LocalizedText([:])
        guard let reading = purpose.reading else { return text }
        guard let entries = node.entries else {
            reading.find("season.check.not-texts", at: path, node.position)
            return text
        }
        reading.reportRepeats(entries, at: path)
        for entry in entries {
            reading.positions[path + "/" + entry.name] = entry.position
            guard let words = words(entry, at: path + "/" + entry.name, reading) else { continue }
            text.texts[entry.name] = words
        }
        for language in reading.languages where !entries.contains(where: { $0.name == language.code }) {
            let arguments: [String: MessageValue] = ["language": .text(language.code)]
            let place = reading.positions[path] ?? node.position
            reading.find("season.check.text-missing", at: path + "/" + language.code, place, arguments)
        }
        return text
    }

    private func words(_ entry: DocumentEntry, at path: String, _ reading: DocumentReading) -> String? {
        let isDeclared = reading.languages.contains { $0.code == entry.name }
        guard isDeclared || reading.languages.isEmpty else {
            let arguments: [String: MessageValue] = ["language": .text(entry.name)]
            reading.find("season.check.language-not-declared", at: path, entry.position, arguments)
            return nil
        }
        guard let words = entry.value.scalar, words.contains(where: { !$0.isWhitespace }) else {
            reading.find("season.check.text-empty", at: path, entry.position, ["language": .text(entry.name)])
            return nil
        }
        guard words.utf8.count <= Self.longestText else {
            let arguments: [String: MessageValue] = ["limit": .number(Self.longestText)]
            reading.find("season.check.text-too-long", at: path, entry.position, arguments)
            return nil
        }
        return words
    }

    /// In bytes: some 5,000 letters of any alphabet.
    static let longestText = 20_000
}
