/// Which numbers a noun that stands in one form agrees with.
///
/// The nouns of the corpus are fixed, so the numbers give way: a Russian text never says 41, after which the
/// noun would need another ending.
enum NumberAgreement: String, Decodable, Sendable {
    /// Ends in 0 or 5 to 9, or in 11 to 14: the genitive plural of the Slavic languages.
    case slavic
    /// From 100 on whole hundreds, after which the noun is singular; below, the texts name ranges that fit.
    case arabic
    /// Ends in 00 or in 20 to 99, after which comes "de".
    case romanian
    case free

    func admits(_ number: Int) -> Bool {
        switch self {
        case .slavic: number % 10 == 0 || number % 10 >= 5 || (11...14).contains(number % 100)
        case .arabic: number < 100 || number % 100 == 0
        case .romanian: number % 100 == 0 || number % 100 >= 20
        case .free: true
        }
    }

    /// The admitted number nearest to the wanted one within the range, or the wanted one where there is none.
    func nearest(to wanted: Int, in range: ClosedRange<Int>) -> Int {
        let wanted = min(max(wanted, range.lowerBound), range.upperBound)
        for distance in 0..<range.count {
            for candidate in [wanted - distance, wanted + distance]
            where range.contains(candidate) && admits(candidate) {
                return candidate
            }
        }
        return wanted
    }
}

extension CorpusLanguage {
    /// A number as it is written in running text: groups of three and the language's own digits.
    func written(_ number: Int) -> String {
        let plain = String(number)
        var text = ""
        for (index, digit) in plain.enumerated() {
            let remaining = plain.count - index
            if index > 0, remaining % 3 == 0 { text += grouping }
            text.append(localized(digit))
        }
        return text
    }

    /// A year, which is never grouped.
    func written(year: Int) -> String {
        String(String(year).map(localized))
    }

    private func localized(_ digit: Character) -> Character {
        guard let digits, let value = digit.wholeNumberValue else { return digit }
        return Array(digits)[value]
    }
}
