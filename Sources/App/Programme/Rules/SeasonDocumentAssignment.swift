import Platform

/// How applications and jurors are brought together.
struct SeasonAssignment: Hashable, Sendable {
    var objective = AssignmentObjective.sum
    var regions = RegionRule.any
    /// The field of the forms whose answer is the theme of an application; without one themes play no part.
    var themeField: String?
    var themes = ThemeRule.prefer
    /// The kinds of juror that the season tells apart.
    var kinds: [JurorKind] = []
    var weights = PairWeights()
    /// How many applications the same two jurors may both review; as many as it comes to where nothing is
    /// said.
    var togetherAtMost: Int?
    /// Nothing where the season does not ask jurors what they want to review.
    var bids: SeasonBids?
}

/// What the best assignment is.
enum AssignmentObjective: String, CaseIterable, DocumentScalar {
    /// The most points over all.
    case sum
    /// First as many points as can be for the application that has the fewest, then the most over all.
    case fair
}

/// Whose applications a juror may be given, by where both are at home.
enum RegionRule: String, CaseIterable, DocumentScalar {
    case ownRegion = "own-region"
    case notOwnCountry = "not-own-country"
    case any
}

/// Whether jurors are given other themes than theirs.
enum ThemeRule: String, CaseIterable, DocumentScalar {
    case prefer, require
}

/// A kind of juror, such as a practitioner.
struct JurorKind: Hashable, Sendable {
    var key = ""
    var title = LocalizedText([:])
    /// Whether one of the jurors of each application is of this kind at least.
    var isRequired = false
}

/// What speaks for a pair of application and juror, in points.
struct PairWeights: Hashable, Sendable {
    /// The juror is an expert of the application's theme.
    var theme = 10
    /// The juror knows the application's region, or takes any.
    var region = 10
    /// What each further review of one juror takes away, so that loads are even.
    var balance = 1
}

extension SeasonAssignment: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.value("objective", &objective, default: .sum)
        part.value("regions", &regions, default: .any)
        part.value("theme-field", &themeField)
        part.value("themes", &themes, default: .prefer)
        part.records("kinds", &kinds)
        part.record("weights", &weights, default: PairWeights())
        part.value("together-at-most", &togetherAtMost)
        part.record("bids", &bids)
    }
}

extension JurorKind: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.text("title", &title)
        part.value("required", &isRequired, default: false)
    }
}

extension PairWeights: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.value("theme", &theme, default: 10)
        part.value("region", &region, default: 10)
        part.value("balance", &balance, default: 1)
    }
}

extension SeasonDocument {
    /// The themes that applications may have, with their names: the choices of the theme field in whichever
    /// form it stands.
    var themes: [FieldChoice] {
        guard let key = jury.assignment.themeField else { return [] }
        var themes: [FieldChoice] = []
        for field in forms.flatMap(\.fields) where field.key == key {
            themes += field.settings.choices.filter { choice in !themes.contains { $0.key == choice.key } }
        }
        return themes
    }
}
