import Platform

// The kinds of value that a field of a `DocumentRecord` may have.

extension DocumentPart {
    // MARK: Single values

    mutating func value<Value: DocumentScalar>(_ name: String, _ value: inout Value) {
        switch purpose {
        case .writing: write(name, DocumentNode(value.documentContent))
        case .reading(let node, _):
            if let found: Value = scalar(name, from: node, required: true) { value = found }
        }
    }

    mutating func value<Value: DocumentScalar>(_ name: String, _ value: inout Value?) {
        switch purpose {
        case .writing: if let value { write(name, DocumentNode(value.documentContent)) }
        case .reading(let node, _): value = scalar(name, from: node, required: false)
        }
    }

    mutating func value<Value: DocumentScalar>(_ name: String, _ value: inout Value, default usual: Value) {
        switch purpose {
        case .writing(let style):
            if !(style.omitsDefaults && value == usual) { write(name, DocumentNode(value.documentContent)) }
        case .reading(let node, _): value = scalar(name, from: node, required: false) ?? usual
        }
    }

    /// The key by which the rest of the document, the database and addresses know a thing.
    mutating func key(_ name: String, _ value: inout String) {
        self.value(name, &value)
        guard let reading = purpose.reading, !value.isEmpty, !Self.isKey(value) else { return }
        let place = path(to: name)
        reading.find("season.check.key", at: place, reading.position(of: place), ["value": .text(value)])
    }

