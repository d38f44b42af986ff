// The only file that talks to ICU itself: plural rules and collation, which Foundation does not offer.
// The library is part of the Swift toolchain and carries the data of Unicode CLDR.

import _FoundationICU

/// The CLDR plural categories (UTS 35, part 3, "Language Plural Rules").
enum PluralCategory: String, Sendable {
    case zero, one, two, few, many, other
}

/// Which plural form a language uses with a number: one application, two, few, many.
///
/// Unchecked, because ICU promises that `uplrules_select` may be called from any thread.
final class PluralRules: @unchecked Sendable {
    private let rules: OpaquePointer
    /// Those that the language has.
    let categories: [PluralCategory]

    init(_ language: Language) {
        var status = U_ZERO_ERROR
        guard let rules = swift_uplrules_openForType(language.code, UPLURAL_TYPE_CARDINAL, &status),
            status.rawValue <= U_ZERO_ERROR.rawValue
        else { preconditionFailure("no plural rules: ICU error \(status.rawValue)") }
        self.rules = rules
        categories = Self.categories(of: rules)
    }

    deinit {
        swift_uplrules_close(rules)
    }

    func category(_ number: Int) -> PluralCategory {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 16) { buffer in
            var status = U_ZERO_ERROR
            let count = swift_uplrules_select(
                rules, Double(number), buffer.baseAddress, Int32(buffer.count), &status)
            let name = String(decoding: buffer.prefix(Int(count)), as: UTF16.self)
            return PluralCategory(rawValue: name) ?? .other
        }
    }

    private static func categories(of rules: OpaquePointer) -> [PluralCategory] {
        var status = U_ZERO_ERROR
        let names = swift_uplrules_getKeywords(rules, &status)
        defer { swift_uenum_close(names) }
        var categories: [PluralCategory] = []
        while let name = swift_uenum_next(names, nil, &status) {
            if let category = PluralCategory(rawValue: String(cString: name)) { categories.append(category) }
        }
        return categories
    }
}

/// The order in which a language's readers look for words (UTS 10, tailored by CLDR).
///
/// Unchecked, because ICU promises that an opened collator may be read from any thread.
final class Collation: @unchecked Sendable {
    private let collator: OpaquePointer

    init(_ language: Language) {
        var status = U_ZERO_ERROR
        guard let collator = swift_ucol_open(language.code, &status),
            status.rawValue <= U_ZERO_ERROR.rawValue
        else { preconditionFailure("no collation: ICU error \(status.rawValue)") }
        swift_ucol_setAttribute(collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status)
        self.collator = collator
    }

    deinit {
        swift_ucol_close(collator)
    }

    /// Bytes that compare as the text sorts; numbers within it by their value, "Panel 9" before "Panel 10".
    func key(_ text: String) -> [UInt8] {
        let units = Array(text.utf16)
        let length = Int32(units.count)
        let guess = Int32(units.count * 4 + 16)
        var key = [UInt8](repeating: 0, count: Int(guess))
        let needed = swift_ucol_getSortKey(collator, units, length, &key, guess)
        if needed > guess {
            key = [UInt8](repeating: 0, count: Int(needed))
            swift_ucol_getSortKey(collator, units, length, &key, needed)
        }
        key.removeLast(key.count - Int(needed))
        return key
    }

    /// Equals keep their order.
    func sorted<Item>(_ items: [Item], by text: (Item) -> String) -> [Item] {
        let keyed = items.enumerated().map { (key: key(text($1)), index: $0) }
        let order = keyed.sorted { left, right in
            if left.key == right.key { return left.index < right.index }
            return left.key.lexicographicallyPrecedes(right.key)
        }
        return order.map { items[$0.index] }
    }
}
