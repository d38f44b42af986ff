import Platform

/// One question of a form: its kind, its words, and what an answer may be.
struct FormField: Equatable, Sendable {
    var key = ""
    var kind = FieldKind.shortText
    var label = LocalizedText([:])
    var help: LocalizedText?
    var isRequired = false
    /// Whether answers may tell who the applicant is; a blind jury does not get them.
    var isIdentifying = false
    /// The nominations that ask this; all that use the form where empty.
    var onlyFor: [String] = []
    var showWhen: FormCondition?
    var settings = FieldSettings()
}

/// The limits and lists that a field may carry. Each kind says which of them it takes.
struct FieldSettings: Equatable, Sendable {
    /// Letters or words of a text, the value of a number, how many choices or rows.
    var minimum: Double?
    var maximum: Double?
    var counts: Counted?
    var decimals: Int?
    var period: Period?
    var choices: [FieldChoice] = []
    var columns: [FormField] = []
    /// The columns of a table that are added up.
    var sums: [String] = []
    var types: [SniffedType] = []
    var megabytes: Int?

    enum Name: String, CaseIterable {
        case minimum, maximum, counts, decimals, period, choices, columns, sums, types, megabytes
    }

    /// What the length of a text is measured in.
    enum Counted: String, CaseIterable, Sendable {
        case characters, words
    }

    /// On which side of the day of answering a date must lie; that day itself is on both.
    enum Period: String, CaseIterable, Sendable {
        case past, future
    }

    /// Which settings were made.
    var given: [Name] {
        let isGiven: [(Name, Bool)] = [
            (.minimum, minimum != nil), (.maximum, maximum != nil), (.counts, counts != nil),
            (.decimals, decimals != nil), (.period, period != nil), (.choices, !choices.isEmpty),
            (.columns, !columns.isEmpty), (.sums, !sums.isEmpty), (.types, !types.isEmpty),
            (.megabytes, megabytes != nil),
        ]
        return isGiven.filter(\.1).map(\.0)
    }
}

/// One of the things to choose from.
struct FieldChoice: Equatable, Sendable {
    var key = ""
    var label = LocalizedText([:])
}