    static func isKey(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 40, text.utf8.last != 0x2D else { return false }
        let isLetter = (0x61...0x7A).contains(first)
        return isLetter
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
            }
    }

    private mutating func scalar<Value: DocumentScalar>(
        _ name: String, from node: DocumentNode, required: Bool
    ) -> Value? {
        guard let found = take(name, from: node, required: required) else { return nil }
        return read(found, at: path(to: name))
    }

    private func read<Value: DocumentScalar>(_ node: DocumentNode, at path: String) -> Value? {
        guard let text = node.scalar else {
            purpose.reading?.find("season.check.not-value", at: path, node.position)
            return nil
        }
        if let value = Value(documentText: text) { return value }
        var arguments: [String: MessageValue] = ["value": .text(String(text.prefix(60)))]
        if let allowed = Value.allowedTexts { arguments["allowed"] = .text(allowed.joined(separator: ", ")) }
        purpose.reading?.find(Value.mistake, at: path, node.position, arguments)
        return nil
    }

    // MARK: Several values

    mutating func values<Value: DocumentScalar>(
        _ name: String, _ values: inout [Value], atLeast minimum: Int = 0
    ) {
        switch purpose {
        case .writing(let style):
            if style.omitsDefaults && values.isEmpty { return }
            write(name, DocumentNode(.list(values.map { Self.element($0) })))
        case .reading(let node, let reading):
            let place = path(to: name)
            values = []
            for (index, element) in elements(name, from: node, atLeast: minimum).enumerated() {
                let text = element.scalar ?? String(index + 1)
                guard let value: Value = read(element, at: place + "/" + text) else { continue }
                if values.contains(value) {
                    let arguments: [String: MessageValue] = ["key": .text(text)]
                    reading.find("season.check.twice", at: place + "/" + text, element.position, arguments)
                }
                reading.positions[place + "/" + text] = element.position
                values.append(value)
            }
        }
    }

    private static func element<Value: DocumentScalar>(_ value: Value) -> DocumentNode {
        var element = DocumentNode(value.documentContent)
        element.identifier = element.scalar
        return element
    }

    /// Numbers under names of the document's own, such as a passing score for each region.
    mutating func numbers(_ name: String, _ numbers: inout [String: Double]) {
        switch purpose {
        case .writing(let style):
            if style.omitsDefaults && numbers.isEmpty { return }
            let sorted = numbers.sorted { $0.key < $1.key }
            let entries: [DocumentEntry] = sorted.map { key, number in
                DocumentEntry(name: key, position: nil, value: DocumentNode(number.documentContent))
            }
            write(name, DocumentNode(.mapping(entries)))
        case .reading(let node, let reading):
            let place = path(to: name)
            numbers = [:]
            guard let found = take(name, from: node, required: false) else { return }
            guard let entries = found.entries else {
                return reading.find("season.check.not-mapping", at: place, found.position)
            }
            reading.reportRepeats(entries, at: place)
            for entry in entries {
                reading.positions[place + "/" + entry.name] = entry.position
                numbers[entry.name] = read(entry.value, at: place + "/" + entry.name)
            }
        }
    }

    private mutating func elements(
        _ name: String, from node: DocumentNode, atLeast minimum: Int
    ) -> [DocumentNode] {
        guard let found = take(name, from: node, required: minimum > 0) else { return [] }
        let place = path(to: name)
        guard let list = found.list else {
            purpose.reading?.find("season.check.not-list", at: place, found.position)
            return []
        }
        if list.count < minimum {
            let arguments: [String: MessageValue] = ["count": .number(minimum)]
            purpose.reading?.find("season.check.too-few", at: place, found.position, arguments)
        }
        guard list.count <= Self.longestList else {
            let arguments: [String: MessageValue] = ["limit": .number(Self.longestList)]
            purpose.reading?.find("season.check.too-many", at: place, found.position, arguments)
            return []
        }
        return list
    }

    /// Above the number of countries, and of any list that a person would read.
    static let longestList = 300

    // MARK: Groups of values

    mutating func record<Record: DocumentRecord>(_ name: String, _ record: inout Record) {
        switch purpose {
        case .writing:
            write(name, record.node(purpose))
        case .reading(let node, _):
            guard let found = take(name, from: node, required: true) else { return }
            record = read(found, at: path(to: name))
        }
    }

    mutating func record<Record: DocumentRecord>(_ name: String, _ record: inout Record?) {
        switch purpose {
        case .writing:
            if let record { write(name, record.node(purpose)) }
        case .reading(let node, _):
            guard let found = take(name, from: node, required: false) else { return record = nil }
            record = read(found, at: path(to: name))
        }
    }

    /// A group that may be left out where all of it is as usual.
    mutating func record<Record: DocumentRecord>(
        _ name: String, _ record: inout Record, default usual: Record
    ) {
        switch purpose {
        case .writing(let style):
            if !(style.omitsDefaults && record == usual) { write(name, record.node(purpose)) }
        case .reading(let node, _):
            guard let found = take(name, from: node, required: false) else { return record = usual }
            record = read(found, at: path(to: name))
        }
    }

    mutating func records<Record: DocumentRecord>(
        _ name: String, _ records: inout [Record], atLeast minimum: Int = 0
    ) {
        switch purpose {
        case .writing(let style):
            if style.omitsDefaults && records.isEmpty { return }
            let elements: [DocumentNode] = records.enumerated().map { index, record in
                var element = record.node(purpose)
                let key = Record.identifier.flatMap { element.entry($0)?.value.scalar }
                element.identifier = key ?? String(index + 1)
                return element
            }
            write(name, DocumentNode(.list(elements)))
        case .reading(let node, let reading):
            let place = path(to: name)
            records = []
            var seen: Set<String> = []
            for (index, element) in elements(name, from: node, atLeast: minimum).enumerated() {
                let entry = Record.identifier.flatMap { element.entry($0) }
                let identifier = entry?.value.scalar ?? String(index + 1)
                if !seen.insert(identifier).inserted {
                    let arguments: [String: MessageValue] = ["key": .text(identifier)]
                    reading.find(
                        "season.check.twice", at: place + "/" + identifier, entry?.position, arguments)
                }
                records.append(read(element, at: place + "/" + identifier))
            }
        }
    }

    private func read<Record: DocumentRecord>(_ node: DocumentNode, at path: String) -> Record {
        var record = Record()
        if let reading = purpose.reading { record.read(node, at: path, reading) }
        return record
    }
}

extension DocumentRecord {
    mutating func read(_ node: DocumentNode, at path: String, _ reading: DocumentReading) {
        reading.positions[path] = node.position
        guard node.entries != nil else {
            return reading.find("season.check.not-mapping", at: path, node.position)
        }
        var part = DocumentPart(path: path, purpose: .reading(node, reading))
        fields(&part)
        part.reportNames(in: node)
    }

    func node(_ purpose: DocumentPurpose) -> DocumentNode {
        var copy = self
        var part = DocumentPart(path: "", purpose: purpose)
        copy.fields(&part)
        return DocumentNode(.mapping(part.written))
    }
}
