/// Who else may say that two people stand too close.
struct SeasonConflicts: Hashable, Sendable {
    /// Whether applicants may name persons and organisations that should not judge them.
    var applicantsMayName = false
}

extension SeasonConflicts: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.value("applicants-may-name", &applicantsMayName, default: false)
    }
}
