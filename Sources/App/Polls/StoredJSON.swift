internal import Foundation
internal import Platform

/// How a value stands in a column as JSON: alike whenever it is written.
enum StoredJSON {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ stored: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(stored.utf8))
    }
}
