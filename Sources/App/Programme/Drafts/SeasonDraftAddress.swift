/// The addresses of a season's rules and of the drafts that its staff write.
struct SeasonDraftAddress: Sendable {
    let rules: String

    init(_ season: Season) {
        rules = season.staff + "/rules"
    }

    func version(_ number: Int) -> String { rules + "/versions/\(number)" }
    var drafts: String { rules + "/drafts" }
    /// `key` is that of the season that the draft is for.
    func draft(_ key: String) -> String { drafts + "/" + key }
    func document(_ key: String) -> String { draft(key) + "/document" }
    func application(_ key: String) -> String { draft(key) + "/application" }
    func discarding(_ key: String) -> String { draft(key) + "/discarding" }
    func restoration(_ key: String) -> String { draft(key) + "/restoration" }
    func part(_ part: RulePart, of key: String) -> String { draft(key) + "/" + part.rawValue }
    func element(_ element: String, of part: RulePart, of key: String) -> String {
        self.part(part, of: key) + "/" + element
    }
}
