/// A country in which the demonstration's people live.
struct CorpusCountry: Decodable, Sendable {
    /// A region of the world, by its key in the season documents.
    let region: String
    /// Keys of `CorpusCulture`.
    let cultures: Weights
    /// Languages in which people there apply.
    let languages: Weights
    let cities: [CorpusCity]
}

/// A real place, with its names in the languages in which people write about it.
struct CorpusCity: Decodable, Sendable {
    let names: [String: String]
    /// What is there: large, rural, river, lake, coast, mountain, dry.
    let terrain: [String]

    func name(in language: String) -> String? {
        names[language]
    }

    var englishName: String {
        names["en"] ?? ""
    }
}

/// Names of the people of one culture.
struct CorpusCulture: Decodable, Sendable {
    /// ISO 15924.
    let script: String
    /// The languages in which people of this culture apply, besides English; nil where it does not matter.
    let languages: [String]?
    /// Two in Spain, Portugal and America.
    let familyNames: Int?
    let familyFirst: Bool?
    /// False where the two parts are written without a space.
    let spaced: Bool?
    let women: [WrittenName]
    let men: [WrittenName]
    let families: [WrittenName]
    /// Beside `families`, where women bear another form.
    let womensFamilies: [WrittenName]?
}

/// One name in its own script, in Latin letters and, where that differs, as Russian writes it.
///
/// In the corpus: "Ганна=Hanna=Анна", "Анна=Anna" or "Anna".
struct WrittenName: Decodable, Sendable {
    let native: String
    let latin: String
    let russian: String?

    init(from decoder: any Decoder) throws {
        let text: String = try decoder.singleValueContainer().decode(String.self)
        let parts: [Substring] = text.split(separator: "=")
        guard let native = parts.first else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "an empty name"))
        }
        self.native = String(native)
        latin = String(parts.count > 1 ? parts[1] : native)
        russian = parts.count > 2 ? String(parts[2]) : nil
    }
}

/// Keys with weights, in an order that does not depend on hashing.
struct Weights: Decodable, Sendable {
    let entries: [(key: String, weight: Int)]

    init(from decoder: any Decoder) throws {
        let weights: [String: Int] = try decoder.singleValueContainer().decode([String: Int].self)
        entries = weights.sorted { $0.key < $1.key }.map { (key: $0.key, weight: $0.value) }
    }

    /// One of the keys that are allowed, the heavier the likelier. Nil where none is allowed.
    func pick(using random: inout SeededRandom, where isAllowed: (String) -> Bool = { _ in true }) -> String?
    {
        let allowed = entries.filter { isAllowed($0.key) }
        let total: Int = allowed.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return nil }
        var ticket = random.number(in: 1...total)
        for entry in allowed {
            ticket -= entry.weight
            if ticket <= 0 { return entry.key }
        }
        return nil
    }
}
