internal import Platform

/// A line to type into: the keyboard that a phone shows for it, what browsers fill in by themselves, and the
/// way that it runs, for numbers and addresses run from left to right on every page.
enum LineInput: Sendable {
    case text, search, number, date, email, phone, link
    /// A day and a time on the clock of a place.
    case moment
    /// The address of whoever types.
    case ownEmail
    /// A code of digits that was sent to somebody.
    case code

    var attributes: HTML {
        switch self {
        case .text: " type=\"text\" dir=\"auto\""
        case .search: " type=\"search\""
        // As text: a browser's number field takes neither the digits nor the spaces that people write.
        case .number: " class=\"short\" type=\"text\" dir=\"ltr\" inputmode=\"decimal\" autocomplete=\"off\""
        case .date: " type=\"date\""
        case .moment: " type=\"datetime-local\" dir=\"ltr\""
        case .email: " type=\"email\" dir=\"ltr\""
        case .ownEmail: " type=\"email\" dir=\"ltr\" autocomplete=\"email\""
        case .phone: " class=\"short\" type=\"tel\" dir=\"ltr\" inputmode=\"tel\" autocomplete=\"tel\""
        case .link: " type=\"url\" dir=\"ltr\""
        case .code:
            " class=\"short\" type=\"text\" dir=\"ltr\" inputmode=\"numeric\" autocomplete=\"one-time-code\""
        }
    }
}
